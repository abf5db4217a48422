"""What a verdict means for a comment that waits. Pure, over links loaded with their verdicts."""

from collections.abc import Iterable
from enum import Enum

from comments.models import LinkTarget, LinkUse, Treatment

#: These say what readers get to see of a link, whoever wrote the comment.
SETTLED = frozenset({Treatment.ALLOW, Treatment.TEXT, Treatment.STRIP})


class Outcome(Enum):
    """What becomes of a waiting comment."""

    PUBLISH = "publish"
    PUBLISH_WITHOUT_LINK = "publish without link"
    REJECT = "reject"
    WAIT = "wait"


def outcome(uses: Iterable[LinkUse], target: LinkTarget, treatment: Treatment) -> Outcome:
    """What becomes of a waiting comment with these links once `target` has `treatment`.

    This very verdict has to cover one of its links. If that rejects, the comment is rejected; otherwise it is
    published when every one of its links is settled, by this verdict or another.
    """
    links = [(use, *_in_force(use.target, target, treatment)) for use in uses]
    covered = any(by_this for _, by_this, _ in links)
    if covered and treatment == Treatment.REJECT:
        return Outcome.REJECT
    if not covered or any(decided not in SETTLED for _, _, decided in links):
        return Outcome.WAIT
    dropped = any(decided == Treatment.STRIP for use, _, decided in links if use.place == LinkUse.Place.TEXT)
    return Outcome.PUBLISH_WITHOUT_LINK if dropped else Outcome.PUBLISH


def _in_force(used, target, treatment):
    """Whether this verdict is the one that covers a link, and the treatment that the link gets."""
    for place in used.chain():
        if place.pk == target.pk:
            return True, treatment
        if place.verdict:
            return False, Treatment(place.verdict.treatment)
    return False, None
