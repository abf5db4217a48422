"""From two snapshots to a comparison."""

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from articles.comparison import fields
from articles.comparison.allowed import written
from articles.comparison.blocks import Block, blocks
from articles.comparison.figures import Names
from articles.comparison.joints import DEPARTED, MOVED, SAME
from articles.comparison.kinds import in_order
from articles.comparison.marking import Marker
from articles.comparison.naming import noun
from articles.comparison.outcome import Change, Comparison, Row
from articles.comparison.pairing import steps
from articles.comparison.portions import Portion, portions
from articles.comparison.redline import NEW, OLD, ONE
from articles.comparison.sequences import Effort
from articles.comparison.tally import Tally
from articles.snapshot import Snapshot
from cms.html import CleanHTML, clean_body
from cms.htmltree import parse

#: The steps one comparison may take; see `Effort`.
MOST_STEPS = 4_000_000
FALLBACK = "These versions differ too much to compare them word by word, so some parts are shown whole."

_NO_NAMES: Names = MappingProxyType({})


def compare(old: Snapshot, new: Snapshot, *, image_names: Names = _NO_NAMES) -> Comparison:
    """Everything a reader could see that changed from the old snapshot to the new one.

    `image_names` are the names of the library's images by id; those not in it are called by their number.
    """
    effort = Effort(MOST_STEPS)
    body = portions(steps(body_blocks(old), body_blocks(new), effort), Marker(image_names, effort))
    marker = Marker(image_names, Effort(MOST_STEPS))
    parts = [*fields.above(old, new, marker), *body, *fields.below(old, new, marker)]
    changed = [part for part in parts if part.fate not in (SAME, DEPARTED)]
    changes = [_change(number, part) for number, part in enumerate(changed, start=1)]
    return Comparison(
        changes=tuple(changes),
        rows=tuple(_rows(parts, dict(zip(map(id, changed), changes, strict=True)))),
        tally=_tally(changed),
        nothing_visible=not changes and old != new,
        fallback=FALLBACK if effort.is_spent else "",
    )


def body_blocks(snapshot: Snapshot) -> list[Block]:
    """The blocks of a snapshot's body, which is cleaned first unless it is known to be clean."""
    body = snapshot.body if isinstance(snapshot.body, CleanHTML) else clean_body(snapshot.body)
    return blocks(parse(body))


def _change(number: int, part: Portion) -> Change:
    kinds = in_order(part.marked.kinds)
    one, before, now = (written(part.marked.nodes(side)) for side in (ONE, OLD, NEW))
    return Change(
        number=number,
        kind=kinds[0],
        kinds=kinds,
        label=part.label,
        section=part.section,
        html=one,
        old_html=before,
        new_html=now,
        things=tuple(Counter(map(noun, part.new or part.old)).items()),
        words_added=part.marked.added,
        words_removed=part.marked.removed,
    )


def _rows(parts: list[Portion], changes: dict[int, Change]) -> Iterator[Row]:
    """The whole article; `changes` are found by the parts they show."""
    moves = {block: changes[id(part)] for part in parts if part.fate == MOVED for block in part.old}
    for part in parts:
        if change := changes.get(id(part)):
            yield Row(change.html, change.old_html, change.new_html, change)
        elif part.fate == SAME:
            html = written(part.marked.nodes(NEW))
            yield Row(html, html, html, summary=part.label)
        else:
            html = written(part.marked.nodes(ONE))
            yield Row(html, html, written([]), moves[part.old[0]], is_departure=True)


def _tally(changed: list[Portion]) -> Tally:
    marked = [part.marked for part in changed]
    return Tally(
        changes=len(changed),
        words_added=sum(one.added for one in marked),
        words_removed=sum(one.removed for one in marked),
        images_replaced=sum(one.images for one in marked),
        links_changed=sum(one.links for one in marked),
        moved=sum(1 for part in changed if part.fate == MOVED),
    )
