"""How long related reading for one article takes among 20,000, beside django-taggit's similar_objects.

    python bench/related.py            20,000 articles with 49 tags each
    python bench/related.py 2000       fewer

Runs in a database of its own on the server that DATABASE_URL names, made for it and dropped afterwards.
Prints the median of both and the ratio; leaves with 1 when ours takes longer than it may, asks more often, or
suggests what readers cannot open.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ARTICLES, TAGS_EACH, VOCABULARY = 20_000, 49, 5_000
MOST_MS, MOST_QUERIES = 50, 8
RUNS = 15
#: One article in so many is a draft, which has its tags and no reader.
DRAFT_EVERY = 20
WORDS = "spine sleep nerve muscle exercise swimming posture shoulder mattress lifting sitting walking".split()


def main(count: int) -> int:
    from django.db import connection

    with tempfile.TemporaryDirectory() as folder:
        name = str(Path(folder, "bench.sqlite3")) if connection.vendor == "sqlite" else "bench_related"
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            make_site(count)
            return measure(count, connection)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def make_site(count: int) -> None:
    """Articles with tags of all degrees of rarity, and links between them; stored in bulk."""
    from django.db import connection, transaction
    from django.db.models import F, OuterRef, Subquery
    from django.utils import timezone

    from articles.models import Article, LiveLink, PublishedTag, Tag, TaggedArticle, Topic, Version

    chance = random.Random(1)
    with transaction.atomic():
        topics = Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(12))
        tags = Tag.objects.bulk_create(
            Tag(name=f"Tag {n}", slug=f"tag-{n}", folded=f"tag {n}") for n in range(VOCABULARY)
        )
        titles = [" ".join(chance.sample(WORDS, 4)) for _ in range(count)]
        articles = Article.objects.bulk_create(
            Article(title=title, slug=f"article-{n}", topic=topics[n % 12]) for n, title in enumerate(titles)
        )
        live = [article for n, article in enumerate(articles) if n == 0 or n % DRAFT_EVERY]
        now = timezone.now()
        Version.objects.bulk_create(
            Version(
                article=article, number=1, title=article.title, topic=article.topic, published_at=now,
                content_hash="", chain_hash="",
            )
            for article in live
        )  # fmt: skip
        own = Version.objects.filter(article=OuterRef("pk")).values("pk")
        Article.objects.filter(versions__isnull=False).update(
            live=Subquery(own), state="published", live_slug=F("slug"), first_published=now, updated_at=now
        )
        # The rarest tag is on a few articles, the most common on a third of them.
        weights = [1 / (n + 40) for n in range(VOCABULARY)]
        for start in range(0, count, 1_000):
            TaggedArticle.objects.bulk_create(
                TaggedArticle(content_object=article, tag=tag)
                for article in articles[start : start + 1_000]
                for tag in [*dict.fromkeys(chance.choices(tags, weights, k=2 * TAGS_EACH))][:TAGS_EACH]
            )
        links = [
            LiveLink(article=one, target=chance.choice(live), href="/x/") for one in live for _ in range(3)
        ]
        LiveLink.objects.bulk_create(links)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {PublishedTag._meta.db_table} (article_id, tag_id)"
                f" SELECT t.content_object_id, t.tag_id FROM {TaggedArticle._meta.db_table} t"
                f" JOIN {Article._meta.db_table} a ON a.id = t.content_object_id WHERE a.live_id IS NOT NULL"
            )
        Tag.objects.recount([tag.pk for tag in tags])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure(count: int, connection) -> int:
    from django.test.utils import CaptureQueriesContext

    from articles import related
    from articles.models import Article

    article = Article.objects.get(slug="article-0")
    with CaptureQueriesContext(connection) as queries:
        found = related.suggestions_for(article)
        asked = len(queries)
    unseen = Article.objects.filter(pk__in=[made.related_id for made in found]).exclude(state="published")
    ours = timed(lambda: related.suggestions_for(article), RUNS)
    theirs = timed(article.tags.similar_objects, 3)
    tags = article.tags.count()
    sys.stdout.write(
        f"{count:,} articles with {TAGS_EACH} tags, one with {tags} asked about, {connection.vendor}\n"
        f"suggested    {ours:9.1f} ms (at most {MOST_MS})   {asked} queries (at most {MOST_QUERIES})"
        f"   {len(found)} suggestions, {unseen.count()} of them unpublished\n"
        f"similar_objects {theirs:6.1f} ms   ratio {theirs / ours:.0f}\n"
    )
    return int(ours > MOST_MS or asked > MOST_QUERIES or unseen.exists())


def timed(act, runs: int) -> float:
    """The median in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append(1_000 * (time.perf_counter() - start))
    return statistics.median(times)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    os.environ.setdefault("DEBUG", "true")
    import django

    django.setup()
    # DEBUG would keep every query in memory.
    from django.conf import settings

    settings.DEBUG = False
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES))
