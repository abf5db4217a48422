"""Blocks that stand somewhere else now."""

from collections import defaultdict

from articles.comparison.blocks import WORDED, Block
from articles.comparison.inline import compared
from articles.comparison.joints import MOVED, Joint, pair
from articles.comparison.likeness import likeness, may_pair, sharing_rare_words
from articles.comparison.sequences import Effort

#: How alike two blocks with different words must be, and how long, for one to be the other in another place.
_ALIKE, _LONG = 0.6, 20


def moved(gone: dict[int, Block], came: dict[int, Block], effort: Effort) -> list[Joint]:
    """Pairs among the blocks that are left over on both sides, by place: first the equal, then the alike."""
    gone, came = dict(gone), dict(came)
    pairs = _equal(gone, came)
    pairs += _alike(*_without(pairs, gone, came), effort)
    joints = (_joint(i, gone[i], j, came[j], effort) for i, j in pairs)
    return [joint for joint in joints if joint]


def _joint(i: int, old: Block, j: int, new: Block, effort: Effort) -> Joint | None:
    if old.tag not in WORDED:
        return pair(MOVED, i, j)
    words = compared(old.inline, new.inline, effort)
    return pair(MOVED, i, j, words) if words.share >= _ALIKE else None


def _equal(gone: dict[int, Block], came: dict[int, Block]) -> list[tuple[int, int]]:
    places = defaultdict(list)
    for j, block in came.items():
        places[_said(block)].append(j)
    pairs = []
    for i, block in gone.items():
        if block.weight and places[_said(block)]:
            pairs.append((i, places[_said(block)].pop(0)))
    return pairs


def _said(block: Block) -> tuple[str, str]:
    """Equal for blocks that say the same; of figures and rows all that they hold counts."""
    return ("", block.text) if block.tag in WORDED else (block.tag, block.markup)


def _without(pairs, gone, came):
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        [(i, block) for i, block in gone.items() if i not in taken_old and block.weight >= _LONG],
        [(j, block) for j, block in came.items() if j not in taken_new and block.weight >= _LONG],
    )


def _alike(
    gone: list[tuple[int, Block]], came: list[tuple[int, Block]], effort: Effort
) -> list[tuple[int, int]]:
    old, new = [block for _, block in gone], [block for _, block in came]
    rivals = {*sharing_rare_words(old, new), *((a, b) for b, a in sharing_rare_words(new, old))}
    effort.spend(sum(len(old[a].bag) for a, _ in rivals))
    scored = sorted((-likeness(old[a], new[b]), a, b) for a, b in rivals if may_pair(old[a], new[b]))
    pairs, taken_old, taken_new = [], set(), set()
    for unlikeness, a, b in scored:
        if -unlikeness >= _ALIKE and a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            pairs.append((gone[a][0], came[b][0]))
    return pairs
