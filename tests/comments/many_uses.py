"""A site that thousands of comments link to, made in bulk, for figures that only show at that size."""

from django.utils import timezone

from comments import discussions
from comments.links.addresses import find_links
from comments.links.record import target_of
from comments.links.spelling import words_of
from comments.markup import comment_html
from comments.models import Comment, CommentRevision, LinkTarget, LinkTreatment, LinkUse, State
from comments.models.revision import text_digest
from tests.factories import make_article

SITE = "spa.example"
PAGES = 400
ARTICLES = 50


def make_uses(count: int) -> LinkTarget:
    """So many comments that link to one site, half of them waiting; every tenth has another link as well."""
    articles = [make_article() for _ in range(ARTICLES)]
    comments = [_comment(number, articles[number % ARTICLES]) for number in range(count)]
    comments = Comment.objects.bulk_create(comments, batch_size=1_000)
    revisions = [_revision(comment, number) for number, comment in enumerate(comments)]
    revisions = CommentRevision.objects.bulk_create(revisions, batch_size=1_000)
    targets = {url: target_of(url) for revision in revisions for url in _urls(revision.text)}
    LinkUse.objects.bulk_create((use for one in revisions for use in _uses(one, targets)), batch_size=1_000)
    for comment, revision in zip(comments, revisions, strict=True):
        comment.path, comment.current = f"{comment.pk:010d}", revision
        _publish_even(comment, revision)
    columns = ["path", "current", "state", "approved", "published_at", "link_treatment"]
    Comment.objects.bulk_update(comments, columns, batch_size=500)
    discussions.recount(article.pk for article in articles)
    return LinkTarget.objects.get(scope="domain", value=SITE)


def _text(number):
    other = " and https://other.example/salt" if number % 10 == 9 else ""
    return f"Heat helps me too. Remark {number}: https://{SITE}/salt/{number % PAGES}{other}"


def _urls(text):
    return [link.url for link in find_links(text)]


def _comment(number, article):
    return Comment(article=article, name=f"Reader {number}", submission_key=f"many{number}", path="")


def _revision(comment, number):
    text = _text(number)
    digest, html = text_digest(text), comment_html(text)
    return CommentRevision(comment=comment, text=text, digest=digest, html=html, link_count=1)


def _uses(revision, targets):
    for position, url in enumerate(_urls(revision.text)):
        words = words_of(url)
        yield LinkUse(revision=revision, position=position, url=url, words=words, target=targets[url])


def _publish_even(comment, revision):
    if comment.pk % 2 == 0:
        comment.state, comment.approved = State.PUBLISHED, revision
        comment.published_at, comment.link_treatment = timezone.now(), LinkTreatment.ALLOW
