"""How often strangers may have us write to an address: what a form sends is bounded, whoever fills it in."""

import datetime
import hashlib
import hmac

from django.conf import settings
from django.utils import timezone

from cms.schedule import every
from cms.tasks import task
from cms.turns import take_turns
from comments import policy
from comments.models import Comment, MailKind, MailTurn

DAY = datetime.timedelta(days=1)
#: Mails a day to an address that nobody has proven, to one that somebody has, and on behalf of one network.
UNPROVEN, PROVEN, NETWORK = 2, 10, 10


def take(comment: Comment, kind: MailKind) -> bool:
    """Whether one more mail may go to the comment's address and for its network; counts it if so.

    To be called in the transaction that asks for the mail, under the recipient's turn.
    """
    is_proof = kind == MailKind.PROOF
    bounds = {f"{'proof' if is_proof else 'asked'} {comment.email}": UNPROVEN if is_proof else PROVEN}
    if comment.network:
        bounds[f"network {comment.network}"] = NETWORK
    since = timezone.now() - DAY
    for name, most in bounds.items():
        if settings.COMMENT_LIMITS and MailTurn.objects.filter(who=_who(name), at__gt=since).count() >= most:
            return False
    MailTurn.objects.bulk_create(MailTurn(who=_who(name)) for name in bounds)
    return True


def refuse_more(name: str, most: int, window: datetime.timedelta, told: str) -> None:
    """Count one more mail asked for under a name; raises TooQuick (`comments.policy`) after so many.

    The window is a day at most. To be called in the transaction that asks for the mail.
    """
    if not settings.COMMENT_LIMITS:
        return
    take_turns(f"mails asked for: {name}")
    policy.refuse_more(MailTurn.objects.filter(who=_who(name)), most, window, told, "at")
    MailTurn.objects.create(who=_who(name))


@every(DAY)
@task()
def forget_turns() -> None:
    """Delete what no bound counts any more."""
    MailTurn.objects.filter(at__lt=timezone.now() - DAY).delete()


def _who(name):
    return hmac.digest(f"mail-turn:{settings.SECRET_KEY}".encode(), name.encode(), hashlib.sha256).hex()[:32]
