"""The blind weekly sample: decisions judged again by somebody who does not see them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class SecondLookQuerySet(models.QuerySet):
    def open(self):
        """Those nobody has judged yet."""
        return self.filter(judged_at=None)

    def judged(self):
        return self.filter(judged_at__isnull=False)


class SecondLook(models.Model):
    """One comment drawn for a second, blind judgement. `was_public` is what the first decision came to."""

    class Verdict(models.TextChoices):
        FINE = "fine", "Fine to publish"
        NOT_FINE = "not_fine", "Not to be published"

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="second_looks")
    drawn_at = models.DateTimeField(default=timezone.now)
    was_public = models.BooleanField()
    was_automatic = models.BooleanField(help_text="Decided by a rule or verdict, without a person.")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["drawn_at"], name="second_look_drawn")]
        constraints = [
            models.CheckConstraint(
                condition=Q(judged_at=None, verdict="")
                | Q(judged_at__isnull=False, verdict__in=["fine", "not_fine"]),
                name="second_look_judged_with_verdict",
            )
        ]

    def __str__(self):
        return f"second look at {self.comment}"

    @property
    def was_wrong(self) -> bool:
        """Whether the second judgement is not what the first came to."""
        return bool(self.verdict) and self.was_public != (self.verdict == self.Verdict.FINE)
