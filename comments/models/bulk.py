"""Acts on many comments."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class BulkAct(models.Model):
    """One decision about many comments, and how far it has come. Its events share the `batch`.

    `act` is a name of `comments.acts.ON_MANY`, or UNDO for taking back the acts of the batch `undoes`.
    """

    UNDO = "undo"

    batch = models.UUIDField(primary_key=True)
    act = models.CharField(max_length=30)
    undoes = models.UUIDField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rows = models.JSONField(
        help_text="Comments, each with the revision that was read; or the events an undo is about."
    )
    done = models.PositiveIntegerField(default=0, help_text="So many of the rows were gone through.")
    passed_over = models.PositiveIntegerField(default=0, help_text="Somebody else was quicker with these.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.act}: {self.total}"

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def is_done(self) -> bool:
        return self.done >= self.total
