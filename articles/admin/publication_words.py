"""Words about a publication that come along with a draft: no part of it, and not to be lost."""

from django.http import HttpRequest

from articles.models import Article

#: Where in the session they wait while the draft is saved and looked at.
KEY = "publication_words"
FIELDS = ("kind", "note", "reviewer", "review_due_on", "day", "time")


def sent(request: HttpRequest) -> dict:
    return {name: request.POST[name] for name in FIELDS if request.POST.get(name)}


def kept(request: HttpRequest, article: Article) -> dict:
    return request.session.get(KEY, {}).get(str(article.pk), {})


def keep(request: HttpRequest, article: Article, words: dict) -> None:
    """Remember them for this article; an empty dict forgets."""
    if kept(request, article) != words:
        request.session[KEY] = {**request.session.get(KEY, {}), str(article.pk): words}
