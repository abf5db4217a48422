"""Deciding about many comments in one act: at once when they are few, by the worker when they are many.

Each comment is its own transaction, in which the act's progress moves too. So an act that is killed goes on
where it was, no comment is decided about twice, and two acts that cross never wait for each other.
"""

from django.db import transaction

from cms.refusals import Conflict, Refused
from cms.tasks import enqueue_on_commit, task
from comments import moderation
from comments.acts import ACTS, perform
from comments.models import BulkAct, Comment, ModerationEvent, Reason

#: More than these go to the worker, so that nobody waits for a page.
AT_ONCE = 50


def decide(comments: list[int], name: str, *, by, reason: str = "") -> BulkAct:
    """Do one thing to every comment (primary keys), as one batch. Refused without the reason it needs."""
    if ACTS[name].asks_reason and reason not in Reason.values:
        raise Refused({"reason": "Choose what is wrong with the comments."})
    return _begin(BulkAct(act=name, reason=reason, by=by, rows=comments))


def undo(batch, *, by) -> BulkAct:
    """Take back every act of a batch that nobody decided about again since."""
    events = ModerationEvent.objects.filter(batch=batch, comment__isnull=False, undone_by=None)
    rows = [*events.exclude(action__in=moderation.FINAL).values_list("pk", flat=True)]
    return _begin(BulkAct(act=BulkAct.UNDO, undoes=batch, by=by, rows=rows))


def _begin(act):
    act.batch = moderation.new_batch()
    with transaction.atomic():
        act.save(force_insert=True)
        if act.total > AT_ONCE:
            enqueue_on_commit(carry_out, str(act.batch))
    if act.total <= AT_ONCE:
        carry_out.call(str(act.batch))
        act.refresh_from_db()
    return act


@task()
def carry_out(batch: str) -> None:
    """Go through what is left of an act."""
    while _step(batch):
        pass


@transaction.atomic
def _step(batch) -> bool:
    """Do the next one; False when there is none."""
    act = BulkAct.objects.select_for_update(of=("self",)).select_related("by").get(pk=batch)
    if act.is_done:
        return False
    try:
        with transaction.atomic():
            _do(act, act.rows[act.done])
    except (Conflict, Refused):
        act.passed_over += 1
    act.done += 1
    act.save(update_fields=["done", "passed_over"])
    return True


def _do(act, pk):
    if act.act == BulkAct.UNDO:
        moderation.undo(ModerationEvent.objects.get(pk=pk), by=act.by, batch=act.batch)
    else:
        perform(act.act, Comment.objects.get(pk=pk), by=act.by, reason=act.reason, batch=act.batch)
