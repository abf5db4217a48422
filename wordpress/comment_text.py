"""A WordPress comment, which may hold a little HTML, as the plain text that our comments are."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset("p div ul ol li pre h1 h2 h3 h4 h5 h6 table tr".split())
#: Their content is code, not words.
UNREAD = frozenset({"script", "style"})
SPARE_LINES = re.compile(r"\n{3,}")


def comment_text(html: str) -> str:
    """The words, with a link's address after its words and ">" before quoted lines."""
    reader = _Reader()
    reader.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    return SPARE_LINES.sub("\n\n", "".join(reader.parts)).strip("\n")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.link = ""
        self.link_starts = 0
        self.quotes: list[int] = []
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        if tag in UNREAD:
            self.unread += 1
        elif tag == "a":
            self.link, self.link_starts = dict(attrs).get("href") or "", len(self.parts)
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "blockquote":
            self.parts.append("\n\n")
            self.quotes.append(len(self.parts))
        elif tag in BLOCKS:
            self.parts.append("\n\n" if tag in ("p", "pre") else "\n")

    def handle_endtag(self, tag):
        if tag in UNREAD:
            self.unread = max(0, self.unread - 1)
        elif tag == "a":
            self._end_link()
        elif tag == "blockquote" and self.quotes:
            self._end_quote(self.quotes.pop())
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.unread:
            self.parts.append(data)

    def _end_link(self):
        words = "".join(self.parts[self.link_starts :]).strip()
        address = self.link.strip()
        if address.startswith(("http://", "https://")) and address != words:
            self.parts.append(f" ({address})" if words else address)
        self.link = ""

    def _end_quote(self, start):
        words = SPARE_LINES.sub("\n\n", "".join(self.parts[start:]).strip())
        quoted = "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
        self.parts[start:] = [quoted, "\n\n"]
