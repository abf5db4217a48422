"""The public form of a comment: paragraphs and quotes of plain text with a slot for each link.

The paragraphs are made when the text is stored. What stands in a slot is decided when it is shown, by the
verdicts of that moment.
"""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from cms.html import link_html, paragraphs_html
from comments.links.addresses import FoundLink, find_links
from comments.links.spelling import words_of
from comments.quotes import pieces

#: A slot is its number between two control characters, which no stored text can contain.
SLOT = re.compile("\x1a([0-9]+)\x1a")
DEEPEST_QUOTE = 3
LINK_REL = "ugc nofollow noopener"


@dataclass(frozen=True)
class ShownLink:
    """A link as it is to be shown: its address, and whether as a link, as its words, or not at all."""

    url: str
    treatment: str


def comment_html(text: str, links: list[FoundLink] | None = None) -> str:
    """Paragraphs and quotes of the text, escaped, with the links' slots in place of their addresses."""
    links = find_links(text) if links is None else links
    parts, end = [], 0
    for number, link in enumerate(links):
        parts += [text[end : link.start], f"\x1a{number}\x1a"]
        end = link.end
    return _blocks("".join([*parts, text[end:]]), DEEPEST_QUOTE)


def _blocks(text, deepest):
    """Quotes may hold quotes, so deep; below that their signs stay as typed."""
    return SafeString("\n".join(_block(piece, deepest) for piece in pieces(text) if piece.text.strip()))


def _block(piece, deepest):
    if not piece.is_quote:
        return paragraphs_html(piece.text)
    inside = _blocks(piece.text, deepest - 1) if deepest > 1 else paragraphs_html(piece.text)
    return f"<blockquote>{inside}</blockquote>"


def fill_links(html: str, links: dict[int, ShownLink]) -> SafeString:
    """The stored paragraphs with every slot filled; a slot without a link is shown as a dropped one."""
    return SafeString(SLOT.sub(lambda match: _shown(links.get(int(match[1]))), html))


def _shown(link):
    if link is None or link.treatment == "strip":
        return "[link removed]"
    if link.treatment == "link":
        return link_html(link.url, words_of(link.url), rel=LINK_REL)
    if link.treatment == "text":
        return escape(words_of(link.url))
    return "[link waiting for a moderator]"
