"""Known readers: trust earned from published comments with a proven address, and lost with a rejection."""

from django.conf import settings

from comments.links.outcomes import SETTLED
from comments.links.record import verdicts_in_force
from comments.models import Comment, Commenter, State
from comments.models.comment import REFUSED

#: The latest comments that count.
LATEST = 50
#: What one refused comment costs, in published ones.
COST = 5
#: How events name what publishes their comments.
RULE = "known reader"


def standing(commenter: Commenter) -> int:
    """Published comments of the latest ones, less what refused ones cost; 0 without a proven address."""
    if not commenter.is_proven:
        return 0
    latest = Comment.objects.filter(commenter=commenter).order_by("-pk")
    states = [*latest.values_list("state", flat=True)[:LATEST]]
    return states.count(State.PUBLISHED) - COST * sum(state in REFUSED for state in states)


def is_known(commenter: Commenter | None) -> bool:
    """Whether moderators have come to know this reader as a good one."""
    return commenter is not None and standing(commenter) >= settings.KNOWN_READER_COMMENTS


def may_publish_at_once(comment: Comment, *, is_sender_proven: bool) -> bool:
    """Whether the site lets a known reader's comment be public before a moderator read it.

    Anybody can type a known reader's address: the request itself has to prove that it is theirs. No link may
    be unknown. One that is allowed for known readers waits all the same: a moderator
    approves it with its links, since undoing the verdict would otherwise not take it away again.
    """
    if not (settings.PUBLISH_KNOWN_READERS and is_sender_proven and is_known(comment.commenter)):
        return False
    targets = [use.target for use in comment.current.links.select_related("target")]
    return all(verdict and verdict.treatment in SETTLED for verdict in verdicts_in_force(targets).values())
