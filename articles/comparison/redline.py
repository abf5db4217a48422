"""Marks on words: what was removed is struck through, what was added underlined, and hidden words say both.

Marks stand inside one block and never inside each other. An editor's own `ins` and `del`, which have no
class, stay what they are, inside ours. Whatever is in a `span`, or in a paragraph of the class "note", is
said about the text and is no part of it: without those, without `ins` and with what is in `del`, the old text
stands there; and the new text the other way round.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from articles.comparison.inline import CHANGED, KEPT, Run
from articles.comparison.styles import labels, shows_addresses, unseen
from articles.comparison.words import BOUNDARY, BREAK, plain
from cms.htmlinline import MARKS, Piece
from cms.htmltree import Element, Node

#: The classes of our marks; a moved block's words are neither new nor gone.
REMOVED, ADDED, MOVED = "removed", "added", "moved"
#: The classes of words about the text: hidden ones, and visible ones (a span, or a paragraph of their own).
HIDDEN, NOTE = "vh", "note"
#: Both versions in one column, or one of the two.
ONE, OLD, NEW = "one", "old", "new"

_ORDER = tuple(dict.fromkeys(MARKS.values()))
_BREAKS = re.compile(f"({BREAK})")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTED = re.compile(rf"[^\W\d_]|{_RIGHT_TO_LEFT.pattern}")


@dataclass(frozen=True, slots=True)
class Mark:
    """How a run of words is marked: the element, its class, and the hidden words it begins with."""

    tag: str
    of: str
    label: str


GONE, NEWLY = Mark("del", REMOVED, "Removed: "), Mark("ins", ADDED, "Added: ")
MOVED_AWAY, MOVED_HERE = Mark("del", MOVED, "Moved away: "), Mark("ins", MOVED, "Moved here: ")


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the words of one block, knowing whether their breaks count and whether any read from right to
    left.
    """

    is_verbatim: bool = False
    runs_left: bool = False

    def lines(self, runs: Iterable[Run], side: str, kept: Mark | None = None) -> list[list[Node]]:
        """The content of each block the runs are in: of the old blocks on that side, of the new ones on the
        others.

        Kept words are marked with `kept`, when given, but not on the old side.
        """
        lines: list[list[Node]] = [[]]
        for run in runs:
            if run.state == KEPT:
                mark = None if side == OLD else kept
                self._write(lines, run.old if side == OLD else run.new, mark, None, breaks=True)
                continue
            before, now = _marks(run)
            if side != NEW:
                self._write(lines, run.old, before, run, breaks=side == OLD)
            if side != OLD:
                self._write(lines, run.new, now, run, breaks=True)
        return lines

    def marked(self, mark: Mark, nodes: list[Node]) -> Element:
        """The nodes inside a mark, after its hidden words."""
        attrs = {"class": mark.of} | ({"dir": "auto"} if self.runs_left else {})
        return Element(mark.tag, attrs, [self._span(HIDDEN, mark.label), *nodes])

    def _write(self, lines, pieces: list[Piece], mark: Mark | None, run: Run | None, *, breaks: bool) -> None:
        parts = (
            _blocks_of(pieces)
            if breaks
            else [[(text.replace(BOUNDARY, " "), marks) for text, marks in pieces]]
        )
        for place, part in enumerate(parts):
            if place:
                lines.append([])
            nodes = [*self._annotated(part, run)] if run else [*nested(part, self.is_verbatim)]
            if nodes:
                lines[-1] += [self.marked(mark, nodes)] if mark else nodes

    def _annotated(self, pieces: list[Piece], run: Run) -> Iterator[Node]:
        """The words of a change, with what they do not show: where a link leads, what kind of space it is."""
        shown = shows_addresses(run)
        for address, group in groupby(pieces, lambda piece: _address(piece) if shown else ""):
            yield from nested([*group], self.is_verbatim)
            if address:
                yield self._span(NOTE, f" ({address})")
        if pieces and not self.is_verbatim and (name := unseen(plain(pieces), run)):
            yield self._span(NOTE, f" ({name})")

    def _span(self, of: str, words: str) -> Element:
        return Element("span", {"class": of} | ({"dir": "ltr"} if self.runs_left else {}), [words])


def pen_for(*texts: str, is_verbatim: bool = False) -> Pen:
    """A pen for blocks with these words."""
    return Pen(is_verbatim, any(map(_RIGHT_TO_LEFT.search, texts)))


def direction(text: str) -> dict[str, str]:
    """The attribute of a block with this text: none unless its first letter is one that reads from right to
    left.
    """
    first = _DIRECTED.search(text)
    return {"dir": "rtl"} if first and _RIGHT_TO_LEFT.match(first[0]) else {}


def nested(pieces: list[Piece], is_verbatim: bool = False) -> Iterator[Node]:
    """The pieces as text and marking elements, the links outermost."""
    present = {tag for _, marks in pieces for tag, _ in marks}
    tags = [tag for tag in _ORDER if tag in present]
    return _nested(pieces, tags, is_verbatim)


def note(name: str, content: list[Node]) -> Element:
    """A line of words about a block: "Heading level: …"."""
    return Element("p", {"class": NOTE}, [f"{name}: ", *content])


def _nested(pieces: list[Piece], tags: list[str], is_verbatim: bool) -> Iterator[Node]:
    if not tags:
        yield from _text(plain(pieces), is_verbatim)
        return
    tag, *inner = tags
    for mark, group in groupby(
        pieces, lambda piece: next((mark for mark in piece[1] if mark[0] == tag), None)
    ):
        nodes = _nested([*group], inner, is_verbatim)
        if mark is None:
            yield from nodes
        else:
            yield Element(tag, {"href": mark[1]} if mark[1] else {}, [*nodes])


def _text(text: str, is_verbatim: bool) -> Iterator[Node]:
    if is_verbatim:
        yield text
        return
    for part in filter(None, _BREAKS.split(text)):
        yield Element("br") if part == BREAK else part


def _blocks_of(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each block; what stands at the end of one and the beginning of the next is a boundary."""
    parts: list[list[Piece]] = [[]]
    for text, marks in pieces:
        first, *others = text.split(BOUNDARY)
        parts[-1] += [(first, marks)] if first else []
        parts += [[(other, marks)] if other else [] for other in others]
    return parts


def _marks(run: Run) -> tuple[Mark, Mark]:
    if run.state == CHANGED:
        return GONE, NEWLY
    before, now = labels(run)
    return Mark("del", REMOVED, before), Mark("ins", ADDED, now)


def _address(piece: Piece) -> str:
    return next((href for tag, href in piece[1] if tag == "a"), "")
