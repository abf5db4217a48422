"""What can be followed with a feed reader: new and updated articles, updates and corrections."""

from articles.feeds.latest import LatestFeed
from articles.feeds.updates import ArticleUpdatesFeed, CorrectionsFeed, UpdatesFeed

__all__ = ["ArticleUpdatesFeed", "CorrectionsFeed", "LatestFeed", "UpdatesFeed"]
