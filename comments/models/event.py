"""Moderation events: every decision, for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.fields import LineField
from comments.models.comment import Reason


class Action(models.TextChoices):
    SUBMIT = "submit", "Sent"
    EDIT = "edit", "Edited by its writer"
    APPROVE = "approve", "Approved"
    APPROVE_NO_LINK = "approve_no_link", "Approved without its links"
    REJECT = "reject", "Rejected"
    REFUSE_EDIT = "refuse_edit", "Kept the words from before"
    REMOVE = "remove", "Removed"
    RESTORE = "restore", "Restored"
    HOLD = "hold", "Put back to waiting"
    KEEP = "keep", "Kept after reports"
    FILE = "file", "Put into another lane"
    WITHDRAW = "withdraw", "Withdrawn by its writer"
    ERASE = "erase", "Erased"
    DECIDE_LINK = "decide_link", "Decided about a link"
    IGNORE_PROPOSAL = "ignore_proposal", "Ignored a proposal"
    UNDO = "undo", "Undone"


#: What says nothing about whether a comment is published.
NO_DECISIONS = (Action.SUBMIT, Action.EDIT, Action.FILE)


class ModerationEventQuerySet(models.QuerySet):
    def decisions(self):
        """What settled, or unsettled, whether a comment is published."""
        return self.filter(comment__isnull=False).exclude(action__in=NO_DECISIONS)


class ModerationEvent(models.Model):
    """Who (or which rule) did what, from which state to which, why, and on what evidence. Append-only.

    Events of one act on many comments share a `batch`. An undo is an event of its own that names the one it
    undoes. `at` is when it happened, perhaps elsewhere, `stored_at` when we were told. `before` and `after`
    hold the comment's columns that moved, so that an undo restores them exactly.
    """

    comment = models.ForeignKey("comments.Comment", models.PROTECT, null=True, related_name="events")
    target = models.ForeignKey("comments.LinkTarget", models.PROTECT, null=True, related_name="events")
    action = models.CharField(max_length=20, choices=Action)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=60, blank=True, help_text="The rule that acted, when no person did.")
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    note = LineField(max_length=500, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    batch = models.UUIDField(null=True)
    undo_of = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    at = models.DateTimeField(default=timezone.now)
    stored_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ModerationEventQuerySet.as_manager()

    class Meta:
        # In the order they were stored: each under its comment's lock, whatever the clocks said.
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["batch"], name="event_batch", condition=Q(batch__isnull=False)),
            models.Index(fields=["actor", "-at"], name="event_actor"),
            models.Index(fields=["rule"], name="event_rule", condition=~Q(rule="")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(action__in=Action.values), name="event_action_known"),
            models.CheckConstraint(
                condition=Q(comment__isnull=False) | Q(target__isnull=False), name="event_is_about_something"
            ),
        ]

    def __str__(self):
        return f"{self.get_action_display()} {self.at:%d.%m.%Y %H:%M}"

    @property
    def reason_words(self) -> str:
        return Reason(self.reason).words if self.reason else ""

    @property
    def reason_label(self) -> str:
        return Reason(self.reason).label if self.reason else ""
