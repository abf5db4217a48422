"""An article as Markdown, for programs that read text: the facts first, then the words."""

import json

from django.conf import settings
from django.urls import reverse

from articles.internal_links import as_today
from articles.links import Absolute
from articles.markdown import markdown
from articles.models import Article
from articles.origin import first_published_iso
from cms.htmltree import Element, parse


def article_markdown(article: Article, absolute: Absolute) -> str:
    """What readers see of a published article now, with its version and its dates in the first lines.

    Those lines are YAML: each value is also JSON. What there is none of is left out.
    """
    version, address = article.live, absolute(article.get_absolute_url())
    facts = [(name, value) for name, value in _facts(article, address, absolute) if value]
    lines = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts)
    words = [*_head(version), *parse(as_today(version.body))]
    return f"---\n{lines}\n---\n\n{markdown(words, address)}\n"


def _facts(article, address, absolute):
    version, reviewer = article.live, article.reviewer
    yield "title", version.title
    yield "address", address
    yield "site", settings.SITE_NAME
    yield "author", version.byline
    yield "topic", version.topic_name
    yield "tags", version.tags
    yield "version", version.number
    yield "first_published", first_published_iso(article)
    yield "updated", article.updated_at.isoformat()
    yield "content_changed", article.content_changed_at.isoformat()
    yield "last_reviewed", article.last_reviewed_on and article.last_reviewed_on.isoformat()
    yield "reviewed_by", article.last_reviewed_on and reviewer and reviewer.name
    yield "review_due", article.review_due_on and article.review_due_on.isoformat()
    yield "history", absolute(reverse("history", args=[article.live_slug]))


def _head(version):
    yield Element("h1", {}, [version.title])
    if version.standfirst:
        yield Element("p", {}, [Element("strong", {}, [version.standfirst])])
    if version.lead_image:
        image = Element("img", {"src": version.lead_image.get_absolute_url(), "alt": version.lead_alt})
        caption = f"{version.lead_caption} {version.lead_credit}".strip()
        yield Element("figure", {}, [image, Element("figcaption", {}, [caption])] if caption else [image])
