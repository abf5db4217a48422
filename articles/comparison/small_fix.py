"""Whether a change may go by as a small fix: reasons to doubt it.

A small fix corrects a slip and leaves what the article says as it was. A number, a unit or a date, a "not",
where a link leads, a picture, a heading or a paragraph that is gone or new, words struck out, or simply very
many words: none of that is small.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from urllib.parse import urlsplit

from articles.comparison.amounts import EVERY, amounts, beyond, is_negation
from articles.comparison.blocks import WORDED, Block
from articles.comparison.comparing import MOST_STEPS, body_blocks
from articles.comparison.inline import CHANGED, RESTYLED, Run, compared
from articles.comparison.joints import ADDED, REMOVED, REWRITTEN
from articles.comparison.naming import noun
from articles.comparison.pairing import Step, steps
from articles.comparison.sequences import Effort
from articles.comparison.styles import formats, formatting, hrefs
from articles.comparison.words import plain, said, text_of, words
from articles.snapshot import Snapshot
from cms.htmlinline import Piece
from cms.htmltree import elements

#: A small fix changes no more of the words than this, unless they are very few.
MOST_CHANGED, FEW_WORDS = 0.1, 15
#: A heading that is spelled so much like the old one is the same heading.
SAME_SPELLING = 0.8

_CONTEXT = 3
_BEFORE_SIGN = re.compile(r"\s([.,;:!?…)])")
_QUOTED_WORDS = 6
_STRUCK_OR_ADDED = {"s", "del", "ins"}


def doubts(old: Snapshot, new: Snapshot) -> list[str]:
    """What makes a change look like more than a small fix, in words that follow "This does not look like a
    small fix:". Empty when nothing does.
    """
    effort = Effort(MOST_STEPS)
    found = steps(body_blocks(old), body_blocks(new), effort)
    texts = [*_field_runs(old, new, effort), *(runs for step in found if (runs := _runs(step, effort)))]
    reasons = [reason for runs in texts for reason in _about_words(runs)]
    reasons += [reason for step in found for reason in _about_blocks(step)]
    reasons += _about_lead_image(old, new)
    reasons += _about_size(texts, found)
    return [*dict.fromkeys(reasons)]


def _field_runs(old: Snapshot, new: Snapshot, effort: Effort) -> Iterator[list[Run]]:
    for name in ("title", "standfirst", "alt", "caption"):
        before, now = getattr(old, name), getattr(new, name)
        if before != now:
            yield compared(text_of([before]), text_of([now]), effort).runs


def _runs(step: Step, effort: Effort) -> list[Run]:
    """What changed in the words of a step: its own runs, or those of a figure's or row's words as one
    line.
    """
    if step.words:
        return step.words.runs
    if not (step.old and step.new) or step.old[0].text == step.new[0].text:
        return []
    return compared(*(text_of([block.text]) for block in (step.old[0], step.new[0])), effort).runs


def _about_words(runs: list[Run]) -> Iterator[str]:
    for place, run in enumerate(runs):
        if run.state == CHANGED:
            before = _neighbours(runs[:place][-1:])[-_CONTEXT:]
            after = _neighbours(runs[place + 1 : place + 2])[:_CONTEXT]
            yield from _about_amounts([*before, *run.removed, *after], [*before, *run.added, *after])
            yield from _about_negations(run, before, after)
        if run.state == RESTYLED:
            yield from _about_look(run)
        yield from _about_hosts(hrefs(run.old), hrefs(run.new))


def _neighbours(runs: list[Run]) -> list[str]:
    return [word for run in runs for word in words(plain(run.new))]


def _about_amounts(old: list[str], new: list[str]) -> Iterator[str]:
    before, now = amounts(old), amounts(new)
    for was, became in zip_longest(beyond(before, now), beyond(now, before)):
        if was and became:
            yield "{} became {}".format(*_without_same_end(was, became))
        else:
            yield f"“{was}” was removed" if was else f"“{became}” was added"


def _without_same_end(old: str, new: str) -> tuple[str, str]:
    """ "10 mg a day" and "100 mg a day" are told apart by their first two words."""
    before, now = old.split(" "), new.split(" ")
    while before[-1] == now[-1] and (min(len(before), len(now)) > 2 or before[-1] in EVERY):
        before.pop()
        now.pop()
    return " ".join(before), " ".join(now)


def _about_negations(run: Run, before: list[str], after: list[str]) -> Iterator[str]:
    gone, came = (
        Counter(word.lower() for word in side if is_negation(word)) for side in (run.removed, run.added)
    )
    for word in came - gone:
        yield f"“{word}” was added: “{_quoted([*before, *run.added, *after])}”"
    for word in gone - came:
        yield f"“{word}” was removed: “{_quoted([*before, *run.removed, *after])}”"


def _quoted(some_words: list[str]) -> str:
    """Words as a sentence again, roughly: enough to recognise it."""
    return _BEFORE_SIGN.sub(r"\1", " ".join(some_words[: 2 * _QUOTED_WORDS]))


def _about_look(run: Run) -> Iterator[str]:
    """Formatting that changes what words say: "not" struck out, the 2 of 10² no longer raised."""
    is_struck_or_added = (formats(run.old) ^ formats(run.new)) & _STRUCK_OR_ADDED
    if is_struck_or_added or _raised_numbers(run.old) != _raised_numbers(run.new):
        yield f"“{plain(run.new).strip()}” is {formatting(run)}"


def _raised_numbers(pieces: list[Piece]) -> list[str]:
    return [text for text, marks in pieces if amounts(words(text)) and ("sup", "") in marks]


def _about_hosts(old: list[str], new: list[str]) -> Iterator[str]:
    """Of the addresses of links that belong together."""
    for was, becomes in zip(map(_host, old), map(_host, new), strict=False):
        if was != becomes:
            yield f"a link leads to {becomes} instead of {was}"


def _host(href: str) -> str:
    return urlsplit(href).netloc or ("an email address" if href.startswith("mailto:") else "this site")


def _about_blocks(step: Step) -> Iterator[str]:
    for block in step.old if step.fate == REMOVED else ():
        yield f"{_a(block)} is gone{_beginning(block)}"
    for block in step.new if step.fate == ADDED else ():
        yield f"{_a(block)} is new{_beginning(block)}"
    if step.fate == REWRITTEN:
        yield f"{_a(step.new[0])} was rewritten{_beginning(step.new[0])}"
    elif step.old and step.new:
        yield from _about_pair(step, step.old[0], step.new[0])


def _about_pair(step: Step, old: Block, new: Block) -> Iterator[str]:
    if old.is_heading and not new.is_heading:
        yield f"a heading is gone{_beginning(old)}"
    elif old.is_heading and step.words and step.words.is_rewritten and not _is_spelling(old, new):
        yield f"a heading was rewritten{_beginning(new)}"
    if old.tag == new.tag == "figure" and _source(old) != _source(new):
        yield "an image was replaced"
    if not step.words:
        yield from _about_hosts(_addresses(old), _addresses(new))


def _is_spelling(old: Block, new: Block) -> bool:
    return SequenceMatcher(None, old.text.lower(), new.text.lower()).ratio() >= SAME_SPELLING


def _addresses(block: Block) -> list[str]:
    return [element.attrs["href"] for element in elements(block.nodes) if element.tag == "a"]


def _a(block: Block) -> str:
    return f"an {noun(block)}" if noun(block)[0] in "aeiou" else f"a {noun(block)}"


def _beginning(block: Block) -> str:
    if block.tag not in WORDED:
        return ""
    said_words = block.text.split()
    more = " …" if len(said_words) > _QUOTED_WORDS else ""
    return f": “{' '.join(said_words[:_QUOTED_WORDS])}{more}”"


def _source(figure: Block) -> str:
    return figure.nodes[0].attrs["src"]


def _about_lead_image(old: Snapshot, new: Snapshot) -> Iterator[str]:
    if old.image != new.image:
        yield "the lead image was replaced" if old.image and new.image else "the lead image came or went"


def _about_size(texts: list[list[Run]], found: list[Step]) -> Iterator[str]:
    whole = [
        block
        for step in found
        if not step.words and step.fate in (ADDED, REMOVED, REWRITTEN)
        for block in step.old + step.new
    ]
    changed = sum(said(run.removed) + said(run.added) for runs in texts for run in runs)
    changed += sum(said(words(block.text)) for block in whole)
    total = sum(said(words(block.text)) for step in found for block in step.old + step.new)
    if changed > FEW_WORDS and changed > MOST_CHANGED * total:
        yield f"{100 * changed // total} % of the words changed"
