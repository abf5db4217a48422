"""A site that thousands of comments link to, made in bulk, for figures that only show at that size."""

from functools import cache

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, LPad
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


def make_uses(count: int, articles: int = ARTICLES) -> LinkTarget:
    """So many comments that link to one site; half of them wait, every fifth of these with another link."""
    articles = [make_article() for _ in range(articles)]
    comments = [_comment(number, articles[number % len(articles)]) for number in range(count)]
    comments = Comment.objects.bulk_create(comments, batch_size=1_000)
    revisions = [_revision(comment, number) for number, comment in enumerate(comments)]
    revisions = CommentRevision.objects.bulk_create(revisions, batch_size=1_000)
    LinkUse.objects.bulk_create((use for one in revisions for use in _uses(one)), batch_size=1_000)
    _put_in_place()
    _publish(comments[::2])
    discussions.recount(article.pk for article in articles)
    return LinkTarget.objects.get(scope="domain", value=SITE)


def _text(number):
    other = " and https://other.example/salt" if number % 10 == 9 else ""
    return f"Heat helps me too: https://{SITE}/salt/{number % PAGES}{other}"


def _comment(number, article):
    return Comment(article=article, name=f"Reader {number}", submission_key=f"many{number}", path="")


def _revision(comment, number):
    text = _text(number)
    return CommentRevision(comment=comment, text=text, digest=text_digest(text), html=_html(text))


_html = cache(comment_html)
_links = cache(find_links)
_target = cache(target_of)
_site = cache(lambda pk: LinkTarget.objects.get(pk=pk))


def _uses(revision):
    for position, link in enumerate(_links(revision.text)):
        words, target = words_of(link.url), _target(link.url)
        site = _site(target.ancestry[-1])
        yield LinkUse(
            revision=revision, position=position, url=link.url, words=words, target=target, site=site
        )


def _put_in_place():
    latest = CommentRevision.objects.filter(comment=OuterRef("pk")).values("pk")[:1]
    digits = Cast("pk", CharField())
    Comment.objects.update(path=LPad(digits, 10, Value("0")), current=Subquery(latest))
    _target.cache_clear()
    _site.cache_clear()


def _publish(comments):
    published = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
    published.update(
        state=State.PUBLISHED,
        approved=F("current"),
        published_at=timezone.now(),
        link_treatment=LinkTreatment.ALLOW,
    )
