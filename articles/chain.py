"""Proving that a history is the one that was published: every content hash and every link, made anew. Pure.

A change to a stored version, its number or its time shows at once. Somebody who can write to the database and
makes every later link anew too is found out by whoever kept an earlier `chain_hash`: the history for machines
(`articles.history_json`) hands them to everybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.snapshot import chained


@dataclass(frozen=True)
class Link:
    """One stored version, as its chain sees it.

    `content_hash` and `chain_hash` were recorded when it was published; `stored_hash` is the hash of what is
    stored now. A redacted version keeps its recorded hashes, and its words must be gone.
    """

    number: int
    published_at: str
    content_hash: str
    chain_hash: str
    stored_hash: str
    is_redacted: bool = False
    has_words: bool = True


@dataclass(frozen=True)
class Break:
    """Where a history does not hold, and what is wrong there."""

    number: int
    words: str


def first_break(links: Iterable[Link]) -> Break | None:
    """The first place where an article's chain does not hold; `links` are all its versions by number."""
    previous, expected = "", 1
    for link in links:
        if link.number != expected:
            return Break(expected, "it is missing")
        words = _wrong_content(link) or _wrong_place(link, previous)
        if words:
            return Break(link.number, words)
        previous, expected = link.chain_hash, expected + 1
    return None


def _wrong_content(link):
    if link.is_redacted:
        return "it was redacted, but holds words" if link.has_words else ""
    return "" if link.stored_hash == link.content_hash else "its content is not what was published"


def _wrong_place(link, previous):
    made = chained(previous, number=link.number, published_at=link.published_at, content=link.content_hash)
    return (
        ""
        if made == link.chain_hash
        else "it does not follow from the version before, or its time was changed"
    )
