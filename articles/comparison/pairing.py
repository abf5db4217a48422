"""Which block of the new body was which of the old: the same, changed, split, joined, moved, removed or
added.

Blocks that are equal are found first, and hold the rest in place. Between two of them, blocks in the same
order that are alike belong together; a block that became several, or several that became one, is looked for
before. What is left may have moved anywhere. The same two bodies the other way round give the same pairs the
other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.comparison.blocks import WORDED, Block
from articles.comparison.divisions import in_parts
from articles.comparison.inline import Compared, compared
from articles.comparison.joints import (
    ADDED,
    DEPARTED,
    MOVED,
    PAIRED,
    REMOVED,
    REWRITTEN,
    SAME,
    Joint,
    gaps,
    pair,
)
from articles.comparison.likeness import candidates, is_renamed
from articles.comparison.moves import moved
from articles.comparison.sequences import Effort, heaviest_chain, heavy_matches

#: More unequal blocks than this, or more places with some, are not compared any closer.
MOST_BLOCKS, MOST_GAPS = 2_000, 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """One step through both bodies in reading order: what became of which blocks.

    A departure and the move it belongs to hold the same two blocks; the move stands where the block is now.
    """

    fate: str
    old: tuple[Block, ...] = ()
    new: tuple[Block, ...] = ()
    words: Compared | None = None


def steps(old: list[Block], new: list[Block], effort: Effort) -> list[Step]:
    """All blocks of both bodies, in reading order; what went stands before what came."""
    if [block.key for block in new] < [block.key for block in old]:
        joints = [joint.swapped() for joint in _joints(new, old, effort)]
    else:
        joints = _joints(old, new, effort)
    return [*_in_reading_order(joints, old, new)]


def _joints(old: list[Block], new: list[Block], effort: Effort) -> list[Joint]:
    equal = heavy_matches(*([block.key for block in side] for side in (old, new)), effort, weigh=_size)
    joints = [pair(SAME, i, j) for i, j in equal]
    spare = [*gaps(joints, len(old), len(new))]
    if _is_too_much(spare):
        effort.give_up()
        return joints if len(spare) <= MOST_GAPS else _equal_ends(joints, len(old), len(new))
    for olds, news in spare:
        found = _alike([old[i] for i in olds], [new[j] for j in news], effort)
        joints += [joint.shifted(olds.start, news.start) for joint in found]
    return joints + _left_over(joints, old, new, effort)


def _is_too_much(spare: list[tuple[range, range]]) -> bool:
    """Whether nobody could read all these changes, were they compared word by word."""
    unequal = min(sum(map(len, side)) for side in zip(*spare, strict=True)) if spare else 0
    return unequal > MOST_BLOCKS or len(spare) > MOST_GAPS


def _equal_ends(joints: list[Joint], olds: int, news: int) -> list[Joint]:
    """The joints before the first change and after the last."""
    start = [joint for place, joint in enumerate(joints) if joint.i == joint.j == place]
    left = olds - news
    end = [
        joint for place, joint in enumerate(reversed(joints)) if joint.i == olds - 1 - place == joint.j + left
    ]
    return start if len(start) == len(joints) else start + end[::-1]


def _left_over(joints: list[Joint], old: list[Block], new: list[Block], effort: Effort) -> list[Joint]:
    """What became of blocks that have no counterpart in their place: they moved, or something else is there
    now.
    """
    spare = [*gaps(joints, len(old), len(new))]
    gone = {i: old[i] for olds, _ in spare for i in olds}
    came = {j: new[j] for _, news in spare for j in news}
    elsewhere = moved(gone, came, effort) if gone and came else []
    departed, arrived = {joint.i for joint in elsewhere}, {joint.j for joint in elsewhere}
    instead = []
    for olds, news in spare:
        left = [i for i in olds if i not in departed], [j for j in news if j not in arrived]
        instead += _in_one_place(*left, old, new, effort)
    return elsewhere + instead


def _size(key: tuple) -> int:
    return 1 + len(key[-1])


def _alike(old: list[Block], new: list[Block], effort: Effort) -> list[Joint]:
    """Blocks in the same order that belong together, by places in these lists."""
    if not (old and new):
        return []
    likely = candidates(old, new, effort)
    found = in_parts(old, new, likely, effort)
    for olds, news in [*gaps(found, len(old), len(new))]:
        weighed = [
            (i, j, alike * (8 + min(old[i].weight, new[j].weight)) ** 0.5)
            for i, j, alike in likely
            if i in olds and j in news
        ]
        joints = (_compared(i, j, old, new, effort) for i, j in heaviest_chain(weighed))
        found += [joint for joint in joints if joint]
    return found


def _compared(i: int, j: int, old: list[Block], new: list[Block], effort: Effort) -> Joint | None:
    """The two blocks as a pair, or None when their words turn out to have little in common."""
    if old[i].key == new[j].key:
        return pair(SAME, i, j)
    if old[i].tag not in WORDED:
        return pair(PAIRED, i, j)
    if effort.is_spent:
        return pair(REWRITTEN, i, j)
    words = compared(old[i].inline, new[j].inline, effort)
    if words.is_rewritten and not is_renamed(old[i], new[j]):
        return None
    return pair(PAIRED, i, j, words)


def _in_one_place(gone: list[int], came: list[int], old, new, effort: Effort) -> list[Joint]:
    """Blocks that have nothing in common but the place: a renamed heading, new rows for old, one for one."""
    if not (gone and came):
        return []
    first = gone[0], came[0]
    if is_renamed(old[first[0]], new[first[1]]):
        return [_compared(*first, old, new, effort)]
    kinds = {(old[i].tag, old[i].place) for i in gone} | {(new[j].tag, new[j].place) for j in came}
    if len(kinds) > 1 or len(gone) != len(came):
        return []
    if old[gone[0]].tag in ("tr", "figure"):
        return [pair(PAIRED, i, j) for i, j in zip(gone, came, strict=True)]
    is_one = len(gone) == 1 and old[gone[0]].tag in WORDED
    return [pair(REWRITTEN, *first)] if is_one else []


def _in_reading_order(joints: list[Joint], old: list[Block], new: list[Block]) -> Iterator[Step]:
    departures = {joint.i: joint for joint in joints if joint.fate == MOVED}
    arrivals = {joint.j: joint for joint in joints if joint.fate == MOVED}
    in_order = sorted((joint for joint in joints if joint.fate != MOVED), key=lambda joint: joint.i)
    i = j = 0
    for joint in [*in_order, pair(SAME, len(old), len(new))]:
        for place in range(i, joint.i):
            moved_away = departures.get(place)
            yield _step(moved_away, old, new, DEPARTED) if moved_away else Step(REMOVED, old=(old[place],))
        for place in range(j, joint.j):
            moved_here = arrivals.get(place)
            yield _step(moved_here, old, new) if moved_here else Step(ADDED, new=(new[place],))
        if joint.i < len(old):
            yield _step(joint, old, new)
        i, j = joint.i_end, joint.j_end


def _step(joint: Joint, old: list[Block], new: list[Block], fate: str = "") -> Step:
    olds, news = tuple(old[joint.i : joint.i_end]), tuple(new[joint.j : joint.j_end])
    return Step(fate or joint.fate, olds, news, joint.words)
