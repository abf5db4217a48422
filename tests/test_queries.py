"""Each anonymous page asks the database the same number of times, whatever there is to show."""

import pytest
from django.test import Client

from comments import discussions
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Comment
from tests.factories import make_article, make_comment, make_published_comment, update_article

pytestmark = pytest.mark.django_db

ARTICLE_AT_MOST = 12


def make_discussion(article, count):
    """So many published comments, a tenth of them replies and a tenth with a link; made in bulk."""
    first = make_published_comment(article, text="See https://spa.example/salt")
    rows = []
    for number in range(1, count):
        rows.append(
            Comment(
                article=article,
                parent=first if number % 10 == 0 else None,
                state="published",
                name=f"Reader {number}",
                submission_key=f"bulk{article.pk}-{number}",
                approved=first.approved,
                current=first.approved,
                published_at=first.created_at,
                link_treatment=first.link_treatment,
            )
        )
    made = Comment.objects.bulk_create(rows)
    for comment in made:
        comment.path = (first.path if comment.parent_id else "") + f"{comment.pk:010d}"
        comment.thread = first.pk if comment.parent_id else comment.pk
    Comment.objects.bulk_update(made, ["path", "thread"], batch_size=200)
    discussions.recount([article.pk])


def queries(path, django_assert_max_num_queries, most=40):
    with django_assert_max_num_queries(most) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


@pytest.fixture
def count(django_assert_max_num_queries):
    return lambda path, most=40: queries(path, django_assert_max_num_queries, most)


def test_an_article_asks_as_often_with_a_thousand_comments_and_49_tags_as_with_none(count):
    bare = make_article(slug="bare", topic=None)
    tagged = make_article(slug="tagged", tags=[f"tag {n}" for n in range(49)], related=[bare])
    hundred, thousand = make_article(slug="hundred"), make_article(slug="thousand")
    make_discussion(hundred, 100)
    make_discussion(thousand, 1_000)
    verdicts.decide(target_of("https://spa.example/"), "allow", by=None)
    for _ in range(5):
        update_article(thousand)
    counts = {
        a.slug: count(f"/articles/{a.slug}/", ARTICLE_AT_MOST) for a in (bare, tagged, hundred, thousand)
    }
    assert len(set(counts.values())) == 1, counts


def test_lists_ask_as_often_for_twenty_articles_as_for_one(count):
    make_article(tags=["back"])
    paths = ["/", "/latest/", "/tags/back/", "/topics/back-pain/", "/authors/dana-ellery/", "/topics/"]
    few = [count(path) for path in paths]
    for _ in range(25):
        make_comment(make_article(tags=["back"]))
    assert [count(path) for path in paths] == few


def test_a_history_asks_as_often_for_twenty_versions_as_for_one(count):
    article = make_article(slug="history")
    few = count("/articles/history/history/")
    for _ in range(20):
        update_article(article)
    assert count("/articles/history/history/") == few
