"""Deciding about links: one verdict on a target covers past, waiting and future comments."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from cms.refusals import Conflict, Refused
from comments import moderation
from comments.links.outcomes import Outcome, outcome
from comments.models import (
    Action,
    Comment,
    CommentRevision,
    Discussion,
    LinkTarget,
    LinkUse,
    LinkVerdict,
    ModerationEvent,
    Reason,
    Treatment,
)


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
    outcomes = Counter(became for _, became in _outcomes(target, Treatment(treatment), with_waiting))
    return Preview(
        shown_differently=_comments(target).published().count(),
        published=outcomes[Outcome.PUBLISH],
        published_without_link=outcomes[Outcome.PUBLISH_WITHOUT_LINK],
        rejected=outcomes[Outcome.REJECT],
        left_waiting=outcomes[Outcome.WAIT],
    )


@transaction.atomic
def decide(
    target: LinkTarget, treatment: Treatment, *, by, note: str = "", with_waiting: bool = False
) -> LinkVerdict:
    """Lay down what happens to every link that the target covers.

    Pages show it at once, since links are filled in when shown. `with_waiting` also settles the comments that
    wait because of such a link: reject rejects them; allow, text and strip publish those whose every link has
    a verdict by then. Readers see their links as the verdicts say and no other.
    """
    treatment = Treatment(treatment)
    target = LinkTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    batch = moderation.new_batch()
    outcomes = _outcomes(target, treatment, with_waiting)
    verdict = LinkVerdict.objects.create(
        target=target, treatment=treatment, note=note, by=by, replaces_id=target.verdict_id
    )
    _put_in_force(target, verdict.pk, Action.DECIDE_LINK, by=by, batch=batch, note=note)
    for comment, became in outcomes:
        # A moderator who was quicker has settled it.
        with suppress(Conflict):
            _settle(comment, became, by=by, batch=batch, rule=rule_of(verdict))
    return verdict


@transaction.atomic
def undo(verdict: LinkVerdict, *, by) -> list[Comment]:
    """Put back the verdict before this one, and every comment it moved, those it rejected on arrival too.

    Returns the comments left as they are, because somebody decided about them since or it is too long ago.
    """
    target = LinkTarget.objects.select_for_update(of=("self",)).get(pk=verdict.target_id)
    if target.verdict_id != verdict.pk:
        raise Conflict("Somebody decided about this site again since. Look at it first.")
    batch = moderation.new_batch()
    skipped = [event.comment for event in _moved_by(verdict) if not _undone(event, by=by, batch=batch)]
    decided = ModerationEvent.objects.get(
        target=target, action=Action.DECIDE_LINK, after={"verdict_id": verdict.pk}
    )
    _put_in_force(target, verdict.replaces_id, Action.UNDO, by=by, batch=batch, undo_of=decided)
    return skipped


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


def _moved_by(verdict):
    events = ModerationEvent.objects.filter(rule=rule_of(verdict), undone_by=None)
    return events.filter(action__in=[Action.APPROVE, Action.REJECT]).select_related("comment")


def _undone(event, **record):
    try:
        moderation.undo(event, **record)
    except (Conflict, Refused):
        return False
    return True


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


def _outcomes(target, treatment, with_waiting) -> list[tuple[Comment, Outcome]]:
    """Every comment that waits with a link the target covers, and what becomes of it."""
    waiting = _comments(target).pending().oldest_first().select_related("current")
    if not with_waiting:
        return [(comment, Outcome.WAIT) for comment in waiting]
    links = _links_of(waiting)
    moderated = {*Discussion.objects.moderated().values_list("article_id", flat=True)}
    return [
        (
            comment,
            _unless_moderated(
                comment, moderated, outcome(links.get(comment.current_id, []), target, treatment)
            ),
        )
        for comment in waiting
    ]


def _unless_moderated(comment, moderated, became):
    """Where everything waits for a moderator, a verdict publishes nothing."""
    return Outcome.WAIT if comment.article_id in moderated and became is not Outcome.REJECT else became


def _links_of(comments):
    """All links in the latest words of the comments, by revision."""
    by_revision: dict[int, list[LinkUse]] = {}
    for use in LinkUse.objects.with_verdicts().filter(revision__in=comments.order_by().values("current")):
        by_revision.setdefault(use.revision_id, []).append(use)
    return by_revision


def _settle(comment, became, **record):
    if became is Outcome.REJECT:
        moderation.reject(comment, reason=Reason.SPAM, **record)
    elif became is not Outcome.WAIT:
        moderation.approve_as_decided(comment, revision=comment.current, **record)
