"""What the body's editor asks for while somebody writes: pasted text made clean, and articles to link to."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from articles.admin.article_list import status, with_acts
from articles.internal_links import targets
from articles.models import Article
from articles.unpublished import changed_among
from cms.fields import RAW_ALLOWANCE
from cms.html import clean_body, clean_paste
from cms.markdown import text_html

#: Articles offered to link to.
MOST_FOUND = 8
TOO_LONG = "This is too long to paste in one go. Paste it in parts."


@require_POST
def clean(request: HttpRequest) -> JsonResponse:
    """What was pasted (`html` or `text`) or written as HTML by hand (`source`), as a body can hold it."""
    if not (
        request.user.has_perm("articles.change_article") or request.user.has_perm("articles.add_article")
    ):
        raise PermissionDenied
    kind, words = next(iter(request.POST.items()), ("", ""))
    if len(words) > RAW_ALLOWANCE * Article._meta.get_field("body").max_length:
        return JsonResponse({"said": TOO_LONG}, status=422)
    if kind == "source":
        if not request.user.has_perm("articles.edit_html"):
            raise PermissionDenied
        return JsonResponse({"html": clean_body(words), "said": ""})
    pasted = clean_paste(text_html(words) if kind == "text" else words)
    return JsonResponse({"html": pasted.html, "said": _left_out(pasted.pictures)})


@require_GET
def find(request: HttpRequest) -> JsonResponse:
    """Articles to link to: those whose titles hold every word of `q`, or the one at an address."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip().replace("\0", "")
    led = targets([asked])
    if led:
        found = Article.objects.filter(pk__in=[target.article for target in led.values()])
    else:
        found = Article.objects.titled(asked)
    articles = [*with_acts(found)[:MOST_FOUND]]
    changed = changed_among([article.pk for article in articles])
    return JsonResponse({"articles": [_row(article, article.pk in changed) for article in articles]})


def _row(article, is_changed):
    return {
        "id": article.pk,
        "title": article.title,
        "about": f"{status(article, is_changed=is_changed)}, {article.get_absolute_url()}",
        "is_seen": article.is_published,
    }


def _left_out(pictures):
    if not pictures:
        return ""
    what = "A picture was" if pictures == 1 else f"{pictures} pictures were"
    return f"{what} left out. Put pictures into the library first."
