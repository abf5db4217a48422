"""Addresses that stand behind words: Markdown, HTML and BBCode, which readers of plain text type. Pure."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cms.href import safe_href
from cms.text import clean_line
from comments.links.bare import bare_addresses
from comments.links.reading import Reading

_ADDRESS = r"(?P<address>[^()\s<>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,2000})?)"
_MARKDOWN = re.compile(
    rf"!?\[(?P<words>[^\[\]\n]{{0,300}})\]"
    rf"\([ \t]?<?{_ADDRESS}>?(?:[ \t]+[\"'][^\"'\n]{{0,200}}[\"'])?[ \t]?\)"
)
_HTML = re.compile(
    r"(?is)<a\b[^<>]{0,200}?\bhref\s{0,5}=\s{0,5}"
    r"(?:\"(?P<address>[^\"<>]{1,2100})\"|'(?P<single>[^'<>]{1,2100})'|(?P<open>[^\s\"'<>]{1,2000}))"
    r"[^<>]{0,200}>(?P<words>.{0,300}?)</a\s{0,5}>"
)
_BBCODE = re.compile(
    r"(?i)\[(?P<tag>url|link)(?:=[\"']?(?P<address>[^\]\s\"']{1,2000})[\"']?)?\](?P<words>[^\[\]]{1,300})\[/(?P=tag)\]"
)
_TAG = re.compile(r"<[^<>]*>")
_IGNORED = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"(?i)https?:")


@dataclass(frozen=True)
class Wrapped:
    """From `start` to `end`: words, the address behind them, and whether it is typed plainly."""

    start: int
    end: int
    address: str
    words: str
    is_plain: bool


def wrapped_addresses(text: str) -> Iterator[Wrapped]:
    """Every address behind words that hold no address themselves."""
    for pattern in (_MARKDOWN, _HTML, _BBCODE):
        for match in pattern.finditer(text):
            found = _wrapped(match)
            if found:
                yield found


def _wrapped(match):
    parts = match.groupdict()
    words = clean_line(html.unescape(_TAG.sub("", parts["words"])))
    value = parts["address"] or parts.get("single") or parts.get("open")
    if value is None:
        value, words = parts["words"].strip(), ""
    if words and bare_addresses(Reading(words).text):
        return None
    address, is_plain = _behind(value)
    return Wrapped(*match.span(), address, words, is_plain) if address else None


def _behind(value: str) -> tuple[str, bool]:
    """The web address that a browser or a willing person reads there, and whether it was typed plainly."""
    read = Reading(_IGNORED.sub("", html.unescape(value)).strip())
    address = read.text
    if address.startswith("//"):
        address = f"https:{address}"
    elif not _SCHEME.match(address):
        first = next(iter(bare_addresses(address)), None)
        if first is None or (first.start, first.end) != (0, len(address)):
            return "", False
        address = first.address
    return (address, read.text == value.replace("&amp;", "&")) if safe_href(address) else ("", False)
