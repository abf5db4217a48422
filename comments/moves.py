"""How decisions move comments: one and many alike.

Comments are locked in the order of their primary keys and discussions after them, so that two acts never wait
for each other. Every verb of `comments.moderation` ends here.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.refusals import Conflict, Refused
from comments import notifications, report_outcomes
from comments.discussions import recount
from comments.models import Action, Comment, LinkTreatment, ModerationEvent, State
from comments.transitions import leads_to
from comments.versions_seen import mark_stale

#: The columns a decision moves; an undo puts them back.
MOVED = ("state", "reason", "link_treatment", "current_id", "approved_id", "published_at")
_SHARED = tuple(name for name in MOVED if name not in ("current_id", "approved_id"))
UNDO_DAYS = 30
#: What no undo brings back: it is no decision, or it was for ever.
FINAL = (Action.ERASE, Action.UNDO, Action.SUBMIT, Action.EDIT, Action.FILE)
#: So many rows to a statement.
AT_ONCE = 2_000


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


def columns(comment: Comment) -> dict:
    """The columns that decisions move, as an event keeps them."""
    published_at = comment.published_at.isoformat() if comment.published_at else None
    return {**_values(comment), "published_at": published_at}


@dataclass(frozen=True)
class Act:
    """What a verb does to every comment it is given.

    `reason` is why a comment is where it is then, `told` a reason that only the event keeps. `links` is the
    treatment they are published with.
    """

    action: Action
    record: Record
    reason: str = ""
    told: str = ""
    links: LinkTreatment | None = None

    def moves(self, comment: Comment) -> dict | None:
        """The columns as they become, or None where the table does not allow it."""
        state = leads_to(self.action, State(comment.state), edit_waits=comment.has_waiting_edit)
        if state is None:
            return None
        return {**_values(comment), **self._changes(comment), "state": state, "reason": self.reason}

    def _changes(self, comment):
        if self.action == Action.REFUSE_EDIT:
            return {"current_id": comment.approved_id}
        if self.links is None:
            return {}
        words = comment.current_id
        if self.action == Action.RESTORE:
            # What was approved comes back as it was; what the writer changed since waits again.
            words = comment.approved_id or words
        at = comment.published_at if comment.is_published else self.record.at
        return {"link_treatment": self.links, "approved_id": words, "published_at": at}


@transaction.atomic
def move_one(comment, act, seen=None):
    """Do it to one comment; raises Conflict where it cannot be done."""
    comment = locked(comment)
    if seen is not None and seen.pk != comment.current_id:
        raise Conflict("The writer changed this comment while you were reading it.")
    if not _do([comment], act):
        raise quicker(comment, act.record.by)
    return comment


@transaction.atomic
def move_all(wordings: Mapping[int, int], act: Act) -> list[Comment]:
    """Do it to the comments (primary key → revision) whose latest words are still these; returns them."""
    held = locked_all(wordings).values()
    return _do([comment for comment in held if comment.current_id == wordings[comment.pk]], act)


def _do(locked, act):
    """Move locked comments along the table and leave an event for each; returns those that could be moved."""
    moves = [(comment, act.moves(comment)) for comment in locked]
    moves = {comment: values for comment, values in moves if values is not None}
    record = act.record
    _move(
        moves,
        lambda comment: {
            "action": act.action, "actor": record.by, "rule": record.rule, "batch": record.batch,
            "reason": act.reason or act.told, "note": record.note, "at": record.at,
        },
    )  # fmt: skip
    return [*moves]


def leave_event(comment: Comment, action: Action, record: Record, before: dict) -> ModerationEvent:
    """Write down what was done to a locked comment whose columns were `before`, when that was no decision."""
    return ModerationEvent.objects.create(
        comment=comment, action=action, actor=record.by, rule=record.rule, note=record.note,
        from_state=before["state"], to_state=comment.state, before=before, after=columns(comment),
        at=record.at,
    )  # fmt: skip


@transaction.atomic
def back_one(event: ModerationEvent, by, batch) -> Comment:
    """Put one comment back; raises what speaks against it."""
    [comment] = _put_back({event: locked(event.comment)}, by, batch, refused=_raise)
    return comment


@transaction.atomic
def back_all(events: Iterable[ModerationEvent], by, batch) -> list[Comment]:
    """Put the comment of each event back; returns those that something speaks against, as they are."""
    latest = {event.comment_id: event for event in events}
    held, left = locked_all(latest), []
    pairs = {latest[pk]: comment for pk, comment in held.items()}
    _put_back(pairs, by, batch, refused=lambda comment, why: left.append(comment))
    return left


def _put_back(pairs, by, batch, *, refused):
    """Put the locked comment of each event back; tells `refused` of those it cannot, returns the others."""
    undone = _undone(pairs)
    events, moves = {}, {}
    for event, comment in pairs.items():
        why = _no_undo(event, comment, undone)
        if why:
            refused(comment, why)
            continue
        events[comment] = event
        moves[comment] = {**event.before, "published_at": _moment(event.before["published_at"])}
    _move(
        moves,
        lambda comment: {"action": Action.UNDO, "actor": by, "undo_of": events[comment], "batch": batch},
    )
    report_outcomes.reopen([*events.values()])
    return [*moves]


def is_recent(event: ModerationEvent) -> bool:
    """Whether it is still time to undo the event."""
    return timezone.now() - event.at <= datetime.timedelta(days=UNDO_DAYS)


def _undone(events):
    """Those that were undone already, by primary key."""
    undos = ModerationEvent.objects.order_by().values_list("undo_of", flat=True)
    return {pk for some in batched(events, AT_ONCE) for pk in undos.filter(undo_of__in=some)}


def _move(moves, about):
    """Give each locked comment its columns, leave the event `about` tells of, and see to what follows."""
    events, unlike, reworded = [], [], []
    for comment, values in moves.items():
        before = columns(comment)
        for name in MOVED:
            setattr(comment, name, values[name])
        after = columns(comment)
        has_other_words = comment.approved_id not in (None, comment.current_id)
        if has_other_words or before["current_id"] != comment.current_id:
            unlike.append(comment)
        if comment.approved_id and before["approved_id"] not in (None, comment.approved_id):
            reworded.append(comment)
        events.append(
            ModerationEvent(
                comment=comment, from_state=before["state"], to_state=after["state"],
                before=before, after=after, **about(comment),
            )
        )  # fmt: skip
    _store({*moves} - {*unlike}, unlike)
    ModerationEvent.objects.bulk_create(events, batch_size=AT_ONCE)
    report_outcomes.settle(events)
    for comment in reworded:
        # Other words may quote another passage.
        mark_stale(comment.article_id, comment)
    recount({comment.article_id for comment in moves})
    notifications.tell([comment.pk for comment in moves])


def _store(comments, unlike):
    """Write the columns: most often all comments get the same ones, but for the words that are approved."""
    alike = {}
    for comment in comments:
        alike.setdefault(_shared(comment), []).append(comment.pk)
    for (is_approved, *values), pks in alike.items():
        approved = F("current_id") if is_approved else None
        columns = dict(zip(_SHARED, values, strict=True))
        for some in batched(pks, AT_ONCE):
            Comment.objects.filter(pk__in=some).update(approved_id=approved, **columns)
    Comment.objects.bulk_update(unlike, [name.removesuffix("_id") for name in MOVED], batch_size=AT_ONCE)


def _shared(comment):
    return (comment.approved_id is not None, *(getattr(comment, name) for name in _SHARED))


def locked(comment: Comment) -> Comment:
    """The comment as it is now, in a transaction that nobody else changes it during.

    Read once it is locked: what stands beside a row that was waited for would be from before the wait.
    """
    Comment.objects.select_for_update(of=("self",)).only("pk").get(pk=comment.pk)
    return Comment.objects.select_related("current", "approved", "article", "parent").get(pk=comment.pk)


def locked_all(pks):
    """The comments by their primary keys, locked in this order so that two acts never wait for each other."""
    comments = Comment.objects.select_for_update(of=("self",)).order_by("pk")
    comments = comments.only("article_id", "current_id", *MOVED)
    return {
        comment.pk: comment
        for some in batched(sorted(pks), AT_ONCE)
        for comment in comments.filter(pk__in=some)
    }


def quicker(comment: Comment, by) -> Conflict:
    """What was done to the comment first, for the one who came second."""
    last = comment.events.select_related("actor").last()
    if last is None or last.action == Action.SUBMIT:
        return Conflict(f"This comment is {comment.get_state_display().lower()}; that cannot be done to it.")
    done = f"{last.get_action_display().lower()}, {timezone.localtime(last.at):%d.%m.%Y %H:%M}."
    if last.actor is None and not last.rule:
        return Conflict(f"The writer changed this comment while you were reading it: {done}")
    if last.actor == by:
        return Conflict(f"You decided about this already: {done}")
    name = (
        last.actor.get_short_name() or last.actor.get_username() if last.actor else f"The rule “{last.rule}”"
    )
    return Conflict(f"{name} was quicker: {done}")


def _no_undo(event, comment, undone):
    """Why an event cannot be undone; None when it can."""
    if event.action in FINAL:
        return Refused("This cannot be undone.")
    if not is_recent(event):
        return Refused(f"Decisions can be undone for {UNDO_DAYS} days.")
    if columns(comment) != event.after or event.pk in undone:
        return Conflict("Somebody decided about this comment again since. Look at it first.")
    return None


def _raise(comment, why):
    raise why


def _values(comment):
    return {name: getattr(comment, name) for name in MOVED}


def _moment(value):
    return parse_datetime(value) if value else None


def batched(items, size):
    """The items in lists of so many; as `itertools.batched` of Python 3.12."""
    items = iter(items)
    while some := [*islice(items, size)]:
        yield some
