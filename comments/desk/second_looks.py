"""The blind sample, one comment at a time, and the report card that comes of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cms.keys import primary_key
from cms.refusals import Conflict, Refused
from comments import report_card
from comments.desk.access import moderators_only
from comments.desk.page import desk_page
from comments.desk.plots import plot
from comments.models import CheckRecord, SecondLook, SpamModel
from comments.second_looks import judge


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """The next comment to judge, without a word about the first decision."""
    if request.method == "POST":
        return _judge(request)
    waiting = SecondLook.objects.open().select_related("comment__article", "comment__current")
    return desk_page(request, "second_look", look=waiting.first(), waiting=waiting.count())


def _judge(request):
    found = get_object_or_404(SecondLook, pk=primary_key(request.POST.get("look")))
    try:
        judge(found, request.POST.get("verdict", ""), by=request.user)
    except Conflict as told:
        messages.warning(request, str(told))
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(reverse("desk-second-looks"), status=303)


@moderators_only
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """How well this site's decisions stand up."""
    weeks = report_card.weeks()
    missed, blocked = report_card.overall()
    context = {
        "measures": [
            _measure("Missed spam", "published, but not fit to be", missed, weeks, "missed_spam"),
            _measure("Blocked honest comments", "refused, but fine", blocked, weeks, "blocked_ham"),
        ],
        "records": CheckRecord.objects.exclude(source__startswith="rule "),
        "model": SpamModel.objects.first(),
    }
    return desk_page(request, "report_card", **context)


def _measure(name, words, share, weeks, of_week):
    shares = [getattr(week, of_week) for week in weeks]
    by_week = [*zip(weeks, shares, strict=True)]
    return {"name": name, "words": words, "share": share, "plot": plot(shares), "weeks": by_week}
