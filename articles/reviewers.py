"""The page behind a reviewer's link: the draft as readers would see it, and a form for remarks.

It is nobody's but the link's: no cookie, never stored, never listed, and the link is not told to other sites.
The secret in the address is what lets a form through, so no CSRF token is needed; another site does not know
it. (A page that sends no referrer sends no usable `Origin` either.)
"""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from articles import invitations
from articles.forms import RemarkForm
from articles.models import Article
from articles.passages import with_links
from articles.preview import preview_page


@csrf_exempt
def review(request: HttpRequest, secret: str) -> HttpResponse:
    invitation = invitations.found(secret)
    if invitation is None:
        raise Http404
    if not invitation.is_valid:
        return _private(render(request, "articles/review_ended.html", status=410))
    invitations.note_use(invitation)
    form = _form(request, invitation)
    if request.method == "POST" and _is_kept(form, invitation):
        return _private(HttpResponseRedirect(f"{request.path}?sent=1#remarks", status=303))
    return _private(_page(request, invitation, form))


def _page(request, invitation, form):
    article = Article.objects.select_related("topic", "author", "lead_image", "reviewer")
    page = preview_page(article.get(pk=invitation.article_id))
    passages = with_links(str(page.body), lambda number: f"?on={number}#remark")
    if not form.is_bound:
        form.initial["quote"] = _asked_about(request.GET.get("on", ""), passages.quotes)
    context = {
        "page": page,
        "article": page.article,
        "version": page.version,
        "body": passages.html,
        "form": form,
        "remarks": invitation.remarks.all(),
        "invitation": invitation,
        "is_sent": "sent" in request.GET,
    }
    return render(request, "articles/review.html", context, status=422 if form.errors else 200)


def _form(request, invitation):
    return RemarkForm(request.POST if request.method == "POST" else None, initial={"name": invitation.name})


def _is_kept(form, invitation):
    if not form.is_valid():
        return False
    try:
        invitations.remark(invitation, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("quote" if hasattr(refusal, "error_dict") else None, refusal.messages)
        return False
    return True


def _asked_about(number, quotes):
    """The passage of that number; empty for any other number."""
    known = number.isdecimal() and len(number) < 6 and 1 <= int(number) <= len(quotes)
    return quotes[int(number) - 1] if known else ""


def _private(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    # Django's log would write down the address, which is a secret.
    response._has_been_logged = True
    return response
