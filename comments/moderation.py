"""The verbs that decide about comments.

Each runs in one transaction with the comment's row locked, moves it along the table of
`comments.transitions`, and leaves one event. `by` is the person who decides. Every verb also takes, for its
event, what `comments.moves.Record` keeps beside. Those on many comments do what those on one do.
"""

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from cms.refusals import Refused
from comments import commenters, notifications
from comments.links.record import forget_links, take_turns_about
from comments.models import (
    Action,
    Comment,
    CommentRevision,
    LinkTarget,
    LinkTreatment,
    ModerationEvent,
    Reason,
)
from comments.moves import (
    FINAL,
    Act,
    Record,
    back_all,
    back_one,
    columns,
    is_recent,
    leave_event,
    locked,
    move_all,
    move_one,
    quicker,
)

__all__ = ["FINAL", "Record", "columns", "is_recent", "leave_event", "locked", "quicker"]


def approve(comment: Comment, *, by, revision: CommentRevision | None = None, **record) -> Comment:
    """Publish the comment with its links. `revision` is the wording the moderator read."""
    return move_one(
        comment, Act(Action.APPROVE, Record(by, **record), links=LinkTreatment.ALLOW), seen=revision
    )


def approve_without_links(comment: Comment, *, by, revision=None, **record) -> Comment:
    """Publish the comment's words and drop its links."""
    act = Act(Action.APPROVE_NO_LINK, Record(by, **record), links=LinkTreatment.STRIP)
    return move_one(comment, act, seen=revision)


def approve_all_as_decided(wordings: Mapping[int, int], *, by, **record) -> list[Comment]:
    """Publish waiting comments; each link is shown as the verdict on its site says, and held without one.

    `wordings` are the comments by primary key, each with its revision that was judged. Returns those
    published: none that somebody settled, or whose writer changed it, since then.
    """
    return move_all(wordings, Act(Action.APPROVE, Record(by, **record), links=LinkTreatment.UNDECIDED))


def approve_all(wordings: Mapping[int, int], *, by, **record) -> list[Comment]:
    """Publish waiting comments with their links; otherwise as `approve_all_as_decided`."""
    return move_all(wordings, Act(Action.APPROVE, Record(by, **record), links=LinkTreatment.ALLOW))


def approve_all_without_links(wordings: Mapping[int, int], *, by, **record) -> list[Comment]:
    """Publish the words of waiting comments and drop their links; otherwise as `approve_all_as_decided`."""
    return move_all(wordings, Act(Action.APPROVE_NO_LINK, Record(by, **record), links=LinkTreatment.STRIP))


def reject(comment: Comment, *, by, reason: Reason, **record) -> Comment:
    """Do not publish a waiting comment."""
    return move_one(comment, Act(Action.REJECT, Record(by, **record), _known_reason(reason)))


def reject_all(wordings: Mapping[int, int], *, by, reason: Reason, **record) -> list[Comment]:
    """Do not publish these waiting comments; otherwise as `approve_all_as_decided`."""
    return move_all(wordings, Act(Action.REJECT, Record(by, **record), _known_reason(reason)))


def refuse_edit(comment: Comment, *, by, reason: Reason, **record) -> Comment:
    """Keep the words readers see; the change that waits beside them is not published."""
    return move_one(comment, Act(Action.REFUSE_EDIT, Record(by, **record), told=_known_reason(reason)))


def remove(comment: Comment, *, by, reason: Reason, **record) -> Comment:
    """Take a published comment away from readers; a line says why."""
    return move_one(comment, Act(Action.REMOVE, Record(by, **record), _known_reason(reason)))


def remove_all(wordings: Mapping[int, int], *, by, reason: Reason, **record) -> list[Comment]:
    """Take these published comments away from readers; returns those removed, as `reject_all` does."""
    return move_all(wordings, Act(Action.REMOVE, Record(by, **record), _known_reason(reason)))


def restore(comment: Comment, *, by, **record) -> Comment:
    """Publish a rejected or removed comment after all; links nobody had decided about are dropped.

    Words that were approved before come back as they were; what the writer changed since waits again.
    """
    undecided = comment.link_treatment == LinkTreatment.UNDECIDED
    links = LinkTreatment.STRIP if undecided else comment.link_treatment
    return move_one(comment, Act(Action.RESTORE, Record(by, **record), links=links))


def hold(comment: Comment, *, by, **record) -> Comment:
    """Put a published comment back among the waiting ones."""
    return move_one(comment, Act(Action.HOLD, Record(by, **record)))


def keep(comment: Comment, *, by, **record) -> Comment:
    """Leave a published comment up after readers reported it. It stands until one gives a new reason."""
    return move_one(comment, Act(Action.KEEP, Record(by, **record)))


def withdraw(comment: Comment, *, by=None, **record) -> Comment:
    """The writer takes the comment back. `by` is the writer's account, if any."""
    return move_one(comment, Act(Action.WITHDRAW, Record(by, **record)))


@transaction.atomic
def erase(comment: Comment, *, by=None, **record) -> Comment:
    """Wipe the comment's words and its writer's details for ever; its place in the thread stays.

    Gone too are the names of what only it linked to, the key that was made of its words, what is known of a
    commenter who has no other comment, what readers wrote in reports, and from the record of what was done
    before every note, and the writer's account where the writer did it.
    """
    take_turns_about(_sites(comment))
    _forget_notes(comment)
    comment = move_one(comment, Act(Action.ERASE, Record(by, **record)))
    commenter = comment.commenter
    Comment.objects.filter(pk=comment.pk).update(
        name="", email="", commenter=None, website="", user=None, network="", approved=None,
        published_at=None, submission_key=uuid.uuid4().hex, wants_replies=False,
    )  # fmt: skip
    for revision in comment.revisions.all():
        forget_links(revision)
        revision.findings.all().delete()
        revision.shingles.all().delete()
    notifications.forget(comment)
    comment.revisions.update(text="", html="", digest="", link_count=0)
    if commenter and not commenter.comments.exists():
        commenters.forget(commenter)
    comment.refresh_from_db()
    return comment


def undo(event: ModerationEvent, *, by, batch=None) -> Comment:
    """Put a comment back exactly where it was before the event.

    Raises Conflict when somebody decided again since, and Refused for what cannot be undone.
    """
    return back_one(event, by, batch)


def undo_all(events: Iterable[ModerationEvent], *, by, batch=None) -> list[Comment]:
    """Put the comments of these events back where they were.

    Returns the comments left as they are, because of what `undo` would raise.
    """
    return back_all(events, by, batch)


def can_be_undone(event: ModerationEvent) -> bool:
    """Whether a moderator may undo the event. What its writer took back is the writer's to put back."""
    is_final = event.action in (*FINAL, Action.WITHDRAW)
    return is_recent(event) and not is_final and not hasattr(event, "undone_by")


def new_batch() -> uuid.UUID:
    """The mark that events of one act share."""
    return uuid.uuid4()


def _forget_notes(comment):
    """Notes of colleagues may name the writer; decisions stay with who took them."""
    events = comment.events.all()
    if comment.user_id:
        events.filter(actor=comment.user_id).update(note="", actor=None)
    events.exclude(note="").update(note="")


def _known_reason(reason):
    if reason not in Reason.values:
        raise Refused({"reason": "Choose what is wrong with the comment."})
    return Reason(reason)


def _sites(comment):
    targets = LinkTarget.objects.filter(uses__revision__comment=comment)
    roots = {target.ancestry[-1] for target in targets}
    return {*LinkTarget.objects.filter(pk__in=roots).values_list("value", flat=True)}
