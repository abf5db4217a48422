"""Who has an article's form open."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

#: Whoever was not heard of for so long has left.
GONE_AFTER = datetime.timedelta(seconds=60)


class PresenceQuerySet(models.QuerySet):
    def here(self):
        """Those who have the form open now, the longest first."""
        return self.filter(seen_at__gte=timezone.now() - GONE_AFTER).order_by("since", "pk")

    def gone(self):
        return self.filter(seen_at__lt=timezone.now() - GONE_AFTER)


class Presence(models.Model):
    """Somebody who has had an article's form open since `since`, and was last heard of at `seen_at`."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once")]

    def __str__(self):
        return f"{self.user} at {self.article}"
