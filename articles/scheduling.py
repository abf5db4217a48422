"""Publishing and withdrawing at a set time.

What is scheduled is the draft as it is then: it is put aside with the act, and whatever is written afterwards
stays a draft (docs/adr/0010). Every verb locks the article first, then the act.
"""

import datetime
import logging
from collections.abc import Mapping
from contextlib import suppress

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from articles import publication_parts, publishing
from articles.desk_log import record
from articles.kept_copy import kept_copy, lay
from articles.models import Article, Handover, Kind, ScheduledAct
from articles.models.scheduled import Outcome
from articles.publishing import Review
from articles.tellings import tell_scheduler
from cms.refusals import Conflict, Refused
from cms.schedule import every
from cms.tasks import enqueue_at, task

logger = logging.getLogger(__name__)

FARTHEST = datetime.timedelta(days=2 * 365)
PAST = "This time has passed. Choose a later one."
TOO_FAR = "Choose a time within two years."
ONE_ACT = "Something is scheduled for this article already. Change or cancel that first."
ENDED = "This was done or cancelled meanwhile."
NOBODY = "The account that scheduled it is gone."
SWEEP = datetime.timedelta(minutes=5)


class _Rehearsed(Exception):
    """Ends a rehearsal, so that nothing of it stays."""


@transaction.atomic
def schedule(
    article: Article,
    *,
    by,
    at: datetime.datetime,
    kind: Kind,
    note: str = "",
    based_on: int | None = None,
    review: Review | None = None,
    despite_doubts: bool = False,
    parts: Mapping[str, list[str]] | None = None,
) -> ScheduledAct:
    """Have the article published as it is in the draft now, or withdrawn, at a time to come.

    `by`, `kind`, `note`, `review`, `despite_doubts` and `based_on` mean what they mean to
    `publishing.publish`, and `parts` what it means to `publication_parts.take`; the kind `withdrawn` takes
    the article away, with `note` as the reason. What would be refused now is refused now. An article has one
    such act at a time; one that could not be done makes room for a new one.
    """
    _refuse_moment(at)
    article = _locked(article)
    if article.scheduled_acts.waiting().exists():
        raise Refused({"at": ONE_ACT})
    review = review or Review()
    act = ScheduledAct(
        article=article, kind=kind, note=note, by=by, at=at, despite_doubts=despite_doubts,
        reviewer=review.reviewer, review_due_on=review.due_on,
        based_on=article.based_on if based_on is None else based_on, content=kept_copy(article),
        parts=dict(parts or {}),
    )  # fmt: skip
    _rehearse(act)
    _dismiss(article.scheduled_acts.failed())
    act.save()
    if not act.is_withdrawal:
        Handover.objects.filter(article=article).delete()
    record(article, by=by, sentence=f"Scheduled for {in_words(at)}: {act.get_kind_display()}.")
    enqueue_at(at, do_due)
    return act


@transaction.atomic
def move(act: ScheduledAct, *, by, at: datetime.datetime) -> ScheduledAct:
    """Have it done at another time to come, in the name of whoever moves it."""
    _refuse_moment(at)
    act = _locked_act(act)
    if not act.is_waiting:
        raise Conflict(ENDED)
    act.at, act.by = at, by
    act.save(update_fields=["at", "by"])
    record(act.article, by=by, sentence=f"Moved to {in_words(at)}.")
    enqueue_at(at, do_due)
    return act


@transaction.atomic
def cancel(act: ScheduledAct, *, by) -> ScheduledAct:
    """Have it not done; or put away one that could not be done, once somebody has seen to it."""
    act = _locked_act(act)
    if act.outcome not in (Outcome.WAITING, Outcome.FAILED):
        raise Conflict(ENDED)
    was_waiting = act.is_waiting
    _dismiss(ScheduledAct.objects.filter(pk=act.pk))
    if was_waiting:
        record(act.article, by=by, sentence=f"Cancelled what was scheduled for {in_words(act.at)}.")
    act.refresh_from_db()
    return act


@every(SWEEP)
@task()
def do_due() -> None:
    """Do what is due, in the order of its time; what was missed while no worker ran comes first.

    Each scheduled act queues this for its minute; the sweep is for what the queue lost.
    """
    for pk, article in ScheduledAct.objects.due().values_list("pk", "article"):
        try:
            _do(pk, article)
        except Exception:  # one that breaks must not keep the others waiting
            logger.exception("could not do scheduled act %s", pk)


def in_words(at: datetime.datetime) -> str:
    """The site's own time with its zone, such as "3 May 2026, 09:00 (Europe/London)"."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'j F Y, H:i')} ({timezone.get_current_timezone_name()})"


@transaction.atomic
def _do(pk, article_pk):
    """Do one act; all of it or nothing, and never twice."""
    article = _locked(Article(pk=article_pk))
    act = ScheduledAct.objects.due().select_for_update(of=("self",)).filter(pk=pk).first()
    if act is None:
        return
    try:
        _refuse_who_may_not(act)
        with transaction.atomic():
            _act(act, article)
    except Refused as refusal:
        _fail(act, " ".join(refusal.messages))
    except Conflict:
        _fail(act, "Another version was published after it was scheduled.")
    else:
        _end(act, Outcome.DONE)
        record(article, by=act.by, sentence=f"Done as scheduled: {act.get_kind_display()}.")


def _act(act, article):
    """What the act is about. The draft is put aside meanwhile, with whose turn it is."""
    if act.is_withdrawal:
        publishing.withdraw(article, by=act.by, reason=act.note)
        return
    draft, handover = kept_copy(article), Handover.objects.filter(article=article).first()
    lay(act.content, article)
    version = publishing.publish(
        article, by=act.by, kind=act.kind, note=act.note, based_on=act.based_on,
        review=Review(act.reviewer, act.review_due_on), despite_doubts=act.despite_doubts,
    )  # fmt: skip
    publication_parts.take(act.parts, version, by=act.by)
    if draft != act.content:
        lay(draft, Article.objects.get(pk=article.pk))
    if handover:
        handover.save(force_insert=True)


def _rehearse(act):
    """Do it and take it back, so that it is refused now if it would be."""
    with suppress(_Rehearsed), transaction.atomic():
        _act(act, act.article)
        raise _Rehearsed


def _refuse_moment(at):
    now = timezone.now()
    if at <= now:
        raise Refused({"at": PAST})
    if at > now + FARTHEST:
        raise Refused({"at": TOO_FAR})


def _refuse_who_may_not(act):
    if act.by is None:
        raise Refused(NOBODY)
    if not act.by.has_perm("articles.publish_article"):
        name = act.by.get_full_name() or act.by.get_username()
        raise Refused(f"{name}, who scheduled it, may no longer publish.")


def _fail(act, reason):
    _end(act, Outcome.FAILED, reason)
    record(act.article, by=act.by, sentence=f"Could not be done as scheduled: {reason}")
    tell_scheduler(act)


def _end(act, outcome, reason=""):
    act.outcome, act.reason, act.ended_at = outcome, reason, timezone.now()
    if outcome is Outcome.DONE:
        act.content = {}
    act.save(update_fields=["outcome", "reason", "ended_at", "content"])


def _dismiss(acts):
    acts.update(outcome=Outcome.CANCELLED, ended_at=timezone.now(), content={})


def _locked(article):
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _locked_act(act):
    _locked(act.article)
    return ScheduledAct.objects.select_for_update(of=("self",)).select_related("article").get(pk=act.pk)
