"""Links in the texts readers see: which article they lead to, and whether pages elsewhere still exist."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.article import Article, State
from cms.fields import LineField

#: So often a page elsewhere is looked at while readers see a link to it.
LOOK_EVERY = datetime.timedelta(days=7)
WORDS_MAX_LENGTH = 300
#: What fits the databases' indexes; a longer address is not looked at.
ADDRESS_MAX_LENGTH = 2_000


class CheckedLinkQuerySet(models.QuerySet):
    def dead(self):
        """Pages found to be gone on two different days."""
        return self.filter(is_dead=True)

    def due(self, now: datetime.datetime):
        """What to look at: the new, the ones readers see once a week, and the suspected on another day."""
        is_seen = models.Exists(LiveLink.objects.filter(checked=models.OuterRef("pk")))
        today = timezone.localdate(now)
        is_suspected = Q(gone_since__lt=today, is_dead=False, checked_at__date__lt=today)
        return self.filter(
            Q(checked_at=None) | is_suspected | (Q(checked_at__lte=now - LOOK_EVERY) & is_seen)
        ).order_by(F("checked_at").asc(nulls_first=True), "pk")


class CheckedLink(models.Model):
    """A page elsewhere that an article links to, and what came of looking at it.

    `status` is the HTTP status it answered with; None while it was not looked at or did not answer, and then
    `trouble` says why. `gone_since` is the day it was first found to be gone, with nothing better since.
    """

    address = models.CharField(
        max_length=ADDRESS_MAX_LENGTH, unique=True, help_text="In ASCII, without the part after a #."
    )
    host = models.CharField(max_length=255, db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True, db_index=True)
    gone_since = models.DateField(null=True)
    is_dead = models.BooleanField(default=False)

    objects = CheckedLinkQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["is_dead"], condition=Q(is_dead=True), name="checked_link_dead")]

    def __str__(self):
        return self.address

    @property
    def outcome(self) -> str:
        """In words: "it answers 404"."""
        return f"it answers {self.status}" if self.status else self.trouble


class LiveLinkQuerySet(models.QuerySet):
    def broken(self):
        """Links that lead readers to a page that is gone, or to an article they cannot see."""
        # From the few that are gone to the links that lead there, each way by an index of its own.
        dead = self.filter(checked__in=CheckedLink.objects.dead()).values("pk")
        hidden = Article.objects.exclude(state=State.PUBLISHED)
        astray = self.filter(target__in=hidden).values("pk")
        return self.filter(pk__in=dead.union(astray)).order_by("article", "pk")

    def for_rows(self):
        """With what a list of links prints."""
        return self.select_related("article__live", "target", "checked")


class LiveLink(models.Model):
    """A link in the text of an article that readers see now; written anew with each version."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="live_links")
    href = models.CharField(max_length=ADDRESS_MAX_LENGTH)
    words = LineField(max_length=WORDS_MAX_LENGTH, blank=True)
    target = models.ForeignKey(
        "articles.Article", models.CASCADE, null=True, related_name="linked_from", help_text="One of ours."
    )
    checked = models.ForeignKey(
        CheckedLink, models.CASCADE, null=True, related_name="uses", help_text="A page elsewhere."
    )

    objects = LiveLinkQuerySet.as_manager()

    def __str__(self):
        return f"{self.words} ({self.href})"

    @property
    def is_broken(self) -> bool:
        if self.target:
            return not self.target.is_published
        return bool(self.checked and self.checked.is_dead)
