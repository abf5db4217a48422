"""How many comments wait under each article, as the desk's list of articles says it."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from articles.list_columns import Cell, Column
from articles.models import Article
from comments.models import Comment, State


def counted(articles: Sequence[Article]) -> Counter[int]:
    """New comments that wait, and changed ones, by the article's primary key; in two queries."""
    total = Counter()
    for waiting in (Comment.objects.pending(), Comment.objects.with_waiting_edit()):
        found = waiting.filter(article__in=articles).order_by().values_list("article").annotate(Count("pk"))
        total.update(dict(found))
    return total


def cells(articles: Sequence[Article], user) -> dict[int, Cell]:
    """The number of each, which leads moderators to the new ones."""
    counts = counted(articles)
    leads = user.has_perm("comments.moderate_comment")
    search = reverse("desk-search")
    return {
        article.pk: Cell(str(number), f"{search}?{_asked(article)}" if leads else "")
        for article in articles
        if (number := counts[article.pk])
    }


def _asked(article):
    return urlencode({"article": article.slug, "state": State.PENDING})


COLUMN = Column("waiting_comments", "waiting comments", cells)
