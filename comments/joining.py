"""A guest's earlier comments join the account of whoever proves the address they were sent with."""

from allauth.account.signals import email_confirmed
from django.dispatch import receiver

from comments import proof
from comments.models import Comment, Commenter


def join(user, email: str) -> int:
    """Give the account what was sent with a proven address by a guest; says how many comments that were.

    Nobody proved anything when those comments were sent: somebody else may have typed the address. So they
    never join an account of staff, where "Editor" would stand beside them.
    """
    if user.is_staff:
        return 0
    return Comment.objects.by_guest(email).update(user=user)


@receiver(email_confirmed, dispatch_uid="comments.joining")
def join_when_proven(email_address, **kwargs):
    email = email_address.email.lower()
    for commenter in Commenter.objects.filter(email=email):
        proof.prove(commenter)
    join(email_address.user, email)
