"""What decisions mean for others: one marked as spam proposes its look-alikes among those that wait."""

import datetime

from cms.schedule import every
from cms.tasks import task
from comments.models import Bookmark, Comment, ModerationEvent
from comments.rescreening import rescreen
from comments.spam.lookalikes import follow, search

#: Waiting look-alikes of one comment that get the proposal at once; the rest follow as these are decided.
MOST_PROPOSED = 100
#: Events read again each time: one that began earlier may have been stored later.
OVERLAP = 200


@every(datetime.timedelta(minutes=1))
@task()
def follow_decisions() -> None:
    """Bring the index of look-alikes up to date with what was decided, and propose."""
    events = ModerationEvent.objects.decisions()
    last = events.order_by("-pk").values_list("pk", flat=True).first() or 0
    mark, _ = Bookmark.objects.get_or_create(name="look-alikes")
    if last == mark.event:
        return
    new = events.filter(pk__gt=mark.event - OVERLAP, pk__lte=last).values("comment")
    for comment in Comment.objects.filter(pk__in=new).select_related("current").iterator(chunk_size=500):
        follow(comment)
        propose_like(comment)
    Bookmark.objects.filter(name="look-alikes").update(event=last)


def propose_like(comment: Comment) -> list[Comment]:
    """Run the checks again over the waiting comments that have almost the words of a decided one."""
    alike = [one.comment_id for one in search(comment.current, most=MOST_PROPOSED).matches if not one.is_spam]
    waiting = [*Comment.objects.pending().filter(pk__in=alike).select_related("current")]
    for other in waiting:
        rescreen(other.current)
    return waiting
