"""Feeds of the latest articles: of the whole site, a topic, a tag, an author."""

import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import escape

from articles.feeds.ids import first_link, lasting_id
from articles.feeds.paged import PagedFeed
from articles.models import Article, Author, Tag, Topic
from articles.models.article import Precision

#: What an entry is made of.
COLUMNS = (
    "live_slug", "first_published", "first_published_precision", "updated_at", "live__title",
    "live__standfirst", "live__byline", "live__rendering__html",
)  # fmt: skip


class LatestFeed(PagedFeed):
    """What was published or substantially updated last, in full; small fixes do not bring an article back."""

    title = settings.SITE_NAME
    subtitle = settings.SITE_DESCRIPTION
    link = reverse_lazy("home")

    def articles(self, subject) -> QuerySet[Article]:
        """Those the feed is about; what readers may not see is left out."""
        return Article.objects.all()

    def entries(self, subject):
        articles = self.articles(subject).published().annotate(first_link=first_link())
        found = articles.select_related("live__rendering").only(*COLUMNS).recently_updated()
        return found.prefetch_related("published_tags__tag")

    def item_guid(self, article):
        return lasting_id(article.first_link, "article")

    def item_title(self, article):
        return article.live.title

    def item_description(self, article):
        # A summary is HTML in Django's feeds; a standfirst is plain text.
        return escape(article.live.standfirst)

    def item_author_name(self, article):
        return article.live.byline or None

    def item_pubdate(self, article):
        """None where only the month or the year is known: a feed has no way to say so."""
        if article.first_published_precision != Precision.DAY:
            return None
        return timezone.make_aware(datetime.datetime.combine(article.first_published, datetime.time()))

    def item_updateddate(self, article):
        return article.updated_at

    def item_categories(self, article):
        return [row.tag.name for row in article.published_tags.all()]

    def item_extra_kwargs(self, article):
        return {"content": article.live.rendering.html}


class ShelfFeed(LatestFeed):
    """The latest articles of one topic, tag or author, whose page the feed belongs to."""

    def title(self, subject):
        return f"{subject} – {settings.SITE_NAME}"

    def subtitle(self, subject):
        return getattr(subject, "description", "") or f"Articles on {settings.SITE_NAME}."

    def link(self, subject):
        return subject.get_absolute_url()


class BecomingFeed(ShelfFeed):
    """Of a tag or topic; the feed of a former one leads to that of what it became."""

    model: type[Tag | Topic]

    def __call__(self, request: HttpRequest, slug: str) -> HttpResponse:
        self.subject = get_object_or_404(self.model.objects.select_related("became"), slug=slug)
        if self.subject.is_former:
            name = request.resolver_match.view_name
            return HttpResponsePermanentRedirect(reverse(name, args=[self.subject.became.slug]))
        return super().__call__(request)

    def get_object(self, request: HttpRequest) -> Tag | Topic:
        return self.subject


class TopicFeed(BecomingFeed):
    model = Topic

    def articles(self, subject):
        return Article.objects.on_topic(subject)


class TagFeed(BecomingFeed):
    model = Tag

    def get_object(self, request: HttpRequest) -> Tag:
        if not self.subject.use_count:
            raise Http404
        return self.subject

    def articles(self, subject):
        return Article.objects.tagged(subject)


class AuthorFeed(ShelfFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Author:
        return get_object_or_404(Author, slug=slug)

    def articles(self, subject):
        return Article.objects.filter(live__author=subject)
