"""Atom (RFC 4287) as we write it."""

import datetime

from django.utils.feedgenerator import Atom1Feed

#: "Updated", for a feed in which nothing has happened yet.
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Atom(Atom1Feed):
    """Django's Atom, with full texts, an id for each feed, and the same answer twice where there is no entry.

    An item may have `content`: HTML whose addresses start from the item's own. A feed may say in `changed_at`
    when something last happened to what it is about, and where its first and its next page and its hub are.
    """

    def __init__(self, *args, feed_url, feed_guid=None, **kwargs):
        super().__init__(*args, feed_url=feed_url, feed_guid=feed_guid or feed_url, **kwargs)

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed.get("changed_at", NEVER)

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for rel, name in (("first", "first_url"), ("next", "next_url"), ("hub", "hub")):
            if self.feed.get(name):
                handler.addQuickElement("link", "", {"rel": rel, "href": self.feed[name]})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item.get("content"):
            handler.addQuickElement("content", item["content"], {"type": "html", "xml:base": item["link"]})
