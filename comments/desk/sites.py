"""The sites that comments link to: their list, the record of each, and deciding about it.

Nothing on these pages leads to an address from a comment or loads one: they are text.
"""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cms.refusals import Conflict, Refused
from comments.desk.access import moderators_only
from comments.desk.page import desk_page
from comments.desk.site_form import SiteForm, part_of, uses_shown
from comments.desk.site_words import done_sentence, preview_sentences
from comments.links import proposals, sites, verdicts
from comments.links.addresses import places
from comments.models import (
    Action,
    LinkProposal,
    LinkTarget,
    LinkVerdict,
    ModerationEvent,
    Treatment,
)

PER_PAGE = 50
LEDGER = 50


@moderators_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every site, those with waiting comments first; `?q=` looks for a part of the name."""
    typed = request.GET.get("q", "")[:300]
    rows, following = sites.page_of_sites(typed, request.GET.get("after", ""))
    context = {"title": "Links", "rows": rows, "following": following, "typed": typed}
    return _page(request, "sites", context)


@moderators_only
@require_safe
def record(request: HttpRequest, site: str) -> HttpResponse:
    """Everything known about one site, and the form to decide about it."""
    target = _site(site)
    if target.value != site:
        return redirect("desk-site", site=target.value)
    part = part_of(target, request.GET.get("part", ""))
    return _record(request, target, SiteForm(target, part=part))


@moderators_only
@require_POST
def preview(request: HttpRequest, site: str) -> HttpResponse:
    """What the decision would do, before it is made."""
    target = _site(site)
    form = _sent(request, target)
    if not form.is_valid():
        return _record(request, target, form, status=422)
    given = form.cleaned_data
    part, treatment = part_of(target, str(given["target"])), Treatment(given["treatment"])
    told = verdicts.preview(part, treatment, with_waiting=given["with_waiting"])
    context = {
        "title": f"{treatment.label}: {part.readable}",
        "site": target,
        "part": part,
        "treatment": treatment,
        "given": given,
        "sentences": preview_sentences(told, treatment, with_waiting=given["with_waiting"]),
    }
    return _page(request, "preview", context)


@moderators_only
@require_POST
def decide(request: HttpRequest, site: str) -> HttpResponse:
    """Make the decision that was previewed."""
    target = _site(site)
    form = _sent(request, target)
    if not form.is_valid():
        return _record(request, target, form, status=422)
    given, seen = form.cleaned_data, request.POST.get("seen", "")
    part = part_of(target, str(given.pop("target")))
    seen = int(seen) if seen.isdecimal() and len(seen) < 18 else None
    try:
        verdict = verdicts.decide(part, given.pop("treatment"), by=request.user, seen=seen, **given)
    except Conflict as told:
        messages.warning(request, str(told))
        return _back(target)
    return _back(target, f"?done={verdict.pk}")


@moderators_only
@require_POST
def undo(request: HttpRequest, site: str, pk: int) -> HttpResponse:
    """Put everything back as it was before a verdict."""
    target = _site(site)
    verdict = get_object_or_404(LinkVerdict, pk=pk, **_inside(target))
    try:
        skipped = verdicts.undo(verdict, by=request.user)
    except (Conflict, Refused) as why:
        messages.warning(request, " ".join(getattr(why, "messages", [str(why)])))
        return _back(target)
    left = f" {len(skipped)} decided about since were left as they are." if skipped else ""
    messages.success(request, f"Undone. Everything is as it was before.{left}")
    return _back(target)


@moderators_only
@require_POST
def ignore(request: HttpRequest, site: str, pk: int) -> HttpResponse:
    """Set another site's proposal aside."""
    target = _site(site)
    proposal = get_object_or_404(LinkProposal, pk=pk, **_inside(target))
    try:
        proposals.ignore(proposal, by=request.user)
    except Conflict as told:
        messages.warning(request, str(told))
    else:
        messages.success(request, "The proposal is set aside.")
    return _back(target)


def _sent(request, site):
    """The form as it was sent; any part of the site may be chosen, listed or not."""
    return SiteForm(site, request.POST, part=part_of(site, request.POST.get("target", "")))


def _page(request, template, context, status=200):
    return desk_page(request, template, status, is_about_sites=True, **context)


def _site(name):
    """The site of that name, in either spelling."""
    domains = LinkTarget.objects.sites().select_related("verdict__by")
    found = domains.filter(value=name).first()
    if found is None:
        place = next(iter(places(f"https://{name}")), None)
        found = domains.filter(value=place.value).first() if place else None
    if found is None:
        raise Http404
    return found


def _back(site, query=""):
    response = HttpResponseRedirect(reverse("desk-site", args=[site.value]) + query)
    response.status_code = 303
    return response


def _record(request, site, form, status=200):
    uses, older = _uses(site, request.GET.get("before", ""))
    context = {
        "title": site.readable,
        "site": site,
        "counts": sites.counts_of(site),
        "last_seen": sites.last_seen(site),
        "noticed": sites.noticed(site),
        "uses": uses,
        "older": older,
        "is_later_page": "before" in request.GET,
        "ledger": _ledger(site),
        "proposals": _proposals(site),
        "done": _done(site, request.GET.get("done", "")),
        "form": form,
    }
    return _page(request, "site", context, status)


def _uses(site, before):
    """Fifty links from there on, newest first, and where the next fifty begin; each with its own decision."""
    uses = uses_shown(site)
    if before.isdecimal() and len(before) < 18:
        uses = uses.filter(pk__lt=before)
    page = [*uses[: PER_PAGE + 1]]
    return page[:PER_PAGE], page[PER_PAGE - 1].pk if len(page) > PER_PAGE else None


def _inside(site):
    return {"target__in": LinkTarget.objects.inside(site)}


def _ledger(site):
    """The latest decisions about the site or a part of it: the event, its verdict, and what can be undone."""
    events = ModerationEvent.objects.filter(**_inside(site)).select_related("actor", "target", "undone_by")
    events = [*events.order_by("-pk")[:LEDGER]]
    numbers = {event.after.get("verdict_id") for event in events if event.action == Action.DECIDE_LINK}
    given = LinkVerdict.objects.in_bulk(numbers - {None})
    return [(event, _verdict(event, given), _may_undo(event, given)) for event in events]


def _verdict(event, given):
    return given.get(event.after.get("verdict_id")) if event.action == Action.DECIDE_LINK else None


def _may_undo(event, given):
    verdict = _verdict(event, given)
    return bool(verdict and event.target.verdict_id == verdict.pk and verdicts.is_undoable(verdict))


def _proposals(site):
    return LinkProposal.objects.open().filter(**_inside(site)).select_related("target")


def _done(site, given):
    """The verdict just given, while it is in force, and what it did."""
    if not given.isdecimal() or len(given) > 18:
        return None
    verdict = LinkVerdict.objects.filter(pk=given, **_inside(site)).select_related("target").first()
    if verdict is None or verdict.target.verdict_id != verdict.pk:
        return None
    moved = ModerationEvent.objects.filter(rule=verdicts.rule_of(verdict), undone_by=None)
    return verdict, done_sentence(Counter(moved.values_list("to_state", flat=True)))
