"""Keeping what is looked through: written with each version, in the transaction that publishes it."""

from collections.abc import Iterable

from django.apps import apps
from django.db import transaction

from articles.models import Article, SearchEntry, Version
from articles.search import index, spelling
from cms.html import text_of
from cms.tasks import task

#: Characters of a body that are looked through: 35,000 words, and what fits PostgreSQL's index.
LONGEST_BODY = 200_000
#: Articles of one transaction.
AT_ONCE = 100
COLUMNS = ("title", "standfirst", "tags", "body", "topic", "year")


def record(article: Article) -> None:
    """Let readers find what they see of a published article now."""
    _store([_entry(article)])


def remove(article: Article) -> None:
    """Let nobody find it any more."""
    SearchEntry.objects.filter(article=article).delete()


def forget(version: Version) -> None:
    """Remove the words that a version had, and no text has that is published now; for its redaction.

    `version` still has its words.
    """
    spelling.unlearn(_text(_written(version)))
    index.current().forget_removed()


@transaction.atomic
def record_all(ids: Iterable[int]) -> None:
    """Write the entries of these articles anew, and remove those of any that is not published."""
    locked = Article.objects.select_for_update().filter(pk__in=[*ids]).order_by("pk")
    ids = [*locked.values_list("pk", flat=True)]
    # Read once they are locked: what stands beside a row that was waited for would be from before the wait.
    found = Article.objects.filter(pk__in=ids).published().select_related("live__topic__became")
    articles = [*found.defer("body").prefetch_related("published_tags__tag")]
    SearchEntry.objects.filter(article__in=ids).exclude(article__in=articles).delete()
    _store([_entry(article) for article in articles])


@task()
def record_shelf(name: str, pk: int) -> None:
    """Write the entries of all articles with a tag, or on a topic, whose name is another one now."""
    [shelf] = apps.get_model("articles", name).objects.filter(pk=pk)[:1] or [None]
    if shelf is None:
        return
    on_it = Article.objects.tagged(shelf) if name == "tag" else Article.objects.on_topic(shelf)
    ids = [*on_it.published().order_by("pk").values_list("pk", flat=True)]
    for start in range(0, len(ids), AT_ONCE):
        record_all(ids[start : start + AT_ONCE])


def _entry(article):
    """Tags and topic are those it is found under now, whatever they were called when it was published."""
    version = article.live
    written = _written(version) | {"tags": "; ".join(row.tag.name for row in article.published_tags.all())}
    return SearchEntry(article=article, topic=version.shelf, year=article.first_published.year, **written)


def _written(version):
    return {
        "title": version.title,
        "standfirst": version.standfirst,
        "tags": "; ".join(version.tags),
        "body": text_of(str(version.body))[:LONGEST_BODY],
    }


def _store(entries):
    SearchEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["article"], update_fields=COLUMNS
    )
    spelling.learn(" ".join(_text(vars(entry)) for entry in entries))


def _text(written):
    return " ".join(written[name] for name in ("title", "standfirst", "tags", "body"))
