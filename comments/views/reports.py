"""The page where a reader says what is wrong with a comment."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from cms.origin import same_origin_form
from cms.refusals import Refused
from comments import policy
from comments.models import Comment
from comments.plain_words import public_text
from comments.reporter import remember, reporter_of
from comments.reporting import AlreadyReported, has_reported, report
from comments.views.forms import ReportForm


@same_origin_form
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what came of it. A browser gets its number with the form."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    comment = get_object_or_404(Comment.objects.published().on_readable(), pk=pk)
    reporter = reporter_of(request)
    if request.method == "POST":
        return _send(request, comment, reporter)
    said = ""
    if has_reported(comment, reporter):
        said = "sent" if "sent" in request.GET else "already"
    response = _page(request, comment, ReportForm(), said=said)
    remember(request, response)
    return response


def _send(request, comment, reporter):
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, comment, form, status=422)
    try:
        report(comment, reporter, **form.cleaned_data)
    except AlreadyReported:
        return _page(request, comment, form, said="already")
    except policy.TooQuick as wait:
        form.add_error(None, str(wait))
        response = _page(request, comment, form, status=429)
        response["Retry-After"] = str(wait.minutes * 60)
        return response
    except Refused as refused:
        form.add_error(None, " ".join(refused.messages))
        return _page(request, comment, form, status=422)
    return HttpResponseRedirect(f"{request.path}?sent", status=303)


def _page(request, comment, form, said="", status=200):
    context = {"comment": comment, "article": comment.article, "form": form, "said": said}
    context["words"] = public_text(comment)  # as readers see them, links dropped or held too
    return render(request, "comments/report.html", context, status=status)
