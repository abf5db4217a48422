"""Steps that a reader takes as one: the portions of an article, each of them unchanged or one change."""

from dataclasses import dataclass, field

from articles.comparison import places
from articles.comparison.blocks import Block
from articles.comparison.joints import ADDED, DEPARTED, MOVED, PAIRED, REMOVED, SAME
from articles.comparison.labels import label
from articles.comparison.marked import Marked, swap
from articles.comparison.marking import Marker
from articles.comparison.pairing import Step

#: What stands before the first section heading.
INTRODUCTION = "Introduction"


@dataclass(slots=True)
class Portion:
    """Neighbouring blocks of one fate, marked, and the section they stand in. Other parts hold no blocks."""

    fate: str
    section: str
    marked: Marked
    old: list[Block] = field(default_factory=list)
    new: list[Block] = field(default_factory=list)
    name: str = ""

    @property
    def label(self) -> str:
        """What happened to it, in words for readers."""
        return self.name or label(self.fate, self.old, self.new, self.marked)


def portions(steps: list[Step], marker: Marker) -> list[Portion]:
    """The body in portions, in reading order."""
    sections = _sections(steps)
    journeys = _journeys(steps, sections)
    found: list[Portion] = []
    before: Step | None = None
    for step, section in zip(steps, sections, strict=True):
        portion = _portion(step, before, marker, section)
        if step.fate == MOVED:
            portion.marked.notes.append(swap("Place", *journeys[step.old[0]]))
        if found and _belong_together(found[-1], portion):
            _extend(found[-1], portion)
        else:
            found.append(portion)
        before = step
    return found


def _portion(step: Step, before: Step | None, marker: Marker, section: str) -> Portion:
    marked = marker.marked(step, before)
    fate = PAIRED if step.fate == SAME and marked.kinds else step.fate
    return Portion(fate, section, marked, [*step.old], [*step.new])


def _belong_together(last: Portion, following: Portion) -> bool:
    if last.fate != following.fate:
        return False
    return _RULES.get(last.fate, _never)(last, following)


def _always(last: Portion, following: Portion) -> bool:
    return True


def _never(last: Portion, following: Portion) -> bool:
    return False


def _in_one_section(last: Portion, following: Portion) -> bool:
    return not any(block.tag == "h2" for block in following.old + following.new)


def _on_one_journey(last: Portion, following: Portion) -> bool:
    return all(
        one[-1].place_in_body + 1 == other[0].place_in_body
        for one, other in ((last.old, following.old), (last.new, following.new))
    )


def _in_one_way(last: Portion, following: Portion) -> bool:
    """Rows of one table that changed, or blocks that only stand differently, all in the same way."""
    [before], [now] = following.old, following.new
    if before.tag == now.tag == "tr":
        return last.old[0].around[-1:] == before.around[-1:] and last.new[0].around[-1:] == now.around[-1:]
    way = (before.tag, before.place), (now.tag, now.place)
    last_way = (last.old[-1].tag, last.old[-1].place), (last.new[-1].tag, last.new[-1].place)
    only_places = last.marked.kinds | following.marked.kinds <= places.KINDS
    return way == last_way and only_places and way[0] != way[1]


_RULES = {
    SAME: _always,
    ADDED: _in_one_section,
    REMOVED: _in_one_section,
    MOVED: _on_one_journey,
    DEPARTED: _on_one_journey,
    PAIRED: _in_one_way,
}


def _extend(portion: Portion, following: Portion) -> None:
    following.marked.notes = [line for line in following.marked.notes if line not in portion.marked.notes]
    portion.old += following.old
    portion.new += following.new
    portion.marked.append(following.marked)


def _sections(steps: list[Step]) -> list[str]:
    """For each step the section heading it stands under: the new one, or for what went the old one."""
    old = new = INTRODUCTION
    sections = []
    for step in steps:
        heading = _heading(step.new)
        if step.old and step.fate != MOVED:
            old = (_heading(step.old) and (heading or _heading(step.old))) or old
        new = heading if heading and step.fate != DEPARTED else new
        sections.append(new if step.new and step.fate != DEPARTED else old)
    return sections


def _heading(blocks: tuple[Block, ...]) -> str:
    return next((block.text for block in reversed(blocks) if block.tag == "h2"), "")


def _journeys(steps: list[Step], sections: list[str]) -> dict[Block, tuple[str, str]]:
    """From where to where each moved block went, in words."""
    left = {step.old[0]: at for at, step in enumerate(steps) if step.fate == DEPARTED}
    journeys = {}
    for at, step in enumerate(steps):
        if step.fate == MOVED:
            block = step.old[0]
            journeys[block] = _journey(left[block], at, sections)
    return journeys


def _journey(left: int, arrived: int, sections: list[str]) -> tuple[str, str]:
    start, end = sections[left], sections[arrived]
    if start != end:
        return f"under “{start}”", f"under “{end}”"
    if left < arrived:
        return "earlier in this section", "later in this section"
    return "later in this section", "earlier in this section"
