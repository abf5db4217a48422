"""`manage.py verify_history`: prove that no published version was changed, taken out or put in."""

from collections.abc import Iterator
from itertools import groupby

from django.core.management.base import BaseCommand, CommandError
from django.db.models import OuterRef, QuerySet, Subquery
from django.template.defaultfilters import pluralize

from articles.chain import Break, Link, first_break
from articles.models import Article, Version
from articles.snapshot import Snapshot

#: Rows held at a time, however long the histories are.
CHUNK = 100
NO_WORDS = Snapshot(title="").digest()


class Command(BaseCommand):
    help = (
        "Make the hash of every version and every link of the chains anew. Names the first break in each"
        " article's history; the exit status is 1 when there is one."
    )

    def handle(self, **options):
        breaks = dict(_breaks())
        articles = broken = 0
        for article in _articles().iterator(chunk_size=CHUNK):
            articles += 1
            found = breaks.get(article.pk) or _wrong_pointer(article)
            if found:
                broken += 1
                self.stdout.write(
                    f"{article.slug} (article {article.pk}), version {found.number}: {found.words}"
                )
        checked = (
            f"{_counted(articles, 'article')} with {_counted(Version.objects.count(), 'version')} checked"
        )
        if broken:
            raise CommandError(f"{checked}, {broken} with a broken history.")
        self.stdout.write(f"{checked}. Every link holds.")


def _breaks() -> Iterator[tuple[int, Break]]:
    """The articles whose chain does not hold, and where.

    All versions in one query: it sees one state of the database, so a publication meanwhile is no break.
    """
    versions = Version.objects.order_by("article_id", "number").iterator(chunk_size=CHUNK)
    for article, history in groupby(versions, key=lambda version: version.article_id):
        found = first_break(map(_link, history))
        if found:
            yield article, found


def _link(version):
    stored_hash = _stored_hash(version)
    return Link(
        number=version.number,
        published_at=version.published_at.isoformat(),
        content_hash=version.content_hash,
        chain_hash=version.chain_hash,
        stored_hash=stored_hash,
        is_redacted=not version.is_readable,
        has_words=stored_hash != NO_WORDS,
    )


def _stored_hash(version):
    """The hash of the content as it is stored now; "" for one that no longer has the shape of a snapshot."""
    try:
        return version.snapshot().digest()
    except TypeError:
        return ""


def _articles() -> QuerySet[Article]:
    """The articles that were ever published, with the number of the last version there is."""
    numbers = Version.objects.filter(article=OuterRef("pk")).order_by("-number").values("number")[:1]
    articles = Article.objects.annotate(last_number=Subquery(numbers)).exclude(last_number=None, based_on=0)
    return articles.select_related("live").defer("body", "live__body").order_by("pk")


def _wrong_pointer(article: Article) -> Break | None:
    """Whether something is amiss with what readers are shown, or with the end of the history."""
    last = article.last_number or 0
    if article.based_on > last:
        return Break(last + 1, "it is missing")
    if not article.is_published:
        return None
    if article.live is None or article.live.article_id != article.pk:
        return Break(last, "readers are shown no version of this article")
    if article.live.number != last:
        return Break(last, f"readers are shown version {article.live.number} instead")
    return None if article.live.is_readable else Break(last, "readers are shown it, but it was redacted")


def _counted(count, thing):
    return f"{count} {thing}{pluralize(count)}"
