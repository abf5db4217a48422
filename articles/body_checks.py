"""What an editor may want to put right in a body: its headings, its pictures, its links' words. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from articles.markup import HEADINGS, library_id
from cms.htmltree import Element, Node, elements, text

#: Link words that say nothing to who reads the links alone, as screen readers list them.
SAY_NOTHING = frozenset(
    "click here|here|click|link|this link|this|this page|this article|page|more|read more|learn more|see more"
    "|find out more|more information|more info|continue reading|details|read on|website|this website".split(
        "|"
    )
)
_ADDRESS = re.compile(r"(https?://|www\.)\S+|[\w-]+(\.[\w-]+)+/\S*", re.I)


@dataclass(frozen=True)
class Place:
    """A place in the body: the element with that number, from 0, among those a selector finds."""

    selector: str
    number: int


Found = tuple[str, str, Place]


def check_headings(body: list[Node]) -> Iterator[Found]:
    """The first heading that leaves a level out on the way down."""
    selector = ", ".join(HEADINGS)
    levels = [HEADINGS.index(element.tag) for element in elements(body) if element.tag in HEADINGS]
    for number, (above, below) in enumerate(pairwise([-1, *levels])):
        if below > above + 1:
            yield "Headings skip a level", "", Place(selector, number)
            return


def check_pictures(body: list[Node], library: Mapping[int, object]) -> Iterator[Found]:
    """Pictures without a description, and those whose credit in the library is not in their caption."""
    figures = [element for element in elements(body) if element.tag == "figure"]
    for number, figure in enumerate(figures):
        image = next(element for element in elements([figure]) if element.tag == "img")
        known, place = library.get(library_id(image)), Place("figure", number)
        name = f" “{known.name}”" if known else ""
        if not image.attrs.get("alt"):
            yield f"Picture{name} has no description", "None is needed where it is decoration.", place
        if known and known.credit and known.credit not in text([figure]):
            yield f"Picture{name} is shown without its credit", f"The library has: {known.credit}", place


def check_link_words(body: list[Node]) -> Iterator[Found]:
    """Links whose words do not say where they lead."""
    links = [element for element in elements(body) if element.tag == "a"]
    for number, link in enumerate(links):
        words, place = text([link]), Place("a", number)
        if _plain(words) in SAY_NOTHING:
            yield f"Link “{words}” does not say where it leads", "", place
        elif _is_bare_address(link, words):
            yield f"Link “{_short(words)}” is an address", "Say in words what is there.", place


def _plain(words):
    return re.sub(r"[^\w ]+", "", words).strip().casefold()


def _is_bare_address(link: Element, words: str) -> bool:
    is_mail = link.attrs["href"].startswith("mailto:")
    return not is_mail and bool(_ADDRESS.fullmatch(words.strip()))


def _short(words):
    return words if len(words) <= 60 else f"{words[:57]}…"
