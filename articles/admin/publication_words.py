"""Words about a publication that come along with a draft: no part of it, and not to be lost."""

from django.http import HttpRequest

from articles import publication_parts
from articles.models import Article

#: Where in the session they wait while the draft is saved and looked at.
KEY = "publication_words"
FIELDS = ("kind", "note", "reviewer", "review_due_on", "day", "time")


def sent(request: HttpRequest) -> dict:
    words = {name: request.POST[name] for name in FIELDS if request.POST.get(name)}
    return {**words, **parts_sent(request)}


def parts_sent(request: HttpRequest) -> dict[str, list[str]]:
    """What was given in the fields that other rooms have in the panel."""
    return {name: request.POST.getlist(name) for name in _part_names() if name in request.POST}


def parts_kept(request: HttpRequest, article: Article) -> dict[str, list[str]]:
    return {name: given for name, given in kept(request, article).items() if name in _part_names()}


def kept(request: HttpRequest, article: Article) -> dict:
    return request.session.get(KEY, {}).get(str(article.pk), {})


def keep(request: HttpRequest, article: Article, words: dict) -> None:
    """Remember them for this article; an empty dict forgets."""
    if kept(request, article) != words:
        request.session[KEY] = {**request.session.get(KEY, {}), str(article.pk): words}


def _part_names():
    return publication_parts.field_names()
