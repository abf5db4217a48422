"""Addresses that stand in a text by themselves, with or without their scheme. Pure."""

import re
from dataclasses import dataclass
from functools import cache

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

#: Reserved for examples (RFC 2606), so in no list of real ones; our demo content lives there.
EXAMPLE_TLDS = ["example", "test"]
_NEXT_SENTENCE = re.compile(r"[\w-]+\.(?:Am|As|At|Be|By|Do|In|Is|It|Me|My|No|So|To|Us)")
#: Emoji and other pictures: people put them beside an address, hardly anybody into one.
_PICTURE = re.compile("[\u2190-\u23ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+")
#: What may stand right before or after an address and keeps the finder from seeing it.
_AROUND = re.compile(
    r"[`~=+^$|\\]|(?<!:):(?![:/])|\.{2,}|(?<!\w)[-_]+|_+(?!\w)|[^\W_](?=https?://)"
    "|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
_NUMBERED_HOST = re.compile(r"(?i)\bhttps?://\[[0-9a-f:.]{2,45}\](?::[0-9]{1,5})?(?:/[^\s<>]*)?")


@dataclass(frozen=True)
class Bare:
    """The characters from `start` to `end`, and the address they mean, with a scheme."""

    start: int
    end: int
    address: str


def bare_addresses(text: str) -> list[Bare]:
    """Every web address in the text, in order."""
    found = _matches(_PICTURE.sub(_blank, text))
    found += _others(_matches(text) if _PICTURE.search(text) else [], found)
    found += [Bare(m.start(), m.end(), m[0]) for m in _NUMBERED_HOST.finditer(text)]
    around = _AROUND.sub(_blank, _without(text, found))
    found += _matches(around) if around.strip() else []
    return sorted(found, key=lambda one: one.start)


def _matches(text):
    found = [Bare(m.index, m.last_index, _with_scheme(m)) for m in _finder().match(text) or []]
    return [one for one in found if one.address]


def _others(more, found):
    """Those that have nothing in common with what was found."""
    return [one for one in more if all(one.end <= other.start or other.end <= one.start for other in found)]


def _without(text, found):
    """The text with blanks in place of the addresses that were found; nothing when no more can be in it."""
    for one in found:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text if _AROUND.search(text) else ""


def _blank(match):
    return " " * len(match[0])


def _with_scheme(match) -> str:
    """The web address of a match as it was typed, with a scheme; "" for other kinds of address.

    A sentence that begins without a space ("it helps.In time") is none.
    """
    if _NEXT_SENTENCE.fullmatch(match.raw):
        return ""
    if match.url.startswith("//"):
        return f"https:{match.url}"
    return match.url if match.url.lower().startswith(("http://", "https://")) else ""


@cache
def _finder():
    finder = LinkifyIt(options={"fuzzy_email": False})
    return finder.tlds([*TLDS, *EXAMPLE_TLDS], keep_old=True)
