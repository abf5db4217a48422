"""One comment at a time: the queue, the comment, the decision, the undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cms.keys import primary_key
from cms.refusals import Conflict
from comments import moderation
from comments.acts import ACTS, offered, perform
from comments.desk import together
from comments.desk.access import moderators_only
from comments.desk.item import item as everything_about
from comments.desk.order import LIKELIEST_SPAM_FIRST
from comments.desk.page import desk_page
from comments.desk.queue import count
from comments.desk.tabs import TABS, Tab
from comments.links import proposals
from comments.models import Action, Comment, CommentRevision, DeskSettings, ModerationEvent, Reason


@moderators_only
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk-queue", args=["waiting"]))


@moderators_only
@require_safe
def queue(request: HttpRequest, tab: str) -> HttpResponse:
    """The list; where there is room beside it, its first comment too."""
    tab = _tab(tab)
    shown = tab.queue.page(_comment(request.GET.get("from")))
    first = shown.comments[0] if shown.comments else None
    return _page(request, tab, first, is_list=True)


@moderators_only
def item(request: HttpRequest, tab: str, pk: int) -> HttpResponse:
    """One comment with everything needed to decide; a decision is sent to this address too."""
    tab, comment = _tab(tab), get_object_or_404(Comment.objects.for_desk(), pk=pk)
    if request.method == "POST":
        return _decide(request, tab, comment)
    return _page(request, tab, comment)


@moderators_only
@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment wherever it stands now."""
    found = get_object_or_404(Comment, pk=pk)
    tab = next((tab for tab in TABS.values() if tab.queue.comments.filter(pk=pk).exists()), TABS["waiting"])
    return HttpResponseRedirect(reverse("desk-item", args=[tab.name, found.pk]))


@moderators_only
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a comment back where it was before one event, or a proposal that was set aside."""
    event = get_object_or_404(ModerationEvent.objects.exclude(action=Action.DECIDE_LINK), pk=pk)
    if event.comment_id is None:
        return _undo_ignoring(request, event)
    try:
        if event.action == Action.WITHDRAW:
            raise Conflict("The writer took this comment back. Only the writer can put it back.")
        found = moderation.undo(event, by=request.user)
    except (Conflict, ValidationError) as told:
        messages.warning(request, _words(told))
    else:
        messages.success(request, f"Undone. The comment is {STANDS[found.state]} again.")
    return _see_other(reverse("desk-comment", args=[event.comment_id]))


def _undo_ignoring(request, event):
    if event.action != Action.IGNORE_PROPOSAL:
        raise Http404
    try:
        proposals.undo_ignoring(event, by=request.user)
    except (Conflict, ValidationError) as told:
        messages.warning(request, _words(told))
    else:
        messages.success(request, "Undone. The proposal stands open again.")
    return _see_other(reverse("desk-site", args=[event.target.site]))


@moderators_only
@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Switch the single keys on or off for oneself."""
    DeskSettings.objects.update_or_create(
        user=request.user, defaults={"keys_off": request.POST.get("keys") == "off"}
    )
    return _see_other(reverse("desk"))


#: Where a comment stands, in the sentence after an undo.
STANDS = {
    "pending": "waiting",
    "published": "published",
    "rejected": "kept from readers",
    "removed": "removed",
    "withdrawn": "withdrawn",
}


def _page(request, tab: Tab, comment, *, is_list=False, error="", status=200):
    context = {
        "tab": tab,
        "is_list": is_list,
        "error": error,
        "reasons": Reason.choices,
    }
    if comment is not None:
        comment = comment if not is_list else Comment.objects.for_desk().get(pk=comment.pk)
        context |= _around(tab, comment, _comment(request.GET.get("from")))
        context |= _deciding(comment)
    context["done"] = _done(request)
    return desk_page(request, "queue", status, **context)


def _deciding(comment):
    """What is known of the comment, and its buttons: the one the score suggests comes first."""
    shown, names = everything_about(comment), offered(comment)
    if shown.is_preselected and "spam" in names:
        names.sort(key=lambda name: name != "spam")
    return {"item": shown, "offered": names}


def _around(tab, comment, start):
    """The page of the queue that the comment is on, its neighbours and its place."""
    shown = tab.queue.page(start)
    if comment not in shown.comments:
        shown = tab.queue.page(comment)
    return {
        "shown": shown,
        "together": together.offered(shown.comments) if tab.waits else [],
        "is_by_score": tab.order is LIKELIEST_SPAM_FIRST,
        "before": tab.queue.before(comment),
        "after": tab.queue.after(comment),
        "position": tab.queue.position(comment),
        "total": count(tab.queue.comments),
        "is_in_tab": tab.queue.comments.filter(pk=comment.pk).exists(),
    }


def _decide(request, tab, comment):
    name, after = request.POST.get("do", ""), tab.queue.after(comment)
    if name not in ACTS:
        raise Http404
    record = {
        "reason": request.POST.get("reason", ""),
        "note": request.POST.get("note", ""),
        "revision": _revision_read(request, comment),
        "seen": primary_key(request.POST.get("seen")),
    }
    try:
        event = perform(name, comment, by=request.user, **record)
    except Conflict as told:
        messages.warning(request, _words(told))
        return _see_other(reverse("desk-item", args=[tab.name, comment.pk]))
    except ValidationError as refused:
        return _page(request, tab, comment, error=_words(refused), status=422)
    following = after or tab.queue.page().comments[:1]
    if following:
        following = following if after else following[0]
        return _see_other(f"{reverse('desk-item', args=[tab.name, following.pk])}?done={event.pk}")
    return _see_other(f"{reverse('desk-queue', args=[tab.name])}?done={event.pk}")


def _done(request):
    """What was done just before, to say so and to offer its undo."""
    events = ModerationEvent.objects.select_related("comment__current", "undone_by")
    pk = primary_key(request.GET.get("done"))
    return events.filter(pk=pk, actor=request.user, comment__isnull=False).first()


def _tab(name) -> Tab:
    if name not in TABS:
        raise Http404
    return TABS[name]


def _comment(given):
    return Comment.objects.filter(pk=primary_key(given)).first()


def _revision_read(request, comment):
    return CommentRevision.objects.filter(
        comment=comment, pk=primary_key(request.POST.get("revision"))
    ).first()


def _words(told):
    return " ".join(told.messages) if isinstance(told, ValidationError) else str(told)


def _see_other(address):
    return HttpResponseRedirect(address, status=303)
