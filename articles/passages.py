"""A printed body with a way to remark on each of its passages, for reviewers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models.invitation import QUOTE_MAX_LENGTH
from cms.htmltree import Element, parse, serialise, text

#: So many characters of a passage name its link.
NAMED_BY = 40


@dataclass(frozen=True)
class Passages:
    """`html` is the body with the links; `quotes` are the passages, or as much of each as a quote holds."""

    html: SafeString
    quotes: list[str]


def with_links(html: str, address: Callable[[int], str]) -> Passages:
    """After each block of a printed body a link to `address(number)`, numbered from 1."""
    nodes, quotes = [], []
    for node in parse(html):
        nodes.append(node)
        said = text([node])
        if isinstance(node, Element) and said:
            quotes.append(shortened(said, QUOTE_MAX_LENGTH))
            nodes.append(_link(address(len(quotes)), said))
    return Passages(serialise(nodes), quotes)


def shortened(words: str, longest: int) -> str:
    """As many whole words from the beginning as fit, or letters where one word does not."""
    if len(words) <= longest:
        return words
    cut = words[: longest + 1]
    return cut.rsplit(maxsplit=1)[0] if " " in cut else words[:longest]


def _link(href, said):
    about = Element("span", {"class": "vh"}, [f" on “{shortened(said.splitlines()[0], NAMED_BY)}”"])
    return Element("p", {"class": "remark-link no-print"}, [Element("a", {"href": href}, ["Remark", about])])
