"""The verbs that decide about comments.

Each runs in one transaction with the comment's row locked, moves it along the table of
`comments.transitions`, and leaves one event. `by` is the person who decides. Every verb also takes, for its
event, what `Record` keeps beside.
"""

import datetime
import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.refusals import Conflict, Refused
from comments.discussions import recount
from comments.links.record import forget_links
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
#: What no undo brings back: it is no decision, or it was for ever.
FINAL = (Action.ERASE, Action.UNDO, Action.SUBMIT, Action.EDIT)


@dataclass(frozen=True)
class Record:
    """What an event keeps beside the comment: who or which rule, when, and a note for colleagues.

    Events of one act on many comments share a `batch` (see `new_batch`); `at` is now unless it happened
    elsewhere.
    """

    by: object = None
    note: str = ""
    rule: str = ""
    batch: uuid.UUID | None = None
    at: datetime.datetime = field(default_factory=timezone.now)


def approve(comment: Comment, *, by, revision: CommentRevision | None = None, **record) -> Comment:
    """Publish the comment with its links. `revision` is the wording the moderator read."""
    return _publish(comment, Action.APPROVE, Record(by, **record), links=LinkTreatment.ALLOW, seen=revision)


def approve_without_links(comment: Comment, *, by, revision=None, **record) -> Comment:
    """Publish the comment's words and drop its links."""
    return _publish(
        comment, Action.APPROVE_NO_LINK, Record(by, **record), links=LinkTreatment.STRIP, seen=revision
    )


def approve_as_decided(comment: Comment, *, by, revision=None, **record) -> Comment:
    """Publish the comment; each link is shown as the verdict on its site says, and held without one."""
    return _publish(
        comment, Action.APPROVE, Record(by, **record), links=LinkTreatment.UNDECIDED, seen=revision
    )


def reject(comment: Comment, *, by, reason: Reason, **record) -> Comment:
    """Do not publish a waiting comment."""
    return _move(comment, Action.REJECT, Record(by, **record), reason=_known_reason(reason))


def remove(comment: Comment, *, by, reason: Reason, **record) -> Comment:
    """Take a published comment away from readers; a line says why."""
    return _move(comment, Action.REMOVE, Record(by, **record), reason=_known_reason(reason))


def restore(comment: Comment, *, by, **record) -> Comment:
    """Publish a rejected or removed comment after all; links nobody had decided about are dropped."""
    undecided = comment.link_treatment == LinkTreatment.UNDECIDED
    links = LinkTreatment.STRIP if undecided else comment.link_treatment
    return _publish(comment, Action.RESTORE, Record(by, **record), links=links)


def hold(comment: Comment, *, by, **record) -> Comment:
    """Put a published comment back among the waiting ones."""
    return _move(comment, Action.HOLD, Record(by, **record))


def withdraw(comment: Comment, *, by=None, **record) -> Comment:
    """The writer takes the comment back. `by` is the writer's account, if any."""
    return _move(comment, Action.WITHDRAW, Record(by, **record))


@transaction.atomic
def erase(comment: Comment, *, by=None, **record) -> Comment:
    """Wipe the comment's words and its writer's details for ever; its place in the thread stays.

    Gone too are the names of what only it linked to, the key that was made of its words, and what is known of
    a commenter who has no other comment.
    """
    comment = _move(comment, Action.ERASE, Record(by, **record))
    commenter = comment.commenter
    Comment.objects.filter(pk=comment.pk).update(
        name="", email="", commenter=None, website="", user=None, network="", approved=None,
        published_at=None, submission_key=uuid.uuid4().hex,
    )  # fmt: skip
    for revision in comment.revisions.all():
        forget_links(revision)
        revision.findings.all().delete()
    comment.revisions.update(text="", html="", digest="", link_count=0)
    if commenter and not commenter.comments.exists():
        commenter.delete()
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


def can_be_undone(event: ModerationEvent) -> bool:
    """Whether an undo of the event would not be refused outright."""
    return is_recent(event) and event.action not in FINAL and not hasattr(event, "undone_by")


def is_recent(event: ModerationEvent) -> bool:
    """Whether it is still time to undo the event."""
    return timezone.now() - event.at <= datetime.timedelta(days=UNDO_DAYS)


def new_batch() -> uuid.UUID:
    """The mark that events of one act share."""
    return uuid.uuid4()


def columns(comment: Comment) -> dict:
    """The columns that decisions move, as an event keeps them."""
    values = {name: getattr(comment, name) for name in MOVED}
    values["published_at"] = comment.published_at.isoformat() if comment.published_at else None
    return values


@transaction.atomic
def _publish(comment, action, record, *, links, seen=None):
    comment = _locked(comment)
    if seen is not None and seen.pk != comment.current_id:
        raise Conflict("The writer changed this comment while you were reading it.")
    changes = {"link_treatment": links, "approved_id": comment.current_id, "published_at": record.at}
    return _move(comment, action, record, **changes)


@transaction.atomic
def _move(comment, action, record, *, reason="", **changes):
    """Move a comment along the table, with these columns changed, and leave the event."""
    comment = _locked(comment)
    state = leads_to(action, State(comment.state))
    if state is None:
        raise Conflict(_told(comment))
    before = columns(comment)
    _set_columns(comment, {**before, **changes, "state": state, "reason": reason})
    comment.save(update_fields=MOVED)
    ModerationEvent.objects.create(
        comment=comment, action=action, actor=record.by, rule=record.rule, batch=record.batch,
        reason=reason, note=record.note, from_state=before["state"], to_state=state,
        before=before, after=columns(comment), at=record.at,
    )  # fmt: skip
    recount(comment.article_id)
    return comment


def _locked(comment):
    return (
        Comment.objects.select_for_update(of=("self",))
        .select_related("current", "article")
        .get(pk=comment.pk)
    )


def _told(comment):
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
    if event.action in FINAL:
        raise Refused("This cannot be undone.")
    if not is_recent(event):
        raise Refused(f"Decisions can be undone for {UNDO_DAYS} days.")
    if columns(comment) != event.after or ModerationEvent.objects.filter(undo_of=event).exists():
        raise Conflict("Somebody decided about this comment again since. Look at it first.")


def _set_columns(comment, values):
    for name in MOVED:
        setattr(comment, name, values[name])
    if isinstance(comment.published_at, str):
        comment.published_at = parse_datetime(comment.published_at)
