"""Keeping what is known of a discussion as a whole."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article
from comments.models import Comment, Discussion


def begin(article: Article) -> None:
    """Make the row that keeps an article's discussion, if there is none."""
    Discussion.objects.get_or_create(article=article)


@transaction.atomic
def recount(articles: Iterable[int]) -> None:
    """Store how many comments of these articles, by primary key, everyone may read.

    Locked in one order, so that two who count never wait for each other.
    """
    articles = sorted(articles)
    Discussion.objects.bulk_create([Discussion(article_id=pk) for pk in articles], ignore_conflicts=True)
    locked = Discussion.objects.filter(article__in=articles).order_by("article")
    [*locked.select_for_update()]
    public = Comment.objects.published().filter(article=OuterRef("article")).order_by()
    count = public.values("article").annotate(count=Count("pk")).values("count")
    Discussion.objects.filter(article__in=articles).update(public_count=Coalesce(Subquery(count), 0))
