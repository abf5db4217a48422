"""A page of a discussion: fifty threads, found by where they begin.

A cursor is a thread's id, so a page stays what it is while comments arrive, and the last one costs as much as
the first. Only threads that hold a public comment count.
"""

from dataclasses import dataclass

from articles.models import Article
from comments.models import Comment

PAGE_SIZE = 50


@dataclass(frozen=True)
class Place:
    """Where a page begins: at the thread `start`, or it ends just before the thread `before`.

    With neither it is the page of the newest threads. `newest_first` turns the order of reading round.
    """

    start: int | None = None
    before: int | None = None
    newest_first: bool = False


NEWEST = Place()


@dataclass(frozen=True)
class Page:
    """Threads, oldest first. `earlier` is what the page before this one ends before, `later` where the next
    one starts; None where there is none."""

    threads: list[int]
    earlier: int | None = None
    later: int | None = None


def place_of(query) -> Place:
    """The place that an address's query asks for; what cannot be read asks for the newest threads."""
    order = query.get("order", "")
    start = _cursor(query.get("from", ""))
    if order == "oldest" and start is None:
        start = 0
    return Place(start=start, before=_cursor(query.get("before", "")), newest_first=order == "newest")


def page_of(article: Article, place: Place) -> Page:
    """The page of the article's discussion at that place."""
    if place.before is not None:
        return _ending_before(article, place.before)
    if place.start is not None:
        return _starting_at(article, place.start)
    threads = _newest(article)
    return Page(threads[-PAGE_SIZE:], earlier=_earlier(threads))


def is_on_first_page(comment: Comment) -> bool:
    """Whether a public comment is in one of the newest threads, which the article's own page shows."""
    return comment.thread >= _newest(comment.article)[-PAGE_SIZE:][0]


def _newest(article):
    return _threads(article).order_by("-thread")[: PAGE_SIZE + 1][::-1]


def _ending_before(article, thread):
    threads = _threads(article).filter(thread__lt=thread).order_by("-thread")[: PAGE_SIZE + 1][::-1]
    is_last = not _public(article).filter(thread__gte=thread).exists()
    return Page(threads[-PAGE_SIZE:], earlier=_earlier(threads), later=None if is_last else thread)


def _starting_at(article, thread):
    threads = [*_threads(article).filter(thread__gte=thread).order_by("thread")[: PAGE_SIZE + 1]]
    is_first = not _public(article).filter(thread__lt=thread).exists()
    later = threads[PAGE_SIZE] if len(threads) > PAGE_SIZE else None
    return Page(threads[:PAGE_SIZE], earlier=None if is_first else thread, later=later)


def _threads(article):
    return _public(article).values_list("thread", flat=True).distinct()


def _public(article):
    return Comment.objects.on(article).published().order_by()


def _earlier(threads):
    return threads[1] if len(threads) > PAGE_SIZE else None


def _cursor(given):
    return int(given) if given.isdecimal() and len(given) < 18 else None
