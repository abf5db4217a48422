"""A post of an export as an article of ours."""

from dataclasses import dataclass

from django.utils import timezone

from articles import publishing, working_copy
from articles.models import Article, Kind
from articles.models.article import Precision
from cms.html import text_of
from cms.refusals import Refused
from wordpress.addresses import free_slug, keep_old_address
from wordpress.dates import Dated, believed, date_of
from wordpress.entries import Post
from wordpress.images import image_of, with_library_images
from wordpress.names import author_of, topic_of
from wordpress.oldsite import OldSite
from wordpress.paragraphs import paragraphs
from wordpress.phrases import Origin, lift_origin
from wordpress.players import with_links_to_players
from wordpress.report import Report
from wordpress.shortcodes import expand_shortcodes

STANDFIRST_LENGTH = Article._meta.get_field("standfirst").max_length
TAG_LENGTH = 100


@dataclass(frozen=True)
class Body:
    """A post's body as we keep it, and when the text says it first appeared."""

    html: str
    origin: Origin | None


def bring_in_article(site: OldSite, post: Post, attached: list[int], report: Report) -> Article:
    """Make an article of a post: published when the post was public, a draft otherwise.

    `attached` are the attachments that were uploaded to the post.
    """
    body = _body(site.address, post, attached, report)
    article = _working_copy(site, post, body, report)
    if _is_public(post, report):
        _publish(article, site, post, report)
    keep_old_address(article, post, report)
    return Article.objects.select_related("live").get(pk=article.pk)


def _body(source, post, attached, report):
    html, codes = expand_shortcodes(post.content, attached)
    html, players = with_links_to_players(html)
    html, origin = lift_origin(paragraphs(html))
    html, pictures = with_library_images(source, html)
    for words in (*codes, *players, *pictures):
        report.note(post, words)
    return Body(html, origin)


def _working_copy(site, post, body, report):
    image = image_of(site.address, post.thumbnail_id)
    if post.thumbnail_id and image is None:
        report.note(post, f"its lead image, attachment {post.thumbnail_id}, is not in the export")
    article = Article(
        title=post.title,
        slug=free_slug(post, report),
        standfirst=_standfirst(post, report),
        body=body.html,
        author=author_of(post, site.authors, report),
        topic=topic_of(post, report),
        history_complete=not _changed_before(post, body),
    )
    _take_lead_image(article, image, post, report)
    _take_first_date(article, date_of(post, site.exported), body)
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


def _take_first_date(article, dated: Dated, body):
    """The older of what the text says and what the export says."""
    published, origin = timezone.localdate(dated.moment), body.origin
    if origin and origin.date.year <= published.year:
        article.first_published, article.first_published_precision = origin.date, Precision(origin.precision)
    elif not dated.stand_in:
        article.first_published = published


def _changed_before(post, body):
    """Whether there were, or may have been, versions of this text that the export does not carry."""
    published, modified = believed(post.published), believed(post.modified)
    if published is None:
        return post.status == "publish"
    return bool(body.origin) or bool(modified and modified > published)


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


def _publish(article, site, post, report):
    dated = date_of(post, site.exported)
    at = max(dated.moment, believed(post.modified) or dated.moment)
    try:
        publishing.publish(article, by=None, kind=Kind.FIRST, note=f"Brought over from {site.host}.", at=at)
    except Refused as refused:
        report.note(post, f"it came in as a draft: {' '.join(refused.messages)}")
        return
    if dated.stand_in:
        report.note(post, dated.words)


def _standfirst(post, report):
    words = text_of(post.excerpt)
    if len(words) <= STANDFIRST_LENGTH:
        return words
    report.note(
        post, f"its excerpt of {len(words):,} characters is too long for a standfirst and was left out"
    )
    return ""


def _tag_names(post, report):
    for term in post.tags:
        if len(term.name) > TAG_LENGTH:
            report.note(
                post, f"its tag “{term.name[:60]}…” is longer than {TAG_LENGTH} characters and was left out"
            )
    return [term.name for term in post.tags if len(term.name) <= TAG_LENGTH]
