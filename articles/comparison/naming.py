"""What readers call a block, where it stands, and how many of each there are."""

from collections import Counter
from collections.abc import Iterable

from articles.comparison.blocks import BARE, Block
from articles.comparison.kinds import listed

_NOUNS = {
    "p": "paragraph",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "pre": "preformatted passage",
    "figure": "image",
    "tr": "table row",
    "hr": "dividing line",
    BARE: "list item",
}
_EXACT = {"h2": "section heading", "h3": "sub-heading", "h4": "minor heading"}
_AROUND = {
    "blockquote": "in a quotation",
    "emergency": "in the emergency box",
    "note": "in a note",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def noun(block: Block) -> str:
    """What one such block is called: "list item"."""
    if block.tag == "p" and block.place[-1:] == ("blockquote",):
        return "quotation"
    return _NOUNS[block.tag]


def number_of(count: int, thing: str) -> str:
    """Like "1 list item" or "3 list items"."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def counted(blocks: Iterable[Block], adjective: str = "") -> str:
    """How many of each kind, the adjective with the first: "2 new paragraphs and 1 list item"."""
    counts = [*Counter(map(noun, blocks)).items()]
    names = [
        f"{adjective} {thing}".strip() if place == 0 else thing for place, (thing, _) in enumerate(counts)
    ]
    return listed([number_of(count, name) for (_, count), name in zip(counts, names, strict=True)])


def standing(block: Block) -> str:
    """What it is and where it stands: "list item (numbered list, second level) in a note"."""
    words = [_EXACT.get(block.tag) or _NOUNS[block.tag]]
    if lists := lists_around(block):
        level = [list_level(block)] if len(lists) > 1 else []
        words.append(f"({', '.join([list_name(block), *level])})")
    return " ".join([*words, *dict.fromkeys(_AROUND[place] for place in block.place if place in _AROUND)])


def lists_around(block: Block) -> list[str]:
    """The lists it stands in, the outermost first, by their names."""
    return [place for place in block.place if place == "ul" or place.startswith("ol")]


def list_name(block: Block) -> str:
    """The kind of list it stands in: "numbered list from 5"."""
    name = lists_around(block)[-1]
    if name == "ul":
        return "bulleted list"
    start = name.removeprefix("ol").strip()
    return f"numbered list from {start}" if start else "numbered list"


def list_level(block: Block) -> str:
    """How deep a list it stands in: "second level"."""
    return f"{_ORDINALS[min(len(lists_around(block)), len(_ORDINALS)) - 1]} level"
