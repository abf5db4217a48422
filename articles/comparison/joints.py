"""Where two bodies hold together: which blocks of the one are which of the other, by their places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from articles.comparison.inline import Compared

#: What can become of a block.
SAME, PAIRED, REWRITTEN, SPLIT, JOINED, MOVED = "same", "paired", "rewritten", "split", "joined", "moved"
REMOVED, ADDED, DEPARTED = "removed", "added", "departed"
#: The fates of blocks that stand on both sides in the same order.
IN_ORDER = frozenset({SAME, PAIRED, REWRITTEN, SPLIT, JOINED})


@dataclass(frozen=True, slots=True)
class Joint:
    """Old blocks `i…i_end` that became the new blocks `j…j_end`; on one side it is a single block.

    `words` is there when running text was compared.
    """

    fate: str
    i: int
    i_end: int
    j: int
    j_end: int
    words: Compared | None = None

    def swapped(self) -> "Joint":
        """The same, with old and new in each other's place."""
        fate = {SPLIT: JOINED, JOINED: SPLIT}.get(self.fate, self.fate)
        words = self.words.swapped() if self.words else None
        return Joint(fate, self.j, self.j_end, self.i, self.i_end, words)

    def shifted(self, i: int, j: int) -> "Joint":
        """The same, so many places further on."""
        return replace(self, i=self.i + i, i_end=self.i_end + i, j=self.j + j, j_end=self.j_end + j)


def pair(fate: str, i: int, j: int, words: Compared | None = None) -> Joint:
    """A joint of one block with one block."""
    return Joint(fate, i, i + 1, j, j + 1, words)


def gaps(joints: Iterable[Joint], olds: int, news: int) -> Iterator[tuple[range, range]]:
    """The places between joints that follow one another on both sides, wherever there are any."""
    i = j = 0
    for joint in [*sorted(joints, key=lambda joint: (joint.i, joint.j)), pair(SAME, olds, news)]:
        if i < joint.i or j < joint.j:
            yield range(i, joint.i), range(j, joint.j)
        i, j = joint.i_end, joint.j_end
