"""The public history of an article: its versions with their notes, newest first, a page at a time."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Q

from articles.models import Article
from articles.origin import first_published_iso, first_published_words
from articles.wordings import Entry, entries

PAGE_SIZE = 50


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

    @property
    def numbers(self) -> set[int]:
        """The numbers of the versions on this line."""
        return {entry.note.version.number for entry in self.entries}


@dataclass(frozen=True)
class HistoryPage:
    """One page of the history; `notes` is the paginator's page."""

    article: Article
    first_words: str
    first_iso: str
    updates: int
    versions: int
    notes: Page
    rows: list[Row]


def history_page(article: Article, number: str | None = None) -> HistoryPage:
    """A page of a published article's history, in four queries however long it is."""
    current = article.notes.current()
    notes = Paginator(current, PAGE_SIZE).get_page(number)
    return HistoryPage(
        article=article,
        first_words=first_published_words(article),
        first_iso=first_published_iso(article),
        updates=current.updates().count(),
        versions=article.live.number,
        notes=notes,
        rows=_folded(entries(_wordings(article, notes))),
    )


def _wordings(article, notes):
    """Every wording of the notes of this page, newest first."""
    versions = {note.version_id for note in notes}
    shown = Q(pk__in=[note.pk for note in notes]) | Q(version__in=versions, reworded_by__isnull=False)
    wordings = article.notes.filter(shown).select_related("version__restores")
    return [*wordings.defer("version__body", "version__restores__body")]


def _folded(found):
    """Small fixes that follow one another make one row."""
    rows = []
    for small, run in groupby(found, key=lambda entry: entry.is_small_fix):
        run = [*run]
        rows += [Row(run)] if small else [Row([entry]) for entry in run]
    return rows
