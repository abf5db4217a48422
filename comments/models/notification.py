"""Notifications: what a commenter is told by mail, each once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MailKind(models.TextChoices):
    """Why a commenter gets a mail."""

    PROOF = "proof", "Is this address yours?"
    STATUS = "status", "The link to one's comment"
    MAIL_LINK = "mail_link", "The link to stop or start emails"
    PUBLISHED = "published", "One's comment was published"
    REJECTED = "rejected", "One's comment was not published"
    REMOVED = "removed", "One's comment was removed"
    REPLY = "reply", "Somebody replied"


class NotificationQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at=None)

    def for_digest(self):
        """Those that were one too many for their day and wait for the daily mail."""
        return self.unsent().filter(in_digest=True)


class Notification(models.Model):
    """One thing to tell one commenter about one comment: their own, or the reply to it.

    The row is the claim: whoever sets `claimed_at` sends the mail, so that it goes once however often its
    task runs. `asked_at` moves only when a reader asks for the same mail again.
    """

    recipient = models.ForeignKey("comments.Commenter", models.CASCADE, related_name="notifications")
    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=10, choices=MailKind)
    asked_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    in_digest = models.BooleanField(default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["recipient", "claimed_at"], name="notification_of_a_day"),
            models.Index(
                fields=["recipient"],
                name="notification_for_digest",
                condition=Q(in_digest=True, sent_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["comment", "recipient", "kind"], name="notification_once"),
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="notification_kind_known"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.recipient}"


class Mute(models.Model):
    """A commenter wants no mail about one article. Who wants none at all has `Commenter.mail_off_at`."""

    commenter = models.ForeignKey("comments.Commenter", models.CASCADE, related_name="mutes")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commenter", "article"], name="mute_once")]

    def __str__(self):
        return f"{self.commenter}: nothing about {self.article}"


class MailTurn(models.Model):
    """One mail that somebody's form had us send, to count by address and by network for a day.

    `who` is a keyed hash, so that the count outlives an erased comment and tells nobody's address.
    """

    who = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="mail_turn_of_a_day")]

    def __str__(self):
        return self.who
