"""The page readers would get if the working copy were published now. Nothing is stored."""

from copy import copy
from dataclasses import replace

from django.utils import timezone

from articles.article_page import ArticlePage, version_page
from articles.internal_links import as_today
from articles.markup import image_ids, render
from articles.models import Article, Rendering, Version
from articles.rendering import image_facts


def preview_page(article: Article) -> ArticlePage:
    """The page of the working copy, with a version of it that exists for this page only."""
    article = _as_published(article)
    page = version_page(article.live)
    related = article.related_in_order().published().for_rows()
    return replace(page, tags=[*article.tags_in_order()], related=[*related])


def _as_published(article):
    """The article as it would be after publishing; a copy, so that nobody saves it by mistake."""
    article = copy(article)
    now = timezone.now()
    article.live_slug = article.slug
    article.first_published = article.first_published or timezone.localdate(now)
    article.updated_at = article.updated_at or now
    article.live = _version(article, now)
    return article


def _version(article, now):
    snapshot = article.snapshot()
    version = Version(
        article=article,
        number=article.based_on + 1,
        title=snapshot.title,
        standfirst=snapshot.standfirst,
        body=article.body,
        lead_image=article.lead_image,
        lead_alt=snapshot.alt,
        lead_caption=snapshot.caption,
        lead_credit=snapshot.credit,
        byline=snapshot.byline,
        author=article.author,
        topic_name=snapshot.topic,
        topic=article.topic,
        tags=list(snapshot.tags),
        published_at=now,
    )
    made = render(as_today(article.body), image_facts(image_ids(snapshot.body)))
    # Assigning it makes it the version's own, so that no page looks for it in the database.
    version.rendering = Rendering(html=made.html, contents=made.contents, words=made.words)
    return version
