"""What happened, in a few words: the heading of a change."""

from articles.comparison.blocks import Block
from articles.comparison.joints import ADDED, JOINED, MOVED, REMOVED, REWRITTEN, SAME, SPLIT
from articles.comparison.kinds import Kind, in_order, sentence
from articles.comparison.marked import Marked
from articles.comparison.naming import counted, noun


def label(fate: str, old: list[Block], new: list[Block], marked: Marked) -> str:
    """ "New list item", "3 paragraphs moved", "Words and link address changed"."""
    if fate in _LABELS:
        return _LABELS[fate](old, new, marked)
    if marked.kinds == {Kind.TABLE_CELL} and len(new) > 1:
        return f"{counted(new)} changed"
    if marked.kinds == {Kind.WORDS} and new[0].is_heading:
        return "Heading changed"
    return _paired(marked)


def _same(old, new, marked) -> str:
    return counted(new, "unchanged")


def _added(old, new, marked) -> str:
    if new[0].tag == "h2" and len(new) > 1:
        return f"New section: {counted(new)}"
    return f"New {noun(new[0])}" if len(new) == 1 else counted(new, "new")


def _removed(old, new, marked) -> str:
    return f"{_these(old)} removed"


def _moved(old, new, marked) -> str:
    return f"{_these(new)} moved{_and_changed(marked, Kind.MOVED)}"


def _split(old, new, marked) -> str:
    return f"{_these(old)} split into {counted(new)}{_and_changed(marked, Kind.SPLIT)}"


def _joined(old, new, marked) -> str:
    return f"{counted(old)} joined{_and_changed(marked, Kind.JOINED)}"


def _rewritten(old, new, marked) -> str:
    return f"{_these(new)} rewritten"


def _paired(marked: Marked) -> str:
    found = sentence(in_order(marked.kinds))
    return (
        f"{found}: {', '.join(marked.looks)}" if marked.kinds == {Kind.FORMATTING} and marked.looks else found
    )


def _and_changed(marked: Marked, kind: Kind) -> str:
    return " and changed" if marked.kinds - {kind} else ""


def _these(blocks: list[Block]) -> str:
    return noun(blocks[0]).capitalize() if len(blocks) == 1 else counted(blocks)


_LABELS = {
    SAME: _same,
    ADDED: _added,
    REMOVED: _removed,
    MOVED: _moved,
    SPLIT: _split,
    JOINED: _joined,
    REWRITTEN: _rewritten,
}
