"""What a verdict means for a comment that waits. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from comments.models import Treatment

#: These say what readers get to see of a link, whoever wrote the comment.
SETTLED = frozenset({Treatment.ALLOW, Treatment.TEXT, Treatment.STRIP})


class Outcome(Enum):
    """What becomes of a waiting comment."""

    PUBLISH = "publish"
    PUBLISH_WITHOUT_LINK = "publish without link"
    REJECT = "reject"
    WAIT = "wait"


@dataclass(frozen=True)
class Link:
    """A link of a waiting comment: whether it is in its text, and the targets around it, narrowest first."""

    is_in_text: bool
    ancestry: tuple[int, ...]


def in_force(ancestry: Iterable[int], decided: Mapping[int, str]) -> int | None:
    """The target whose verdict covers a link: the narrowest of those decided about."""
    return next((target for target in ancestry if target in decided), None)


def outcome(links: Iterable[Link], decided: Mapping[int, str], target: int) -> Outcome:
    """What becomes of a waiting comment with these links once `target` is among the decided.

    This very verdict has to cover one of its links. If that rejects, the comment is rejected; otherwise it is
    published when every one of its links is settled, by this verdict or another.
    """
    covers = [(link, in_force(link.ancestry, decided)) for link in links]
    if target not in (by for _, by in covers):
        return Outcome.WAIT
    if decided[target] == Treatment.REJECT:
        return Outcome.REJECT
    if any(decided.get(by) not in SETTLED for _, by in covers):
        return Outcome.WAIT
    dropped = any(decided[by] == Treatment.STRIP for link, by in covers if link.is_in_text)
    return Outcome.PUBLISH_WITHOUT_LINK if dropped else Outcome.PUBLISH
