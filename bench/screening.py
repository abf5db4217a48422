"""How long screening one comment takes beside storing it, with very many comments stored already.

    python bench/screening.py [--stored 400000]

Makes the comments up, in a database of its own (DATABASE_URL names another, empty one), sends new ones and
prints the median time of what screening adds. Leaves with 1 when that is more than 10 ms. What counts is
the processor's time, so that a busy machine shows the same figures as an idle one; on PostgreSQL that leaves
out the server's, which is a millisecond or two.
"""

import argparse
import datetime
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path

SCRATCH = tempfile.TemporaryDirectory(prefix="palimpsest-bench-")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "cms.settings",
    "DEBUG": "true",
    "COMMENT_LIMITS": "off",
    "LOG_LEVEL": "WARNING",
    "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{SCRATCH.name}/bench.sqlite3",
}

MOST_MS = 10.0
SENT = 200
CHUNK = 5_000
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo za kin ter lon par ish".split()
COMMON = "the of and to in a is that it for on with as at by this from or an be my you have was not".split()


class Writer:
    """Writes comments of made-up words that repeat as those of a language do."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.rare = [
            "".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(8_000)
        ]
        self.texts = [self.text() for _ in range(20_000)]

    def text(self, words: int | None = None) -> str:
        count = words or self.random.randint(8, 90)
        pool = self.random
        return " ".join(
            pool.choice(COMMON)
            if pool.random() < 0.5
            else self.rare[int(len(self.rare) * pool.random() ** 2)]
            for _ in range(count)
        )


def make_articles():
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from articles import publishing, working_copy
    from articles.models import Article, Kind

    for number in range(0 if Article.objects.exists() else 20):
        article = working_copy.save(
            Article(title=f"Bench {number}", slug=f"bench-{number}", body="<p>A</p>"), by=None
        )
        publishing.publish(article, by=None, kind=Kind.FIRST)
    return [*Article.objects.order_by("pk")]


def fill(articles, stored: int) -> None:
    """Store so many comments: two thirds public, a third spam, a few waiting; a fifth with a link."""
    from django.utils import timezone

    writer, now, made = Writer(1), timezone.now(), 0
    while made < stored:
        size = min(CHUNK, stored - made)
        store_chunk(articles, writer, now, size)
        made += size
        sys.stderr.write(f"\r{made:,} stored")
    sys.stderr.write("\n")
    analyse()


def store_chunk(articles, writer, now, size):
    from django.db import transaction
    from django.db.models import Max

    from comments.models import Comment, Commenter, CommentRevision

    pool = writer.random
    first = (Comment.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    with transaction.atomic():
        commenters = Commenter.objects.bulk_create(
            [Commenter(email=f"{uuid.uuid4().hex}@example.org") for _ in range(size // 4)]
        )
        comments = [
            made_up(pk, pool.choice(articles), pool.choice(commenters), now, pool)
            for pk in range(first, first + size)
        ]
        Comment.objects.bulk_create(comments)
        revisions = CommentRevision.objects.bulk_create(
            CommentRevision(pk=comment.pk, comment=comment, text=text, digest=digest(text))
            for comment in comments
            for text in [pool.choice(writer.texts)]
        )
        store_findings(revisions)
        store_links(revisions, pool)
        store_shingles(revisions)


def made_up(pk, article, commenter, now, pool):
    """A comment whose revision will have the same key."""
    from comments.models import Comment

    state = pool.choices(["published", "rejected", "pending"], [66, 32, 2])[0]
    at = now - datetime.timedelta(minutes=pool.randint(60, 2_000_000))
    public = {"approved_id": pk, "published_at": at} if state == "published" else {}
    return Comment(
        pk=pk, article=article, name=f"Reader {pool.randrange(50_000)}", commenter=commenter, path="",
        email="busy@spam.example" if pool.random() < 0.02 else commenter.email,
        submission_key=uuid.uuid4().hex, state=state, reason="spam" if state == "rejected" else "",
        created_at=at, score=pool.random(), current_id=pk, **public,
    )  # fmt: skip


def store_findings(revisions):
    from comments.models import Finding

    words = "No published comment from this address yet"
    Finding.objects.bulk_create(
        Finding(revision=revision, check_name="new_writer", words=words) for revision in revisions
    )


def store_links(revisions, pool):
    """A link in every fifth comment."""
    from comments.links.record import target_of
    from comments.models import LinkUse

    targets = [(site, target_of(f"https://{site}/")) for site in {site_of(pool) for _ in range(60)}]
    LinkUse.objects.bulk_create(
        LinkUse(revision=revision, position=0, url=f"https://{site}/", words=site, site=target, target=target)
        for revision in revisions
        if pool.random() < 0.2
        for site, target in [pool.choice(targets)]
    )


def store_shingles(revisions):
    from comments.models import Shingle
    from comments.spam.pairs import pairs_of, sketch
    from comments.spam.words import folded_words

    Shingle.objects.bulk_create(
        (
            Shingle(hash=number, revision=revision)
            for revision in revisions
            if revision.comment.state != "published"
            for number in sketch(pairs_of(folded_words(revision.text)))
            if has_room(number)
        ),
        batch_size=20_000,
    )


HELD: Counter[int] = Counter()


def has_room(number: int) -> bool:
    """Whether the index takes another comment with this hash, as it would have when it was sent."""
    from comments.spam.lookalikes import MOST_OF_A_HASH

    HELD[number] += 1
    return HELD[number] <= MOST_OF_A_HASH


def site_of(pool) -> str:
    """A site; the busiest ones have most of the links."""
    return f"site{int(3_000 * pool.random() ** 4)}.example"


def digest(text):
    from comments.models.revision import text_digest

    return text_digest(text)


def analyse():
    from django.core.management.color import no_style
    from django.db import connection

    from comments.models import Comment, CommentRevision

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment, CommentRevision]):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


class Clock:
    """Adds up the time spent in some functions, while they are called by the module that uses them."""

    def __init__(self):
        self.spent = 0.0

    def timed(self, work):
        def timed_work(*args, **kwargs):
            start = time.process_time()
            try:
                return work(*args, **kwargs)
            finally:
                self.spent += time.process_time() - start

        return timed_work


def measure(articles) -> tuple[list[float], list[float]]:
    """Milliseconds of sending one comment, and of the screening in it."""
    from comments import submission

    clock = Clock()
    for name in ("search", "facts_of", "screen", "store_findings", "score_of", "remember"):
        setattr(submission, name, clock.timed(getattr(submission, name)))
    submission.flood.watch = clock.timed(submission.flood.watch)
    writer, whole, screening = Writer(2), [], []
    for number in range(SENT):
        text = writer.random.choice(writer.texts) if number % 3 else writer.text(40)
        text += f" See https://{site_of(writer.random)}/cheap?ref=a{number}" if number % 2 else ""
        email = "busy@spam.example" if number % 10 == 0 else f"reader{number}@example.org"
        sent = submission.Submission(text=text, name=f"Reader {number}", email=email, key=uuid.uuid4().hex)
        clock.spent, start = 0.0, time.process_time()
        submission.submit(writer.random.choice(articles), sent)
        whole.append(1_000 * (time.process_time() - start))
        screening.append(1_000 * clock.spent)
    return whole[10:], screening[10:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stored", type=int, default=400_000)
    parser.add_argument("--keep", action="store_true", help="measure with what the database holds already")
    options = parser.parse_args()
    articles = make_articles()
    from comments.models import Comment, Shingle
    from comments.spam.learning import learn

    if not options.keep:
        fill(articles, options.stored)
    start = time.process_time()
    model = learn()
    sys.stdout.write(f"learnt from {model.decisions:,} decisions in {time.process_time() - start:.1f} s\n")
    whole, screening = measure(articles)
    median, most = statistics.median(screening), statistics.quantiles(screening, n=20)[-1]
    sys.stdout.write(
        f"screening one comment at {Comment.objects.count():,} stored ({Shingle.objects.count():,} shingles):"
        f" {median:.1f} ms (95 in 100 below {most:.1f}), at most {MOST_MS:.0f};"
        f" storing it with that {statistics.median(whole):.1f} ms\n"
    )
    return 1 if median > MOST_MS else 0


if __name__ == "__main__":
    sys.exit(main())
