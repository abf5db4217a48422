"""How long search takes among many articles: a common word, a rare one, a phrase, a misspelt word, two words.

    python bench/search.py [--articles 20000]

Builds its own articles, in a temporary SQLite database or, where DATABASE_URL names a PostgreSQL server, in a
database of its own there; nothing of yours is touched. Prints the mean of several runs, for the whole page
and for finding alone; leaves with 1 when a page takes longer than it may. What counts is the processor's
time, that of the database's server included: it has to run on this machine.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

RUNS = 40
BATCH = 500
VOCABULARY = 30_000
#: Asked → milliseconds its page may take.
QUESTIONS = {"common": 40, "rare": 8, "common misspelt": 40, "two words": 40, "phrase": 40}


def begin(folder: str):
    """Start the project on an empty database of its own; what to call when it is done with."""
    address = os.environ.get("DATABASE_URL", "")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DEBUG": "true",
        "DEBUG_PAGES": "false",
        "DATABASE_URL": address or f"sqlite:///{folder}/bench.sqlite3",
        "MEDIA_ROOT": folder,
    }
    import django
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3"
    made = setup_databases(verbosity=0, interactive=False)
    return lambda: teardown_databases(made, verbosity=0)


def make_words(chance: random.Random) -> list[str]:
    """A vocabulary, the most used words first."""
    syllables = [first + second for first in "bcdfghlmnprstvz" for second in "aeiou"]
    words = {"".join(chance.choices(syllables, k=chance.randint(2, 4))): None for _ in range(VOCABULARY)}
    return [*words]


def make_articles(count: int) -> dict[str, str]:
    """So many published articles; what to ask for, by its kind."""
    from articles.models import Topic
    from articles.search import entries

    chance = random.Random(1)
    words = make_words(chance)
    weights = [*accumulate(1 / (place + 3) for place in range(len(words)))]
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(12))

    def text(length):
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    for start in range(0, count, BATCH):
        entries.record_all(publish(range(start, min(start + BATCH, count)), text, topics))
        sys.stderr.write(f"\r{min(start + BATCH, count):,} of {count:,} articles")
    sys.stderr.write("\n")
    return asked(words)


def publish(numbers, text, topics) -> list[int]:
    """Articles as the verb would leave them, made in bulk."""
    import datetime

    from django.utils import timezone

    from articles.models import Article, Version

    now, first = timezone.now(), datetime.date(2006, 1, 1)
    made = Article.objects.bulk_create(
        Article(
            title=text(7).capitalize(), slug=f"article-{n}", live_slug=f"article-{n}", topic=topics[n % 12],
            first_published=first + datetime.timedelta(n % 7_000), updated_at=now, content_changed_at=now,
        )
        for n in numbers
    )  # fmt: skip
    versions = Version.objects.bulk_create(
        Version(
            article=article, number=1, title=article.title, standfirst=text(20), topic=article.topic,
            tags=text(6).split(), published_at=now, content_hash="0", chain_hash="0",
            body=f"<p>{text(200)}</p><p>{text(250)}</p>",
        )
        for article in made
    )  # fmt: skip
    for article, version in zip(made, versions, strict=True):
        article.live, article.state = version, "published"
    Article.objects.bulk_update(made, ["live", "state"])
    return [article.pk for article in made]


def asked(words: list[str]) -> dict[str, str]:
    """A word that two thirds of the articles have, one that a few have, and combinations."""
    from django.db import connection

    from articles.models import SearchEntry

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    total = SearchEntry.objects.count()
    sample = [f" {entry.body} " for entry in SearchEntry.objects.only("body")[:1_000]]
    share = {word: sum(f" {word} " in body for body in sample) / len(sample) for word in words[:80]}
    common = [word for word, part in share.items() if 0.5 <= part <= 0.8]
    rare = words[len(words) // 2]
    sys.stderr.write(f"“{common[0]}” is in {share[common[0]]:.0%} of {total:,} articles, “{rare}” is rare\n")
    swapped = common[0][1] + common[0][0] + common[0][2:]
    return {
        "common": common[0],
        "rare": rare,
        "common misspelt": swapped + "q",
        "two words": f"{common[0]} {common[-1]}",
        "phrase": f'"{common[0]} {common[-1]}"',
    }


def measured(work) -> float:
    """The work's mean time in milliseconds."""
    work()
    start = time.process_time() + servers_time()
    for _ in range(RUNS):
        work()
    return 1_000 * (time.process_time() + servers_time() - start) / RUNS


def servers_time() -> float:
    """What the database's process for this connection has worked so far, in seconds; SQLite has none."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0
    connection.ensure_connection()
    with open(f"/proc/{connection.connection.info.backend_pid}/stat") as stat:
        user, system = stat.read().rsplit(")")[-1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=20_000)
    count = parser.parse_args().articles
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        done = begin(folder)
        from django.test import Client

        from articles.search.finding import search

        questions, client = make_articles(count), Client(SERVER_NAME="localhost")
        for kind, most in QUESTIONS.items():
            typed = questions[kind]
            finding = measured(lambda typed=typed: search(typed))
            page = measured(lambda typed=typed: client.get("/search/", {"q": typed}))
            fine = fine and page <= most
            sys.stdout.write(f"{kind:16} page {page:7.1f} ms (at most {most})   finding {finding:7.1f} ms\n")
        done()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
