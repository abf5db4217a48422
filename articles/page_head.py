"""What the heads of the pages of an article and its past have for machines: typed links and data."""

from dataclasses import dataclass, replace

from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from articles.article_page import ArticlePage
from articles.links import (
    Absolute,
    TypedLink,
    article_links,
    header,
    history_links,
    update_address,
    version_links,
)
from articles.models import Article, Kind, UpdateNote
from articles.shared_picture import SharedPicture, shared_picture
from articles.structured_data import article_nodes, list_nodes, script_text, version_nodes
from articles.timemap import http_moment

#: So many corrections are told in a page's head; the history has them all.
CORRECTIONS = 10


@dataclass(frozen=True)
class PageHead:
    """`links` and `data` (JSON-LD) are for `includes/structured_data.html`, `headers` for the answer, and
    `picture`, with a whole address, for `includes/open_graph.html`.
    """

    links: list[TypedLink]
    data: SafeString
    headers: dict[str, str]
    picture: SharedPicture | None = None

    def add_to(self, response: HttpResponse) -> HttpResponse:
        for name, value in self.headers.items():
            response[name] = value
        return response


def article_head(page: ArticlePage, absolute: Absolute) -> PageHead:
    """For what readers see now; two queries."""
    links = article_links(page.article, absolute)
    nodes = article_nodes(page, _corrections(page.article), absolute)
    picture = shared_picture(page.version)
    if picture:
        picture = replace(picture, url=absolute(picture.url))
    return PageHead(links, script_text(nodes), header(links), picture)


def version_head(page: ArticlePage, absolute: Absolute) -> PageHead:
    """For a kept version, a memento of the article (RFC 7089); one query."""
    links = version_links(page.version, absolute)
    moment = {"Memento-Datetime": http_moment(page.version.published_at)}
    return PageHead(links, script_text(version_nodes(page, absolute)), header(links) | moment)


def history_head(article: Article, absolute: Absolute) -> PageHead:
    """For the list of the versions; no query."""
    links = history_links(article, absolute)
    address = reverse("history", args=[article.live_slug])
    nodes = list_nodes(article, "Update history", address, absolute)
    return PageHead(links, script_text(nodes), header(links))


def update_head(note: UpdateNote, absolute: Absolute) -> PageHead:
    """For what one update changed; no query when the note has its article and version."""
    links = history_links(note.article, absolute)
    name = f"What changed on {date_format(timezone.localtime(note.at), 'j F Y')}"
    address = update_address(note.article, note.version.number)
    return PageHead(links, script_text(list_nodes(note.article, name, address, absolute)), header(links))


def _corrections(article):
    """The article's corrections in their latest words, newest first, with the numbers of their versions."""
    corrections = article.notes.current().filter(kind=Kind.CORRECTION, redacted_at=None)
    return corrections.annotate(number=F("version__number"))[:CORRECTIONS]
