"""The public form of a comment: paragraphs and quotes of plain text with a slot for each link.

The paragraphs are made when the text is stored. What stands in a slot is decided when it is shown, by the
verdicts of that moment. A slot takes the place of the whole link: of the words it stands behind, and of a
disguised address as it was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from cms.html import link_html, paragraphs_html
from comments.links.addresses import FoundLink, Written, find_links
from comments.links.spelling import words_of
from comments.quotes import pieces

#: A slot is its number between two control characters, which no stored text can contain.
SLOT = re.compile("\x1a([0-9]+)\x1a")
DEEPEST_QUOTE = 3
LINK_REL = "ugc nofollow noopener"


#: How a link may be treated, the strictest first.
TREATMENTS = ("strip", "held", "text", "link")


@dataclass(frozen=True)
class ShownLink:
    """A link as it is to be shown: its address, how it is treated (one of TREATMENTS), how it was written.

    `words` are those it stands behind; of a disguised one, what was typed.
    """

    url: str
    treatment: str
    written: str = Written.ADDRESS
    words: str = ""

    @property
    def look(self) -> str:
        """What readers get: "link", "address", "words", "typed", "gone" or "waiting".

        A disguised address is never a link for readers. It stays as typed until it is dropped or spelled out.
        """
        if self.written == Written.DISGUISED and self.treatment in ("link", "held"):
            return "typed"
        if self.written == Written.WORDS and self.treatment in ("strip", "held"):
            return "words"
        return {"strip": "gone", "held": "waiting", "text": "address"}.get(self.treatment, "link")


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


def strictest(treatments: Iterable[str]) -> str:
    """The treatment of a link that several decisions are about."""
    return min(treatments, key=TREATMENTS.index)


def _shown(link):
    look = link.look if link else "gone"
    if look in ("gone", "waiting"):
        return "[link removed]" if look == "gone" else "[link waiting for a moderator]"
    if look in ("words", "typed"):
        return escape(link.words)
    address = words_of(link.url)
    shown = link_html(link.url, address, rel=LINK_REL) if look == "link" else escape(address)
    return f"{escape(link.words)} ({shown})" if link.written == Written.WORDS else shown
