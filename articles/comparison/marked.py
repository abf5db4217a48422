"""A piece of an article with its marks: what is written in one column and on either side, and what is
counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.comparison.blocks import Block, Written, rebuilt
from articles.comparison.inline import RESTYLED, Run, replaced
from articles.comparison.kinds import Kind
from articles.comparison.redline import NEW, OLD, ONE, Pen, direction, note, pen_for
from articles.comparison.styles import formatting, kinds, link_kinds
from articles.comparison.words import plain, said, text_of
from cms.htmltree import Element, Node


@dataclass(frozen=True, slots=True)
class Note:
    """A line about a block: what changed that its words do not show."""

    name: str
    runs: list[Run]

    def nodes(self, side: str) -> list[Node]:
        """The line for a side; nothing where it has nothing to say."""
        pen = pen_for(*(plain(pieces) for run in self.runs for pieces in (run.old, run.new)))
        content = [*_spaced(pen.lines(self.runs, side)[0])]
        return [note(self.name, content)] if content else []


def _spaced(content: list[Node]) -> Iterator[Node]:
    """The same with a space where one mark follows another: these are two names, not one text."""
    for before, node in zip([None, *content], content, strict=False):
        if isinstance(before, Element) and isinstance(node, Element):
            yield " "
        yield node


@dataclass(slots=True)
class Marked:
    """What became of one or more blocks. `one` shows both versions; `old` and `new` are the two sides.

    `removed` and `added` count words; `links` and `images` how many changed.
    """

    one: list[Written] = field(default_factory=list)
    old: list[Written] = field(default_factory=list)
    new: list[Written] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    kinds: set[Kind] = field(default_factory=set)
    looks: list[str] = field(default_factory=list)
    removed: int = 0
    added: int = 0
    links: int = 0
    images: int = 0

    def count(self, runs: list[Run]) -> None:
        """Add what changed in the runs of a text to kinds and counts."""
        of_links, links = link_kinds(runs)
        self.kinds |= of_links.union(*map(kinds, runs))
        self.links += links
        self.removed += sum(said(run.removed) for run in runs)
        self.added += sum(said(run.added) for run in runs)
        looks = filter(None, (formatting(run) for run in runs if run.state == RESTYLED))
        self.looks += [look for look in dict.fromkeys(looks) if look not in self.looks]

    def include(self, other: "Marked") -> None:
        """Add another's notes, kinds and counts, but not what is written."""
        self.notes += other.notes
        self.kinds |= other.kinds
        self.looks += [look for look in other.looks if look not in self.looks]
        self.removed += other.removed
        self.added += other.added
        self.links += other.links
        self.images += other.images

    def append(self, other: "Marked") -> None:
        """Add all of another, which follows."""
        self.one += other.one
        self.old += other.old
        self.new += other.new
        self.include(other)

    def nodes(self, side: str) -> list[Node]:
        """The notes, then the blocks inside their lists, quotations and tables."""
        notes = [node for line in self.notes for node in line.nodes(side)]
        return notes + rebuilt({ONE: self.one, OLD: self.old, NEW: self.new}[side], attributes)


def together(several: Iterable[Marked]) -> Marked:
    """Several as one, in order."""
    whole = Marked()
    for marked in several:
        whole.append(marked)
    return whole


def attributes(block: Block) -> dict[str, str]:
    """A block's own attributes in a comparison. The cells of a row have each their own."""
    return {} if block.tag in ("tr", "hr") else direction(block.text)


def swap(name: str, old: str, new: str) -> Note:
    """A note that one name was replaced by another; an empty name is none."""
    return Note(name, replaced(text_of([old]) if old else None, text_of([new]) if new else None))


def pen_of(old: Iterable[Block], new: Iterable[Block], side: str) -> Pen:
    """A pen for blocks of that side, which knows of the words on both."""
    old, new = [*old], [*new]
    is_verbatim = all(block.tag == "pre" for block in (old if side == OLD else new))
    return pen_for(*(block.text for block in old + new), is_verbatim=is_verbatim)
