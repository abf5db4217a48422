"""What the score learnt on this site."""

from django.db import models
from django.utils import timezone


class SpamModel(models.Model):
    """The weights of one training. The latest row is in use; a few older ones are kept."""

    trained_at = models.DateTimeField(default=timezone.now)
    decisions = models.PositiveIntegerField(help_text="Decided comments it learnt from.")
    spam = models.PositiveIntegerField(help_text="How many of them were spam.")
    area = models.FloatField(
        null=True, help_text="Area under the curve on the latest decisions, which it had not seen."
    )
    weights = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.decisions} decisions, {self.trained_at:%d.%m.%Y %H:%M}"
