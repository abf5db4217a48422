"""A small page that asks for words, for readers most often, and then does one thing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.models import Article
from cms.refusals import Conflict

TEMPLATE = "admin/articles/article/words.html"
MOMENT = ("day", "time")


def words_page(
    model_admin,
    request: HttpRequest,
    article: Article,
    *,
    ask: Callable[..., Form],
    act: Callable[..., object],
    said: str,
    permission: str = "articles.publish_article",
    is_logged: bool = True,
    **context,
) -> HttpResponse:
    """`ask` for the words; with good ones `act` and return to the article, saying `said`.

    `act` takes the fields of the form as arguments; a day and a time are one, `at`. With `is_logged` the
    sentence joins the desk's log; some verbs write there themselves. For those who have the permission.
    `context` has the page's `title`, the words on its `button`, whether the act takes something away
    (`is_grave`), what to know before (`explanation`, a list of sentences), and where else to go (`see`, an
    address and words).
    """
    if not request.user.has_perm(permission):
        raise PermissionDenied
    form = ask(request.POST or None)
    if request.method == "POST" and form.is_valid() and _acts(form, act):
        if is_logged:
            model_admin.log_change(request, article, said)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]), status=303)
    context |= model_admin.admin_site.each_context(request) | {"form": form, "article": article}
    return TemplateResponse(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


def _acts(form, act):
    try:
        act(**{name: form.cleaned_data[name] for name in _named(form)})
    except ValidationError as refusal:
        _explain(form, refusal)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors


def _named(form):
    """What the act is told: a day and a time of a form are one moment, `at`."""
    return (
        ["at", *(name for name in form.fields if name not in MOMENT)] if "day" in form.fields else form.fields
    )


def _explain(form, refusal):
    refusals = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal.error_list}
    for name, errors in refusals.items():
        name = "day" if name == "at" else name
        form.add_error(name if name in form.fields else next(iter(form.fields)), errors)
