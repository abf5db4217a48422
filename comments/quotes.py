"""Quotes in plain text: lines that begin with ">", as in mail (RFC 3676, 4.5). Pure.

A sign that begins something else stays as typed: ">:(" is a face and ">50 mg" a measure.
"""

import re
from dataclasses import dataclass
from itertools import groupby

_MARK = re.compile("[ \t]{0,3}>(?=>*(?:[ \t]|$|[^\\W\\d_]|[\x1a\"'“„«‘]))[ \t]?")


@dataclass(frozen=True)
class Piece:
    """Lines of a text that belong together; those of a quote are without their sign."""

    text: str
    is_quote: bool


def pieces(text: str) -> list[Piece]:
    """The text as quotes and what stands between them, in order."""
    runs = groupby(text.split("\n"), key=lambda line: bool(_MARK.match(line)))
    return [_piece([*lines], is_quote) for is_quote, lines in runs]


def passages(text: str) -> list[str]:
    """What the text quotes, cut where a paragraph ends or words were left out ("…"); not quotes in quotes."""
    quoted = [piece.text for piece in pieces(text) if piece.is_quote]
    inner = [piece.text for quote in quoted for piece in pieces(quote) if not piece.is_quote]
    return [part for words in inner for part in re.split(r"\.{3,}|…|\n\s*\n", words) if part.strip()]


def _piece(lines, is_quote):
    bare = [_MARK.sub("", line, count=1) for line in lines] if is_quote else lines
    if not "".join(bare).strip():
        return Piece("\n".join(lines), False)
    return Piece("\n".join(bare), is_quote)
