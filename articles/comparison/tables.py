"""Table rows: cells are paired by what is in them, or else by their places, and compared one by one."""

from collections.abc import Callable
from itertools import zip_longest

from articles.comparison.blocks import Block, blocks, rebuilt, spoken
from articles.comparison.kinds import Kind
from articles.comparison.marked import Marked, Note, attributes, swap
from articles.comparison.redline import ADDED, NEW, OLD, ONE, REMOVED, Mark, direction
from articles.comparison.sequences import Effort, matches
from cms.htmltree import Element, Node, serialise

#: Marks the blocks of two cells.
Flow = Callable[[list[Block], list[Block]], Marked]
#: Marks all of one block.
Whole = Callable[[Block, Mark], list[Node]]

_OWN = {Kind.WORDS, Kind.REWRITTEN, Kind.ADDED, Kind.REMOVED, Kind.SPLIT, Kind.JOINED, Kind.MOVED}


def unchanged(row: Block) -> list[Node]:
    """The cells of a row as they are, each read in its own direction."""
    return [_cell(cell, cell.children, {}) for cell in row.nodes]


def whole(row: Block, mark: Mark, whole_block: Whole) -> list[Node]:
    """All cells of a row marked."""
    marked = ([(block, whole_block(block, mark)) for block in _blocks(cell)] for cell in row.nodes)
    return [
        _cell(cell, rebuilt(written, attributes), {}) for cell, written in zip(row.nodes, marked, strict=True)
    ]


def paired(old: Block, new: Block, flow: Flow, effort: Effort) -> Marked:
    """A row whose cells changed, came or went."""
    row, cells = Marked(), {ONE: [], OLD: [], NEW: []}
    for before, now in _paired_cells(old.nodes, new.nodes, effort):
        marked = flow(_blocks(before), _blocks(now))
        row.include(marked)
        row.kinds |= set() if before and now else {Kind.TABLE_CELL}
        if shape := _shape(before, now):
            row.notes.append(shape)
            row.kinds.add(Kind.TABLE_SHAPE)
        for side, written in ((ONE, marked.one), (OLD, marked.old), (NEW, marked.new)):
            shown = {ONE: now or before, OLD: before, NEW: now}[side]
            cells[side] += [_cell(shown, rebuilt(written, attributes), _fate(before, now))] if shown else []
    row.kinds = (row.kinds - _OWN) | ({Kind.TABLE_CELL} if row.kinds & _OWN else set())
    row.one, row.old, row.new = [(new, cells[ONE])], [(old, cells[OLD])], [(new, cells[NEW])]
    return row


def _blocks(cell: Element | None) -> list[Block]:
    return blocks(cell.children) if cell else []


def _cell(cell: Element, nodes: list[Node], fate: dict[str, str]) -> Element:
    return Element(cell.tag, fate | cell.attrs | direction(spoken(cell.children)), nodes)


def _fate(old: Element | None, new: Element | None) -> dict[str, str]:
    """The class of a cell that has no counterpart: its words are marked, but it may have none."""
    return {} if old and new else {"class": REMOVED if old else ADDED}


def _paired_cells(old: list[Element], new: list[Element], effort: Effort):
    """Old and new cells side by side; None where there is no counterpart."""
    if len(old) == len(new):
        return [*zip(old, new, strict=True)]
    pairs = matches([_key(cell) for cell in old], [_key(cell) for cell in new], effort)
    found, i, j = [], 0, 0
    for a, b in [*pairs, (len(old), len(new))]:
        found += zip_longest(old[i:a], new[j:b])
        found += [(old[a], new[b])] if a < len(old) else []
        i, j = a + 1, b + 1
    return found


def _key(cell: Element) -> str:
    return serialise(cell.children)


def _shape(old: Element | None, new: Element | None) -> Note | None:
    """A note on what kind of cell it is, where that changed; also where an empty one came or went."""
    before, now = (_described(cell) if cell else "" for cell in (old, new))
    if old and new:
        return swap("Cell", before, now) if before != now else None
    if spoken((old or new).children).strip():
        return None
    return swap("Cell", *(f"empty {words}" if words else "" for words in (before, now)))


def _described(cell: Element) -> str:
    name = "header cell" if cell.tag == "th" else "cell"
    spans = [
        f"{cell.attrs[span]} {unit}"
        for span, unit in (("colspan", "columns"), ("rowspan", "rows"))
        if span in cell.attrs
    ]
    return f"{name} over {' and '.join(spans)}" if spans else name
