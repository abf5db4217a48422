"""The desk for articles, on Django's admin."""

from articles.admin.articles import ArticleAdmin
from articles.admin.pictures import ImageAdmin
from articles.admin.record import UpdateNoteAdmin, VersionAdmin
from articles.admin.shelves import AuthorAdmin, TagAdmin, TopicAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "ImageAdmin",
    "TagAdmin",
    "TopicAdmin",
    "UpdateNoteAdmin",
    "VersionAdmin",
]
