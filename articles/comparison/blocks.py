"""A body as the sequence of its blocks, and blocks as a body again.

A block is the smallest thing that is aligned: a paragraph, a heading, the words of a list item, a figure, a
table row. It knows the lists, quotations, boxes and tables around it, so that any of them can be written on
its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from articles.comparison.words import Text, pieces, plain, text_of, weight, words
from cms.htmltree import BLOCKS, Element, Node, serialise

#: The tag of words that stand directly in a list item or a cell.
BARE = ""
HEADINGS = frozenset({"h2", "h3", "h4"})
#: Blocks that hold words of their own and nothing else.
WORDED = HEADINGS | {BARE, "p", "pre"}

#: The class of a list item that is shown for the list inside it alone; it needs no bullet.
AROUND = "around"

_CONTAINERS = frozenset({"ul", "ol", "blockquote", "aside", "table"})


@dataclass(eq=False, slots=True)
class Container:
    """A list, list item, quotation, box or table around blocks. `number` counts a list's items, from its
    start.
    """

    tag: str
    attrs: dict[str, str]
    number: int = 1

    @property
    def name(self) -> str:
        """What kind of container it is, for readers: two with one name differ in nothing but what they
        hold.
        """
        if self.tag == "ol" and self.number != 1:
            return f"ol {self.number}"
        return self.attrs.get("class", self.tag)

    def is_like(self, other: "Container") -> bool:
        """Whether what stands in the one may stand in the other."""
        return self.tag == other.tag or {self.tag, other.tag} == {"ul", "ol"}

    def opened(self, item: "Container | None") -> tuple[Element, list[Node]]:
        """A new element for it, and the children to fill in. A numbered list starts at the item shown
        first.
        """
        if self.tag == "table":
            body = Element("tbody")
            return Element("table", {}, [body]), body.children
        attrs = self.attrs
        if self.tag == "ol":
            attrs = {"start": str(item.number)} if item and item.number != 1 else {}
        if self.tag == "li":
            attrs = {"class": AROUND} if item and item.tag in ("ul", "ol") else {}
        element = Element(self.tag, attrs)
        return element, element.children


@dataclass(eq=False)
class Block:
    """One block: its tag, what is in it, and the containers it stands in, the outermost first.

    `place_in_body` counts the blocks, `shared` the containers that the block before it stands in too.
    """

    tag: str
    nodes: list[Node]
    around: tuple[Container, ...] = ()
    place_in_body: int = 0
    shared: int = 0

    @cached_property
    def place(self) -> tuple[str, ...]:
        """The names of what is around it. List items are left out: they are in every list."""
        return tuple(container.name for container in self.around if container.tag != "li")

    @cached_property
    def markup(self) -> str:
        return str(serialise(self.nodes))

    @cached_property
    def key(self) -> tuple:
        """Equal for blocks that look the same where they stand."""
        return self.tag, self.place, self.markup

    @cached_property
    def text(self) -> str:
        """Its words as one line; of a figure the caption and description, of a row the cells."""
        return spoken(self.nodes)

    @cached_property
    def inline(self) -> Text:
        return text_of(self.nodes)

    @cached_property
    def bag(self) -> Counter:
        """Its words, without regard to capitals, and how often each stands there."""
        return Counter(word for word in words(self.text.lower()) if weight(word))

    @cached_property
    def weight(self) -> int:
        return sum(weight(word) * count for word, count in self.bag.items())

    @property
    def is_heading(self) -> bool:
        return self.tag in HEADINGS


Written = tuple[Block, list[Node]]


def blocks(nodes: Iterable[Node]) -> list[Block]:
    """The blocks of a canonical body, or of a list item's or cell's content."""
    found = [*_blocks(nodes, ())]
    for place, (before, block) in enumerate(pairwise(found), start=1):
        block.place_in_body, block.shared = place, _shared(before.around, block.around)
    return found


def rebuilt(written: Iterable[Written], attrs_of: Callable[[Block], dict[str, str]]) -> list[Node]:
    """Blocks with new content inside their containers again; neighbours share those that are the same.

    `attrs_of` gives a block's own attributes. Words that stand directly in an item give theirs to the item.
    """
    root: list[Node] = []
    around: tuple[Container, ...] = ()
    levels = [root]
    for block, nodes in written:
        depth = _shared(around, block.around)
        levels = levels[: depth + 1]
        attrs = attrs_of(block)
        for place in range(depth, len(block.around)):
            following = block.around[place + 1] if place + 1 < len(block.around) else None
            element, children = block.around[place].opened(following)
            levels[-1].append(element)
            levels.append(children)
            if following is None and block.tag == BARE:
                element.attrs = element.attrs | attrs
        levels[-1] += nodes if block.tag == BARE else [Element(block.tag, attrs, nodes)]
        around = block.around
    return root


def spoken(nodes: Iterable[Node]) -> str:
    """All words in these nodes; descriptions of images count as words, and blocks are apart."""
    said = []
    for node in nodes:
        if isinstance(node, str):
            said.append(node)
        elif node.tag == "img":
            said.append(f" {node.attrs.get('alt', '')} ")
        elif node.tag in BLOCKS:
            said.append(f" {spoken(node.children)} ")
        else:
            said.append(plain(pieces([node])))
    return "".join(said)


def _blocks(nodes: Iterable[Node], around: tuple[Container, ...]) -> Iterator[Block]:
    bare: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or (node.tag not in BLOCKS and node.tag not in ("img", "hr")):
            bare.append(node)
            continue
        if bare:
            yield Block(BARE, bare, around)
            bare = []
        yield from (
            _contained(node, around) if node.tag in _CONTAINERS else [Block(node.tag, node.children, around)]
        )
    if bare:
        yield Block(BARE, bare, around)


def _contained(element: Element, around: tuple[Container, ...]) -> Iterator[Block]:
    start = int(element.attrs.get("start", 1))
    inside = (*around, Container(element.tag, element.attrs, start))
    if element.tag == "table":
        rows = [row for section in element.children for row in section.children]
        yield from (Block("tr", row.children, inside) for row in rows)
    elif element.tag in ("ul", "ol"):
        for number, item in enumerate(element.children, start):
            yield from _blocks(item.children, (*inside, Container("li", {}, number)))
    else:
        yield from _blocks(element.children, inside)


def _shared(before: tuple[Container, ...], after: tuple[Container, ...]) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if one is not other:
            break
        count += 1
    return count
