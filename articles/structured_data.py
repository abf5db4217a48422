"""What search engines and archives are told of a page: schema.org terms in JSON-LD 1.1.

Dates are told as exactly as they are known: `datePublished` may be a year, and `dateModified` is the "last
updated" that readers see. A review is claimed only where there was one.
"""

import datetime
import json
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.article_page import ArticlePage
from articles.links import Absolute, update_address
from articles.models import Article, Author, UpdateNote
from articles.origin import first_published_iso

#: What could end a script element or begin a comment in it, as JSON may write it instead.
HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def script_text(nodes: Iterable[dict]) -> SafeString:
    """The graph of these nodes, to stand in a `script` element of type `application/ld+json`."""
    graph = {"@context": "https://schema.org", "@graph": [*nodes]}
    return SafeString(json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(HARMLESS))


def article_nodes(page: ArticlePage, corrections: Iterable[UpdateNote], absolute: Absolute) -> list[dict]:
    """Of an article as it is now. Each correction comes with the `number` of the version it led to."""
    article = page.article
    address = absolute(article.get_absolute_url())
    work = _filled(
        {
            **_work(page, absolute),
            "@id": _work_id(article, absolute),
            "mainEntityOfPage": {"@id": address},
            "datePublished": first_published_iso(article),
            "dateModified": _moment(article.updated_at),
            "correction": [_correction(note, article, absolute) for note in corrections],
        }
    )
    crumbs = [*_way_to_topic(page.version.shelf, absolute), (page.version.title, address)]
    return [work, _web_page(article, address, absolute), _breadcrumb(crumbs)]


def version_nodes(page: ArticlePage, absolute: Absolute) -> list[dict]:
    """Of a kept version: a work of its own day, an example of the article."""
    article, version = page.article, page.version
    address = absolute(version.get_absolute_url())
    work = _filled(
        {
            **_work(page, absolute),
            "mainEntityOfPage": address,
            "datePublished": _moment(version.published_at),
            "exampleOfWork": {"@id": _work_id(article, absolute)},
        }
    )
    return [work, _breadcrumb([*_way_to_article(article, absolute), (f"Version {version.number}", address)])]


def list_nodes(article: Article, name: str, address: str, absolute: Absolute) -> list[dict]:
    """Of a page about an article's versions: its name and address, and the way to it."""
    return [_breadcrumb([*_way_to_article(article, absolute), (name, absolute(address))])]


def _work(page, absolute):
    """What is the same for the article and for each of its versions."""
    version = page.version
    return {
        "@type": "Article",
        "headline": version.title,
        "description": version.standfirst,
        "inLanguage": settings.LANGUAGE_CODE,
        "version": version.number,
        "articleSection": page.section,
        "keywords": [tag.name for tag in page.tags],
        "author": _author(version, absolute),
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": absolute(reverse("home")),
        },
        "image": _image(page, absolute),
    }


def _author(version, absolute):
    if not version.byline:
        return None
    return _person(version.byline, version.author, absolute)


def _person(name, author: Author | None, absolute):
    address = absolute(author.get_absolute_url()) if author else ""
    return _filled(
        {"@type": "Person", "name": name, "url": address, "jobTitle": author.role if author else ""}
    )


def _image(page, absolute):
    image, version = page.image, page.version
    if not image or not image.url:
        return None
    return _filled(
        {
            "@type": "ImageObject",
            "url": absolute(image.url),
            "width": image.width,
            "height": image.height,
            "caption": version.lead_caption,
            "creditText": version.lead_credit,
        }
    )


def _correction(note, article, absolute):
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": _moment(note.at),
        "url": absolute(update_address(article, note.number)),
    }


def _web_page(article, address, absolute):
    """The article's page; a medical one, in schema.org's words, once somebody reviewed what it says."""
    if article.last_reviewed_on is None:
        return {"@type": "WebPage", "@id": address, "url": address}
    reviewer = article.reviewer
    return _filled(
        {
            "@type": "MedicalWebPage",
            "@id": address,
            "url": address,
            "lastReviewed": article.last_reviewed_on.isoformat(),
            "reviewedBy": _person(reviewer.name, reviewer, absolute) if reviewer else None,
        }
    )


def _way_to_topic(topic, absolute):
    yield "Home", absolute(reverse("home"))
    if topic:
        yield topic.name, absolute(topic.get_absolute_url())


def _way_to_article(article, absolute):
    yield from _way_to_topic(article.live.shelf, absolute)
    yield article.live.title, absolute(article.get_absolute_url())


def _breadcrumb(steps):
    """The way to a page, as its breadcrumb shows it, with the page itself at the end."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _work_id(article, absolute):
    return f"{absolute(article.get_absolute_url())}#article"


def _moment(moment: datetime.datetime):
    """RFC 3339 in the site's time zone, so that the date in it is the one readers see."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def _filled(node):
    return {name: value for name, value in node.items() if value not in (None, "", [])}
