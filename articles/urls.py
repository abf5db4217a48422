"""The addresses of what is published."""

import unicodedata

from django.urls import path, register_converter

from articles import feeds, machines, reviewers, sitemaps, views
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
    path("articles/<uslug:slug>/article.md", machines.article_markdown, name="article-markdown"),
    path("articles/<uslug:slug>/timemap/", machines.timemap, name="timemap"),
    path("articles/<uslug:slug>/timegate/", machines.timegate, name="timegate"),
    path("robots.txt", machines.robots, name="robots"),
    path("llms.txt", machines.llms, name="llms"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/articles-<int:number>.xml", sitemaps.articles, name="sitemap-articles"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap-news"),
    *feeds.feed_paths("articles/<uslug:slug>/updates", feeds.ArticleUpdatesFeed, "article-updates"),
    *feeds.feed_paths("topics/<uslug:slug>/feed", feeds.TopicFeed, "topic-feed"),
    *feeds.feed_paths("tags/<uslug:slug>/feed", feeds.TagFeed, "tag-feed"),
    *feeds.feed_paths("authors/<uslug:slug>/feed", feeds.AuthorFeed, "author-feed"),
    *feeds.feed_paths("feeds/updates", feeds.UpdatesFeed, "updates-feed"),
    *feeds.feed_paths("feeds/corrections", feeds.CorrectionsFeed, "corrections-feed"),
    path("feed/", feeds.feed_view(feeds.LatestFeed, feeds.Atom), name="feed"),
    path("feed.json", feeds.feed_view(feeds.LatestFeed, feeds.JsonFeed), name="feed-json"),
]
