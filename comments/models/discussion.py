"""The discussion under an article: whether it is open, and how much of it is public."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone


class DiscussionQuerySet(models.QuerySet):
    def moderated(self):
        """Those where every comment waits for a moderator."""
        return self.filter(mode=Discussion.Mode.MODERATED)


class Discussion(models.Model):
    """What is known of an article's comments as a whole. An article without a row has an open, empty one.

    It closes by itself so many days after the article's last update, so that an update opens it again.
    """

    class Mode(models.TextChoices):
        OPEN = "open", "Open"
        MODERATED = "moderated", "Open, and everything waits for a moderator"
        CLOSED = "closed", "Closed"

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.OPEN)
    closed_on = models.DateField(null=True, blank=True, help_text="Told to readers when it is closed.")
    close_after_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="Days after the article’s last update. Empty: as the whole site; 0: never.",
    )
    public_count = models.PositiveIntegerField(default=0, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mode__in=["open", "moderated", "closed"]), name="discussion_mode_known"
            )
        ]

    def __str__(self):
        return f"discussion of {self.article}"

    @property
    def is_open(self) -> bool:
        return self.mode != self.Mode.CLOSED and not self._has_run_out

    @property
    def is_moderated(self) -> bool:
        """Whether a moderator reads every comment first, whoever wrote it and wherever it links."""
        return self.mode == self.Mode.MODERATED

    @property
    def closes_on(self) -> datetime.date | None:
        """The day it closes, or closed, by itself."""
        days = settings.COMMENTS_CLOSE_AFTER_DAYS if self.close_after_days is None else self.close_after_days
        if not days or self.article.updated_at is None:
            return None
        return timezone.localdate(self.article.updated_at) + datetime.timedelta(days=days)

    @property
    def day_closed(self) -> datetime.date | None:
        """The day readers are told that it closed."""
        return self.closed_on if self.mode == self.Mode.CLOSED else self.closes_on

    @property
    def _has_run_out(self):
        return self.closes_on is not None and timezone.localdate() >= self.closes_on
