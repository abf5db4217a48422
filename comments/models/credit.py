"""Credits: readers' comments that led to an update."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Credit(models.Model):
    """A comment that an update note thanks. Notes are reworded, so the version tells which one."""

    version = models.ForeignKey("articles.Version", models.PROTECT, related_name="credits")
    comment = models.ForeignKey("comments.Comment", models.PROTECT, related_name="credits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, editable=False, help_text="When its writer was told by mail.")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "comment"], name="credit_once")]

    def __str__(self):
        return f"{self.comment} led to {self.version}"
