"""Making an alignment of words one that a person would have made.

The shortest way from one text to another is often not the one a reader sees: it cuts in the middle of
sentences, and keeps an "of" or a comma alone between two long changes. Both are put right here, the same way
in both directions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.comparison.sequences import Pair
from articles.comparison.words import Text, weight

#: How far a change may slide to begin or end with a sentence.
_FARTHEST_SLIDE = 60
_SENTENCE_ENDS = frozenset(".?!…。？！؟।۔")
_CLAUSE_ENDS = frozenset(",;:–—、，；：،؛")


@dataclass(slots=True)
class Stretch:
    """Words `i…i_end` of the old text and `j…j_end` of the new: paired one by one, or none of them paired."""

    is_paired: bool
    i: int
    i_end: int
    j: int
    j_end: int


def readable(pairs: list[Pair], old: Text, new: Text) -> list[Pair]:
    """The pairs a person would see. The first pair, of the two beginnings, stays."""
    stretches = [*_stretches(pairs, old, new)]
    for before, change, after in zip(stretches, stretches[1:], stretches[2:], strict=False):
        if not change.is_paired:
            _cut_cleanly(before, change, after, old, new)
    stretches = _without_chance_finds(stretches, old, new)
    return [
        pair
        for stretch in stretches
        if stretch.is_paired
        for pair in zip(range(stretch.i, stretch.i_end), range(stretch.j, stretch.j_end), strict=True)
    ]


def _stretches(pairs: list[Pair], old: Text, new: Text) -> Iterator[Stretch]:
    i = j = 0
    for _, group in groupby(enumerate(pairs), lambda at: (at[1][0] - at[0], at[1][1] - at[0])):
        together = [pair for _, pair in group]
        (a, b), length = together[0], len(together)
        if a > i or b > j:
            yield Stretch(False, i, a, j, b)
        i, j = a + length, b + length
        yield Stretch(True, a, i, b, j)
    if i < len(old.words) or j < len(new.words):
        yield Stretch(False, i, len(old.words), j, len(new.words))


def _cut_cleanly(before: Stretch, change: Stretch, after: Stretch, old: Text, new: Text) -> None:
    """Slide words that only went or only came to where they begin or end a sentence, if they can slide
    there.
    """
    if change.i == change.i_end:
        steps = _best_slide(new, change.j, change.j_end, before.j_end - before.j - 1, after.j_end - after.j)
    elif change.j == change.j_end:
        steps = _best_slide(old, change.i, change.i_end, before.i_end - before.i - 1, after.i_end - after.i)
    else:
        return
    before.i_end, before.j_end = before.i_end + steps, before.j_end + steps
    change.i, change.i_end = change.i + steps, change.i_end + steps
    change.j, change.j_end = change.j + steps, change.j_end + steps
    after.i, after.j = after.i + steps, after.j + steps


def _best_slide(text: Text, start: int, end: int, most_back: int, most_on: int) -> int:
    """How many words the stretch slides on (or back, when negative); what it passes must equal what it takes
    in.
    """
    back = _slides(text, range(start - 1, start - 1 - min(most_back, _FARTHEST_SLIDE), -1), end - start)
    on = _slides(text, range(start, start + min(most_on, _FARTHEST_SLIDE)), end - start)
    choices = sorted(range(-back, on + 1), key=abs)
    return max(choices, key=lambda steps: _pause(text, start + steps) + _pause(text, end + steps))


def _slides(text: Text, places: Iterable[int], length: int) -> int:
    count = 0
    for place in places:
        if _item(text, place) != _item(text, place + length):
            break
        count += 1
    return count


def _item(text: Text, place: int):
    """A word with the gap after it."""
    return text.cut(text.starts[place], text.starts[place + 1])


def _pause(text: Text, place: int) -> int:
    """How much of a pause a reader makes before the word at this place."""
    word = text.words[place - 1]
    if not word or word in _SENTENCE_ENDS or place == len(text.words):
        return 3
    if word in _CLAUSE_ENDS:
        return 2
    return 1 if text.gap(place - 1) else 0


def _without_chance_finds(stretches: list[Stretch], old: Text, new: Text) -> list[Stretch]:
    """The stretches without the few paired words that only happen to stand between two much longer
    changes.
    """
    kept: list[Stretch] = []
    for stretch in stretches:
        kept.append(stretch)
        while len(kept) > 2 and _is_chance_find(*kept[-3:], old, new):
            before, _, after = kept[-3:]
            kept[-3:] = [Stretch(False, before.i, after.i_end, before.j, after.j_end)]
    return kept


def _is_chance_find(before: Stretch, find: Stretch, after: Stretch, old: Text, new: Text) -> bool:
    if not find.is_paired:
        return False
    went = before.i_end - before.i + after.i_end - after.i
    came = before.j_end - before.j + after.j_end - after.j
    if not (went and came):
        return False
    shorter = min(_weight(before, old.words, new.words), _weight(after, old.words, new.words))
    return 2 * sum(map(weight, old.words[find.i : find.i_end])) < shorter


def _weight(change: Stretch, old: Sequence[str], new: Sequence[str]) -> int:
    gone = sum(map(weight, old[change.i : change.i_end]))
    return max(gone, sum(map(weight, new[change.j : change.j_end])))
