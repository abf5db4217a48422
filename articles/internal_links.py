"""Links in a body to articles of ours.

They are stored under an address that stays, `/articles/id/<number>/`, and printed with the address that the
article has today. So an address may move, or an article be withdrawn, and no stored text has to change
(docs/adr/0009).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings

from articles.models import Article, OldAddress
from cms.html import CleanHTML, clean_body
from cms.htmltree import elements, parse, serialise

STAYS = re.compile(r"/articles/id/([1-9][0-9]{0,17})/(.*)", re.S)
_OF_ARTICLE = re.compile(r"(/articles/[^/]+)(?:/(.*))?", re.S)
_LINK = '<a href="'


@dataclass(frozen=True)
class Target:
    """The article a link leads to, and what of it: a page below it, a query, a place in it, or ""."""

    article: int
    rest: str = ""

    @property
    def address(self) -> str:
        """The address that stays."""
        return f"/articles/id/{self.article}/{self.rest}"


def settled(body: str) -> str:
    """The body with every link to an article of ours under the address that stays.

    Known are the addresses articles have, had, or will have once they are published, with or without the
    site's own name in front.
    """
    return _readdressed(body, lambda targets: {href: target.address for href, target in targets.items()})


def as_today(body: str) -> str:
    """The body with every link to an article that readers know under the address it has now."""
    return _readdressed(body, _current)


def targets(hrefs: Iterable[str]) -> dict[str, Target]:
    """What each of these addresses leads to, as far as it is an article, in any state."""
    found, asked = {}, {}
    for href in {*hrefs}:
        if settled_already := STAYS.fullmatch(href):
            found[href] = Target(int(settled_already[1]), settled_already[2])
        elif place := _place(href):
            asked[href] = place
    known = _articles_at({path for path, _ in asked.values()})
    found |= {href: Target(known[path], rest) for href, (path, rest) in asked.items() if path in known}
    return found


def own_path(href: str) -> str:
    """The path of an address on this site, decoded; "" for any other address."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.netloc and parts.netloc.casefold() != urlsplit(settings.SITE_URL).netloc.casefold():
        return ""
    return unicodedata.normalize("NFC", unquote(parts.path)) if parts.path.startswith("/") else ""


def link_addresses(body: str) -> list[str]:
    """Where the links of a body lead, in order."""
    if _LINK not in body:
        return []
    return [element.attrs["href"] for element in elements(parse(body)) if element.tag == "a"]


def _readdressed(body: str, address_of: Callable[[dict[str, Target]], dict[str, str]]) -> str:
    hrefs = link_addresses(body)
    new = address_of(targets(hrefs)) if hrefs else {}
    if all(new.get(href, href) == href for href in hrefs):
        return body
    nodes = parse(body)
    for element in elements(nodes):
        if element.tag == "a":
            element.attrs["href"] = new.get(element.attrs["href"], element.attrs["href"])
    written = serialise(nodes)
    # Addresses of ours hold nothing that a cleaner would change, so what was clean still is.
    return CleanHTML(written) if isinstance(body, CleanHTML) else clean_body(written)


def _current(found: dict[str, Target]) -> dict[str, str]:
    known = Article.objects.exclude(live_slug=None).filter(
        pk__in={target.article for target in found.values()}
    )
    addresses = {article.pk: article.get_absolute_url() for article in known.only("pk", "live_slug")}
    return {
        href: f"{addresses[target.article]}{target.rest}"
        for href, target in found.items()
        if target.article in addresses
    }


def _place(href: str) -> tuple[str, str] | None:
    """The path an article may be known by, with its closing slash, and what comes after it."""
    path = own_path(href)
    if not path.strip("/") or "\0" in path:
        return None
    tail = re.search(r"[?#].*", href, re.S)
    tail = tail[0] if tail else ""
    if below := _OF_ARTICLE.fullmatch(path):
        return f"{below[1]}/", f"{below[2] or ''}{tail}"
    return f"{path.rstrip('/')}/", tail


def _articles_at(paths: set[str]) -> dict[str, int]:
    """The articles of these paths: those that were there win over drafts that are yet to be."""
    if not paths:
        return {}
    slugs = {path.removeprefix("/articles/").strip("/"): path for path in paths if _OF_ARTICLE.match(path)}
    drafts = Article.objects.filter(slug__in=slugs, live_slug=None).values_list("slug", "pk")
    live = Article.objects.filter(live_slug__in=slugs).values_list("live_slug", "pk")
    bare = {path.rstrip("/"): path for path in paths}
    old = OldAddress.objects.filter(path__in=[*paths, *bare]).values_list("path", "article")
    return {
        **{slugs[slug]: pk for slug, pk in drafts},
        **{bare.get(path, path): pk for path, pk in old},
        **{slugs[slug]: pk for slug, pk in live},
    }
