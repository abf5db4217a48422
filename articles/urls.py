"""The addresses of what is published."""

from django.urls import path, register_converter

from articles import feeds, views
from cms.sharing import shareable


class SlugConverter:
    """A slug of letters of any script, digits, hyphens and underscores."""

    regex = r"[-\w]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(SlugConverter, "uslug")

urlpatterns = [
    path("", views.home, name="home"),
    path("latest/", views.latest, name="latest"),
    path("archive/", views.archive, name="archive"),
    path("archive/<int:year>/", views.archive_year, name="archive-year"),
    path("topics/", views.topics, name="topics"),
    path("topics/<uslug:slug>/", views.topic, name="topic"),
    path("tags/<uslug:slug>/", views.tag, name="tag"),
    path("authors/<uslug:slug>/", views.author, name="author"),
    path("articles/<uslug:slug>/", views.article, name="article"),
    path("articles/<uslug:slug>/history/", views.history, name="history"),
    path("articles/<uslug:slug>/versions/<int:number>/", views.version, name="version"),
    path("images/<int:pk>/", views.image, name="image"),
    path("feed/", shareable(feeds.LatestFeed()), name="feed"),
]
