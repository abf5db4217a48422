"""What an account that is deleted leaves behind: its comments as a guest's, and nothing that names it."""

from django.dispatch import receiver

from cms.signals import account_leaves
from comments.models import ModerationEvent, Report
from comments.retention import NOBODY


@receiver(account_leaves, dispatch_uid="comments.leaving")
def leave(user, **kwargs):
    """What the account did to comments of its own was done by their writer; what it did to others' stays on
    record, and the database keeps the account for it."""
    ModerationEvent.objects.filter(actor=user, comment__user=user).update(actor=None)
    Report.objects.filter(reporter=f"account:{user.pk}").update(reporter=NOBODY)
