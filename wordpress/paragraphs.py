"""Paragraphs for classic posts, which WordPress stores without them.

A blank line ends a paragraph, a single line end breaks the line. Posts made of blocks carry their paragraphs
already and are left alone, and so is what stands between the tags of <pre> and its like.
"""

import re

from wordpress.markup import Piece, element, opening, pieces

HOLDS_WORDS = frozenset("p h1 h2 h3 h4 h5 h6 address caption dt figcaption legend summary".split())
HOLDS_BLOCKS = frozenset(
    "article aside blockquote center dd details div fieldset figure footer form header hgroup li main nav"
    " section td th".split()
)
HOLDS_PARTS = frozenset("colgroup dl menu ol select table tbody tfoot thead tr ul".split())
STANDS_ALONE = frozenset("hr col".split())
BLOCKS = HOLDS_WORDS | HOLDS_BLOCKS | HOLDS_PARTS | STANDS_ALONE
# An unclosed one ends where its like begins.
CLOSES_ITSELF = frozenset("p li dt dd td th tr".split())
# Text straight inside these is wrapped even when it is a single paragraph.
WRAPS_ALWAYS = frozenset(["", "blockquote"])
DEEPEST = 200

BLOCK_POST = "<!-- wp:"
PAGE_MARK = re.compile(r"<!--\s*(?:more|nextpage|noteaser)\b")
SPACES = re.compile(r"[ \t]+")
LINE_BREAK = re.compile(r" ?\n? ?<br(?:[ /][^<>]*)?> ?\n?", re.IGNORECASE)
BLANK_LINE = re.compile(r" ?\n(?: ?\n)+ ?")
LINE_END = re.compile(r" ?\n ?")
NOTHING = re.compile(r"(?:\s|&nbsp;|&#160;)*")


def paragraphs(text: str) -> str:
    """The HTML of a stored post body: shortcodes are best expanded before, cleaning comes after."""
    if BLOCK_POST in text:
        return text
    body = _Body()
    for piece in pieces(re.sub(r"\r\n?", "\n", text)):
        body.take(piece)
    return body.finished()


class _Body:
    def __init__(self):
        self._written: list[str] = []
        self._run: list[str] = []
        self._open: list[str] = []

    def take(self, piece: Piece) -> None:
        if piece.kind == "text":
            self._run.append(SPACES.sub(" ", piece.text))
        elif piece.kind == "untouched" or PAGE_MARK.match(piece.text):
            self._flush()
            self._written.append(f"{piece.text}\n")
        elif piece.name in BLOCKS:
            self._block(piece)
        else:
            # A line end inside a tag or remark is no line end of the text.
            self._run.append(piece.text.replace("\n", " "))

    def finished(self) -> str:
        self._flush()
        return "".join(self._written).strip()

    def _block(self, piece: Piece) -> None:
        self._flush()
        if piece.kind == "close":
            self._close(piece)
        else:
            self._begin(piece)

    def _begin(self, piece: Piece) -> None:
        within = self._open[-1] if self._open else ""
        if within == "p" or (within == piece.name and within in CLOSES_ITSELF):
            self._open.pop()
        if piece.name not in STANDS_ALONE and len(self._open) < DEEPEST:
            self._open.append(piece.name)
        self._written.append(piece.text)

    def _close(self, piece: Piece) -> None:
        if piece.name in self._open:
            inner = self._open[::-1].index(piece.name)
            del self._open[len(self._open) - 1 - inner :]
        elif piece.name == "p":
            return  # browsers make an empty paragraph of a stray one
        self._written.append(f"{piece.text}\n")

    def _flush(self) -> None:
        run = LINE_BREAK.sub("\n", "".join(self._run)).strip(" \n")
        self._run.clear()
        parts = [part for part in BLANK_LINE.split(run) if not NOTHING.fullmatch(part)]
        if parts:
            self._written.append(self._wrapped(parts))

    def _wrapped(self, parts: list[str]) -> str:
        within = self._open[-1] if self._open else ""
        if within in HOLDS_PARTS:
            return "\n".join(parts)
        if within in HOLDS_WORDS - {"p"}:
            return _broken("\n".join(parts))
        lines = [_broken(part) for part in parts]
        if within == "p":
            return f"</p>\n{opening('p')}".join(lines)
        if within in WRAPS_ALWAYS or len(lines) > 1:
            return "".join(f"{element('p', line)}\n" for line in lines)
        return lines[0]


def _broken(text: str) -> str:
    return LINE_END.sub(f"{opening('br')}\n", text)
