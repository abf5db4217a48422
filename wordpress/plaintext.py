"""The words of a piece of HTML, for titles, names and other places that hold no markup."""

import re
from html import unescape

BREAK = re.compile(
    r"</?(?:address|article|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section"
    r"|table|td|th|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
TAG = re.compile(r"</?[a-z][^<>]*>|<!--[^<>]*-->", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")


def plain_text(html: str) -> str:
    """`html` without tags, with its character references read, on one line. A no-break space stays one."""
    text = TAG.sub("", BREAK.sub(" ", html))
    return SPACES.sub(" ", unescape(text)).strip(" ")
