"""Whose turn it is with a draft: an editor's, to review it, or its writer's again."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.fields import PlainTextField

WORDS_MAX_LENGTH = 2_000


class Turn(models.TextChoices):
    """Whose turn it is."""

    EDITOR = "editor", "In review"
    WRITER = "writer", "Sent back"


class Handover(models.Model):
    """The last handing over of an article's draft: handed in for review, or sent back with words.

    Gone once the draft is published. Who did what when stays in the desk's log.
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="handover")
    turn = models.CharField(max_length=10, choices=Turn)
    words = PlainTextField(max_length=WORDS_MAX_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(turn__in=Turn.values), name="turn_known")]

    def __str__(self):
        return self.get_turn_display()

    @property
    def is_in_review(self) -> bool:
        return self.turn == Turn.EDITOR
