"""The switch that pauses comments on the whole site."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.fields import LineField

PAUSED = "We have paused comments on the whole site for now."


class Pause(models.Model):
    """One turn of the switch. The last one counts; the others tell who turned it before."""

    is_on = models.BooleanField("pause comments on the whole site", default=True)
    words = LineField("what readers are told", max_length=200, default=PAUSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "pause"

    def __str__(self):
        return f"{'Paused' if self.is_on else 'Running'} since {self.at:%d.%m.%Y %H:%M}"
