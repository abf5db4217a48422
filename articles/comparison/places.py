"""Where a block stands: headings and lists of another level, paragraphs that went into a box."""

from articles.comparison.blocks import Block
from articles.comparison.kinds import Kind, listed
from articles.comparison.marked import Marked, swap
from articles.comparison.naming import list_level, list_name, lists_around, standing

_NAMES = {
    "ul": "list",
    "ol": "list",
    "li": "list item",
    "blockquote": "quotation",
    "table": "table",
    "aside": "box",
}

#: Changes of place only.
KINDS = frozenset({Kind.HEADING_LEVEL, Kind.LIST_LEVEL, Kind.LIST_STYLE, Kind.LAYOUT})


def note_place(marked: Marked, old: Block, new: Block) -> None:
    """Say that the block stands differently now, if it does."""
    if (old.tag, old.place) == (new.tag, new.place):
        return
    kind = _kind(old, new)
    before, now = _SAID.get(kind, standing)(old), _SAID.get(kind, standing)(new)
    if before == now:
        before, now = _inside(old), _inside(new)
    marked.kinds.add(kind)
    marked.notes.insert(0, swap(kind.words.capitalize(), before, now))


def note_boundary(marked: Marked, old: Block, new: Block) -> None:
    """Say that what was one list (or quotation, or box) is two now, or the other way round, if it is so."""
    if old.shared == new.shared or (old.tag, old.place) != (new.tag, new.place):
        return
    name = _NAMES[new.around[min(old.shared, new.shared)].tag]
    goes_on, begins = f"goes on in the same {name}", f"begins a new {name}"
    before, now = (goes_on, begins) if old.shared > new.shared else (begins, goes_on)
    marked.kinds.add(Kind.LAYOUT)
    marked.notes.insert(0, swap("Layout", before, now))


def _kind(old: Block, new: Block) -> Kind:
    if old.is_heading and new.is_heading and old.place == new.place:
        return Kind.HEADING_LEVEL
    before, now = lists_around(old), lists_around(new)
    if before == now or not (before and now):
        return Kind.LAYOUT
    return Kind.LIST_STYLE if len(before) == len(now) else Kind.LIST_LEVEL


def _inside(block: Block) -> str:
    names = [_NAMES[container.tag] for container in reversed(block.around) if container.tag != "li"]
    return f"inside {listed([f'a {name}' for name in names])}" if names else "inside nothing"


_SAID = {Kind.LIST_STYLE: list_name, Kind.LIST_LEVEL: list_level}
