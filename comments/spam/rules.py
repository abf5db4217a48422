"""Whether a comment fits a rule that a moderator wrote. Pure.

Patterns are words, folded as comments are: "cialis" is no part of "specialist", wide letters make the same
word, and a phrase has to stand there in order, whatever signs are between its words. In scripts without
spaces each character is a word, so that a phrase is found wherever its characters stand in a row.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from comments.spam.words import Word, folded_words, words_in

Places = tuple[tuple[int, int], ...]


@lru_cache(maxsize=2_000)
def folded_pattern(pattern: str) -> tuple[str, ...]:
    """The words of a pattern as they are looked for."""
    return tuple(folded_words(pattern))


def phrase_places(pattern: str, words: Sequence[Word]) -> Places:
    """Where the words of the pattern stand in a row."""
    wanted = folded_pattern(pattern)
    if not wanted:
        return ()
    size = len(wanted)
    return tuple(
        (word.start, words[place + size - 1].end)
        for place, word in enumerate(words)
        if word.folded == wanted[0] and tuple(one.folded for one in words[place : place + size]) == wanted
    )


def fits_phrase(pattern: str, text: str) -> bool:
    """Whether the words of the pattern stand in a row somewhere in the text."""
    return bool(phrase_places(pattern, words_in(text)))


def fits_address(pattern: str, email: str) -> bool:
    """Whether an email address is the pattern, or at the pattern's host or below it."""
    wanted, email = pattern.casefold().lstrip("@"), email.casefold()
    if "@" in wanted:
        return email == wanted
    return fits_site(wanted, [email.rpartition("@")[2]])


def fits_site(pattern: str, hosts: Iterable[str]) -> bool:
    """Whether one of the hosts is the pattern or below it."""
    wanted = pattern.casefold().strip(".")
    return any(host == wanted or host.endswith(f".{wanted}") for host in map(str.casefold, hosts))
