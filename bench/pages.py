"""How long the server works on an article's page, uncached, with no comments, a hundred and a thousand.

    python bench/pages.py

Builds its own articles in a temporary SQLite database; nothing of yours is touched. Prints the median of
several runs and the number of queries for each page, the ratio to the article without comments, and how long
an update takes to mark ten thousand comments; leaves with 1 when something takes longer than it may or a page
asks more often. What counts is the processor's time, so that a busy machine shows the same figures as an idle
one.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

MOST_MS = 120
MOST_QUERIES = 12
#: Seconds to work out for so many comments whether they are about an earlier version.
MOST_MARKING, MARKED = 2, 10_000
RUNS = 15
#: Comments on an article → how many threads they are in. A page holds all of fifty threads.
SIZES = {0: 0, 100: 50, 1_000: 50}
#: Every so many comments, one has a link, and one quotes the article.
LINK_EVERY, QUOTE_EVERY = 20, 7
QUOTED = "Most pain in the middle of the back comes from muscles"
PARAGRAPH = f"<p>{QUOTED} and passes within weeks.</p>"
WORDS = "Mine turned out to be the chair. I raised the screen and the ache went in a week.\n\nWorth a try."


def begin(folder: str) -> None:
    """Start the project on an empty database in the folder."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "DEBUG": "true",
        "DEBUG_PAGES": "false",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "MEDIA_ROOT": folder,
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make_articles() -> dict[int, str]:
    """An article of each size, by its number of comments; its address."""
    from django.db import transaction

    with transaction.atomic():
        return {count: make_article(count, threads) for count, threads in SIZES.items()}


def make_article(count: int, threads: int) -> str:
    """An article of two versions with so many comments on its first; its address."""
    from articles import publishing, working_copy
    from articles.models import Article, Kind
    from comments.versions_seen import mark_stale

    body = "\n".join([f"<h2>Part {n}</h2>\n{PARAGRAPH * 4}" for n in range(6)])
    article = Article(title=f"With {count} comments", slug=f"with-{count}", body=body)
    working_copy.save(article, by=None)
    publishing.publish(article, by=None, kind=Kind.FIRST)
    article.refresh_from_db()
    make_comments(article, count, threads)
    article.body += PARAGRAPH
    working_copy.save(article, by=None)
    publishing.publish(article, by=None, kind=Kind.UPDATE, note="Added what helps most.")
    mark_stale(article.pk)
    return article.get_absolute_url()


def make_comments(article, count: int, threads: int) -> None:
    """Published comments, stored without the checks that each would get."""
    from django.utils import timezone

    from comments.discussions import recount
    from comments.models import Comment
    from comments.submission import place_in_thread

    made = []
    for number in range(count):
        parent = made[number % threads] if number >= threads else None
        comment = Comment.objects.create(
            article=article,
            parent=parent,
            name=f"Reader {number}",
            submission_key=f"{article.pk}:{number}",
            seen_version=article.live,
        )
        place_in_thread(comment)
        store_words(comment, number)
        comment.approved, comment.state, comment.published_at = comment.current, "published", timezone.now()
        comment.link_treatment = "allow"
        comment.save()
        made.append(comment)
    recount([article.pk])


def store_words(comment, number: int) -> None:
    """Words of a comment; some have a link, and some quote the article."""
    from comments.links.addresses import find_links
    from comments.links.record import record_links
    from comments.markup import comment_html
    from comments.models import CommentRevision

    link = f" See https://spa{number}.example/heat" if number % LINK_EVERY == 0 else ""
    quote = (
        "> Most pain in the middle of the back comes from muscles\n\n" if number % QUOTE_EVERY == 0 else ""
    )
    text = f"{quote}{WORDS} ({number}){link}"
    links = find_links(text)
    comment.current = CommentRevision.objects.create(
        comment=comment, text=text, html=comment_html(text, links), link_count=len(links)
    )
    record_links(comment.current, links)


def measure_marking(article) -> float:
    """Seconds to mark all comments, and to take the marks off again, whichever takes longer."""
    from comments.models import Comment, CommentRevision
    from comments.versions_seen import mark_stale

    first = article.versions.get(number=1)
    made = [
        Comment(article=article, name="R", submission_key=f"marked:{n}", path=f"{n:010d}", seen_version=first)
        for n in range(MARKED)
    ]
    Comment.objects.bulk_create(made, batch_size=500)
    quote = f"> {QUOTED}\n\n{WORDS}"
    words = [
        CommentRevision(comment=one, text=quote if n % QUOTE_EVERY == 0 else WORDS)
        for n, one in enumerate(made)
    ]
    CommentRevision.objects.bulk_create(words, batch_size=500)
    for one, revision in zip(made, words, strict=True):
        one.current = revision
    Comment.objects.bulk_update(made, ["current"], batch_size=500)
    times = []
    for marked in (False, True):
        Comment.objects.filter(article=article).update(is_stale=marked)
        start = time.process_time()
        mark_stale(article.pk)
        times.append(time.process_time() - start)
    return max(times)


def measure(address: str) -> tuple[float, int, int]:
    """The page's time in milliseconds, its queries and its length in bytes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
        asked = len(queries)
    if page.status_code != 200:
        sys.exit(f"{address} answered {page.status_code}")
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        client.get(address)
        times.append(1_000 * (time.process_time() - start))
    return statistics.median(times), asked, len(page.content)


def main() -> int:
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        begin(folder)
        from articles.models import Article

        addresses = make_articles()
        empty = None
        for count, address in addresses.items():
            took, queries, size = measure(address)
            empty = empty or took
            sys.stdout.write(
                f"{count:5,} comments {took:7.1f} ms (at most {MOST_MS})   ratio {took / empty:5.2f}"
                f"   {queries} queries (at most {MOST_QUERIES})   {size / 1_000:,.0f} kB\n"
            )
            fine = fine and took <= MOST_MS and queries <= MOST_QUERIES
        took = measure_marking(Article.objects.get(slug="with-0"))
        sys.stdout.write(f"{MARKED:6,} comments marked in {took:5.2f} s (at most {MOST_MARKING})\n")
        fine = fine and took <= MOST_MARKING
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
