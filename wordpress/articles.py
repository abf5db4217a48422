"""A post of an export as an article of ours."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils import timezone
from django.utils.text import slugify

from articles import publishing, working_copy
from articles.models import Article, Author, Kind, OldAddress, Topic
from articles.models.article import Precision
from cms.html import text_of
from cms.refusals import Refused
from wordpress.entries import Post, Term
from wordpress.images import image_of, with_library_images
from wordpress.paragraphs import paragraphs
from wordpress.phrases import Origin, lift_origin
from wordpress.report import Report
from wordpress.shortcodes import expand_shortcodes

SLUG = re.compile(r"[-\w]+\Z")
SLUG_LENGTH = 190
STANDFIRST_LENGTH = Article._meta.get_field("standfirst").max_length
TAG_LENGTH = 100
UNSORTED = "uncategorized"


@dataclass(frozen=True)
class Body:
    """A post's body as we keep it, and when the text says it first appeared."""

    html: str
    origin: Origin | None


def bring_in_article(
    source: str, post: Post, authors: dict[str, str], attached: list[int], report: Report
) -> Article:
    """Make an article of a post: published when the post was public, a draft otherwise.

    `authors` are names by login, `attached` the attachments that were uploaded to the post.
    """
    body = _body(source, post, attached, report)
    article = _working_copy(source, post, body, authors, report)
    if _is_public(post, report):
        _publish(article, source, post, report)
    _keep_address(article, post, report)
    return Article.objects.select_related("live").get(pk=article.pk)


def _body(source, post, attached, report):
    html, notes = expand_shortcodes(post.content, attached)
    html, origin = lift_origin(paragraphs(html))
    html, strangers = with_library_images(source, html)
    for words in notes:
        report.note(post, words)
    for address in strangers:
        report.note(
            post, f"its picture {address[:200]} is not in the export; its place shows the description"
        )
    return Body(html, origin)


def _working_copy(source, post, body, authors, report):
    image = image_of(source, post.thumbnail_id)
    if post.thumbnail_id and image is None:
        report.note(post, f"its lead image, attachment {post.thumbnail_id}, is not in the export")
    article = Article(
        title=post.title,
        slug=_free_slug(post, report),
        standfirst=_standfirst(post, report),
        body=body.html,
        author=_author(post.creator, authors),
        topic=_topic(post, report),
        history_complete=not _changed_before(post, body),
    )
    _take_lead_image(article, image, post, report)
    _take_first_date(article, post, body)
    working_copy.save(article, by=None)
    working_copy.set_tags(article, _tag_names(post, report))
    return article


def _take_lead_image(article, image, post, report):
    if image is None:
        return
    article.lead_image, article.lead_alt = image, image.alt
    article.lead_caption, article.lead_credit = image.caption, image.credit
    if not image.alt:
        article.lead_is_decorative = True
        report.note(
            post, "its lead image has no description and counts as decoration until somebody writes one"
        )


def _take_first_date(article, post, body):
    """The older of what the text says and what the export says."""
    published = timezone.localdate(post.published) if post.published else None
    origin = body.origin
    if origin and (published is None or origin.date.year <= published.year):
        article.first_published, article.first_published_precision = origin.date, Precision(origin.precision)
    else:
        article.first_published = published


def _changed_before(post, body):
    """Whether there were versions of this text that the export does not carry."""
    return bool(body.origin) or bool(post.published and post.modified and post.modified > post.published)


def _is_public(post, report):
    reasons = {
        post.kind != "post": f"a {post.kind}, not a post; it came in as a draft",
        post.status != "publish": f"not public there ({post.status or 'no status'}); it came in as a draft",
        post.password_protected: "protected by a password there; it came in as a draft",
    }
    told = [words for applies, words in reasons.items() if applies]
    if told:
        report.note(post, told[0])
    return not told


def _publish(article, source, post, report):
    host = urlsplit(source).hostname or source
    at = max(filter(None, [post.published, post.modified]), default=None)
    try:
        publishing.publish(article, by=None, kind=Kind.FIRST, note=f"Brought over from {host}.", at=at)
    except Refused as refused:
        report.note(post, f"it came in as a draft: {' '.join(refused.messages)}")


def _keep_address(article, post, report):
    """Readers who come by the post's old address are sent to the article."""
    path = unquote(urlsplit(post.link).path)
    if not path.strip("/") or path == f"/articles/{article.slug}/":
        return
    if len(path) > 500 or OldAddress.objects.filter(path=path).exists():
        report.note(post, f"its old address {path[:200]} is taken or too long and will not be redirected")
        return
    OldAddress.objects.create(path=path, article=article)


def _free_slug(post, report):
    wanted = post.slug if SLUG.match(post.slug) else slugify(post.slug or post.title, allow_unicode=True)
    wanted = wanted[:SLUG_LENGTH] or f"post-{post.wp_id}"
    slug, number = wanted, 1
    while _is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    if slug != wanted:
        report.note(post, f"another article has the address {wanted}; this one is at {slug}")
    return slug


def _is_taken(slug):
    return (
        Article.objects.filter(slug=slug).exists()
        or Article.objects.filter(live_slug=slug).exists()
        or OldAddress.objects.filter(path=f"/articles/{slug}/").exists()
    )


def _standfirst(post, report):
    words = text_of(post.excerpt)
    if len(words) <= STANDFIRST_LENGTH:
        return words
    report.note(
        post, f"its excerpt of {len(words):,} characters is too long for a standfirst and was left out"
    )
    return ""


def _author(login, authors):
    name = (authors.get(login) or login)[:200]
    slug = slugify(name, allow_unicode=True)
    if not slug:
        return None
    author, _ = Author.objects.get_or_create(slug=slug, defaults={"name": name})
    return author


def _topic(post, report):
    """The first category that says something."""
    said = [term for term in post.categories if term.slug != UNSORTED] or [*post.categories]
    if not said:
        return None
    for term in said[1:]:
        report.note(post, f"an article has one topic, so its category “{term.name}” was left out")
    return _topic_of(said[0])


def _topic_of(term: Term):
    slug = (term.slug if SLUG.match(term.slug) else slugify(term.name, allow_unicode=True))[:SLUG_LENGTH]
    found = Topic.objects.filter(slug=slug).first() or Topic.objects.filter(name=term.name).first()
    return found or Topic.objects.create(name=term.name[:200], slug=slug or "topic")


def _tag_names(post, report):
    for term in post.tags:
        if len(term.name) > TAG_LENGTH:
            report.note(
                post, f"its tag “{term.name[:60]}…” is longer than {TAG_LENGTH} characters and was left out"
            )
    return [term.name for term in post.tags if len(term.name) <= TAG_LENGTH]
