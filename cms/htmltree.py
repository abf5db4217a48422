"""A small tree of elements and strings, read from balanced markup and written back.

It repairs nothing: what it reads has been through a cleaner, or was written by `serialise`.
For a cleaned body, `serialise(parse(body)) == body`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.safestring import SafeString

VOID = frozenset({"br", "hr", "img", "source"})
BLOCKS = frozenset(
    "p h2 h3 h4 ul ol li blockquote pre hr table tbody tr th td figure figcaption aside div".split()
)
# These stand on a line of their own in the source; cells stay on the line of their row.
ON_OWN_LINE = BLOCKS - {"td", "th", "figcaption"}
SEPARATOR = "\n"

_TEXT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})
_ATTRIBUTE_ESCAPES = _TEXT_ESCAPES | str.maketrans({'"': "&quot;"})
_BLANK_LINES = re.compile(r" *\n\s*")


@dataclass(slots=True)
class Element:
    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)


Node = Element | str


def parse(html: str, *, separators: bool = False) -> list[Node]:
    """The nodes of balanced markup; the line breaks `serialise` puts between blocks only when asked for."""
    reader = _Reader(separators)
    reader.feed(html)
    reader.close()
    return reader.root.children


def serialise(nodes: Iterable[Node]) -> SafeString:
    """Markup of the nodes, spelled as browsers spell `innerHTML`, with each block on a line of its own.

    Strings and attribute values are escaped; tag and attribute names are ours and are not.
    """
    return SafeString("".join(_written(nodes)))


def text(nodes: Iterable[Node]) -> str:
    """The words, with one line break between blocks and at each line break."""
    return _BLANK_LINES.sub("\n", "".join(_spoken(nodes))).strip(" \n")


def elements(nodes: Iterable[Node]) -> Iterator[Element]:
    """Every element at any depth, in the order of the source."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from elements(node.children)


class _Reader(HTMLParser):
    def __init__(self, separators: bool):
        super().__init__(convert_charrefs=True)
        self.separators = separators
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data):
        if data == SEPARATOR and not self.separators and not self._verbatim():
            return
        siblings = self.open[-1].children
        if siblings and isinstance(siblings[-1], str):
            siblings[-1] += data
        else:
            siblings.append(data)

    def _verbatim(self) -> bool:
        return any(element.tag == "pre" for element in self.open)


def _written(nodes: Iterable[Node]) -> Iterator[str]:
    after_block = False
    for node in nodes:
        is_block = isinstance(node, Element) and node.tag in ON_OWN_LINE
        if is_block and after_block:
            yield SEPARATOR
        after_block = is_block
        if isinstance(node, str):
            yield node.translate(_TEXT_ESCAPES)
        else:
            yield from _written_element(node)


def _written_element(element: Element) -> Iterator[str]:
    yield f"<{element.tag}"
    for name, value in element.attrs.items():
        yield f' {name}="{value.translate(_ATTRIBUTE_ESCAPES)}"'
    yield ">"
    if element.tag not in VOID:
        yield from _written(element.children)
        yield f"</{element.tag}>"


def _spoken(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag == "br":
            yield "\n"
        elif node.tag in BLOCKS:
            yield "\n"
            yield from _spoken(node.children)
            yield "\n"
        else:
            yield from _spoken(node.children)
