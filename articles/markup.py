"""The printed form of a body: canonical HTML in, what readers' browsers get out. Pure.

A canonical body holds no ids, no sizes and no addresses of files; they are added here, when a version is
stored, and can be added anew at any time.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.text import slugify

from cms.htmltree import Element, Node, elements, parse, serialise, text

LIBRARY_ADDRESS = re.compile(r"/images/(\d+)/\Z")
HEADINGS = ("h2", "h3", "h4")
#: Ids that the page around a body has for itself.
PAGE_IDS = frozenset(
    "main comments discussion reply reply-h comment-form related about tags toc-h compare compare-h".split()
)
PAGE_ID_SHAPES = re.compile(r"c-\d+|id_.*|change-\d+")
#: The widest a picture in the text is shown; narrower windows take a smaller file.
SIZES = "(min-width: 42rem) 40rem, calc(100vw - 2.5rem)"


@dataclass(frozen=True)
class ImageFacts:
    """What pages print of an image. `url` is "" when its file is missing; sizes are in pixels.

    `sources` are smaller files in formats that not every browser knows, as (type, srcset), the best first;
    `srcset` has those in one that all know.
    """

    url: str = ""
    width: int = 0
    height: int = 0
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rendering:
    """A printed body: its HTML, its second-level headings as (id, words), and how many words it has."""

    html: str
    contents: list[tuple[str, str]] = field(default_factory=list)
    words: int = 0


def image_ids(body: str) -> set[int]:
    """The images of the library that a body shows."""
    found = (library_id(element) for element in elements(parse(body)))
    return {pk for pk in found if pk is not None}


def render(body: str, images: Mapping[int, ImageFacts]) -> Rendering:
    """The printed form of a canonical body; `images` are the facts about the pictures in it, by id."""
    nodes = parse(body)
    words = len(text(nodes).split())
    contents = _name_headings(nodes)
    _name_frames(nodes)
    return Rendering(serialise(_printed(node, images) for node in nodes), contents, words)


def with_pictures(html: str, images: Mapping[int, ImageFacts]) -> SafeString:
    """Markup of ours, such as a redline, with its pictures printed as those of a rendering are."""
    return serialise(_with_pictures(node, images) for node in parse(html))


def _with_pictures(node: Node, images) -> Node:
    if isinstance(node, str):
        return node
    if node.tag == "img":
        return _picture(node, images)
    return Element(node.tag, node.attrs, [_with_pictures(child, images) for child in node.children])


def library_id(element: Element) -> int | None:
    """The image of the library that an element shows, if it is one that shows any."""
    found = LIBRARY_ADDRESS.match(element.attrs.get("src", "")) if element.tag == "img" else None
    return int(found[1]) if found else None


def _name_headings(nodes):
    """Give each heading an id of its own, made from its words; the contents are what is found of level 2."""
    taken: set[str] = set()
    contents = []
    for element in elements(nodes):
        if element.tag in HEADINGS:
            words = text(element.children)
            element.attrs["id"] = _free_id(slugify(words, allow_unicode=True) or "section", taken)
            if element.tag == "h2":
                contents.append((element.attrs["id"], words))
    return contents


def _name_frames(nodes):
    """Give each table, and each box without a heading, a name of its own, such as "Table 2"."""
    counts = Counter()
    for element in elements(nodes):
        kind = _kind_of_frame(element)
        if kind:
            counts[kind] += 1
            element.attrs["aria-label"] = f"{kind} {counts[kind]}"


def _kind_of_frame(element):
    if element.tag == "table":
        return "Table"
    if element.tag != "aside" or _heading_in(element):
        return ""
    return "Note" if element.attrs.get("class") == "note" else "Emergency"


def _heading_in(element):
    return next((child for child in elements(element.children) if child.tag in HEADINGS), None)


def _free_id(wanted, taken):
    name, number = wanted, 1
    while name in taken or name in PAGE_IDS or PAGE_ID_SHAPES.fullmatch(name):
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def _printed(node: Node, images) -> Node:
    if isinstance(node, str):
        return node
    if node.tag == "aside":
        return _box(node, images)
    if node.tag == "img":
        return _picture(node, images)
    if node.tag == "table":
        return _table(node)
    return Element(node.tag, node.attrs, [_printed(child, images) for child in node.children])


def _box(aside, images):
    """An emergency or note box, named by its heading where it has one."""
    attrs = {"class": "callout note" if aside.attrs.get("class") == "note" else "callout"}
    heading = _heading_in(aside)
    if heading:
        attrs["aria-labelledby"] = heading.attrs["id"]
    else:
        attrs["aria-label"] = aside.attrs["aria-label"]
    return Element("aside", attrs, [_printed(child, images) for child in aside.children])


def _picture(img, images):
    """The picture with its sizes, or an empty frame that shows the description when its file is missing."""
    facts = images.get(library_id(img), ImageFacts())
    alt = img.attrs.get("alt", "")
    if not facts.url:
        named = {"role": "img", "aria-label": alt} if alt else {}
        return Element("span", {"class": "empty-frame", **named}, [alt or "This picture is missing."])
    attrs = {"src": facts.url, "alt": alt, "width": str(facts.width), "height": str(facts.height)}
    if facts.srcset:
        attrs |= {"srcset": facts.srcset, "sizes": SIZES}
    shown = Element("img", attrs | {"loading": "lazy"})
    return Element("picture", {}, [*_sources(facts), shown]) if facts.sources else shown


def _sources(facts):
    return [
        Element("source", {"type": kind, "srcset": srcset, "sizes": SIZES}) for kind, srcset in facts.sources
    ]


def _table(table):
    """A table that scrolls inside itself on a narrow window, and can be reached by keyboard to do so."""
    name = table.attrs["aria-label"]
    frame = {"class": "table-frame", "role": "region", "aria-label": name, "tabindex": "0"}
    return Element("div", frame, [Element("table", {}, table.children)])
