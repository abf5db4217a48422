"""The feed of the latest articles."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from articles.models import Article

ITEMS = 10


class LatestFeed(Feed):
    """What was published or substantially updated last; small fixes do not bring an article back."""

    feed_type = Atom1Feed
    title = settings.SITE_NAME
    subtitle = settings.SITE_DESCRIPTION
    link = reverse_lazy("home")

    def items(self):
        return Article.objects.published().select_related("live__rendering").recently_updated()[:ITEMS]

    def item_title(self, item):
        return item.live.title

    def item_description(self, item):
        return item.live.standfirst

    def item_author_name(self, item):
        return item.live.byline

    def item_pubdate(self, item):
        return timezone.make_aware(
            timezone.datetime.combine(item.first_published, timezone.datetime.min.time())
        )

    def item_updateddate(self, item):
        return item.updated_at

    def item_categories(self, item):
        return item.live.tags
