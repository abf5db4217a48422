"""Acts that are to come: a publication or a withdrawal at a set time."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.note import NOTE_MAX_LENGTH, Kind
from cms.fields import LineField


class Outcome(models.TextChoices):
    """What became of a scheduled act."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be done"
    CANCELLED = "cancelled", "Cancelled"


class ScheduledActQuerySet(models.QuerySet):
    def waiting(self):
        """Acts to come, in the order of their time."""
        return self.filter(outcome=Outcome.WAITING).order_by("at", "pk")

    def due(self):
        return self.waiting().filter(at__lte=timezone.now())

    def failed(self):
        """Acts that could not be done, until somebody has seen to them."""
        return self.filter(outcome=Outcome.FAILED).order_by("at", "pk")

    def open(self):
        """Acts that somebody still waits for, or has to see to."""
        return self.filter(outcome__in=[Outcome.WAITING, Outcome.FAILED])


class ScheduledAct(models.Model):
    """One act of publishing or withdrawing an article, to be done at `at` in the name of `by`.

    `content` is the draft as it was when the act was scheduled (`articles.kept_copy`): what is written
    afterwards stays a draft. It is emptied once nobody can want it any more.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="scheduled_acts")
    kind = models.CharField(max_length=20, choices=Kind)
    note = LineField(max_length=NOTE_MAX_LENGTH, blank=True)
    reviewer = models.ForeignKey("articles.Author", models.PROTECT, null=True, related_name="+")
    review_due_on = models.DateField(null=True)
    despite_doubts = models.BooleanField(default=False)
    content = models.JSONField(default=dict)
    parts = models.JSONField(default=dict, help_text="What other parts of the publish panel were asked for.")
    based_on = models.PositiveIntegerField(help_text="The number of the version it follows.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="Why it could not be done.")

    objects = ScheduledActQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["outcome", "at"], name="scheduled_act_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(outcome__in=["waiting", "failed"]),
                name="scheduled_act_one_open",
            ),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="outcome_known"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="scheduled_kind_known"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.article}"

    @property
    def is_waiting(self) -> bool:
        return self.outcome == Outcome.WAITING

    @property
    def is_failed(self) -> bool:
        return self.outcome == Outcome.FAILED

    @property
    def is_withdrawal(self) -> bool:
        return self.kind == Kind.WITHDRAWN
