"""Proving that an address belongs to who typed it."""

from django.db import transaction
from django.utils import timezone

from comments import notifications
from comments.models import Comment, Commenter


@transaction.atomic
def prove(commenter: Commenter, comment: Comment | None = None) -> Commenter:
    """Its owner pressed the button in a mail (or proved it otherwise). Doing it again changes nothing.

    `comment` is the one that had us ask: the link to it follows by mail.
    """
    commenter = Commenter.objects.select_for_update().get(pk=commenter.pk)
    if commenter.is_proven:
        return commenter
    commenter.proven_at = timezone.now()
    commenter.save(update_fields=["proven_at"])
    if comment and comment.commenter_id == commenter.pk:
        comment.commenter = commenter
        notifications.begin(comment)
    return commenter
