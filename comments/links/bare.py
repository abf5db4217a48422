"""Addresses that stand in a text by themselves, with or without their scheme. Pure."""

import re
from dataclasses import dataclass
from functools import cache

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

#: Reserved for examples (RFC 2606), so in no list of real ones; our demo content lives there.
EXAMPLE_TLDS = ["example", "test"]
_NEXT_SENTENCE = re.compile(r"[\w-]+\.(?:Am|As|At|Be|By|Do|In|Is|It|Me|My|No|So|To|Us)")
_NUMBERED_HOST = re.compile(r"(?i)\bhttps?://\[[0-9a-f:.]{2,45}\](?::[0-9]{1,5})?(?:/[^\s<>]*)?")


@dataclass(frozen=True)
class Bare:
    """The characters from `start` to `end`, and the address they mean, with a scheme."""

    start: int
    end: int
    address: str


def bare_addresses(text: str) -> list[Bare]:
    """Every web address in the text, in order."""
    found = [Bare(m.index, m.last_index, _with_scheme(m)) for m in _finder().match(text) or []]
    found += [Bare(m.start(), m.end(), m[0]) for m in _NUMBERED_HOST.finditer(text)]
    return sorted((one for one in found if one.address), key=lambda one: one.start)


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
