"""The feed of an article's comments: what readers see of them, and nothing else."""

import pytest
from django.test import Client

from comments import moderation
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Reason
from tests.factories import make_article, make_comment, make_published_comment

pytestmark = pytest.mark.django_db

ADDRESS = "/articles/backs/comments.json"


@pytest.fixture
def article():
    return make_article(title="Backs", slug="backs")


def items():
    response = Client().get(ADDRESS)
    assert response.status_code == 200
    return response.json()["items"]


def test_public_comments_come_newest_first_with_their_links_as_readers_see_them(article):
    make_published_comment(article, name="Maureen", text="Mine was the chair.")
    second = make_published_comment(article, name="<b>Joel</b>", text="See https://spa.example/x & walk.")
    make_comment(article, text="Waits.")
    moderation.remove(make_published_comment(article), by=None, reason=Reason.SPAM)
    joel, maureen = items()
    assert joel["title"] == "<b>Joel</b> on Backs"
    assert joel["url"] == f"http://testserver/articles/backs/comments/{second.pk}/"
    assert 'href="https://spa.example/x"' in joel["content_html"]
    assert maureen["content_html"] == "<p>Mine was the chair.</p>"
    verdicts.decide(target_of("https://spa.example/"), "strip", by=None)
    assert "spa.example" not in items()[0]["content_html"]


def test_an_article_that_readers_cannot_see_has_none():
    assert Client().get("/articles/nothing/comments.atom").status_code == 404


def test_it_takes_the_same_queries_however_many_there_are(article, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(12) as captured:
            found = items()
        assert len(found) <= 30
        return len(captured)

    make_published_comment(article, text="https://spa.example/")
    few = asked()
    for _ in range(32):
        make_published_comment(article, text="https://spa.example/")
    assert asked() == few
