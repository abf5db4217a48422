"""A small page that asks for words, for readers most often, and then does one thing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.forms import WordsForm
from articles.models import Article
from cms.refusals import Conflict

TEMPLATE = "admin/articles/article/words.html"


def words_page(
    model_admin,
    request: HttpRequest,
    article: Article,
    *,
    ask: Callable[..., WordsForm],
    act: Callable[[str], object],
    said: str,
    permission: str = "articles.publish_article",
    **context,
) -> HttpResponse:
    """`ask` for the words; with good ones `act` and return to the article, saying `said`.

    For those who have the permission. `context` has the page's `title`, the words on its `button`, whether
    the act takes something away (`is_grave`), and what to know before (`explanation`, a list of sentences).
    """
    if not request.user.has_perm(permission):
        raise PermissionDenied
    form = ask(request.POST or None)
    if request.method == "POST" and form.is_valid() and _acts(form, act):
        model_admin.log_change(request, article, said)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]), status=303)
    context |= model_admin.admin_site.each_context(request) | {"form": form, "article": article}
    return TemplateResponse(request, TEMPLATE, context, status=422 if request.method == "POST" else 200)


def _acts(form, act):
    try:
        act(form.cleaned_data["words"])
    except ValidationError as refusal:
        form.add_error("words", refusal.messages)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors
