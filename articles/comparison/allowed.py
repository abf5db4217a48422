"""The last look at what goes out: nothing but the elements and attributes of a body, and our few marks.

Ours are the classes of `ins` and `del`, of cells that came or went, and of items around a list; spans and
paragraphs of words about the text; and the direction of what reads from right to left.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.safestring import SafeString

from articles.comparison.blocks import AROUND
from articles.comparison.redline import ADDED, HIDDEN, MOVED, NOTE, REMOVED
from cms.href import safe_href
from cms.html import ATTRIBUTES, KEPT
from cms.htmlform import BOXES
from cms.htmlreaders import IMAGE_ADDRESS
from cms.htmltree import Node, elements, serialise

TAGS = KEPT | {"span"}
CLASSES = {
    "ins": {ADDED, MOVED},
    "del": {REMOVED, MOVED},
    "td": {ADDED, REMOVED},
    "th": {ADDED, REMOVED},
    "span": {HIDDEN, NOTE},
    "p": {NOTE},
    "li": {AROUND},
    "aside": set(BOXES),
}
DIRECTED = {"p", "h2", "h3", "h4", "pre", "li", "th", "td", "figure", "figcaption", "ins", "del", "span"}
_NUMBER = re.compile(r"-?[0-9]{1,6}")


class NotAllowed(ValueError):
    """Something stands in a comparison that no reader may be sent: a fault of ours, never of a body."""


def written(nodes: Iterable[Node]) -> SafeString:
    """The nodes as markup. Raises NotAllowed for an element or attribute that is not on the list."""
    nodes = [*nodes]
    for element in elements(nodes):
        if not _is_allowed(element.tag, tuple(element.attrs.items())):
            raise NotAllowed(f"{element.tag} {element.attrs}")
    return serialise(nodes)


@lru_cache(maxsize=5_000)
def _is_allowed(tag: str, attrs: tuple[tuple[str, str], ...]) -> bool:
    return tag in TAGS and all(_is_allowed_attribute(tag, name, value) for name, value in attrs)


def _is_allowed_attribute(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return value in CLASSES.get(tag, ())
    if name == "dir":
        return tag in DIRECTED and value in ("auto", "ltr", "rtl")
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name == "href":
        return safe_href(value) == value
    if name == "src":
        return IMAGE_ADDRESS.fullmatch(value) is not None
    return name == "alt" or _NUMBER.fullmatch(value) is not None
