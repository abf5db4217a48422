"""Comments in one order, a page at a time from where the last one ended; and one comment's neighbours."""

from dataclasses import dataclass

from django.db.models import QuerySet

from comments.desk.order import OLDEST_FIRST, Order
from comments.models import Comment

PAGE_SIZE = 20
#: Beyond this many nobody reads the number, so nobody counts them.
COUNTED_TO = 1000


@dataclass(frozen=True)
class Count:
    """How many there are; `is_more` when counting stopped at `number`."""

    number: int
    is_more: bool = False

    def __str__(self):
        return f"{self.number:,}+" if self.is_more else f"{self.number:,}"

    def __bool__(self):
        return self.number > 0


@dataclass(frozen=True)
class Page:
    """Some comments in order; the page after them begins with `next` (None: this is the last)."""

    comments: list[Comment]
    next: Comment | None


@dataclass(frozen=True)
class Queue:
    """Comments in an order."""

    comments: QuerySet[Comment]
    order: Order = OLDEST_FIRST

    def page(self, start: Comment | None = None, size: int = PAGE_SIZE) -> Page:
        """The comments from `start` on (the first ones without), with what the desk shows of each.

        They are found first and read then: a database that is asked for both at once may read all there are.
        """
        found = self._in_order() if start is None else self._in_order().filter(self.order.on(start))
        keys = [*found.values_list("pk", flat=True)[: size + 1]]
        read = Comment.objects.for_desk().prefetch_related("current__findings").in_bulk(keys)
        comments = [read[pk] for pk in keys]
        return Page(comments[:size], comments[size] if len(comments) > size else None)

    def after(self, comment: Comment) -> Comment | None:
        """The next comment; the one given need not be in the queue any more."""
        return self._in_order().filter(self.order.on(comment)).exclude(pk=comment.pk).first()

    def before(self, comment: Comment) -> Comment | None:
        return self._in_order().reverse().filter(self.order.up_to(comment)).exclude(pk=comment.pk).first()

    def position(self, comment: Comment) -> Count:
        """Which one it is, from 1."""
        return count(self.comments.filter(self.order.up_to(comment)))

    def _in_order(self):
        return self.comments.order_by(*self.order.by)


def count(comments: QuerySet) -> Count:
    """How many there are, as far as it is told."""
    found = comments.order_by()[: COUNTED_TO + 1].count()
    return Count(min(found, COUNTED_TO), found > COUNTED_TO)
