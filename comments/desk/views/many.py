"""Many comments in one act, and the ledger of acts."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cms.keys import primary_key
from cms.refusals import Conflict
from comments import bulk
from comments.desk import together as sets
from comments.desk.access import moderators_only
from comments.desk.ledger import lines
from comments.desk.order import OLDEST_FIRST
from comments.desk.page import desk_page
from comments.desk.queue import Queue
from comments.models import Action, BulkAct, Comment, CommentRevision, ModerationEvent, Reason

#: So many comments of a set, or of an act, are listed on a page with their words.
LISTED = 100
OFFERED = ("approve", "approve_without_links", "spam", "reject")


@moderators_only
def together(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Waiting comments that share something, page by page; one decision for those that stay ticked.

    The decision can be about those on other pages as well.
    """
    waiting = sets.waiting(kind, key)
    if request.method == "POST":
        return _decide(request, kind, key, waiting)
    return _page(request, kind, key, waiting)


def _decide(request, kind, key, waiting):
    name, chosen = request.POST.get("do", ""), _chosen(request.POST, waiting)
    if name not in OFFERED:
        raise Http404
    if not chosen:
        return _page(request, kind, key, waiting, error="Tick the comments this is about", status=422)
    try:
        act = bulk.decide(chosen, name, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as refused:
        return _page(request, kind, key, waiting, error=" ".join(refused.messages), status=422)
    return HttpResponseRedirect(reverse("desk-act", args=[act.batch]), status=303)


def _chosen(sent, waiting):
    """The ticked comments with the words that were listed: those that came meanwhile were read by nobody.

    `everything` names the last words there were when the page was made, and takes what has no tick lost.
    """
    ticked, until = _keys(sent, "wording"), primary_key(sent.get("everything"))
    wordings = waiting.values_list("pk", "current_id")
    if until is None:
        return {pk: read for pk, read in wordings if read in ticked}
    spared = _keys(sent, "listed") - ticked
    return {pk: read for pk, read in wordings.filter(current_id__lte=until) if read not in spared}


def _keys(sent, name):
    return {*map(primary_key, sent.getlist(name))}


def _page(request, kind, key, waiting, error="", status=200):
    queue = Queue(waiting, OLDEST_FIRST)
    start = Comment.objects.filter(pk=primary_key(request.GET.get("from"))).first()
    shown, size = queue.page(start, LISTED), waiting.count()
    context = {
        "listed": shown.comments,
        "next": shown.next,
        "is_later": start is not None,
        "size": size,
        "until": _last_words() if size > len(shown.comments) and kind != "all" else None,
        "what": sets.WHAT[kind],
        "is_ticked": kind != "all",
        "kind": kind,
        "key": key,
        "names": waiting.order_by().values("name").distinct().count(),
        "acts": OFFERED,
        "reasons": Reason.choices,
        "error": error,
    }
    return desk_page(request, "together", status, **context)


def _last_words():
    """The latest words there are: what comes later was on no page that is shown now."""
    return CommentRevision.objects.latest("pk").pk


@moderators_only
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first: everybody, or oneself alone."""
    mine = request.GET.get("by") == "me"
    found, more = lines(by=request.user if mine else None, before=primary_key(request.GET.get("before")))
    return desk_page(request, "ledger", lines=found, more=more, mine=mine)


@moderators_only
@require_safe
def bulk_act(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """One act on many comments: how far it has come, what it was about, and its undo."""
    act = BulkAct.objects.select_related("by").filter(pk=batch).first()
    events = ModerationEvent.objects.filter(batch=batch, comment__isnull=False)
    if act is None and not events.exists():
        raise Http404
    shown = events.select_related("comment__current", "actor", "undone_by")[:LISTED]
    context = {"act": act, "events": shown, "size": events.count(), "batch": batch}
    return desk_page(request, "act", is_under_way=act and not act.is_done, **context)


@moderators_only
@require_POST
def undo_act(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take back every act of a batch; a verdict's with the verdict itself, on its site's record."""
    events = ModerationEvent.objects.filter(batch=batch)
    get_object_or_404(events.filter(comment__isnull=False)[:1])
    verdict = events.filter(action=Action.DECIDE_LINK).select_related("target").first()
    if verdict:
        return HttpResponseRedirect(reverse("desk-site", args=[verdict.target.site]), status=303)
    try:
        act = bulk.undo(batch, by=request.user)
    except Conflict as told:
        messages.warning(request, str(told))
        return HttpResponseRedirect(reverse("desk-act", args=[batch]), status=303)
    if not act.total:
        messages.warning(request, "Nothing is left to undo here.")
        return HttpResponseRedirect(reverse("desk-act", args=[batch]), status=303)
    return HttpResponseRedirect(reverse("desk-act", args=[act.batch]), status=303)
