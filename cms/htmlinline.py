"""Running text: pieces of words with the marks they carry, and the one way we nest those marks.

However markup nests bold, links and the rest, a run of pieces holds the same facts, so that equal texts come
out equal.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from cms.href import safe_href
from cms.htmltree import Element, Node

# A mark is its tag and, for links, its address.
Mark = tuple[str, str]
Marks = frozenset[Mark]
Piece = tuple[str, Marks]

# A line break as a piece; the character itself never comes in, `cms.text.without_controls` sees to it.
BREAK = "\v"
PLAIN: Marks = frozenset()
STRONG: Mark = ("strong", "")
#: The marks we keep, outermost first where two are equally long.
KEPT_MARKS = ("a", "ins", "del", "strong", "em", "s", "u", "sub", "sup", "code")
#: Every marking element and the mark it makes.
MARKS = dict(zip(KEPT_MARKS, KEPT_MARKS, strict=True)) | {
    "b": "strong",
    "i": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "strike": "s",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
_VISIBLE = re.compile("[^\\s\u00ad\u200b-\u200d\u2060\ufeff]")


def marked(marks: Marks, element: Element) -> Marks:
    """The marks inside a marking element. A link without a good address marks nothing; inner links win."""
    tag = MARKS[element.tag]
    if tag != "a":
        return marks | {(tag, "")}
    href = safe_href(element.attrs.get("href", ""))
    return frozenset(mark for mark in marks if mark[0] != "a") | {("a", href)} if href else marks


def paragraphs(run: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The run's visible lines, joined by single breaks; an empty line begins a new paragraph."""
    paragraph: list[Piece] = []
    for line in _lines(run):
        if _is_visible(line):
            _add_line(paragraph, line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def one_paragraph(run: Iterable[Piece]) -> list[Piece]:
    """All visible lines of the run, joined by single breaks."""
    paragraph: list[Piece] = []
    for line in filter(_is_visible, _lines(run)):
        _add_line(paragraph, line)
    return paragraph


def verbatim(run: Iterable[Piece]) -> list[Piece]:
    """The run as it stands, without line breaks before and white space after it; nothing if nothing shows."""
    pieces = list(run)
    if not _is_visible(pieces):
        return []
    while not pieces[0][0].strip("\n"):
        pieces.pop(0)
    while not pieces[-1][0].rstrip():
        pieces.pop()
    pieces[0] = (pieces[0][0].lstrip("\n"), pieces[0][1])
    pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return pieces


def nodes(pieces: list[Piece]) -> list[Node]:
    """The pieces as text and nested marking elements."""
    return _nested(_merged(_without_loose_ends(pieces)))


def _lines(run: Iterable[Piece]) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    for piece in run:
        if piece[0] == BREAK:
            yield _with_spaces_apart(_trimmed(line))
            line = []
        else:
            line.append(piece)
    yield _with_spaces_apart(_trimmed(line))


def _trimmed(line: list[Piece]) -> list[Piece]:
    """The line without spaces at its ends, and one space where two pieces meet with one each."""
    kept: list[Piece] = []
    after_space = True
    for text, marks in line:
        text = text.removeprefix(" ") if after_space else text
        if text:
            kept.append((text, marks))
            after_space = text.endswith(" ")
    if kept and after_space:
        text, marks = kept.pop()
        kept += [(text[:-1], marks)] if text != " " else []
    return kept


def _is_visible(pieces: list[Piece]) -> bool:
    return any(_VISIBLE.search(text) for text, _ in pieces)


def _add_line(paragraph: list[Piece], line: list[Piece]) -> None:
    if paragraph:
        paragraph.append((BREAK, paragraph[-1][1]))
    paragraph += line


def _with_spaces_apart(line: list[Piece]) -> list[Piece]:
    """The line with the space at either end of a piece on its own, so that it can lose its marks alone."""
    return [(part, marks) for text, marks in line for part in _apart(text)]


def _apart(text: str) -> Iterator[str]:
    words = text.strip(" ")
    if len(words) == len(text):
        return iter((text,))
    before = len(text) - len(text.lstrip(" "))
    return filter(None, (text[:before], words, text[before + len(words) :]))


def _without_loose_ends(pieces: list[Piece]) -> list[Piece]:
    """The pieces with marks on blanks only where the same mark goes on before and after them."""
    marks = [marks for _, marks in pieces]
    blanks = [place for place, (text, _) in enumerate(pieces) if not _VISIBLE.search(text)]
    for place in blanks:
        marks[place] &= marks[place - 1] if place else PLAIN
    for place in reversed(blanks):
        marks[place] &= marks[place + 1] if place + 1 < len(pieces) else PLAIN
    return [(text, kept) for (text, _), kept in zip(pieces, marks, strict=True)]


def _merged(pieces: list[Piece]) -> list[Piece]:
    runs = groupby(pieces, key=lambda piece: (piece[0] == BREAK, piece[1]))
    return [("".join(text for text, _ in run), marks) for (_, marks), run in runs]


def _nested(pieces: list[Piece]) -> list[Node]:
    nested: list[Node] = []
    start = 0
    while start < len(pieces):
        text, marks = pieces[start]
        if not marks:
            nested.append(Element("br") if text == BREAK else text)
            start += 1
            continue
        mark, end = _longest(pieces, start)
        inside = [(text, marks - {mark}) for text, marks in pieces[start:end]]
        nested.append(Element(mark[0], {"href": mark[1]} if mark[1] else {}, _nested(inside)))
        start = end
    return nested


def _longest(pieces: list[Piece], start: int) -> tuple[Mark, int]:
    """The mark that goes on longest from there, and where it ends."""
    ends = {mark: _end(pieces, start, mark) for mark in pieces[start][1]}
    mark = max(ends, key=lambda mark: (ends[mark], -KEPT_MARKS.index(mark[0])))
    return mark, ends[mark]


def _end(pieces: list[Piece], start: int, mark: Mark) -> int:
    return next((place for place in range(start, len(pieces)) if mark not in pieces[place][1]), len(pieces))
