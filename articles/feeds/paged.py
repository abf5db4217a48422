"""What all feeds of ours have in common: pages that stay what they are (RFC 5005), and two formats."""

import datetime
import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import path

from articles.feeds.atom import Atom
from articles.feeds.json_feed import JsonFeed
from cms.sharing import shareable

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
_CURSOR = re.compile(r"(\d{1,16})-(\d{1,18})", re.ASCII)


class PagedFeed(Feed):
    """A feed with the newest entries; each page names the one with those before.

    A page begins where an entry ends, told by that entry's moment and number, so that it costs what the first
    one costs and does not shift when something is added. The format is chosen by the address.
    """

    author_name = settings.SITE_NAME
    page_size = 10
    #: What entries are sorted by, newest first; then by number.
    moment = "updated_at"

    def __init__(self, feed_type, request):
        self.feed_type, self.request = feed_type, request
        self.before = request.GET.get("before", "")

    def entries(self, subject) -> QuerySet:
        """Everything that belongs in the feed, newest first."""
        raise NotImplementedError

    def get_feed(self, obj, request):
        self.page, self.next_before = self._page(self.entries(obj))
        return super().get_feed(obj, request)

    def items(self, subject):
        return self.page

    def feed_url(self, subject):
        return f"{self.request.path}?before={self.before}" if self.before else self.request.path

    def feed_guid(self, subject):
        return self.request.build_absolute_uri(self.request.path)

    def feed_extra_kwargs(self, subject):
        following = f"{self.request.path}?before={self.next_before}" if self.next_before else ""
        return {
            "first_url": self.request.build_absolute_uri(self.request.path),
            "next_url": self.request.build_absolute_uri(following) if following else "",
            "hub": settings.WEBSUB_HUB,
        }

    def _page(self, entries):
        found = [*self._from_cursor(entries)[: self.page_size + 1]]
        page = found[: self.page_size]
        return page, self._cursor(page[-1]) if len(found) > self.page_size else ""

    def _cursor(self, entry):
        return f"{(getattr(entry, self.moment) - EPOCH) // MICROSECOND}-{entry.pk}"

    def _from_cursor(self, entries):
        if not self.before:
            return entries
        cursor = _CURSOR.fullmatch(self.before)
        if cursor is None:
            raise Http404
        moment, number = EPOCH + int(cursor[1]) * MICROSECOND, int(cursor[2])
        earlier = Q(**{f"{self.moment}__lt": moment})
        return entries.filter(earlier | Q(**{self.moment: moment, "pk__lt": number}))


def feed_paths(route: str, feed: type[PagedFeed], name: str) -> list:
    """The addresses of a feed in both formats; that of the JSON one has a name that ends in -json."""
    return [
        path(f"{route}.atom", feed_view(feed, Atom), name=name),
        path(f"{route}.json", feed_view(feed, JsonFeed), name=f"{name}-json"),
    ]


def feed_view(feed: type[PagedFeed], feed_type):
    @shareable
    def answer(request, **subject):
        return feed(feed_type, request)(request, **subject)

    return answer
