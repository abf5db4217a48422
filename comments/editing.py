"""What a writer may do about a comment that was sent: change it, take it back, put it back, erase it.

Changed words are new words: nobody but their writer and moderators reads them before a moderator has, even
where the comment is public already. Until then the approved ones stay up.
"""

import datetime

from django.db import transaction
from django.utils import timezone

from cms.refusals import Conflict, Refused
from cms.text import clean_text
from comments import blocking, moderation, policy
from comments.links.addresses import find_links
from comments.links.verdicts import refusing_verdict, rule_of
from comments.models import Action, Comment, ModerationEvent, Reason, State
from comments.submission import store_revision
from comments.transitions import EDITABLE

#: How long a comment can be changed, if nobody answers it before.
WINDOW = datetime.timedelta(minutes=15)
#: The first wording and as many changes as honest second thoughts need.
MOST_WORDINGS = 10


def ends_at(comment: Comment) -> datetime.datetime:
    """When the comment can be changed no longer."""
    return comment.created_at + WINDOW


def is_open(comment: Comment) -> bool:
    """Whether the writer may change the words now."""
    return _why_not(comment) is None


@transaction.atomic
def edit(comment: Comment, text: str, *, by=None, networks: tuple[str, ...] = ()) -> Comment:
    """Give the comment new words, which are screened like the first and wait for a moderator.

    Raises Refused when it is too late, the comment was answered, or is not there to be changed, and Blocked
    for a writer who may not comment now; `networks` are the sender's hashes, any month's. The same words
    again change nothing.
    """
    blocking.refuse_blocked(user=comment.user, email=comment.email, networks=networks)
    comment = moderation.locked(comment)
    refusal = _why_not(comment)
    if refusal:
        raise Refused(refusal)
    text = clean_text(text)
    if text == comment.current.text:
        return comment
    before = moderation.columns(comment)
    revision = store_revision(comment, text, find_links(text))
    moderation.leave_event(comment, Action.EDIT, moderation.Record(by), before)
    return _refuse_by_verdict(comment, refusing_verdict(revision))


@transaction.atomic
def put_back(comment: Comment, *, by=None) -> Comment:
    """Undo the writer's own withdrawal: the comment is again where it was.

    Raises Conflict when the comment is not withdrawn, and Refused when that was too long ago.
    """
    comment = moderation.locked(comment)
    event = comment.events.last()
    if comment.state != State.WITHDRAWN or event.action != Action.WITHDRAW:
        raise Conflict("This comment is not one you deleted.")
    return moderation.undo(event, by=by)


def refused_edit(comment: Comment) -> ModerationEvent | None:
    """The decision not to publish the writer's latest change, if that is what was decided."""
    latest = comment.events.filter(action__in=[Action.EDIT, Action.REFUSE_EDIT]).last()
    return latest if latest and latest.action == Action.REFUSE_EDIT else None


def _why_not(comment):
    if comment.state not in EDITABLE:
        return "This comment can no longer be changed."
    standing = policy.standing_of(comment.article)
    if not standing.is_open:
        return f"{standing.closed}."
    if timezone.now() > ends_at(comment):
        return f"A comment can be changed for {WINDOW.seconds // 60} minutes. That time is over."
    if comment.replies.filter(published_at__isnull=False).exists():
        return "Somebody answered this comment, so its words stay as they are."
    if comment.revisions.count() >= MOST_WORDINGS:
        return f"A comment can be changed {MOST_WORDINGS - 1} times."
    return None


def _refuse_by_verdict(comment, verdict):
    """A link to a site that is rejected rejects the words with it."""
    if verdict is None:
        return comment
    refuse = moderation.refuse_edit if comment.is_published else moderation.reject
    return refuse(comment, by=None, reason=Reason.SPAM, rule=rule_of(verdict))
