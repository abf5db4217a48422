"""What can be followed with a feed reader: new and updated articles, updates and corrections."""

from articles.feeds.atom import Atom
from articles.feeds.json_feed import JsonFeed
from articles.feeds.latest import AuthorFeed, LatestFeed, TagFeed, TopicFeed
from articles.feeds.paged import PagedFeed, feed_paths, feed_view
from articles.feeds.updates import ArticleUpdatesFeed, CorrectionsFeed, UpdatesFeed

__all__ = [
    "ArticleUpdatesFeed",
    "Atom",
    "AuthorFeed",
    "CorrectionsFeed",
    "JsonFeed",
    "LatestFeed",
    "PagedFeed",
    "TagFeed",
    "TopicFeed",
    "UpdatesFeed",
    "feed_paths",
    "feed_view",
]
