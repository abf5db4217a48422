"""What kinds of change there are, and their words for readers."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of change. The value is for machines; `words` are for readers."""

    WORDS = "words"
    REWRITTEN = "rewritten"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    LINK_ADDRESS = "link-address"
    LINK_WORDS = "link-words"
    LINK_ADDED = "link-added"
    LINK_REMOVED = "link-removed"
    FORMATTING = "formatting"
    SPACING = "spacing"
    HEADING_LEVEL = "heading-level"
    LIST_LEVEL = "list-level"
    LIST_STYLE = "list-style"
    LAYOUT = "layout"
    IMAGE = "image"
    IMAGE_ALT = "image-alt"
    IMAGE_CAPTION = "image-caption"
    IMAGE_CREDIT = "image-credit"
    TABLE_CELL = "table-cell"
    TABLE_SHAPE = "table-shape"
    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    TOPIC = "topic"
    TAGS = "tags"
    RELATED = "related"

    @property
    def words(self) -> str:
        """What changed, as a noun: "link address"."""
        return _WORDS[self]

    @property
    def sentence(self) -> str:
        """What happened, as a heading: "Link address changed"."""
        return _SENTENCES.get(self) or f"{self.words.capitalize()} changed"


_WORDS = {
    Kind.WORDS: "words",
    Kind.REWRITTEN: "words",
    Kind.ADDED: "new part",
    Kind.REMOVED: "removed part",
    Kind.MOVED: "place",
    Kind.SPLIT: "paragraphs",
    Kind.JOINED: "paragraphs",
    Kind.LINK_ADDRESS: "link address",
    Kind.LINK_WORDS: "linked words",
    Kind.LINK_ADDED: "link",
    Kind.LINK_REMOVED: "link",
    Kind.FORMATTING: "formatting",
    Kind.SPACING: "spacing",
    Kind.HEADING_LEVEL: "heading level",
    Kind.LIST_LEVEL: "list level",
    Kind.LIST_STYLE: "kind of list",
    Kind.LAYOUT: "layout",
    Kind.IMAGE: "image",
    Kind.IMAGE_ALT: "image description",
    Kind.IMAGE_CAPTION: "caption",
    Kind.IMAGE_CREDIT: "credit",
    Kind.TABLE_CELL: "table cell",
    Kind.TABLE_SHAPE: "table layout",
    Kind.TITLE: "title",
    Kind.STANDFIRST: "standfirst",
    Kind.BYLINE: "byline",
    Kind.TOPIC: "topic",
    Kind.TAGS: "tags",
    Kind.RELATED: "related reading",
}
_SENTENCES = {
    Kind.REWRITTEN: "Rewritten",
    Kind.LINK_ADDED: "Link added",
    Kind.LINK_REMOVED: "Link removed",
    Kind.IMAGE: "Image replaced",
}
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def in_order(kinds: set[Kind]) -> tuple[Kind, ...]:
    """The kinds, the weightiest first."""
    return tuple(sorted(kinds, key=_ORDER.__getitem__))


def sentence(kinds: tuple[Kind, ...]) -> str:
    """One heading for several kinds at once: "Words, link address and formatting changed"."""
    if len(kinds) == 1:
        return kinds[0].sentence
    nouns = [*dict.fromkeys(kind.words for kind in kinds)]
    return f"{listed(nouns).capitalize()} changed"


def listed(things: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))
