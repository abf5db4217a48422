"""Deciding about links: one verdict on a target covers past, waiting and future comments."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from cms.refusals import Conflict
from comments import moderation
from comments.models import (
    Action,
    Comment,
    LinkTarget,
    LinkUse,
    LinkVerdict,
    ModerationEvent,
    Reason,
    Treatment,
)


@dataclass(frozen=True)
class Preview:
    """What a verdict would do: to comments that readers see, and to those that wait."""

    shown_differently: int
    published: int
    published_without_link: int
    rejected: int
    left_waiting: int


def preview(target: LinkTarget, treatment: Treatment, *, with_waiting: bool = False) -> Preview:
    """What `decide` would do with the same arguments, counted exactly."""
    waiting = _waiting(target).count()
    act = _act_on_waiting(treatment) if with_waiting else None
    return Preview(
        shown_differently=_comments(target).published().count(),
        published=waiting if act is moderation.approve else 0,
        published_without_link=waiting if act is moderation.approve_without_links else 0,
        rejected=waiting if act is _reject_as_spam else 0,
        left_waiting=0 if act else waiting,
    )


@transaction.atomic
def decide(
    target: LinkTarget, treatment: Treatment, *, by, note: str = "", with_waiting: bool = False
) -> LinkVerdict:
    """Lay down what happens to every link that the target covers.

    Pages show it at once, since links are filled in when shown. `with_waiting` also settles the comments that
    wait because of such a link: allow and text publish them, strip publishes their words, reject rejects
    them.
    """
    treatment = Treatment(treatment)
    target = LinkTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    batch = moderation.new_batch()
    verdict = LinkVerdict.objects.create(
        target=target, treatment=treatment, note=note, by=by, replaces_id=target.verdict_id
    )
    _put_in_force(target, verdict.pk, Action.DECIDE_LINK, by=by, batch=batch, note=note)
    act = _act_on_waiting(treatment) if with_waiting else None
    if act:
        for comment in _waiting(target):
            act(comment, by=by, batch=batch, rule=f"verdict {verdict.pk}")
    return verdict


@transaction.atomic
def undo(verdict: LinkVerdict, *, by) -> None:
    """Put back the verdict before this one, and every comment it moved."""
    event = ModerationEvent.objects.get(target=verdict.target, after={"verdict_id": verdict.pk})
    target = LinkTarget.objects.select_for_update(of=("self",)).get(pk=verdict.target_id)
    if target.verdict_id != verdict.pk:
        raise Conflict("Somebody decided about this site again since. Look at it first.")
    batch = moderation.new_batch()
    for moved in ModerationEvent.objects.filter(batch=event.batch, comment__isnull=False):
        moderation.undo(moved, by=by, batch=batch)
    _put_in_force(target, verdict.replaces_id, Action.UNDO, by=by, batch=batch, undo_of=event)


def _put_in_force(target, verdict_id, action, *, by, **record):
    before, target.verdict_id = {"verdict_id": target.verdict_id}, verdict_id
    target.save(update_fields=["verdict"])
    ModerationEvent.objects.create(
        target=target, action=action, actor=by, before=before, after={"verdict_id": verdict_id}, **record
    )


def _comments(target) -> QuerySet[Comment]:
    """Comments whose latest or public words link to what the target covers."""
    revisions = LinkUse.objects.of(target).values("revision")
    return Comment.objects.filter(current__in=revisions) | Comment.objects.filter(approved__in=revisions)


def _waiting(target):
    return _comments(target).pending().oldest_first()


def _act_on_waiting(treatment):
    return {
        Treatment.ALLOW: moderation.approve,
        Treatment.TEXT: moderation.approve,
        Treatment.STRIP: moderation.approve_without_links,
        Treatment.REJECT: _reject_as_spam,
    }.get(treatment)


def _reject_as_spam(comment, **record):
    return moderation.reject(comment, reason=Reason.SPAM, **record)
