"""What is published."""

from articles.models.address import OldAddress
from articles.models.article import Article, RelatedArticle
from articles.models.author import Author
from articles.models.image import Image
from articles.models.link import CheckedLink, LiveLink
from articles.models.note import Kind, UpdateNote
from articles.models.tag import PublishedTag, Tag, TaggedArticle
from articles.models.topic import Topic
from articles.models.version import Rendering, Version

__all__ = [
    "Article",
    "Author",
    "CheckedLink",
    "Image",
    "Kind",
    "LiveLink",
    "OldAddress",
    "PublishedTag",
    "RelatedArticle",
    "Rendering",
    "Tag",
    "TaggedArticle",
    "Topic",
    "UpdateNote",
    "Version",
]
