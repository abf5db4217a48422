"""What is published."""

from articles.models.address import OldAddress
from articles.models.article import Article, RelatedArticle
from articles.models.author import Author
from articles.models.handover import Handover
from articles.models.image import Image, ImageUse
from articles.models.invitation import Invitation, Remark
from articles.models.link import CheckedLink, LiveLink
from articles.models.note import Kind, UpdateNote
from articles.models.presence import Presence
from articles.models.scheduled import ScheduledAct
from articles.models.search import SearchEntry, SearchWord
from articles.models.suggestion import Suggestion
from articles.models.tag import PublishedTag, Tag, TaggedArticle
from articles.models.topic import Topic
from articles.models.version import Rendering, Version

__all__ = [
    "Article",
    "Author",
    "CheckedLink",
    "Handover",
    "Image",
    "ImageUse",
    "Invitation",
    "Kind",
    "LiveLink",
    "OldAddress",
    "Presence",
    "PublishedTag",
    "RelatedArticle",
    "Remark",
    "Rendering",
    "ScheduledAct",
    "SearchEntry",
    "SearchWord",
    "Suggestion",
    "Tag",
    "TaggedArticle",
    "Topic",
    "UpdateNote",
    "Version",
]
