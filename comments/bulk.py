"""Deciding about many comments in one act: at once when they are few, by the worker when they are many.

A step settles as many as go into one quick transaction, in which the act's progress moves too. So an act that
is killed goes on where it was, no comment is decided about twice, and whatever somebody else settled
meanwhile, or its writer changed, is passed over.
"""

from collections.abc import Mapping

from django.db import transaction

from cms.refusals import Conflict, Refused
from cms.tasks import enqueue_on_commit, task
from comments import moderation
from comments.acts import ON_MANY
from comments.models import BulkAct, ModerationEvent, Reason

#: So many to a step. More than these go to the worker, so that nobody waits for a page.
AT_ONCE = 200


def decide(wordings: Mapping[int, int], name: str, *, by, reason: str = "") -> BulkAct:
    """Do one thing to every comment (primary key → the revision that was read), as one batch.

    Refused without the reason it needs.
    """
    if ON_MANY[name].asks_reason and reason not in Reason.values:
        raise Refused({"reason": "Choose what is wrong with the comments."})
    return _begin(BulkAct(act=name, reason=reason, by=by, rows=[*wordings.items()]))


def undo(batch, *, by) -> BulkAct:
    """Take back every act of a batch that nobody decided about again since.

    Raises Conflict while the act is still under way: what it has yet to do would stay done.
    """
    act = BulkAct.objects.filter(pk=batch).first()
    if act and not act.is_done:
        raise Conflict("This act is still under way. Undo it when it is done.")
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
    rows = BulkAct.objects.values_list("rows", flat=True).get(pk=batch)
    while _step(batch, rows):
        pass


@transaction.atomic
def _step(batch, all_rows) -> bool:
    """Do the next ones; False when there are none."""
    acts = BulkAct.objects.select_for_update(of=("self",)).select_related("by").defer("rows")
    act = acts.get(pk=batch)
    rows = all_rows[act.done : act.done + AT_ONCE]
    if not rows:
        return False
    act.passed_over += _undo(act, rows) if act.act == BulkAct.UNDO else _do(act, rows)
    act.done += len(rows)
    act.save(update_fields=["done", "passed_over"])
    return True


def _do(act, rows) -> int:
    """Decide about these; returns how many were passed over."""
    button, record = ON_MANY[act.act], {"by": act.by, "batch": act.batch}
    if button.reason or button.asks_reason:
        record["reason"] = button.reason or act.reason
    return len(rows) - len(button.verb(dict(rows), **record))


def _undo(act, rows) -> int:
    """Take these events back; returns how many were left as they are."""
    events = ModerationEvent.objects.filter(pk__in=rows)
    return len(moderation.undo_all(events, by=act.by, batch=act.batch))
