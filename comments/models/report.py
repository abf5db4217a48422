"""Reports: what readers say is wrong with a comment."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.fields import LineField
from comments.models.comment import Reason

#: What a reader may say is wrong, in the order of the form; moderators know a few more reasons.
REPORT_REASONS = (Reason.SPAM, Reason.ABUSIVE, Reason.HARMFUL_ADVICE, Reason.PRIVATE_DETAILS)


class Outcome(models.TextChoices):
    """What became of a report. Upheld and kept ones tell how often a reporter was right."""

    OPEN = "open", "Open"
    UPHELD = "upheld", "The comment was taken away"
    KEPT = "kept", "A moderator kept the comment"
    ANSWERED = "answered", "A moderator had kept the comment against this reason before"
    MOOT = "moot", "Its writer took the comment back"


class ReportQuerySet(models.QuerySet):
    def open(self):
        """What nobody has answered yet."""
        return self.filter(outcome=Outcome.OPEN)

    def answered(self):
        """What somebody decided about, or took back."""
        return self.exclude(outcome=Outcome.OPEN)

    def kept(self):
        """What a moderator decided was no reason to take the comment away."""
        return self.filter(outcome=Outcome.KEPT)


class Report(models.Model):
    """One person's report of one comment, in the wording that person read.

    `reporter` tells people apart: an account, a browser with our cookie, or else a network
    (`comments.reporter`). `network` and a reporter that is a network are forgotten with all other network
    hashes. `settled_by` is the decision that answered it.
    """

    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="reports")
    revision = models.ForeignKey("comments.CommentRevision", models.CASCADE, related_name="+")
    reason = models.CharField(
        max_length=20, choices=[(reason.value, reason.label) for reason in REPORT_REASONS]
    )
    note = LineField(max_length=500, blank=True)
    reporter = models.CharField(max_length=64, editable=False)
    network = models.CharField(max_length=64, blank=True, editable=False)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    settled_by = models.ForeignKey(
        "comments.ModerationEvent", models.PROTECT, null=True, related_name="reports"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["reporter", "at"], name="report_reporter"),
            models.Index(fields=["network", "at"], name="report_network"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["comment", "reporter"], name="report_once_a_person"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="report_outcome_known"),
            models.CheckConstraint(condition=Q(reason__in=REPORT_REASONS), name="report_reason_known"),
        ]

    def __str__(self):
        return f"{self.get_reason_display()}, {self.at:%d.%m.%Y}"
