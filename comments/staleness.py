"""Whether what a comment is about has changed since its writer saw it. Pure.

A comment is about the passage it quotes, and without one about the whole article. Small fixes make no comment
stale, nor does an update that was taken back since: what counts is what readers saw then and see now.
"""

import datetime
import unicodedata
from dataclasses import dataclass

#: A quote of fewer letters is in every article by chance.
SHORTEST = 8


@dataclass(frozen=True)
class Then:
    """The version a comment's writer saw: number, hash of the content, and `words`, None when not known.

    Without a number the version is not known either.
    """

    number: int | None = None
    content: str = ""
    words: str | None = None


@dataclass(frozen=True)
class Now:
    """What readers see now, and the last listed update: the number of its version, and when it was done."""

    content: str
    words: str = ""
    updated_in: int | None = None
    updated_at: datetime.datetime | None = None


def is_stale(then: Then, now: Now, *, passages: list[str], written_at: datetime.datetime) -> bool:
    """Judge a comment by what it quotes: `passages` as `plain_words` gives them."""
    if not _is_updated_since(then, now, written_at) or then.content == now.content:
        return False
    passages = [passage for passage in passages if len(passage) >= SHORTEST]
    if then.words is not None:
        passages = [passage for passage in passages if passage in then.words]
    return not passages or any(passage not in now.words for passage in passages)


def plain_words(text: str) -> str:
    """Letters, marks, digits and symbols of a text, so that a quote is found whatever its case and signs."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_blanks).split())


def _is_updated_since(then, now, written_at):
    if now.updated_in is None:
        return False
    if then.number is None:
        return now.updated_at > written_at
    return now.updated_in > then.number


class _Blanks(dict):
    """A space for each character that is punctuation, a separator or unseen; filled as they are met."""

    def __missing__(self, code):
        character = chr(code)
        self[code] = " " if unicodedata.category(character)[0] in "PZC" else character
        return self[code]


_blanks = _Blanks()
