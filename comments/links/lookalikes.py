"""Site names that pass for others: how a name reads, and what it can be taken for. Pure.

Follows Unicode's security mechanisms (UTS 39): scripts that one name may mix, and the skeleton that all names
with the same looks share.
"""

import unicodedata
from functools import cache

from confusable_homoglyphs import categories, confusables

_OF_ANY_SCRIPT = {"COMMON", "INHERITED"}
#: Scripts that honest names mix: the ones of Japanese, Chinese and Korean, each with Latin (UTS 39, 5.2).
_MIXED_HONESTLY = (
    {"LATIN", "HAN", "HIRAGANA", "KATAKANA"},
    {"LATIN", "HAN", "BOPOMOFO"},
    {"LATIN", "HAN", "HANGUL"},
)
_SAME_LOOKS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"))


def readable_host(host: str) -> str:
    """A host as people of its script write it: "例え.jp" for "xn--r8jz45g.jp"."""
    return ".".join(map(_readable_label, host.split(".")))


def skeleton(host: str) -> str:
    """What a host looks like: hosts that can be taken for each other have the same skeleton."""
    looks = "".join(map(_look, unicodedata.normalize("NFD", readable_host(host))))
    for seen, looked in _SAME_LOOKS:
        looks = looks.replace(seen, looked)
    return looks


def warnings(host: str) -> list[str]:
    """What is odd about the letters of a host, in words for a moderator; empty for an honest name."""
    return [told for label in readable_host(host).split(".") if (told := _warning(label))]


def _readable_label(label):
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode().decode("punycode")
    except UnicodeError:
        return label


def _warning(label):
    if label.isascii():
        return ""
    scripts = categories.unique_aliases(label) - _OF_ANY_SCRIPT
    if len(scripts) > 1 and not any(scripts <= honest for honest in _MIXED_HONESTLY):
        return f"Mixes {' and '.join(sorted(script.title() for script in scripts))} letters in “{label}”"
    looks = "".join(map(_look, label))
    if scripts != {"LATIN"} and looks.isascii():
        return f"“{label}” is written in {' '.join(scripts).title()} letters and looks like “{looks}”"
    return ""


@cache
def _look(character: str) -> str:
    """The ASCII letter or digit a character looks like; "" for a mark above or below; otherwise itself."""
    if character.isascii():
        return character
    if unicodedata.category(character) == "Mn":
        return ""
    found = confusables.is_confusable(character, preferred_aliases=["latin"]) or []
    glyphs = [glyph["c"].lower() for one in found for glyph in one["homoglyphs"]]
    plain = [glyph for glyph in glyphs if len(glyph) == 1 and glyph.isascii() and glyph.isalnum()]
    return "l" if "l" in plain else next(iter(plain), character)
