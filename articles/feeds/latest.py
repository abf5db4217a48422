"""The feed of the latest articles."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.html import escape

from articles.feeds.atom import Atom
from articles.feeds.ids import first_link, lasting_id
from articles.models import Article
from articles.models.article import Precision

ITEMS = 10


class LatestFeed(Feed):
    """What was published or substantially updated last, in full; small fixes do not bring an article back."""

    feed_type = Atom
    title = author_name = settings.SITE_NAME
    subtitle = settings.SITE_DESCRIPTION
    link = reverse_lazy("home")

    def items(self):
        articles = Article.objects.published().annotate(first_link=first_link())
        return articles.select_related("live__rendering").recently_updated()[:ITEMS]

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
        return article.live.tags

    def item_extra_kwargs(self, article):
        return {"content": article.live.rendering.html}
