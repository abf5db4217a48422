"""The addresses of what is published."""

import unicodedata

from django.urls import path, register_converter

from articles import feeds, machines, reviewers, views
from cms.sharing import shareable
from cms.slugs import is_slug


class SlugConverter:
    """A slug of letters of any script, digits, hyphens and underscores (see `cms.slugs`)."""

    regex = r"[^/]+"

    def to_python(self, value):
        if not is_slug(value):
            raise ValueError("This is no slug.")
        return unicodedata.normalize("NFC", value)

    def to_url(self, value):
        return value


register_converter(SlugConverter, "uslug")

urlpatterns = [
    path("", views.home, name="home"),
    path("latest/", views.latest, name="latest"),
    path("archive/", views.archive, name="archive"),
    path("archive/<int:year>/", views.archive_year, name="archive-year"),
    path("search/", views.search, name="search"),
    path("topics/", views.topics, name="topics"),
    path("topics/<uslug:slug>/", views.topic, name="topic"),
    path("tags/<uslug:slug>/", views.tag, name="tag"),
    path("authors/<uslug:slug>/", views.author, name="author"),
    path("articles/id/<int:pk>/", views.article_by_number, name="article-by-number"),
    path("articles/id/<int:pk>/<path:rest>", views.article_by_number),
    path("articles/<uslug:slug>/", views.article, name="article"),
    path("articles/<uslug:slug>/history/", views.history, name="history"),
    path("articles/<uslug:slug>/changes/<int:number>/", views.update, name="update"),
    path("articles/<uslug:slug>/versions/<int:number>/", views.version, name="version"),
    path("review/<str:secret>/", reviewers.review, name="review"),
    path("images/<int:pk>/", views.image, name="image"),
    path("articles/<uslug:slug>/history.json", machines.history_json, name="history-json"),
    path("articles/<uslug:slug>/timemap/", machines.timemap, name="timemap"),
    path("articles/<uslug:slug>/timegate/", machines.timegate, name="timegate"),
    path("articles/<uslug:slug>/updates.atom", shareable(feeds.ArticleUpdatesFeed()), name="article-updates"),
    path("feed/", shareable(feeds.LatestFeed()), name="feed"),
    path("feeds/updates.atom", shareable(feeds.UpdatesFeed()), name="updates-feed"),
    path("feeds/corrections.atom", shareable(feeds.CorrectionsFeed()), name="corrections-feed"),
]
