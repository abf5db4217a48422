"""The public history of an article: every version with its note, newest first."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from articles.models import Article, Kind, UpdateNote
from articles.origin import first_published_iso, first_published_words


@dataclass(frozen=True)
class Entry:
    """A note in its latest wording, with the moments it was reworded and the words it had before, newest
    first."""

    note: UpdateNote
    rewordings: list[tuple[datetime.datetime, str]]

    @property
    def is_small_fix(self) -> bool:
        return self.note.kind == Kind.SMALL_FIX


@dataclass(frozen=True)
class Row:
    """One line of the history: a listed note, or a run of small fixes folded together."""

    entries: list[Entry]

    @property
    def is_small_fixes(self) -> bool:
        return self.entry.is_small_fix

    @property
    def entry(self) -> Entry:
        return self.entries[0]


@dataclass(frozen=True)
class HistoryPage:
    """The history as its page prints it."""

    article: Article
    first_words: str
    first_iso: str
    updates: int
    versions: int
    rows: list[Row]


def history_page(article: Article) -> HistoryPage:
    """The history of a published article, in one query however long it is."""
    entries = _entries(_wordings(article))
    return HistoryPage(
        article=article,
        first_words=first_published_words(article),
        first_iso=first_published_iso(article),
        updates=sum(entry.note.is_update and entry.note.kind != Kind.FIRST for entry in entries),
        versions=len({entry.note.version_id for entry in entries}),
        rows=_folded(entries),
    )


def _wordings(article):
    """Every wording of every note, newest first."""
    notes = article.notes.select_related("version__restores")
    return [*notes.defer("version__body", "version__restores__body")]


def _entries(wordings):
    by_pk = {note.pk: note for note in wordings}
    replaced = {note.replaces_id for note in wordings}
    return [Entry(note, [*_rewordings(note, by_pk)]) for note in wordings if note.pk not in replaced]


def _rewordings(note, by_pk):
    while note.replaces_id:
        earlier = by_pk[note.replaces_id]
        yield note.worded_at, earlier.text
        note = earlier


def _folded(entries):
    """Small fixes that follow one another make one row."""
    rows = []
    for small, run in groupby(entries, lambda entry: entry.is_small_fix):
        run = [*run]
        rows += [Row(run)] if small else [Row([entry]) for entry in run]
    return rows
