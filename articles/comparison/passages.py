"""Whether what somebody quoted still reads as it did."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from articles.comparison.blocks import Block, blocks
from articles.comparison.comparing import MOST_STEPS
from articles.comparison.inline import CHANGED
from articles.comparison.joints import DEPARTED, SAME
from articles.comparison.pairing import Step, steps
from articles.comparison.sequences import Effort
from articles.comparison.words import plain
from cms.html import CleanHTML, clean_body
from cms.htmltree import parse

Span = tuple[int, int]

#: Of one quote, so many places are looked at.
_MOST_PLACES = 50
_QUOTATION_MARKS = str.maketrans("‘’“”", "''\"\"")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*\s|[。！？]|\n")


def passages_changed(old_body: str, new_body: str, quotes: list[str]) -> list[bool]:
    """For each text quoted from the old body, whether the sentences it stands in have changed since.

    Formatting and place do not count. False for a quote that is not in the old body, and for one that stands
    somewhere unchanged.
    """
    before, now = _blocks(old_body), _blocks(new_body)
    text = "\n".join(block.text for block in before).translate(_QUOTATION_MARKS)
    changes = sorted(_changes(before, steps(before, now, Effort(MOST_STEPS))))
    return [_is_changed(quote, text, changes) for quote in quotes]


def _blocks(body: str) -> list[Block]:
    return blocks(parse(body if isinstance(body, CleanHTML) else clean_body(body)))


def _changes(before: list[Block], found: list[Step]) -> Iterator[Span]:
    """Spans of the old text that are gone, and empty ones where something came in."""
    starts = [0, *accumulate(len(block.text) + 1 for block in before)]
    for step in found:
        if step.fate in (SAME, DEPARTED) or not step.old:
            continue
        start = starts[step.old[0].place_in_body]
        if step.words is None:
            if not step.new or step.old[0].text != step.new[0].text:
                yield start, start + len(step.old[0].text)
            continue
        for run in step.words.runs:
            end = start + len(plain(run.old))
            if run.state == CHANGED:
                yield start, end
            start = end


def _is_changed(quote: str, text: str, changes: list[Span]) -> bool:
    said = quote.translate(_QUOTATION_MARKS).split()
    if not said:
        return False
    places = []
    for place, match in enumerate(re.finditer(r"\s+".join(map(re.escape, said)), text)):
        places.append(_passage(match.span(), text))
        if place + 1 == _MOST_PLACES:
            break
    return bool(places) and all(_holds_change(place, changes) for place in places)


def _passage(span: Span, text: str) -> Span:
    """The sentences that a span of the text touches."""
    start = max(
        (match.end() for match in _SENTENCE_END.finditer(text, max(0, span[0] - 2_000), span[0])),
        default=None,
    )
    end = _SENTENCE_END.search(text, max(span[1] - 1, span[0]))
    return start if start is not None else max(0, span[0] - 2_000), end.start() + 1 if end else len(text)


def _holds_change(passage: Span, changes: list[Span]) -> bool:
    start, end = passage
    return any(
        (from_ < end and to > start) if to > from_ else start < from_ < end
        for from_, to in changes[
            max(0, bisect_right(changes, (start, start)) - 1) : bisect_right(changes, (end, end))
        ]
    )
