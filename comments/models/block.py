"""Blocks: writers who may not comment for a while."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.fields import LineField


class BlockQuerySet(models.QuerySet):
    def in_force(self):
        """Those that keep somebody from commenting now."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()), lifted_at=None)

    def ended(self, at):
        """Those that were over by then."""
        return self.filter(Q(until__lte=at) | Q(lifted_at__lte=at))


class Block(models.Model):
    """Who may not comment: one account, one address or one network, until when, and why.

    `until` is when it ends by itself; without it, it lasts until somebody lifts it. A network is known by a
    hash whose key changes every month, and has always an end. The row is the record of the decision.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="blocks")
    email = models.EmailField(max_length=254, blank=True)
    network = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True)
    reason = LineField(max_length=300, help_text="For colleagues. The writer is told until when, not why.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["email"], name="block_email")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="", network="")
                | Q(user=None, network="") & ~Q(email="")
                | Q(user=None, email="") & ~Q(network=""),
                name="block_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(network="") | Q(until__isnull=False), name="block_of_a_network_ends"
            ),
        ]

    def __str__(self):
        return self.whom

    @property
    def whom(self) -> str:
        """Who is blocked, as the desk says it."""
        return self.email or (f"the account {self.user}" if self.user_id else "a network")

    @property
    def is_in_force(self) -> bool:
        return self.lifted_at is None and (self.until is None or self.until > timezone.now())
