"""The desk's tabs: which comments each one shows, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass

from comments.desk.order import LIKELIEST_SPAM_FIRST, NEWEST_FIRST, OLDEST_FIRST, Order
from comments.desk.queue import Queue
from comments.models import Comment, Reason
from comments.models.comment import CommentQuerySet


@dataclass(frozen=True)
class Tab:
    """One queue of the desk. What waits is counted; `is_listed`: it stands among the tabs."""

    name: str
    words: str
    select: Callable[[CommentQuerySet], CommentQuerySet]
    order: Order = NEWEST_FIRST
    is_listed: bool = True

    @property
    def waits(self) -> bool:
        return self.order is not NEWEST_FIRST

    @property
    def queue(self) -> Queue:
        return Queue(self.select(Comment.objects.all()), self.order)


TABS = {
    tab.name: tab
    for tab in (
        Tab("waiting", "To decide", CommentQuerySet.to_decide, OLDEST_FIRST),
        Tab("likely", "Likeliest spam first", CommentQuerySet.to_decide, LIKELIEST_SPAM_FIRST, False),
        Tab("reported", "Reported", CommentQuerySet.reported, OLDEST_FIRST),
        Tab("links", "With links", lambda comments: comments.pending().with_links(), OLDEST_FIRST),
        Tab("approved", "Approved", CommentQuerySet.published),
        Tab("spam", "Spam", CommentQuerySet.spam),
        Tab("removed", "Removed", lambda comments: comments.refused().exclude(reason=Reason.SPAM)),
    )
}
