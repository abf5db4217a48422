"""A body's HTML in pieces (tags, text, remarks, elements not to be looked into), and small builders.

This is a splitter, not a parser: what it yields, joined together, is what it was given, however odd. It reads
each character a fixed number of times, so a hostile body costs no more than a long one.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

# An attribute value may hold ">", but no piece of a tag runs past the next "<": that keeps the search linear.
ATTRIBUTES = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+"""
MARK = re.compile(rf"<!--|<(?P<close>/?)(?P<name>[a-z][a-z0-9-]*+)(?:{ATTRIBUTES}>|[^<>]*>)", re.IGNORECASE)
UNTOUCHED = frozenset("pre script style textarea svg math".split())


class Piece(NamedTuple):
    """`kind` is "text", "open", "close", "remark", or "untouched" (an element whole); `name` is the tag's."""

    kind: str
    name: str
    text: str


def pieces(html: str) -> Iterator[Piece]:
    at = 0
    while mark := MARK.search(html, at):
        if mark.start() > at:
            yield Piece("text", "", html[at : mark.start()])
        piece = _piece(html, mark)
        yield piece
        at = mark.start() + len(piece.text)
    if at < len(html):
        yield Piece("text", "", html[at:])


def _piece(html: str, mark: re.Match) -> Piece:
    if mark["name"] is None:
        end = html.find("-->", mark.end())
        return Piece("remark", "", html[mark.start() : end + 3 if end >= 0 else len(html)])
    name = mark["name"].lower()
    if mark["close"]:
        return Piece("close", name, mark[0])
    if name not in UNTOUCHED:
        return Piece("open", name, mark[0])
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, mark.end())
    return Piece("untouched", name, html[mark.start() : end.end() if end else len(html)])


def element(name: str, content: str, **attributes: str | None) -> str:
    """`content` is HTML; attribute values are escaped here, and those that are None or "" left out."""
    return f"{opening(name, **attributes)}{content}</{name}>"


def opening(name: str, **attributes: str | None) -> str:
    written = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{written}>"
