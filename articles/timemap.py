"""An article's versions as Memento has them: the list of all of them, and the one of a given time.

Memento is RFC 7089 (HTTP Framework for Time-Based Access to Resource States). Here the article's address is
the original resource, and each readable version, at its own address, a memento. Their list, the TimeMap, is
written in the link format of RFC 6690. The TimeGate answers with a redirect to the version readers saw at a
time (the RFC's pattern 2.1). It has an address of its own, so that the article's page varies on nothing and
any cache may hold it.
"""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import http_date

from articles.links import LINK_FORMAT, Absolute, TypedLink, link_to
from articles.models import Article


def http_moment(moment: datetime.datetime) -> str:
    """As `Memento-Datetime` has it: "Tue, 04 Mar 2025 10:00:00 GMT"."""
    return http_date(moment.timestamp())


def timemap(article: Article, absolute: Absolute) -> str:
    """The TimeMap of a published article, a link a line; one query however many versions there are."""
    links = [
        link_to("original", "article", article, absolute),
        link_to("timegate", "timegate", article, absolute),
        link_to("self", "timemap", article, absolute, LINK_FORMAT),
        *_mementos(article, absolute),
    ]
    return ",\n".join(map(str, links)) + "\n"


def timegate_links(article: Article, absolute: Absolute) -> list[TypedLink]:
    """What a TimeGate says it leads through."""
    return [
        link_to("original", "article", article, absolute),
        link_to("timemap", "timemap", article, absolute, LINK_FORMAT),
    ]


def number_at(article: Article, moment: datetime.datetime | None) -> int:
    """The number of the readable version readers saw at that time.

    It is the first one for a time before it was published, and the one readers see now for none.
    """
    if moment is None:
        return article.live.number
    numbers = article.versions.readable().values_list("number", flat=True)
    return numbers.filter(published_at__lte=moment).first() or numbers.last()


def _mementos(article, absolute) -> Iterator[TypedLink]:
    """The readable versions, oldest first; the first and the last of them say so."""
    versions = [*article.versions.readable().order_by("number").values_list("number", "published_at")]
    for number, moment in versions:
        ends = "first " * (number == versions[0][0]) + "last " * (number == versions[-1][0])
        address = absolute(reverse("version", args=[article.live_slug, number]))
        yield TypedLink(f"{ends}memento", address, moment=http_moment(moment))
