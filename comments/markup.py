"""The public form of a comment: paragraphs of plain text with a slot for each link.

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

#: A slot is its number between two control characters, which no stored text can contain.
SLOT = re.compile("\x1a([0-9]+)\x1a")
LINK_REL = "ugc nofollow noopener"


@dataclass(frozen=True)
class ShownLink:
    """A link as it is to be shown: its address, and whether as a link, as its words, or not at all."""

    url: str
    treatment: str


def comment_html(text: str, links: list[FoundLink] | None = None) -> str:
    """Paragraphs of the text, escaped, with the links' slots in place of their addresses."""
    links = find_links(text) if links is None else links
    pieces, end = [], 0
    for number, link in enumerate(links):
        pieces += [text[end : link.start], f"\x1a{number}\x1a"]
        end = link.end
    return paragraphs_html("".join([*pieces, text[end:]]))


def fill_links(html: str, links: dict[int, ShownLink]) -> SafeString:
    """The stored paragraphs with every slot filled; a slot without a link is shown as a dropped one."""
    return SafeString(SLOT.sub(lambda match: _shown(links.get(int(match[1]))), html))


def mark_links(html: str, urls: dict[int, str]) -> SafeString:
    """The stored paragraphs for those who decide: every link as its marked address, none of them live."""

    def marked(match):
        words = words_of(urls[int(match[1])]) if int(match[1]) in urls else ""
        return f'<span class="fake-link">{escape(words)}</span>' if words else ""

    return SafeString(SLOT.sub(marked, html))


def _shown(link):
    if link is None or link.treatment == "strip":
        return "[link removed]"
    if link.treatment == "link":
        return link_html(link.url, words_of(link.url), rel=LINK_REL)
    if link.treatment == "text":
        return escape(words_of(link.url))
    return "[link waiting for a moderator]"
