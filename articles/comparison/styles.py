"""What changed about words that are the same: their links, formatting and spacing."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain, groupby

from articles.comparison.inline import CHANGED, KEPT, RESTYLED, Run
from articles.comparison.kinds import Kind, listed
from articles.comparison.words import BREAK, plain
from cms.htmlinline import Piece

_NAMES = {
    "strong": "bold",
    "em": "italic",
    "s": "struck through",
    "u": "underlined",
    "sub": "subscript",
    "sup": "superscript",
    "code": "code",
    "ins": "marked as added",
    "del": "marked as deleted",
}
_SPACES = {
    "\xa0": "no-break space",
    "\u202f": "narrow no-break space",
    "\u2009": "thin space",
    "\u200b": "zero-width space",
    BREAK: "line break",
}
# The tags in the flags of England, Scotland and Wales are seen: they make the flag.
_FIRST_TAG = "\U000e0000"

LINKS = frozenset({Kind.LINK_ADDRESS, Kind.LINK_WORDS, Kind.LINK_ADDED, Kind.LINK_REMOVED})


def kinds(run: Run) -> set[Kind]:
    """The kinds of change in a run, but for links that came or went: only all runs together tell
    (`link_kinds`).
    """
    if run.state == KEPT:
        return set()
    if run.state == CHANGED:
        return {Kind.WORDS}
    found = {Kind.SPACING} if plain(run.old) != plain(run.new) else set()
    if formats(run.old) != formats(run.new):
        found.add(Kind.FORMATTING)
    # Otherwise the same words have the same marks as before in other places.
    return found if found or _linked(run.old) != _linked(run.new) else {Kind.FORMATTING}


def link_kinds(runs: list[Run]) -> tuple[set[Kind], int]:
    """What became of the links in all runs of a text, and how many of them changed."""
    before, now = (Counter(hrefs(chain.from_iterable(side))) for side in _sides(runs))
    gone, came = (before - now).total(), (now - before).total()
    if gone and came:
        return {Kind.LINK_ADDRESS}, max(gone, came)
    if gone or came:
        return {Kind.LINK_REMOVED if gone else Kind.LINK_ADDED}, gone + came
    moved = [run for run in runs if run.state == RESTYLED and _linked(run.old) != _linked(run.new)]
    is_same = all(hrefs(run.old) == hrefs(run.new) for run in moved)
    return ({Kind.LINK_WORDS if is_same else Kind.LINK_ADDRESS}, len(moved)) if moved else (set(), 0)


def _sides(runs: list[Run]):
    return [run.old for run in runs], [run.new for run in runs]


def formatting(run: Run) -> str:
    """What the words look like now: "now bold", "no longer italic"; nothing when that did not change."""
    before, now = formats(run.old), formats(run.new)
    gained = listed([name for tag, name in _NAMES.items() if tag in now - before])
    lost = listed([name for tag, name in _NAMES.items() if tag in before - now])
    return ", ".join(filter(None, [f"now {gained}" if gained else "", f"no longer {lost}" if lost else ""]))


def formats(pieces: Iterable[Piece]) -> set[str]:
    """The elements around any of these pieces, links aside."""
    return {tag for _, marks in pieces for tag, _ in marks if tag != "a"}


def shows_addresses(run: Run) -> bool:
    """Whether the run must show where its links lead, because its words alone do not tell the two sides
    apart.
    """
    if run.state == RESTYLED:
        return _linked(run.old) != _linked(run.new)
    before, now = hrefs(run.old), hrefs(run.new)
    return bool(before and now) and before != now


def labels(run: Run) -> tuple[str, str]:
    """The hidden words before each side of a run of the same words."""
    if look := formatting(run):
        return "Formatting before: ", f"{look[0].upper()}{look[1:]}: "
    if shows_addresses(run):
        return "Link before: ", "Link now: "
    if Kind.SPACING in kinds(run):
        return "Spacing before: ", "Spacing now: "
    return "Formatting before: ", "Formatting now: "


def unseen(text: str, run: Run) -> str:
    """What one side of a run has more of than the other, and nobody would see: special spaces, invisible
    characters, letters written as several characters. Nothing when the words look different anyway.
    """
    other = plain(run.new) if text == plain(run.old) else plain(run.old)
    if run.state == CHANGED and _as_seen(text) != _as_seen(other):
        return ""
    more = Counter(text) - Counter(other)
    names = [*dict.fromkeys(filter(None, (_name(character) for character in text if character in more)))]
    if run.state == CHANGED and unicodedata.normalize("NFC", text) != text:
        names.append("accents as characters of their own")
    return listed(names)


def _as_seen(text: str) -> str:
    visible = (character for character in text if not _name(character))
    return unicodedata.normalize("NFC", "".join(visible))


def _name(character: str) -> str:
    """What to call a character that nobody sees: "soft hyphen"; nothing for those that are seen."""
    if character in _SPACES or unicodedata.category(character) != "Cf" or character >= _FIRST_TAG:
        return _SPACES.get(character, "")
    return unicodedata.name(character, "invisible character").lower()


def hrefs(pieces: Iterable[Piece]) -> list[str]:
    """The addresses of the links in these pieces, in order."""
    return [href for href, _ in _linked(pieces)]


def _linked(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """The words that are links, with their addresses."""
    found = ((text, next((href for tag, href in marks if tag == "a"), "")) for text, marks in pieces)
    runs = groupby(found, lambda piece: piece[1])
    return [(href, "".join(text for text, _ in run)) for href, run in runs if href]
