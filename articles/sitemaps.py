"""The sitemaps: an index, the articles in files that stay what they are, everything else, and the news.

A file has the articles of a run of numbers, so that publishing one changes one file, and the `lastmod` of the
others stays. Dates in them are those of any change: for machines that have to fetch a page again.
"""

import datetime

from django.conf import settings
from django.db.models import F, IntegerField, Max
from django.db.models.functions import Cast, Coalesce, Floor
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Author, Tag, Topic
from cms.sharing import shareable
from cms.views import PAGES

#: Article numbers of one file.
IN_A_FILE = 5_000
#: A tag's page is worth finding when it lists more than one article.
FEWEST_TAGGED = 2
#: What counts as news, and the most that a news sitemap may list.
NEWS_FOR = datetime.timedelta(days=2)
MOST_NEWS = 1_000


@shareable
def index(request: HttpRequest) -> HttpResponse:
    files = Article.objects.published().annotate(file=Cast(Floor(F("pk") / float(IN_A_FILE)), IntegerField()))
    files = files.values("file").annotate(changed_at=Max("content_changed_at")).order_by("file")
    parts = [(reverse("sitemap-articles", args=[file["file"]]), file["changed_at"]) for file in files]
    latest = max((changed_at for _, changed_at in parts), default=None)
    parts += [(reverse("sitemap-pages"), latest), (reverse("sitemap-news"), latest)]
    return _xml(request, "sitemaps/index.xml", {"parts": parts})


@shareable
def articles(request: HttpRequest, number: int) -> HttpResponse:
    """One file: the articles with numbers from `number` times IN_A_FILE on."""
    first = number * IN_A_FILE
    found = Article.objects.published().filter(pk__gte=first, pk__lt=first + IN_A_FILE).order_by("pk")
    rows = [
        (reverse("article", args=[slug]), at)
        for slug, at in found.values_list("live_slug", "content_changed_at")
    ]
    if not rows:
        raise Http404
    return _xml(request, "sitemaps/addresses.xml", {"rows": rows})


@shareable
def pages(request: HttpRequest) -> HttpResponse:
    """Every page that is no article's: with the last change of what it lists, where it lists something."""
    rows = [
        *_shelves(Topic, Coalesce("live__topic__became", "live__topic")),
        *_shelves(Author, F("live__author")),
        *_tags(),
        *((reverse(name), None) for name in ("home", "latest", "topics", "archive", *PAGES)),
        *_years(),
    ]
    return _xml(request, "sitemaps/addresses.xml", {"rows": rows})


@shareable
def news(request: HttpRequest) -> HttpResponse:
    """What was first published in the last two days, as the news sitemaps of search engines have it."""
    since = timezone.localdate() - NEWS_FOR
    found = Article.objects.published().filter(first_published__gte=since).for_rows().latest()[:MOST_NEWS]
    language = settings.LANGUAGE_CODE.partition("-")[0]
    return _xml(request, "sitemaps/news.xml", {"articles": found, "language": language})


def _shelves(model, key):
    """The pages of the topics, or authors, that published articles have."""
    published = Article.objects.published().order_by().values_list(key)
    changes = dict(published.annotate(at=Max("content_changed_at")))
    return [(shelf.get_absolute_url(), changes[shelf.pk]) for shelf in model.objects.filter(pk__in=changes)]


def _tags():
    tags = Tag.objects.filter(use_count__gte=FEWEST_TAGGED).order_by("pk")
    changes = Max("published__article__content_changed_at")
    return [(tag.get_absolute_url(), tag.at) for tag in tags.annotate(at=changes)]


def _years():
    years = Article.objects.published().order_by().values_list("first_published__year")
    changes = years.annotate(at=Max("content_changed_at"))
    return [(reverse("archive-year", args=[year]), changed_at) for year, changed_at in changes]


def _xml(request, template, context):
    base = request.build_absolute_uri("/")[:-1]
    return render(request, template, {"base": base, **context}, content_type="application/xml")
