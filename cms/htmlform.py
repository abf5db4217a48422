"""The canonical form of an article's body: the few elements we keep, nested in one way only.

On top stand only blocks. Words on their own become paragraphs; what we have no element for is unwrapped and
keeps its words; bold, links and the like move inside the blocks they surround. The form of a form is itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from cms.htmlinline import MARKS, PLAIN, STRONG, Marks, marked, nodes, one_paragraph, paragraphs, verbatim
from cms.htmlreaders import HEADINGS, SAME_AS, Lines, Reader, VerbatimLines
from cms.htmltables import squared
from cms.htmltree import Element, Node

#: Lists, quotations and boxes nested deeper than this are unwrapped.
DEEPEST = 8
BOXES = ("emergency", "note")

_NESTING = frozenset({"ul", "ol", "blockquote"})
_IN_CELL = _NESTING | {"pre", "figure"}
_IN_ITEM = _IN_CELL | {"table"}
_IN_BOX = _IN_ITEM | HEADINGS | {"hr"}
_ALLOWED_IN = {"li": _IN_ITEM, "blockquote": _IN_ITEM, "td": _IN_CELL, "aside": _IN_BOX}
# Where these cannot stand, their words still stand out.
_LEADS_IN = HEADINGS | {"dt", "summary"}
_SECTIONS = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
_START = re.compile(r"\s*([+-]?[0-9]{1,6})(?![0-9])")
_SPAN = re.compile(r"\s*([0-9]{1,3})(?![0-9])")


def canonical(tree: Iterable[Node]) -> list[Element]:
    """The blocks of a body in canonical form."""
    return _flow(tree, PLAIN, Place(_IN_BOX | {"aside"}))


@dataclass(frozen=True)
class Place:
    """Which blocks may stand here, and how many other blocks this is inside of."""

    allowed: frozenset[str]
    depth: int = 0

    def inside(self, tag: str) -> "Place":
        allowed = self.allowed & _ALLOWED_IN[tag]
        return Place(allowed - _NESTING if self.depth + 1 >= DEEPEST else allowed, self.depth + 1)


class Flow(Reader):
    """Makes blocks; the words between them become paragraphs."""

    def __init__(self, place: Place):
        super().__init__()
        self.place = place
        self.blocks: list[Element] = []

    def read_block(self, tag: str, element: Element, marks: Marks) -> None:
        self.end_paragraph()
        if tag in self.place.allowed:
            self.blocks += _MAKERS[tag](tag, element, marks, self.place)
        else:
            self.read(element.children, marks | {STRONG} if tag in _LEADS_IN else marks)
            self.end_paragraph()

    def show(self, figure: Element, marks: Marks) -> None:
        self.end_paragraph()
        self.blocks.append(figure)

    def end_paragraph(self) -> None:
        self.blocks += [Element("p", {}, nodes(pieces)) for pieces in paragraphs(self.run)]
        self.run = []


def _flow(tree: Iterable[Node], marks: Marks, place: Place) -> list[Element]:
    flow = Flow(place)
    flow.read(tree, marks)
    flow.end_paragraph()
    return flow.blocks


# Each maker returns what an element becomes where it may stand: one block as a rule, or none, or several.


def _heading(tag, element, marks, place):
    lines = Lines(element.children, marks)
    return _block(tag, one_paragraph(lines.run)) + lines.pictures


def _caption(tag, element, marks, place):
    lines = Lines(element.children, marks)
    return lines.pictures + _block(tag, one_paragraph(lines.run))


def _preformatted(tag, element, marks, place):
    lines = VerbatimLines(element.children, marks)
    return _block(tag, verbatim(lines.run)) + lines.pictures


def _block(tag, pieces):
    return [Element(tag, {}, nodes(pieces))] if pieces else []


def _rule(tag, element, marks, place):
    return [Element("hr")]


def _quotation(tag, element, marks, place):
    blocks = _flow(element.children, marks, place.inside("blockquote"))
    return [Element(tag, {}, blocks)] if blocks else []


def _box(tag, element, marks, place):
    classes = element.attrs.get("class", "").split()
    kind = next((box for box in BOXES if box in classes), None)
    blocks = _flow(element.children, marks, place.inside("aside") if kind else place)
    return [Element(tag, {"class": kind}, blocks)] if kind and blocks else blocks


def _figure(tag, element, marks, place):
    """One picture with its caption or, for whatever else a figure held, the blocks in it."""
    blocks = _flow(element.children, marks, replace(place, allowed=place.allowed | {"figcaption"}))
    captions = [block for block in blocks if block.tag == "figcaption"]
    pictures = [block for block in blocks if block.tag == "figure"]
    if len(captions) == len(pictures) == 1 and len(pictures[0].children) == 1:
        pictures[0].children += captions
        return [block for block in blocks if block.tag != "figcaption"]
    for caption in captions:
        caption.tag = "p"
    return blocks


def _list(tag, element, marks, place):
    items = [_tight(blocks) for blocks in _items(element, marks, place.inside("li")) if blocks]
    attrs = _number("start", element, _START) if tag == "ol" else {}
    return [Element(tag, attrs, [Element("li", {}, item) for item in items])] if items else []


def _items(element: Element, marks: Marks, place: Place) -> list[list[Element]]:
    """The blocks of each item. Loose words become an item, a loose list belongs to the item before it."""
    items: list[list[Element]] = []
    for kind, group in groupby(element.children, key=_kind_in_list):
        if kind == "item":
            items += [_flow(item.children, marks, place) for item in group]
        elif kind == "wrapper":
            for wrapper in group:
                items += _items(wrapper, marked(marks, wrapper) if wrapper.tag in MARKS else marks, place)
        elif blocks := _flow(group, marks, place):
            before = items.pop() if items and kind == "list" else []
            items.append(before + blocks)
    return items


def _kind_in_list(node: Node) -> str:
    if isinstance(node, str):
        return "loose"
    if node.tag == "li":
        return "item"
    if SAME_AS.get(node.tag, node.tag) in ("ul", "ol"):
        return "list"
    holds_items = any(isinstance(child, Element) and child.tag == "li" for child in node.children)
    return "wrapper" if holds_items else "loose"


def _tight(blocks: list[Element]) -> list[Node]:
    """What stands in an item or cell: a paragraph alone, or with only lists after it, needs no element."""
    if not blocks or blocks[0].tag != "p" or any(block.tag not in ("ul", "ol") for block in blocks[1:]):
        return blocks
    return [*blocks[0].children, *blocks[1:]]


def _table(tag, element, marks, place):
    """What its caption says, then the table; all rows in one body, heads first and feet last."""
    sections = [child for child in element.children if isinstance(child, Element)]
    captions = _flow([child for child in sections if child.tag == "caption"], marks, place)
    rows = [row for tr in _rows(sections) if (row := _row(tr, marks, place.inside("td"))).children]
    is_empty = not any(cell.children for row in rows for cell in row.children)
    return captions if is_empty else [*captions, Element(tag, {}, [Element("tbody", {}, squared(rows))])]


def _rows(sections: list[Element]) -> Iterator[Element]:
    known = [section for section in sections if section.tag in _SECTIONS]
    for section in sorted(known, key=lambda section: _SECTIONS[section.tag]):
        rows = [section] if section.tag == "tr" else section.children
        yield from (row for row in rows if isinstance(row, Element) and row.tag == "tr")


def _row(row: Element, marks: Marks, place: Place) -> Element:
    cells = [cell for cell in row.children if isinstance(cell, Element) and cell.tag in ("th", "td")]
    return Element("tr", {}, [_cell(cell, marks, place) for cell in cells])


def _cell(cell: Element, marks: Marks, place: Place) -> Element:
    spans = _number("colspan", cell, _SPAN) | _number("rowspan", cell, _SPAN)
    return Element(cell.tag, spans, _tight(_flow(cell.children, marks, place)))


def _number(name: str, element: Element, pattern: re.Pattern) -> dict[str, str]:
    """The attribute in plain digits; left out when it is no number, or only says what is so without it."""
    match = pattern.match(element.attrs.get(name, ""))
    number = int(match[1]) if match else 1
    return {} if number == 1 or (number < 1 and pattern is _SPAN) else {name: str(number)}


_MAKERS = {
    **dict.fromkeys(HEADINGS, _heading),
    "figcaption": _caption,
    "pre": _preformatted,
    "hr": _rule,
    "blockquote": _quotation,
    "aside": _box,
    "figure": _figure,
    "ul": _list,
    "ol": _list,
    "table": _table,
}
