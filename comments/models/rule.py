"""Rules that moderators write themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.fields import LineField


class ScreeningRuleQuerySet(models.QuerySet):
    def active(self):
        """Rules that hold comments now."""
        return self.filter(is_on=True, suspended_at=None)


class ScreeningRule(models.Model):
    """Comments that fit the pattern wait for a moderator, whoever wrote them.

    A pattern is words, never an expression: whole words in this order, whatever their case and width.
    """

    class Kind(models.TextChoices):
        WORDS = "words", "Words in the comment"
        ADDRESS = "address", "Email address"
        NAME = "name", "Words in the name"
        SITE = "site", "Site linked to"

    kind = models.CharField("what to look at", max_length=10, choices=Kind, default=Kind.WORDS)
    pattern = LineField("pattern", max_length=200)
    note = LineField(max_length=500, blank=True, help_text="Why, for colleagues.")
    is_on = models.BooleanField("on", default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    suspended_at = models.DateTimeField(null=True, editable=False)
    suspended_after = LineField(max_length=60, blank=True, editable=False)

    objects = ScreeningRuleQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "rule"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["words", "address", "name", "site"]), name="rule_kind_known"
            ),
            models.UniqueConstraint(fields=["kind", "pattern"], name="rule_once"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.pattern}"

    @property
    def is_active(self) -> bool:
        return self.is_on and self.suspended_at is None

    @property
    def standing(self) -> str:
        """What it does now, as the list of rules says it."""
        if self.suspended_at:
            return f"Suspended: {self.suspended_after}"
        return "On" if self.is_on else "Off"

    @property
    def source(self) -> str:
        """The rule as its record is kept."""
        return f"rule {self.pk}"
