"""The addresses that programs read: an article's history as data, its past as Memento lays it out,
its words as Markdown, and what the whole site has for them."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import parse_http_date_safe

from articles import timemap as memento
from articles.as_markdown import article_markdown as markdown_of
from articles.history_json import history_data
from articles.links import LINK_FORMAT, MARKDOWN, TypedLink, header, link_to
from articles.models import Article, Kind, Topic
from cms.sharing import shareable

PLAIN_TEXT = "text/plain; charset=utf-8"
#: So many of the latest articles stand in llms.txt.
TOLD_TO_PROGRAMS = 50
#: No version has a longer number.
MOST_DIGITS = 9


@shareable
def history_json(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(article)
    data = history_data(article, _after(request), request.build_absolute_uri)
    links = [TypedLink("next", data["next"])] if data["next"] else []
    return JsonResponse(data, headers=header(links))


@shareable
def article_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(article)
    words = markdown_of(article, request.build_absolute_uri)
    links = [link_to("canonical", "article", article, request.build_absolute_uri)]
    response = HttpResponse(words, content_type=f"{MARKDOWN}; charset=utf-8", headers=header(links))
    response.changed_at = article.content_changed_at
    return response


@shareable
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type=PLAIN_TEXT)


@shareable
def llms(request: HttpRequest) -> HttpResponse:
    """What the site has, for programs that answer questions (llmstxt.org)."""
    latest = Article.objects.published().for_rows().recently_updated()[:TOLD_TO_PROGRAMS]
    context = {"topics": Topic.objects.in_use(), "articles": latest}
    return render(request, "llms.txt", context, content_type=f"{MARKDOWN}; charset=utf-8")


@shareable
def timemap(request: HttpRequest, slug: str) -> HttpResponse:
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(article)
    return HttpResponse(memento.timemap(article, request.build_absolute_uri), content_type=LINK_FORMAT)


def timegate(request: HttpRequest, slug: str) -> HttpResponse:
    """The way to the version of the time in `Accept-Datetime` (RFC 7089). Kept by no cache."""
    article = get_object_or_404(Article.objects.for_page(), live_slug=slug)
    if article.is_withdrawn:
        return _gone(article)
    try:
        number = memento.number_at(article, _wanted_moment(request))
    except ValueError as malformed:
        return HttpResponse(str(malformed), status=400, content_type=PLAIN_TEXT)
    headers = {"Vary": "Accept-Datetime"} | header(
        memento.timegate_links(article, request.build_absolute_uri)
    )
    return HttpResponseRedirect(reverse("version", args=[slug, number]), headers=headers)


def _after(request):
    """The number after which this page of a history begins; an address that is none of ours is not found."""
    value = request.GET.get("after", "0")
    if not value.isdecimal() or len(value) > MOST_DIGITS:
        raise Http404
    return int(value)


def _wanted_moment(request):
    """What `Accept-Datetime` asks for; ValueError, in words, for one that is no HTTP date."""
    wanted = request.headers.get("Accept-Datetime")
    if wanted is None:
        return None
    seconds = parse_http_date_safe(wanted)
    if seconds is None:
        raise ValueError("Accept-Datetime must be an HTTP date, such as Tue, 04 Mar 2025 10:00:00 GMT.")
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _gone(article):
    reasons = article.notes.current().filter(kind=Kind.WITHDRAWN).values_list("text", flat=True)
    words = f"We withdrew this article. {reasons.first() or ''}".rstrip()
    return HttpResponse(words, status=410, content_type=PLAIN_TEXT)
