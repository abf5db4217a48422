"""A first draft of the note for readers, made of facts alone."""

from collections import Counter
from collections.abc import Iterable

from articles.comparison.kinds import Kind, listed
from articles.comparison.naming import number_of
from articles.comparison.outcome import Change, Comparison

LONGEST = 200

_VERBS = {Kind.ADDED: "added", Kind.REMOVED: "removed", Kind.MOVED: "moved", Kind.IMAGE: "replaced"}
_LINKS = {Kind.LINK_ADDRESS, Kind.LINK_ADDED, Kind.LINK_REMOVED}
_FIELDS = {Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.TOPIC, Kind.TAGS, Kind.RELATED}
_INTRODUCTION = "Introduction"

# A verb, a place ("under Causes") and how many of what.
Fact = tuple[str, str, Counter]


def note_stub(comparison: Comparison) -> str:
    """What changed in one line: "Changed 2 paragraphs under Causes; 1 link". Empty when nothing did."""
    facts = [_fact(change) for change in comparison.changes]
    for drafted in (_merged(facts), _merged((verb, "", things) for verb, _, things in facts)):
        line = _line(drafted)
        if len(line) <= LONGEST:
            return line
    return f"Made {number_of(len(comparison.changes), 'change')}"


def _fact(change: Change) -> Fact:
    kinds = set(change.kinds)
    if kinds & _FIELDS:
        return "changed", "", Counter({f"the {change.section.lower()}": 0})
    if change.section == "Lead image":
        verb = "replaced" if Kind.IMAGE in kinds else "described anew"
        return verb, "", Counter({"the lead image": 0})
    if kinds <= _LINKS:
        return "changed", "", Counter({"link": 1})
    verb = next((verb for kind, verb in _VERBS.items() if kind in kinds), "changed")
    return verb, _place(change.section), Counter(dict(change.things))


def _place(section: str) -> str:
    return "in the introduction" if section == _INTRODUCTION else f"under {section}"


def _merged(facts: Iterable[Fact]) -> list[Fact]:
    together: dict[tuple[str, str], Counter] = {}
    for verb, place, things in facts:
        # Adding with update() keeps what is counted as none: "the title".
        together.setdefault((verb, place), Counter()).update(things)
    return [(verb, place, things) for (verb, place), things in together.items()]


def _line(facts: list[Fact]) -> str:
    parts, last = [], ""
    for verb, place, things in sorted(facts, key=lambda fact: fact[0] != "changed"):
        what = listed([number_of(count, thing) if count else thing for thing, count in things.items()])
        parts.append(" ".join(filter(None, [verb if verb != last else "", what, place])))
        last = verb
    line = "; ".join(parts)
    return line[:1].upper() + line[1:]
