"""Each step through two bodies, marked: in one column, and for either side."""

from dataclasses import replace
from itertools import pairwise

from articles.comparison import figures, tables
from articles.comparison.blocks import WORDED, Block, Container
from articles.comparison.figures import Names
from articles.comparison.joints import (
    ADDED,
    DEPARTED,
    IN_ORDER,
    JOINED,
    MOVED,
    PAIRED,
    REMOVED,
    REWRITTEN,
    SAME,
    SPLIT,
)
from articles.comparison.kinds import Kind
from articles.comparison.marked import Marked, pen_of, swap, together
from articles.comparison.naming import counted
from articles.comparison.pairing import Step, steps
from articles.comparison.places import note_boundary, note_place
from articles.comparison.redline import GONE, MOVED_AWAY, MOVED_HERE, NEW, NEWLY, OLD, ONE, Mark
from articles.comparison.sequences import Effort
from articles.comparison.words import said, words
from cms.htmltree import Node


class Marker:
    """Marks steps, with the names of the library's images at hand and within one effort."""

    def __init__(self, names: Names, effort: Effort):
        self.names = names
        self.effort = effort

    def marked(self, step: Step, before: Step | None = None) -> Marked:
        """What is shown of a step that follows another (or none), and what it counts for."""
        marked = _WAYS[step.fate](self, step)
        if before and _are_neighbours(before, step):
            note_boundary(marked, step.old[0], step.new[0])
        return marked

    def same(self, step: Step) -> Marked:
        written = [(block, _unchanged(block)) for block in step.new]
        return Marked(written, [(block, _unchanged(block)) for block in step.old], [*written])

    def paired(self, step: Step) -> Marked:
        [old], [new] = step.old, step.new
        if step.words:
            marked = self.worded(step)
        elif old.markup == new.markup:
            marked = self.same(step)
        elif old.tag == "figure":
            marked = figures.paired(old, new, self.names, self.effort)
        else:
            marked = tables.paired(old, new, self.flow, self.effort)
        note_place(marked, old, new)
        return marked

    def worded(self, step: Step) -> Marked:
        """Running text of one or several blocks, word by word."""
        marked = Marked()
        marked.count(step.words.runs)
        kept = MOVED_HERE if step.fate == MOVED else None
        for side, written in ((ONE, marked.one), (OLD, marked.old), (NEW, marked.new)):
            blocks = step.old if side == OLD else step.new
            pen = pen_of(step.old, step.new, side)
            lines = pen.lines(step.words.runs, side, kept)
            written += zip(blocks, lines, strict=True)
        return marked

    def parts(self, step: Step) -> Marked:
        marked = self.worded(step)
        marked.kinds.add(Kind.SPLIT if step.fate == SPLIT else Kind.JOINED)
        marked.notes.append(swap("Layout", counted(step.old), counted(step.new)))
        return marked

    def rewritten(self, step: Step) -> Marked:
        marked = together([self.removed(step), self.added(step)])
        marked.kinds = {Kind.REWRITTEN}
        return marked

    def moved(self, step: Step) -> Marked:
        [old], [new] = step.old, step.new
        if step.words:
            marked = self.worded(step)
            marked.old = [(old, self.whole(old, MOVED_AWAY))]
        else:
            here, away = self.whole(new, MOVED_HERE), self.whole(old, MOVED_AWAY)
            marked = Marked([(new, here)], [(old, away)], [(new, here)])
        note_place(marked, old, new)
        marked.kinds.add(Kind.MOVED)
        return marked

    def departed(self, step: Step) -> Marked:
        written = [(old, self.whole(old, MOVED_AWAY)) for old in step.old]
        return Marked(written, [*written])

    def removed(self, step: Step) -> Marked:
        written = [(block, self.whole(block, GONE)) for block in step.old]
        # A line that is gone cannot be struck through.
        marked = Marked([(block, nodes) for block, nodes in written if block.tag != "hr"], written)
        marked.kinds.add(Kind.REMOVED)
        marked.removed = sum(said(words(block.text)) for block in step.old)
        marked.notes += [swap("Layout", name, "") for name in _wordless(step.old)]
        return marked

    def added(self, step: Step) -> Marked:
        written = [(block, self.whole(block, NEWLY)) for block in step.new]
        marked = Marked(written, [], [*written])
        marked.kinds.add(Kind.ADDED)
        marked.added = sum(said(words(block.text)) for block in step.new)
        marked.notes += [swap("Layout", "", name) for name in _wordless(step.new)]
        return marked

    def whole(self, block: Block, mark: Mark) -> list[Node]:
        """All that a block holds, marked."""
        if block.tag == "figure":
            return figures.whole(block, mark)
        if block.tag == "tr":
            return tables.whole(block, mark, self.whole)
        return [pen_of((block,), (block,), NEW).marked(mark, block.nodes)] if block.tag in WORDED else []

    def flow(self, old: list[Block], new: list[Block]) -> Marked:
        """The blocks of two cells, marked. What went stays in its list when the list is still there."""
        found = steps(old, new, self.effort)
        homes = {
            before: now
            for step in found
            if step.fate in (SAME, PAIRED)
            for before, now in zip(step.old[0].around, step.new[0].around, strict=False)
            if before.is_like(now)
        }
        marked = together(map(self.in_cell, found, [None, *found[:-1]]))
        marked.one = [(_at_home(block, homes), nodes) for block, nodes in marked.one]
        return marked

    def in_cell(self, step: Step, before: Step | None) -> Marked:
        """A step within a cell, where both places of what moved are shown together."""
        marked = self.marked(step, before)
        if step.fate == MOVED:
            marked.one = [(new, self.whole(new, MOVED_HERE)) for new in step.new]
            marked.old = []
        return marked


def _are_neighbours(before: Step, step: Step) -> bool:
    """Whether the two steps follow one another on both sides, and the first stands where it stood."""
    if before.fate not in IN_ORDER or step.fate not in IN_ORDER:
        return False
    return before.old[-1].place == before.new[-1].place


def _wordless(blocks: tuple[Block, ...]) -> list[str]:
    """What to call the blocks that hold nothing that could be marked."""
    is_empty = [block.tag == "hr" or (block.tag == "tr" and not block.text.strip()) for block in blocks]
    names = {"hr": "dividing line", "tr": "empty table row"}
    return [names[block.tag] for block, empty in zip(blocks, is_empty, strict=True) if empty]


def _at_home(block: Block, homes: dict[Container, Container]) -> Block:
    for around, item in pairwise(block.around):
        if around in homes and item.tag == "li":
            # A list counts from where it starts now, also when the item shown first is one that went.
            homes.setdefault(item, Container("li", item.attrs, homes[around].number))
    return replace(block, around=tuple(homes.get(container, container) for container in block.around))


def _unchanged(block: Block) -> list[Node]:
    return tables.unchanged(block) if block.tag == "tr" else block.nodes


_WAYS = {
    SAME: Marker.same,
    PAIRED: Marker.paired,
    REWRITTEN: Marker.rewritten,
    SPLIT: Marker.parts,
    JOINED: Marker.parts,
    MOVED: Marker.moved,
    DEPARTED: Marker.departed,
    REMOVED: Marker.removed,
    ADDED: Marker.added,
}
