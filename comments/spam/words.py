"""The words of a text as spam is compared by: folded, and each with its place. Pure.

Folding undoes what changes nothing for a reader: case, width, unseen characters inside a word, letters of
another alphabet among Latin ones, curly apostrophes, English contractions, which digits a number has and
which address a link has.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from comments.links.addresses import find_links

LINK = "link://"
NUMBER = "0"

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_INSIDE = _UNSEEN + "'’"
#: Scripts written without spaces: each of their characters counts as a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")
_DIGITS = re.compile(r"\d+")
#: Cyrillic and Greek letters that look like Latin ones. Told apart only inside a word that mixes them.
_ALIKE = str.maketrans("авеёіјкмнорсԁѕтухһьαβεικνορτυχ", "abeeijkmhopcdstyxhbabeikvoptux")
_LATIN = re.compile("[a-z]")
_ENDINGS = {"n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS = frozenset("it that there what he she here who how".split())
_WHOLE = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not"}


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, and the characters of the text it stands for."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=64)
def words_in(text: str) -> tuple[Word, ...]:
    """The folded words of a text, in order; a contraction is two words in one place.

    Kept for the latest texts: every check looks at the same one.
    """
    found, end = [], 0
    for link in find_links(text) if "." in text or ":" in text else []:
        found += _plain_words(text[end : link.start], end)
        found.append(Word(LINK, link.start, link.end))
        end = link.end
    return (*found, *_plain_words(text[end:], end))


def folded_words(text: str) -> list[str]:
    """Only the folded words, without their places."""
    return [word.folded for word in words_in(text)]


def fold(token: str) -> list[str]:
    """One token as the word or words it is compared by."""
    folded = token if token.isascii() else _fold_letters(token)
    folded = folded.casefold()
    if not folded.isascii():
        folded = _unmixed(folded)
    folded = _DIGITS.sub(NUMBER, folded)
    return _expanded(folded) if "'" in folded or folded in _WHOLE else [folded]


def _plain_words(text: str, offset: int) -> list[Word]:
    spans = (match.span() for match in _PLAIN.finditer(text)) if text.isascii() else _spans(text)
    return [
        Word(folded, offset + start, offset + end)
        for start, end in spans
        for folded in fold(text[start:end])
        if folded
    ]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of any script are: letters, marks and numbers, with what may stand inside a word."""
    start = None
    for place, character in enumerate(text):
        if _UNSPACED.match(character):
            if start is not None:
                yield start, _trimmed(text, start, place)
            yield place, place + 1
            start = None
        elif unicodedata.category(character)[0] in "LMN":
            start = place if start is None else start
        elif start is not None and character not in _INSIDE:
            yield start, _trimmed(text, start, place)
            start = None
    if start is not None:
        yield start, _trimmed(text, start, len(text))


def _trimmed(text, start, end):
    """The end of a word without apostrophes and unseen characters behind it."""
    return start + len(text[start:end].rstrip(_INSIDE))


def _fold_letters(token: str) -> str:
    token = unicodedata.normalize("NFKC", token).replace("’", "'")
    return "".join(character for character in token if character not in _UNSEEN)


def _unmixed(folded: str) -> str:
    """A word of Latin letters with a few of another alphabet among them, in Latin letters alone."""
    plain = folded.translate(_ALIKE)
    return plain if _LATIN.search(folded) and plain.isascii() else folded


def _expanded(folded: str) -> list[str]:
    if folded in _WHOLE:
        return _WHOLE[folded].split()
    for ending, word in _ENDINGS.items():
        if folded.endswith(ending):
            return [folded.removesuffix(ending), word]
    if folded.endswith("'s"):
        stem = folded.removesuffix("'s")
        return [stem, "is"] if stem in _IS else [stem]
    return [folded.replace("'", "")]
