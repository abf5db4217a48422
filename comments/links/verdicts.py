"""Deciding about links: one verdict on a target covers past, waiting and future comments."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cms.refusals import Conflict, Refused
from comments import moderation
from comments.links import reach
from comments.links.outcomes import Outcome
from comments.links.record import take_turns_about
from comments.models import (
    Action,
    Comment,
    CommentRevision,
    LinkTarget,
    LinkVerdict,
    ModerationEvent,
    Reason,
    Treatment,
)
from comments.moves import UNDO_DAYS

NOTE_LENGTH = 500
#: Whatever verdict there is already.
ANY = object()


@dataclass(frozen=True)
class Preview:
    """What a verdict would do: to comments that readers see, and to those that wait.

    Those left waiting have another link that nobody has decided about, or that is held.
    """

    shown_differently: int
    published: int
    published_without_link: int
    rejected: int
    left_waiting: int


def preview(target: LinkTarget, treatment: Treatment, *, with_waiting: bool = False) -> Preview:
    """What `decide` would do with the same arguments, counted exactly."""
    treatment = Treatment(treatment)
    counts = Counter(reach.outcomes(target, treatment).values() if with_waiting else ())
    return Preview(
        shown_differently=reach.shown_differently(target, treatment),
        published=counts[Outcome.PUBLISH],
        published_without_link=counts[Outcome.PUBLISH_WITHOUT_LINK],
        rejected=counts[Outcome.REJECT],
        left_waiting=counts[Outcome.WAIT] if with_waiting else reach.count_waiting(target),
    )


@transaction.atomic
def decide(
    target: LinkTarget,
    treatment: Treatment,
    *,
    by,
    note: str = "",
    with_waiting: bool = False,
    seen: object = ANY,
) -> LinkVerdict:
    """Lay down what happens to every link that the target covers.

    Pages show it at once, since links are filled in when shown. `with_waiting` also settles the comments that
    wait because of such a link: reject rejects them; allow, text and strip publish those whose every link has
    a verdict by then. Readers see their links as the verdicts say and no other.

    `seen` is the primary key of the verdict on the target that the moderator knew of, None for none: raises
    Conflict when there is another one by now, and Refused for a note that is too long.
    """
    if len(note) > NOTE_LENGTH:
        raise Refused({"note": f"Write a note of {NOTE_LENGTH} characters or fewer. Yours has {len(note)}."})
    treatment = Treatment(treatment)
    target = _locked(target)
    if seen is not ANY and seen != target.verdict_id:
        raise Conflict(_told(target))
    record = {"by": by, "batch": moderation.new_batch()}
    outcomes = reach.outcomes(target, treatment) if with_waiting else {}
    verdict = LinkVerdict.objects.create(
        target=target, treatment=treatment, note=note, by=by, replaces_id=target.verdict_id
    )
    _put_in_force(target, verdict.pk, Action.DECIDE_LINK, note=note, **record)
    _settle(outcomes, rule=rule_of(verdict), **record)
    return verdict


@transaction.atomic
def undo(verdict: LinkVerdict, *, by) -> list[Comment]:
    """Put back the verdict before this one, and every comment it moved, those it rejected on arrival too.

    Returns the comments left as they are, because somebody decided about them since. Raises Conflict when
    there is another verdict on the target by now, and Refused when it is too long ago.
    """
    target = _locked(verdict.target)
    if target.verdict_id != verdict.pk:
        raise Conflict(_told(target))
    if not is_undoable(verdict):
        raise Refused(f"Decisions can be undone for {UNDO_DAYS} days.")
    batch = moderation.new_batch()
    skipped = moderation.undo_all(_moved_by(verdict), by=by, batch=batch)
    decided = ModerationEvent.objects.get(
        target=target, action=Action.DECIDE_LINK, after={"verdict_id": verdict.pk}
    )
    _put_in_force(target, verdict.replaces_id, Action.UNDO, by=by, batch=batch, undo_of=decided)
    return skipped


def is_undoable(verdict: LinkVerdict) -> bool:
    """Whether a verdict in force is recent enough to be undone."""
    return timezone.now() - verdict.at <= datetime.timedelta(days=UNDO_DAYS)


def refusing_verdict(revision: CommentRevision) -> LinkVerdict | None:
    """The verdict that rejects comments with one of these links, if there is one."""
    for use in revision.links.with_verdicts():
        verdict = use.target.verdict_in_force
        if verdict and verdict.treatment == Treatment.REJECT:
            return verdict
    return None


def rule_of(verdict: LinkVerdict) -> str:
    """A verdict as events name it, when it moved a comment."""
    return f"verdict {verdict.pk}"


def _locked(target):
    take_turns_about([target.site])
    # Links to a target may be stored meanwhile: their rows only need its key.
    return LinkTarget.objects.select_for_update(of=("self",), no_key=True).get(pk=target.pk)


def _told(target):
    """What somebody else decided first, for the one who came second."""
    last = target.events.last()
    if last is None or target.verdict is None:
        return "Somebody undid the decision about this since. Look at it first."
    who = last.actor.get_short_name() or last.actor.get_username() if last.actor else "Somebody"
    treatment = target.verdict.get_treatment_display().lower()
    when = timezone.localtime(last.at).strftime("%d.%m.%Y %H:%M")
    return f"{who} decided about this since: {treatment}, {when}. Look at it first."


def _moved_by(verdict):
    events = ModerationEvent.objects.filter(rule=rule_of(verdict), undone_by=None)
    return events.filter(action__in=[Action.APPROVE, Action.REJECT])


def _put_in_force(target, verdict_id, action, *, by, **record):
    before, target.verdict_id = {"verdict_id": target.verdict_id}, verdict_id
    target.save(update_fields=["verdict"])
    ModerationEvent.objects.create(
        target=target, action=action, actor=by, before=before, after={"verdict_id": verdict_id}, **record
    )


def _settle(outcomes, **record):
    """Reject or publish the comments that wait; those a moderator was quicker about are left."""
    becomes: dict[Outcome, dict[int, int]] = {one: {} for one in Outcome}
    for (comment, revision), became in outcomes.items():
        becomes[became][comment] = revision
    published = becomes[Outcome.PUBLISH] | becomes[Outcome.PUBLISH_WITHOUT_LINK]
    moderation.reject_all(becomes[Outcome.REJECT], reason=Reason.SPAM, **record)
    moderation.approve_all_as_decided(published, **record)
