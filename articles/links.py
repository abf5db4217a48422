"""Typed links between an article, its versions and their lists, for HTTP headers and for the heads of pages.

Web Linking is RFC 8288. The relations between versions are those of RFC 5829; `original`, `timegate`,
`timemap` and `memento` are those of Memento, RFC 7089.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Max, Min, Q
from django.urls import reverse

from articles.models import Article, Version

#: Makes a whole address of one that starts with a slash, such as `request.build_absolute_uri`.
Absolute = Callable[[str], str]

LINK_FORMAT, ATOM, JSON = "application/link-format", "application/atom+xml", "application/json"
MARKDOWN = "text/markdown"
#: Servers in front commonly allow 4 kB for all headers of an answer. With an address in a script of many
#: bytes a letter, so many links can need more; then the head of the page has them alone.
LONGEST_HEADER = 2_500


@dataclass(frozen=True)
class TypedLink:
    """A link and what it means; `moment` is an HTTP date: when what it leads to was published."""

    rel: str
    href: str
    type: str = ""
    title: str = ""
    moment: str = ""

    def __str__(self) -> str:
        """As in a `Link` header or a TimeMap. The title is for readers and left to the page."""
        attributes = {"rel": self.rel, "type": self.type, "datetime": self.moment}
        given = [f'{name}="{value}"' for name, value in attributes.items() if value]
        return "; ".join([f"<{self.href}>", *given])


def header(links: Iterable[TypedLink]) -> dict[str, str]:
    """The `Link` header for these links, as a mapping: empty where it is too long for servers in front."""
    value = ", ".join(map(str, links))
    return {"Link": value} if 0 < len(value) <= LONGEST_HEADER else {}


def article_links(article: Article, absolute: Absolute) -> list[TypedLink]:
    """From the address where an article's latest version is to what was there before."""
    before, _ = _beside(article.live)
    return [
        link_to("version-history", "history", article, absolute),
        *_to_version("predecessor-version", article, before, absolute),
        link_to("timegate", "timegate", article, absolute),
        link_to("timemap", "timemap", article, absolute, LINK_FORMAT),
        link_to("alternate", "article-markdown", article, absolute, MARKDOWN, "This article as Markdown"),
        link_to("alternate", "article-updates", article, absolute, ATOM, "Updates to this article"),
    ]


def version_links(version: Version, absolute: Absolute) -> list[TypedLink]:
    """From a kept version to the article as it is now and to the versions beside it.

    A redacted neighbour is passed over: nothing is left at its address.
    """
    article = version.article
    before, after = _beside(version)
    return [
        link_to("original", "article", article, absolute),
        link_to("latest-version", "article", article, absolute),
        link_to("version-history", "history", article, absolute),
        *_to_version("predecessor-version", article, before, absolute),
        *_to_version("successor-version", article, after, absolute),
        link_to("timegate", "timegate", article, absolute),
        link_to("timemap", "timemap", article, absolute, LINK_FORMAT),
    ]


def history_links(article: Article, absolute: Absolute) -> list[TypedLink]:
    """From the list of an article's versions to the article, and to the same list for machines."""
    return [
        link_to("latest-version", "article", article, absolute),
        link_to("timemap", "timemap", article, absolute, LINK_FORMAT),
        link_to("alternate", "history-json", article, absolute, JSON, "This history for machines"),
        link_to("alternate", "article-updates", article, absolute, ATOM, "Updates to this article"),
    ]


def link_to(
    rel: str, name: str, article: Article, absolute: Absolute, type: str = "", title: str = ""
) -> TypedLink:
    """A link to the address of that name that the article has."""
    return TypedLink(rel, absolute(reverse(name, args=[article.live_slug])), type, title)


def update_address(article: Article, number: int) -> str:
    """Where readers are shown what that version changed."""
    return reverse("update", args=[article.live_slug, number])


def _to_version(rel, article, number, absolute):
    if number is not None:
        yield TypedLink(rel, absolute(reverse("version", args=[article.live_slug, number])))


def _beside(version):
    """The numbers of the readable versions before and after this one; None where there is none."""
    found = (
        Version.objects.readable()
        .filter(article=version.article_id)
        .aggregate(
            before=Max("number", filter=Q(number__lt=version.number)),
            after=Min("number", filter=Q(number__gt=version.number)),
        )
    )
    return found["before"], found["after"]
