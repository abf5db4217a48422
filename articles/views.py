"""The public pages about articles. Every one starts from what is published."""

import datetime
from urllib.parse import quote, urlencode

from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control

from articles.article_page import article_page, version_page
from articles.compared import Choice, choose, compared, update_of
from articles.history import history_page
from articles.images import is_shown
from articles.models import Article, Author, Image, Tag, Topic, UpdateNote, Version
from articles.page_head import article_head, history_head, update_head, version_head
from articles.rendering import facts_of
from articles.search_page import search_page
from cms.middleware import takes_nulls
from cms.sharing import shareable

PAGE_SIZE = 20
LATEST = 6
RECENTLY_REVIEWED = 5


@shareable
def home(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.published().for_rows().select_related("live__lead_image")
    lead, *rest = [*articles.recently_updated()[: LATEST + 1]] or [None]
    reviewed = Article.objects.published().for_rows().exclude(last_reviewed_on=None)
    image = lead.live.lead_image if lead else None
    context = {
        "lead": lead,
        "lead_image": facts_of(image) if image else None,
        "latest": rest,
        "reviewed": reviewed.order_by("-last_reviewed_on", "-pk")[:RECENTLY_REVIEWED],
        "topics": Topic.objects.in_use(),
    }
    return render(request, "articles/home.html", context)


@shareable
def article(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if found.is_withdrawn:
        return _gone(request, found)
    page = article_page(found)
    head = article_head(page, request.build_absolute_uri)
    context = {"page": page, "article": found, "version": found.live, "head": head}
    response = head.add_to(render(request, "articles/article.html", context))
    response.changed_at = found.content_changed_at
    return response


@shareable
def article_by_number(request: HttpRequest, pk: int, rest: str = "") -> HttpResponse:
    """The address of an article that stays leads to the one it has now."""
    found = get_object_or_404(Article.objects.for_page(), pk=pk)
    query = request.META.get("QUERY_STRING", "")
    address = f"{found.get_absolute_url()}{quote(rest)}"
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@shareable
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version with its note, and what changed between the two a reader chose."""
    found = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if found.is_withdrawn:
        return _gone(request, found)
    head = history_head(found, request.build_absolute_uri)
    context = {
        "page": history_page(found, request.GET.get("page")),
        "article": found,
        "head": head,
        "chosen": _chosen(request, found),
    }
    status = 422 if context["chosen"]["error"] else 200
    return head.add_to(render(request, "articles/history.html", context, status=status))


def _chosen(request, article):
    """The comparison asked for, if any. Without one the latest update is preselected and nothing is shown."""
    given = request.GET.get("from"), request.GET.get("to")
    if given == (None, None):
        return {"from": article.live.number - 1, "to": article.live.number, "error": ""}
    try:
        choice = choose(article, *given)
    except Version.DoesNotExist as missing:
        raise Http404 from missing
    if choice.error:
        return {"from": choice.number, "to": choice.number, "error": choice.error}
    numbers = {"from": choice.older.number, "to": choice.newer.number}
    base = f"{request.path}?{urlencode(numbers)}&"
    return numbers | {"error": "", "shown": compared(choice, base, request.GET.get("view", ""))}


@shareable
def update(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one published update changed, at an address that stays."""
    found = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if found.is_withdrawn:
        return _gone(request, found)
    try:
        note = update_of(found, number)
    except UpdateNote.DoesNotExist as missing:
        raise Http404 from missing
    before = found.versions.filter(number=number - 1).first()
    head = update_head(note, request.build_absolute_uri)
    context = {"article": found, "note": note, "version": note.version, "error": "", "head": head}
    if before and before.is_readable and note.version.is_readable:
        choice = Choice(before, note.version)
        context["shown"] = compared(choice, f"{request.path}?", request.GET.get("view", ""))
    elif before:
        context["error"] = "We removed the words of one of these versions, so we cannot show what changed."
    return head.add_to(render(request, "articles/update.html", context))


@shareable
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One kept version at its own address; the live one is at the article's."""
    found = get_object_or_404(Version.objects.for_page(), article__live_slug=slug, number=number)
    if found.article.is_withdrawn:
        return _gone(request, found.article)
    if not found.is_readable:
        return render(request, "articles/redacted.html", {"version": found}, status=410)
    page = version_page(found)
    head = version_head(page, request.build_absolute_uri)
    context = {"page": page, "article": found.article, "version": found, "head": head}
    return head.add_to(render(request, "articles/version.html", context))


@shareable
def topics(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/topics.html", {"topics": Topic.objects.in_use()})


@shareable
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Topic.objects.select_related("became"), slug=slug)
    if found.is_former:
        return _sent_on(request, found.became)
    return _listing(request, found, Article.objects.on_topic(found), "articles/topic.html")


@shareable
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tag.objects.select_related("became"), slug=slug)
    if found.is_former:
        return _sent_on(request, found.became)
    if not found.use_count:
        raise Http404
    return _listing(request, found, Article.objects.tagged(found), "articles/tag.html")


@shareable
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Author, slug=slug)
    return _listing(request, found, Article.objects.filter(live__author=found), "articles/author.html")


@shareable
def latest(request: HttpRequest) -> HttpResponse:
    return _listing(request, None, Article.objects.all(), "articles/latest.html")


@shareable
def archive(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/archive.html", {"years": Article.objects.published().months()})


@shareable
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise Http404
    articles = Article.objects.filter(first_published__year=year)
    if not articles.published().exists():
        raise Http404
    return _listing(request, year, articles, "articles/archive_year.html")


@takes_nulls
@shareable
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/search.html", {"page": search_page(request.GET)})


def image(request: HttpRequest, pk: int) -> HttpResponse:
    """The library's stable address of a picture; bodies and editors use it.

    Readers get what they are shown somewhere, whoever may see the library gets everything.
    """
    found = get_object_or_404(Image.objects.exclude(file=""), pk=pk)
    response = HttpResponseRedirect(facts_of(found).url)
    if is_shown(found):
        patch_cache_control(response, public=True, max_age=300)
    elif not request.user.has_perm("articles.view_image"):
        raise Http404
    return response


def _listing(request, subject, articles, template):
    """A page of published articles, by date of publication or of the last update."""
    articles = articles.published().for_rows()
    by_update = request.GET.get("sort") == "updated"
    articles = articles.recently_updated() if by_update else articles.latest()
    rows = Paginator(articles, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, template, {"subject": subject, "rows": rows, "by_update": by_update})


def _sent_on(request, subject):
    """To the address of what has another name now, with the query."""
    query = request.META.get("QUERY_STRING", "")
    address = subject.get_absolute_url()
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _gone(request, article):
    note = article.notes.current().filter(kind="withdrawn").first()
    return render(request, "articles/withdrawn.html", {"article": article, "note": note}, status=410)
