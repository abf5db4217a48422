"""Pages of a discussion, by cursor."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import publishing
from comments import moderation
from comments.models import Comment, Discussion, Reason
from comments.paging import Place, page_of
from comments.thread import thread_of
from tests.factories import make_article, make_comment, make_published_comment

pytestmark = pytest.mark.django_db

COMMENTS = "/articles/back-pain/comments/"


@pytest.fixture(autouse=True)
def three_to_a_page(monkeypatch):
    monkeypatch.setattr("comments.paging.PAGE_SIZE", 3)


@pytest.fixture
def article():
    return make_article(slug="back-pain")


@pytest.fixture
def threads(article):
    """Eight threads, the second of them with two replies; their ids."""
    roots = [make_published_comment(article, name=f"Reader {n}").pk for n in range(8)]
    first = make_published_comment(article, parent=Comment.objects.get(pk=roots[1]))
    make_published_comment(article, parent=first)
    return roots


def shown(query="", client=None):
    """The ids of the threads on a page, in the order of reading."""
    thread = (client or Client()).get(f"{COMMENTS}{query}").context["thread"]
    return [root.pk for root in thread.threads]


@pytest.mark.parametrize(
    ("place", "numbers", "earlier", "later"),
    [
        (Place(), [5, 6, 7], 5, None),
        (Place(before=5), [2, 3, 4], 2, 5),
        (Place(before=2), [0, 1], None, 2),
        (Place(before=0), [], None, 0),
        (Place(start=0), [0, 1, 2], None, 3),
        (Place(start=3), [3, 4, 5], 3, 6),
        (Place(start=6), [6, 7], 6, None),
    ],
)
def test_a_page_holds_the_threads_at_its_cursor(article, threads, place, numbers, earlier, later):
    by_id = Place(*(None if n is None else threads[n] for n in (place.start, place.before)))
    page = page_of(article, by_id)
    assert page.threads == [threads[n] for n in numbers]
    assert page.earlier == (None if earlier is None else threads[earlier])
    assert page.later == (None if later is None else threads[later])


def test_from_page_to_page_every_thread_is_met_once_in_both_directions_and_orders(article, threads):
    for place, forward in ((Place(start=0), True), (Place(), False)):
        met, page = [], page_of(article, place)
        while page:
            met += page.threads if forward else page.threads[::-1]
            cursor = page.later if forward else page.earlier
            place = Place(start=cursor) if forward else Place(before=cursor)
            page = page_of(article, place) if cursor is not None else None
        assert met == (threads if forward else threads[::-1])


def test_a_page_stays_what_it_is_while_comments_arrive(article, threads):
    query = f"?before={threads[5]}"
    before = shown(query)
    make_published_comment(article)
    assert shown(query) == before == threads[2:5]


def test_newest_first_turns_the_order_round(threads):
    assert shown("?order=newest") == threads[:4:-1]
    assert shown(f"?order=newest&before={threads[5]}") == threads[4:1:-1]
    assert shown("?order=oldest") == threads[:3]


@pytest.mark.parametrize("query", ["?before=x", "?from=-1", f"?before={'9' * 40}", "?order=odd", "?from=%00"])
def test_an_odd_cursor_shows_the_newest_threads_or_is_refused(threads, query):
    response = Client().get(f"{COMMENTS}{query}")
    assert response.status_code == (400 if "%00" in query else 200)
    assert response.status_code == 400 or shown(query) == threads[5:]


def test_a_page_whose_threads_are_gone_leads_to_the_newest(threads):
    assert (
        "There are no comments on this page any more" in Client().get(f"{COMMENTS}?before=1").content.decode()
    )


def test_the_article_shows_the_newest_threads_last_and_how_many_came_before(article, threads):
    page = Client().get("/articles/back-pain/").content.decode()
    assert [pk for pk in threads if f'id="c-{pk}"' in page] == threads[5:]
    assert f'<a href="{COMMENTS}?before={threads[5]}#comments">Show 7 earlier comments</a>' in page
    assert '<h2 id="comments">10 comments</h2>' in page


def test_what_is_not_public_counts_nowhere(article, threads):
    make_comment(article)
    moderation.remove(Comment.objects.get(pk=threads[7]), by=None, reason=Reason.SPAM)
    thread = thread_of(article)
    assert [root.pk for root in thread.threads] == threads[4:7]
    assert (thread.count, thread.count_elsewhere) == (9, 6)


def test_a_thread_whose_first_comment_is_gone_stays_with_its_replies(article, threads):
    moderation.remove(Comment.objects.get(pk=threads[1]), by=None, reason=Reason.SPAM)
    root = thread_of(article, place=Place(start=0)).threads[1]
    assert (root.pk, root.is_gone, len(root.replies)) == (threads[1], True, 2)


def test_a_comment_that_waits_again_leaves_a_line_while_it_has_replies(article, threads):
    moderation.hold(Comment.objects.get(pk=threads[1]), by=None)
    page = Client().get(f"{COMMENTS}?order=oldest").content.decode()
    assert f'<p class="tombstone" id="c-{threads[1]}">A moderator is reading this comment again.</p>' in page
    assert f'id="c-{threads[1]}-by"' not in page


@pytest.mark.parametrize(
    ("number", "address"),
    [(7, "/articles/back-pain/#c-{}"), (5, "/articles/back-pain/#c-{}"), (4, "{page}#c-{}")],
)
def test_a_permalink_leads_to_the_comment_on_the_page_it_is_on(threads, number, address):
    pk = threads[number]
    response = Client().get(f"{COMMENTS}{pk}/")
    assert response.status_code == 302
    assert response["Location"] == address.format(pk, page=f"{COMMENTS}?from={pk}")
    assert f'id="c-{pk}"' in Client().get(f"{COMMENTS}{pk}/", follow=True).content.decode()


def test_a_replys_permalink_leads_to_its_thread(article, threads):
    reply = Comment.objects.get(parent=threads[1])
    assert Client().get(reply.get_absolute_url())["Location"] == f"{COMMENTS}?from={threads[1]}#c-{reply.pk}"


def test_a_date_links_to_the_permalink(threads):
    assert f'<a href="{COMMENTS}{threads[7]}/"><time' in Client().get("/articles/back-pain/").content.decode()


def test_what_is_not_public_or_not_there_has_no_permalink(article, threads):
    hidden = make_comment(article)
    elsewhere = make_published_comment()
    removed = make_published_comment(article)
    moderation.remove(removed, by=None, reason=Reason.SPAM)
    for pk in (hidden.pk, elsewhere.pk, removed.pk, 10**25):
        assert Client().get(f"{COMMENTS}{pk}/").status_code == 404
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    assert Client().get(f"{COMMENTS}{threads[0]}/").status_code == 410


def test_the_permalink_of_what_is_gone_leads_to_the_line_that_says_so_where_others_answered(threads):
    moderation.remove(Comment.objects.get(pk=threads[1]), by=None, reason=Reason.SPAM)
    response = Client().get(f"{COMMENTS}{threads[1]}/")
    assert response["Location"] == f"{COMMENTS}?from={threads[1]}#c-{threads[1]}"
    page = Client().get(response["Location"]).content.decode()
    assert f'<p class="tombstone" id="c-{threads[1]}">' in page
    for reply in Comment.objects.filter(thread=threads[1]).published():
        moderation.remove(reply, by=None, reason=Reason.SPAM)
    assert Client().get(f"{COMMENTS}{threads[1]}/").status_code == 404


def test_a_writers_waiting_comments_are_on_their_own_pages(article, threads):
    writer = Client()
    data = {"text": "Me too.", "name": "Priya", "email": "priya@example.org"}
    for parent in ("", threads[0]):
        writer.post(COMMENTS, data | {"parent": parent})
    alone, reply = Comment.objects.pending().order_by("pk")
    assert shown(client=writer) == [*threads[5:], alone.pk]
    assert shown("?order=newest", writer) == [alone.pk, *threads[:4:-1]]
    assert shown(f"?before={threads[3]}", writer) == threads[:3]
    page = writer.get(f"{COMMENTS}?order=oldest").content.decode()
    assert (f'id="c-{reply.pk}"' in page, f'id="c-{alone.pk}"' in page) == (True, False)


def test_the_last_page_asks_for_as_little_as_the_first(article):
    """Both databases find a page by the index alone: nothing before it or after it is read."""
    first = make_published_comment(article)
    rows = [
        Comment(
            article=article, state="published", name="Reader", submission_key=f"bulk{n}", thread=first.pk + n,
            path=f"{first.pk + n:010d}", approved=first.approved, published_at=first.published_at,
        )
        for n in range(1, 2_000)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows)
    Discussion.objects.filter(article=article).update(public_count=2_000)
    counts = set()
    for place in (Place(), Place(before=first.pk + 1_000), Place(before=first.pk + 5)):
        with CaptureQueriesContext(connection) as queries:
            assert len(thread_of(article, place=place).threads) == 3
        counts.add(len(queries) - (place.before is not None))
    assert len(counts) == 1
