"""Corrections: comments that say something in the article is wrong."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.fields import LineField
from comments.models.comment import Comment, CommentQuerySet, Lane, State


class Declined(models.Model):
    """An editor looked into a correction and the article stays as it is; a word says why."""

    comment = models.OneToOneField("comments.Comment", models.CASCADE, related_name="declined")
    words = LineField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.words


class CorrectionQuerySet(CommentQuerySet):
    def open(self):
        """Those that led to no update yet and were not declined."""
        return self.filter(credits=None, declined=None)

    def credited(self):
        """Those that an update thanks."""
        return self.exclude(credits=None)

    def declined(self):
        """Those that an editor looked into, and that led to nothing."""
        return self.filter(declined__isnull=False, credits=None)


class CorrectionManager(models.Manager.from_queryset(CorrectionQuerySet)):
    def get_queryset(self):
        """What readers see or may see soon."""
        wanted = {"lane": Lane.CORRECTION, "state__in": [State.PENDING, State.PUBLISHED]}
        return super().get_queryset().filter(**wanted)


class Correction(Comment):
    """A comment in the correction lane, as editors look at it."""

    objects = CorrectionManager()

    class Meta:
        proxy = True
        permissions = [("answer_correction", "Can credit and decline corrections")]

    @property
    def standing(self) -> str:
        """Open, credited or declined."""
        if self.credits.all():
            return "Credited"
        return "Declined" if hasattr(self, "declined") else "Open"
