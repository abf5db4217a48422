"""What changed inside one paragraph: runs of words that stayed, went, came, or came to look different."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from articles.comparison.readable import readable
from articles.comparison.sequences import Effort, Pair, matches
from articles.comparison.words import BOUNDARY, Text, plain, said, words
from cms.htmlinline import Piece

#: Below this share of words that stay, counted on the shorter side, a paragraph is another paragraph.
SHARE_KEPT = 0.4
#: As many restyled words as this, right beside replaced ones, show as replaced with them.
SHORT_PHRASE = 3

KEPT, RESTYLED, CHANGED = "kept", "restyled", "changed"

# Two things that belong together, as items of each text (see `Text.place`), and whether they look the same.
Link = tuple[int, int, str]


@dataclass(slots=True)
class Run:
    """A part of a paragraph as it was and as it is.

    Kept: nothing changed. Restyled: the same words, but their links, formatting or spacing changed. Changed:
    `removed` words went and `added` words came.
    """

    state: str
    old: list[Piece] = field(default_factory=list)
    new: list[Piece] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts word by word: the runs in order, and the share of words that stayed (of the shorter text)."""

    runs: list[Run]
    share: float

    @property
    def is_same(self) -> bool:
        return all(run.state == KEPT for run in self.runs)

    @property
    def is_rewritten(self) -> bool:
        return self.share < SHARE_KEPT

    def swapped(self) -> "Compared":
        """The same, with old and new in each other's place."""
        runs = [Run(run.state, run.new, run.old, run.added, run.removed) for run in self.runs]
        return Compared(runs, self.share)


def compared(old: Text, new: Text, effort: Effort) -> Compared:
    """The runs of a paragraph. When the effort is spent, words may show as changed that are not."""
    effort.spend(len(old.words) + len(new.words))
    pairs = readable(matches(old.words, new.words, effort), old, new)
    return Compared(_runs(_links(pairs, old, new), old, new), _share(pairs, old, new))


def replaced(old: Text | None, new: Text | None) -> list[Run]:
    """All of the old words removed, all of the new ones added."""
    gone = [Run(CHANGED, old.cut(0, len(old.whole)), removed=old.words[1:])] if old else []
    came = [Run(CHANGED, [], new.cut(0, len(new.whole)), added=new.words[1:])] if new else []
    return gone + came


def _share(pairs: list[Pair], old: Text, new: Text) -> float:
    count = said if said(old.words) and said(new.words) else len
    kept = count([old.words[i] for i, _ in pairs])
    return kept / min(count(old.words), count(new.words))


def _links(pairs: list[Pair], old: Text, new: Text) -> Iterator[Link]:
    """Words and gaps that belong together, in order, as items (see `Text.place`)."""
    is_same_gap = _gaps_of(old, new)
    same_after = [is_same_gap(i, j) for i, j in pairs]
    looks = _looks(pairs, same_after, old, new)
    following = [*pairs[1:], (len(old.words), len(new.words))]
    for place, ((i, j), (next_i, next_j)) in enumerate(zip(pairs, following, strict=True)):
        is_same = same_after[place]
        yield 2 * i, 2 * j, looks[place]
        if next_i == i + 1 and next_j == j + 1:
            is_within = looks[place : place + 2] == [RESTYLED, RESTYLED]
            yield 2 * i + 1, 2 * j + 1, KEPT if is_same and not is_within else RESTYLED
            continue
        if is_same:
            yield 2 * i + 1, 2 * j + 1, KEPT
        is_taken = is_same and (next_i == i + 1 or next_j == j + 1)
        if not is_taken and is_same_gap(next_i - 1, next_j - 1):
            yield 2 * next_i - 1, 2 * next_j - 1, KEPT


def _looks(pairs: list[Pair], same_after: list[bool], old: Text, new: Text) -> list[str]:
    """For each pair whether the words look the same; a different gap shows on the words beside it."""
    is_alike = old.looks_like(new)
    looks = [
        KEPT if is_alike(old.starts[i], old.ends[i], new.starts[j], new.ends[j]) else RESTYLED
        for i, j in pairs
    ]
    for place, ((i, j), following) in enumerate(pairwise(pairs)):
        if following == (i + 1, j + 1) and not same_after[place]:
            looks[place] = looks[place + 1] = RESTYLED
    # The beginning has no look.
    looks[0] = KEPT
    return looks


def _gaps_of(old: Text, new: Text) -> Callable[[int, int], bool]:
    """A function that tells whether the gaps after two words are the same. The end of a block is like any
    other.
    """
    is_alike = old.looks_like(new)

    def is_same(i: int, j: int) -> bool:
        if BOUNDARY in old.gap(i) or BOUNDARY in new.gap(j):
            return True
        return is_alike(old.ends[i], old.starts[i + 1], new.ends[j], new.starts[j + 1])

    return is_same


def _runs(links: Iterable[Link], old: Text, new: Text) -> list[Run]:
    runs: list[Run] = []
    at = to = i_end = j_end = 0
    state = KEPT
    for i, j, look in [*links, (2 * len(old.words), 2 * len(new.words), KEPT)]:
        if i == i_end and j == j_end and look == state:
            i_end, j_end = i + 1, j + 1
            continue
        runs.append(_run(state, at, i_end, to, j_end, old, new))
        runs.append(_run(CHANGED, i_end, i, j_end, j, old, new))
        at, to, i_end, j_end, state = i, j, i + 1, j + 1, look
    runs.append(_run(state, at, 2 * len(old.words), to, 2 * len(new.words), old, new))
    return _with_whole_phrases(run for run in runs if run.old or run.new)


def _run(state: str, at: int, i: int, to: int, j: int, old: Text, new: Text) -> Run:
    run = Run(state, old.cut(old.place(at), old.place(i)), new.cut(new.place(to), new.place(j)))
    if state == CHANGED:
        run.removed = old.words[(at + 1) // 2 : (i + 1) // 2]
        run.added = new.words[(to + 1) // 2 : (j + 1) // 2]
        run.state = CHANGED if run.removed or run.added else RESTYLED
    return run


def _with_whole_phrases(runs: Iterable[Run]) -> list[Run]:
    """The runs with a few restyled words beside words that were replaced as one change with those."""
    found: list[Run] = []
    for run in runs:
        while found and _is_one_phrase(found[-1], run):
            last = found.pop()
            counted = map(list.__add__, _words(last), _words(run))
            run = Run(CHANGED, last.old + run.old, last.new + run.new, *counted)
        found.append(run)
    return found


def _is_one_phrase(run: Run, following: Run) -> bool:
    states = {run.state, following.state}
    if states != {RESTYLED, CHANGED}:
        return states == {CHANGED}
    changed, restyled = (run, following) if run.state == CHANGED else (following, run)
    return bool(changed.removed and changed.added) and len(words(plain(restyled.old))) <= SHORT_PHRASE


def _words(run: Run) -> tuple[list[str], list[str]]:
    """The words a run takes out and puts in."""
    if run.state == CHANGED:
        return run.removed, run.added
    return words(plain(run.old)), words(plain(run.new))
