"""A block that became several, or several that became one."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from articles.comparison.blocks import WORDED, Block
from articles.comparison.inline import compared
from articles.comparison.joints import JOINED, SPLIT, Joint
from articles.comparison.likeness import Candidate, common_weight
from articles.comparison.sequences import Effort
from articles.comparison.words import Text, text_of

#: How much of the whole must be found again in its parts, and of each part in the whole.
_OF_WHOLE, _OF_PART = 0.7, 0.7
#: Share of words that must be found again in the same order.
_IN_ORDER = 0.6


def in_parts(old: list[Block], new: list[Block], likely: list[Candidate], effort: Effort) -> list[Joint]:
    """The splits and joins among these blocks that do not cross one another, in order."""
    splits = [(i, i + 1, j, j_end) for i, j, j_end in _wholes(old, new, likely)]
    turned = [(j, i, alike) for i, j, alike in likely]
    joins = [(i, i_end, j, j + 1) for j, i, i_end in _wholes(new, old, turned)]
    found: list[Joint] = []
    for i, i_end, j, j_end in sorted(splits + joins):
        if found and (i < found[-1].i_end or j < found[-1].j_end):
            continue
        words = compared(_words(old[i:i_end]), _words(new[j:j_end]), effort)
        if words.share >= _IN_ORDER:
            found.append(Joint(SPLIT if j_end - j > 1 else JOINED, i, i_end, j, j_end, words))
    return found


def _words(blocks: list[Block]) -> Text:
    return text_of(*(block.nodes for block in blocks))


def _wholes(
    wholes: list[Block], parts: list[Block], likely: list[Candidate]
) -> Iterator[tuple[int, int, int]]:
    """Place of a whole, and the first and last-but-one place of the parts it is made of."""
    rivals = defaultdict(list)
    for i, j, _ in likely:
        if wholes[i].tag in WORDED and parts[j].tag in WORDED:
            rivals[i].append(j)
    for i, places in sorted(rivals.items()):
        if len(places) > 1:
            yield from ((i, run[0], run[-1] + 1) for run in _runs_of_parts(wholes[i], parts, places))


def _runs_of_parts(whole: Block, parts: list[Block], places: list[int]) -> Iterator[list[int]]:
    left, found = whole.bag.copy(), {}
    for place in sorted(places, key=lambda place: (-parts[place].weight, place)):
        part = parts[place]
        common = common_weight(left, part.bag)
        if common >= _OF_PART * part.weight:
            found[place] = common
            left -= part.bag
    for _, group in groupby(enumerate(sorted(found)), lambda at: at[1] - at[0]):
        run = [place for _, place in group]
        if len(run) > 1 and sum(found[place] for place in run) >= _OF_WHOLE * whole.weight:
            yield run
