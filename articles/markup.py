"""The printed form of a body. (First draft, to be replaced by its owner.)"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from cms.htmltree import Element, elements, parse, serialise, text

SRC = re.compile(r"^/images/(\d+)/$")


@dataclass(frozen=True)
class ImageFacts:
    url: str = ""
    width: int = 0
    height: int = 0
    srcset: str = ""
    sizes: str = ""


@dataclass(frozen=True)
class Rendering:
    html: str
    contents: list = field(default_factory=list)
    words: int = 0


def image_ids(body: str) -> set[int]:
    found = (SRC.match(e.attrs.get("src", "")) for e in elements(parse(body)) if e.tag == "img")
    return {int(m[1]) for m in found if m}


def render(body: str, images: Mapping[int, ImageFacts]) -> Rendering:
    nodes = parse(body)
    contents = []
    for e in elements(nodes):
        if e.tag in ("h2", "h3", "h4"):
            e.attrs = {"id": slugify(text(e.children), allow_unicode=True) or "section"}
            if e.tag == "h2":
                contents.append((e.attrs["id"], text(e.children)))
    return Rendering(serialise(nodes), contents, len(text(nodes).split()))
