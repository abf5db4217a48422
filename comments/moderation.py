"""The verbs that decide about comments.

Each runs in one transaction with the comment's row locked, moves it along the table of
`comments.transitions`, and leaves one event. `by` is the person who decides. Every verb also takes, for its
event, `note`, `rule` (what acted when no person did), `batch` (see `new_batch`) and `at` (now, unless it
happened elsewhere).
"""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.refusals import Conflict, Refused
from comments.discussions import recount
from comments.models import (
    Action,
    Comment,
    CommentRevision,
    LinkTreatment,
    ModerationEvent,
    Reason,
    State,
)
from comments.transitions import leads_to

#: The columns a decision moves; an undo puts them back.
MOVED = ("state", "reason", "link_treatment", "approved_id", "published_at")
UNDO_DAYS = 30


def approve(
    comment: Comment, *, by, revision: CommentRevision | None = None, batch=None, **record
) -> Comment:
    """Publish the comment with its links. `revision` is the wording the moderator read."""
    return _publish(
        comment, Action.APPROVE, LinkTreatment.ALLOW, by=by, revision=revision, batch=batch, **record
    )


def approve_without_links(comment: Comment, *, by, revision=None, batch=None, **record) -> Comment:
    """Publish the comment's words and drop its links."""
    return _publish(
        comment, Action.APPROVE_NO_LINK, LinkTreatment.STRIP, by=by, revision=revision, batch=batch, **record
    )


def reject(comment: Comment, *, by, reason: Reason, batch=None, **record) -> Comment:
    """Do not publish a waiting comment."""
    return _move(comment, Action.REJECT, by=by, batch=batch, reason=_known_reason(reason), **record)


def remove(comment: Comment, *, by, reason: Reason, batch=None, **record) -> Comment:
    """Take a published comment away from readers; a line says why."""
    return _move(comment, Action.REMOVE, by=by, batch=batch, reason=_known_reason(reason), **record)


def restore(comment: Comment, *, by, batch=None, **record) -> Comment:
    """Publish a rejected or removed comment after all, its links as they were decided before."""
    treatment = comment.link_treatment
    if treatment == LinkTreatment.UNDECIDED:
        treatment = LinkTreatment.STRIP
    return _publish(comment, Action.RESTORE, treatment, by=by, revision=None, batch=batch, **record)


def hold(comment: Comment, *, by, batch=None, **record) -> Comment:
    """Put a published comment back among the waiting ones."""
    return _move(comment, Action.HOLD, by=by, batch=batch, **record)


def withdraw(comment: Comment, *, by=None, **record) -> Comment:
    """The writer takes the comment back. `by` is the writer's account, if any."""
    return _move(comment, Action.WITHDRAW, by=by, **record)


@transaction.atomic
def erase(comment: Comment, *, by=None, **record) -> Comment:
    """Wipe the comment's words and its writer's details for ever; its place in the thread stays."""
    comment = _move(comment, Action.ERASE, by=by, **record)
    Comment.objects.filter(pk=comment.pk).update(
        name="", email="", website="", user=None, network="", approved=None, published_at=None
    )
    for revision in comment.revisions.all():
        revision.links.all().delete()
        revision.findings.all().delete()
    comment.revisions.update(text="", html="", digest="", link_count=0)
    comment.refresh_from_db()
    return comment


@transaction.atomic
def undo(event: ModerationEvent, *, by, batch=None) -> Comment:
    """Put a comment back exactly where it was before the event.

    Raises Conflict when somebody decided again since, and Refused for what cannot be undone.
    """
    comment = _locked(event.comment)
    _refuse_undo(event, comment)
    before = columns(comment)
    _set_columns(comment, event.before)
    comment.save(update_fields=MOVED)
    ModerationEvent.objects.create(
        comment=comment, action=Action.UNDO, actor=by, undo_of=event, batch=batch,
        from_state=before["state"], to_state=comment.state, before=before, after=columns(comment),
    )  # fmt: skip
    recount(comment.article_id)
    return comment


def new_batch() -> uuid.UUID:
    """The mark that events of one act share."""
    return uuid.uuid4()


def columns(comment: Comment) -> dict:
    """The columns that decisions move, as an event keeps them."""
    values = {name: getattr(comment, name) for name in MOVED}
    values["published_at"] = comment.published_at.isoformat() if comment.published_at else None
    return values


def _publish(comment, action, treatment, *, by, revision, batch, **record):
    return _move(
        comment, action, by=by, batch=batch, link_treatment=treatment, seen=revision, publishes=True, **record
    )


@transaction.atomic
def _move(
    comment,
    action,
    *,
    by,
    batch=None,
    reason="",
    note="",
    rule="",
    at=None,
    seen=None,
    publishes=False,
    **changes,
):
    at = at or timezone.now()
    comment = _locked(comment)
    state = leads_to(action, State(comment.state))
    if state is None:
        raise Conflict(_told(comment, action))
    if seen is not None and seen.pk != comment.current_id:
        raise Conflict("The writer changed this comment while you were reading it.")
    before = columns(comment)
    comment.state, comment.reason = state, reason
    for name, value in changes.items():
        setattr(comment, name, value)
    if publishes:
        comment.approved_id = comment.current_id
        comment.published_at = at
    comment.save(update_fields=MOVED)
    ModerationEvent.objects.create(
        comment=comment, action=action, actor=by, rule=rule, batch=batch, reason=reason, note=note,
        from_state=before["state"], to_state=state, before=before, after=columns(comment), at=at,
    )  # fmt: skip
    recount(comment.article_id)
    return comment


def _locked(comment):
    return (
        Comment.objects.select_for_update(of=("self",))
        .select_related("current", "article")
        .get(pk=comment.pk)
    )


def _told(comment, action):
    """What somebody else did first, for the one who came second."""
    last = comment.events.exclude(actor=None).last()
    if last is None:
        return f"This comment is {comment.get_state_display().lower()}; that cannot be done to it."
    who = last.actor.get_short_name() or last.actor.get_username()
    return f"{who} was quicker: {last.get_action_display().lower()}, {last.at:%d.%m.%Y %H:%M}."


def _known_reason(reason):
    if reason not in Reason.values:
        raise Refused({"reason": "Choose what is wrong with the comment."})
    return Reason(reason)


def _refuse_undo(event, comment):
    if event.action in (Action.ERASE, Action.UNDO, Action.SUBMIT, Action.EDIT):
        raise Refused("This cannot be undone.")
    if timezone.now() - event.at > datetime.timedelta(days=UNDO_DAYS):
        raise Refused(f"Decisions can be undone for {UNDO_DAYS} days.")
    if columns(comment) != event.after or ModerationEvent.objects.filter(undo_of=event).exists():
        raise Conflict("Somebody decided about this comment again since. Look at it first.")


def _set_columns(comment, values):
    for name in MOVED:
        setattr(comment, name, values[name])
    comment.published_at = parse_datetime(values["published_at"]) if values["published_at"] else None
