"""What to look at before publishing: a glance over the working copy as it is stored.

Nothing here stands in the way; what does is refused by `publishing.publish`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from articles.models import Article, OldAddress
from cms.htmltree import Element, elements, parse, text

HEADINGS = ("h2", "h3", "h4")
ARTICLES = "/articles/"
#: Fields that readers miss when they are empty.
MISSED = {
    "standfirst": "There is no standfirst",
    "topic": "There is no topic",
    "author": "There is no byline",
}


@dataclass(frozen=True)
class Check:
    """One thing looked at, in words, and the form's field it is about."""

    words: str
    field: str
    is_good: bool = False


def checks(article: Article) -> list[Check]:
    """What to put right, then what is in order."""
    body = [*elements(parse(str(article.body)))]
    found = [*_empty(article), *_lead_image(article), _headings(body), *_links(body)]
    return sorted(found, key=lambda check: check.is_good)


def _empty(article):
    return [Check(words, name) for name, words in MISSED.items() if not getattr(article, name)]


def _lead_image(article):
    if article.lead_image_id is None:
        return
    if article.lead_alt or article.lead_is_decorative:
        yield Check("Image has a description", "lead_alt", is_good=True)
    else:
        yield Check("Lead image has no description", "lead_alt")
    if not article.lead_credit:
        yield Check("Lead image has no credit", "lead_credit")


def _headings(body: Iterable[Element]) -> Check:
    """Whether no level is left out on the way down."""
    levels = [HEADINGS.index(element.tag) for element in body if element.tag in HEADINGS]
    if any(below > above + 1 for above, below in pairwise([-1, *levels])):
        return Check("Headings skip a level", "body")
    return Check("Headings are in order", "body", is_good=True)


def _links(body):
    """Links within the site that lead to a page that moved, or to an article readers cannot see."""
    links = {_path(element): text([element]) for element in body if element.tag == "a"}
    moved = {*OldAddress.objects.filter(path__in=links).values_list("path", flat=True)}
    slugs = {path: path.removeprefix(ARTICLES).split("/")[0] for path in links if path.startswith(ARTICLES)}
    live = {
        *Article.objects.published().filter(live_slug__in=slugs.values()).values_list("live_slug", flat=True)
    }
    for path, words in links.items():
        if path in moved:
            yield Check(f"Link “{words}” goes to a page that moved", "body")
        elif path in slugs and slugs[path] not in live:
            yield Check(f"Link “{words}” goes to an article readers cannot see", "body")


def _path(link):
    parts = urlsplit(link.attrs.get("href", ""))
    return "" if parts.scheme or parts.netloc else unquote(parts.path)
