"""The line under an article's head that shows when it changed."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from articles.models import Article, UpdateNote
from articles.origin import first_published_iso, first_published_words

DOTS = 12
#: The drawing's width in units of its view box, and the room its two ends take.
WIDTH, MARGIN = 400, 12


@dataclass(frozen=True)
class HistoryLine:
    """First publication, last update, and a dot for each listed update between them."""

    first_words: str
    first_iso: str
    updated_at: datetime.datetime
    updates: int
    latest_note: str
    dots: list[int]

    @property
    def is_untouched(self) -> bool:
        return not self.updates


def history_line(article: Article, updates: list[UpdateNote]) -> HistoryLine:
    """The line for these listed updates, newest first, the first version not among them."""
    start = timezone.make_aware(datetime.datetime.combine(article.first_published, datetime.time()))
    return HistoryLine(
        first_words=first_published_words(article),
        first_iso=first_published_iso(article),
        updated_at=article.updated_at,
        updates=len(updates),
        latest_note=updates[0].text if updates else "",
        dots=_dots([note.at for note in updates[1:]], start, article.updated_at),
    )


def listed_updates(article: Article) -> list[UpdateNote]:
    """The notes that count as updates to readers, newest first."""
    return [*article.notes.current().updates()]


def _dots(moments, start, end):
    """Where the moments stand between the two ends, at most DOTS of them, evenly thinned out."""
    span = (end - start).total_seconds() or 1
    room = WIDTH - 2 * MARGIN
    step = max(1, -(-len(moments) // DOTS))
    shares = [(moment - start).total_seconds() / span for moment in moments[::step]]
    return sorted(MARGIN + round(room * min(max(share, 0), 1)) for share in shares)
