"""What a signed-in reader wrote, page by page."""

from dataclasses import dataclass

from comments.models import Comment, State

PAGE_SIZE = 20

#: State → what its writer is told.
WORDS = {
    State.PENDING: "Waiting",
    State.PUBLISHED: "Published",
    State.REJECTED: "Not published",
    State.REMOVED: "Removed",
    State.WITHDRAWN: "Deleted by you",
    State.ERASED: "Erased",
}


@dataclass(frozen=True)
class Page:
    """Comments, newest first; `older` is the id to ask the next page with, or None."""

    rows: list[Comment]
    older: int | None


def page_of(user, before: str = "") -> Page:
    """The page after the comment with the id `before`; the first page when that is not one of theirs."""
    theirs = Comment.objects.by(user).newest_first().select_related("current", "article__live")
    last = _comment(theirs, before)
    rows = [*(theirs.before(last) if last else theirs)[: PAGE_SIZE + 1]]
    more = len(rows) > PAGE_SIZE
    return Page(rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].pk if more else None)


def _comment(theirs, given):
    is_id = given.isascii() and given.isdecimal() and len(given) < 18
    return theirs.filter(pk=given).first() if is_id else None
