"""Whether far more comments than usual are arriving."""

from django.db import models


class Flood(models.Model):
    """The one row about floods: what is usual here, and since when it is far above that, if it is."""

    ONE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONE, editable=False)
    usual_in_an_hour = models.FloatField(default=0)
    since = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="flood_one_row")]

    def __str__(self):
        return f"flood since {self.since:%d.%m.%Y %H:%M}" if self.since else "no flood"
