"""The desk's tabs: which comments each one shows, and in which order."""

from collections.abc import Callable
from dataclasses import dataclass

from comments.desk.queue import Queue
from comments.models import Comment, Reason
from comments.models.comment import CommentQuerySet


@dataclass(frozen=True)
class Tab:
    """One queue of the desk. What waits is counted and comes oldest first; what was decided, newest first."""

    name: str
    words: str
    select: Callable[[CommentQuerySet], CommentQuerySet]
    waits: bool = False

    @property
    def queue(self) -> Queue:
        return Queue(self.select(Comment.objects.all()), oldest_first=self.waits)


TABS = {
    tab.name: tab
    for tab in (
        Tab("waiting", "To decide", CommentQuerySet.pending, waits=True),
        Tab("links", "With links", lambda comments: comments.pending().with_links(), waits=True),
        Tab("approved", "Approved", CommentQuerySet.published),
        Tab("spam", "Spam", lambda comments: comments.refused().filter(reason=Reason.SPAM)),
        Tab("removed", "Removed", lambda comments: comments.refused().exclude(reason=Reason.SPAM)),
    )
}
