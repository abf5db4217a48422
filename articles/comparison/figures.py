"""Figures: the picture, its description and its caption."""

from collections.abc import Mapping

from articles.comparison.blocks import Block
from articles.comparison.inline import Run, compared
from articles.comparison.kinds import Kind
from articles.comparison.marked import Marked, Note, swap
from articles.comparison.redline import GONE, NEW, NEWLY, OLD, ONE, Mark, direction, pen_for
from articles.comparison.sequences import Effort
from articles.comparison.words import Text, text_of
from cms.htmlreaders import IMAGE_ADDRESS
from cms.htmltree import Element, Node

Names = Mapping[int, str]


def image_id(block: Block) -> int:
    """The library's number of the picture in a figure."""
    return int(IMAGE_ADDRESS.fullmatch(block.nodes[0].attrs["src"])[1])


def image_names(old: int | None, new: int | None, names: Names) -> tuple[str, str]:
    """What two pictures are called, told apart by their numbers when they have one name."""
    called = [names.get(image, "") or f"image {image}" if image else "" for image in (old, new)]
    if called[0] == called[1] and old != new:
        called = [f"{name} (number {image})" for name, image in zip(called, (old, new), strict=True)]
    return called[0], called[1]


def whole(block: Block, mark: Mark) -> list[Node]:
    """All of a figure marked."""
    image, *captions = block.nodes
    pen = pen_for(block.text)
    marked = [Element("figcaption", direction(block.text), [pen.marked(mark, c.children)]) for c in captions]
    return [pen.marked(mark, [image]), *marked]


def paired(old: Block, new: Block, names: Names, effort: Effort) -> Marked:
    """A figure whose picture, description or caption changed."""
    marked = Marked()
    before, now = old.nodes[0], new.nodes[0]
    described = compared(text_of([before.attrs["alt"]]), text_of([now.attrs["alt"]]), effort)
    captioned = compared(_caption(old), _caption(new), effort)
    marked.count(described.runs)
    marked.count(captioned.runs)
    marked.kinds -= {Kind.WORDS, Kind.SPACING}
    is_swapped = before.attrs["src"] != now.attrs["src"]
    if is_swapped:
        called = image_names(image_id(old), image_id(new), names)
        # Pictures that are called by their descriptions are told apart by those, in the next note.
        if called != (before.attrs["alt"], now.attrs["alt"]):
            marked.notes.append(swap("Image", *called))
        marked.kinds.add(Kind.IMAGE)
        marked.images = 1
    if not described.is_same:
        marked.notes.append(Note("Image description", described.runs))
        marked.kinds.add(Kind.IMAGE_ALT)
    if not captioned.is_same:
        marked.kinds.add(Kind.IMAGE_CAPTION)
    for side, written in ((ONE, marked.one), (OLD, marked.old), (NEW, marked.new)):
        pictures = _pictures(before, now, side) if is_swapped else [before if side == OLD else now]
        caption = _marked_caption(captioned.runs, old, new, side)
        written.append((old if side == OLD else new, pictures + caption))
    return marked


def _marked_caption(runs: list[Run], old: Block, new: Block, side: str) -> list[Node]:
    [line] = pen_for(old.text, new.text).lines(runs, side)
    return [Element("figcaption", direction(new.text), line)] if line else []


def _pictures(before: Element, now: Element, side: str) -> list[Node]:
    gone = [pen_for().marked(GONE, [before])] if side != NEW else []
    came = [pen_for().marked(NEWLY, [now])] if side != OLD else []
    return gone + came


def _caption(block: Block) -> Text:
    return text_of([node for caption in block.nodes[1:] for node in caption.children])
