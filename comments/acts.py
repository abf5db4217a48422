"""What a moderator can do to a comment, by the name a button sends."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from cms.refusals import Refused
from comments import moderation
from comments.models import Comment, ModerationEvent, Reason, State

NOTE_LENGTH = 500


@dataclass(frozen=True)
class Act:
    """A button: the verb it calls, what it says when done, and whether it asks for a reason first.

    The verbs of ON_MANY take the wordings that were read; those of ACTS one comment.
    """

    verb: Callable
    done: str
    asks_reason: bool = False
    reason: str = ""
    #: Whether the verb wants to know the wording that was read.
    reads: bool = False


def refuse(comment: Comment, **record) -> Comment:
    """Take a comment from readers, or keep it from them: which verb that is depends on where it stands."""
    verb = moderation.remove if comment.state == State.PUBLISHED else moderation.reject
    return verb(comment, **record)


ACTS = {
    "approve": Act(moderation.approve, "Approved", reads=True),
    "approve_without_links": Act(moderation.approve_without_links, "Approved without its links", reads=True),
    "spam": Act(refuse, "Marked as spam", reason=Reason.SPAM),
    "remove": Act(refuse, "Removed", asks_reason=True),
    "restore": Act(moderation.restore, "Published after all"),
    "hold": Act(moderation.hold, "Put back to waiting"),
    "keep": Act(moderation.keep, "Kept"),
    "refuse_edit": Act(moderation.refuse_edit, "Words from before kept", reason=Reason.OTHER),
}

ON_MANY = {
    "approve": Act(moderation.approve_all, "Approved"),
    "approve_without_links": Act(moderation.approve_all_without_links, "Approved without their links"),
    "spam": Act(moderation.reject_all, "Marked as spam", reason=Reason.SPAM),
    "reject": Act(moderation.reject_all, "Rejected", asks_reason=True),
    "remove": Act(moderation.remove_all, "Removed", asks_reason=True),
}


@transaction.atomic
def perform(
    name: str, comment: Comment, *, by, reason="", note="", seen: int | None = None, **record
) -> ModerationEvent:
    """Do it and return the event it left. Raises Conflict and Refused as the verbs do.

    `seen` is the last event on the page that the button is on: raises Conflict when there is another by now.
    What a button does depends on where the comment stands, and it has to stand where the page said.
    """
    if len(note) > NOTE_LENGTH:
        raise Refused({"note": f"Write a note of {NOTE_LENGTH} characters or fewer. Yours has {len(note)}."})
    act, comment = ACTS[name], moderation.locked(comment)
    if seen is not None and seen != comment.events.last().pk:
        raise moderation.quicker(comment, by)
    if not act.reads:
        record.pop("revision", None)
    if act.asks_reason or act.reason:
        record["reason"] = act.reason or reason
    act.verb(comment, by=by, note=note, **record)
    return comment.events.last()


def offered(comment: Comment) -> list[str]:
    """The names of the acts that make sense where the comment stands now."""
    approvals = ["approve", "approve_without_links"] if comment.current.link_count else ["approve"]
    if comment.is_pending:
        return [*approvals, "spam", "remove"]
    if comment.has_waiting_edit:
        return [*approvals, "refuse_edit", "spam", "remove"]
    if comment.is_published:
        keep = ["keep"] if comment.reports.open().exists() else []
        return [*keep, "hold", "spam", "remove"]
    return ["restore"] if comment.state in (State.REJECTED, State.REMOVED) else []
