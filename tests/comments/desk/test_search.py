"""Finding comments at the desk."""

import pytest
from django.test import Client

from comments import moderation
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def search():
    client = Client()
    client.force_login(make_user("Moderator"))
    return lambda **asked: client.get("/admin/desk/search/", asked)


@pytest.fixture
def comments():
    backs = make_article(title="Why backs ache")
    heat = make_comment(backs, text="Heat helps my back", name="Priya S.", email="priya@example.org")
    link = make_comment(backs, text="See https://shop.spa.example/salt", name="K. Doyle")
    other = make_comment(make_article(title="Sleep"), text="I wake at three")
    moderation.reject(link, by=None, reason="spam")
    return {"heat": heat, "link": link, "other": other}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "HEAT back"}, ["heat"]),
        ({"writer": "priya"}, ["heat"]),
        ({"writer": "Priya@Example.org"}, ["heat"]),
        ({"site": "spa.example"}, ["link"]),
        ({"site": "https://shop.spa.example/other"}, ["link"]),
        ({"site": "example"}, []),
        ({"article": "backs"}, ["link", "heat"]),
        ({"state": "pending"}, ["other", "heat"]),
        ({"reason": "spam"}, ["link"]),
        ({"q": "heat", "state": "rejected"}, []),
        ({"since": "2099-01-01"}, []),
        ({"until": "2099-01-01"}, ["other", "link", "heat"]),
    ],
)
def test_everything_that_is_asked_for_has_to_fit(search, comments, asked, found):
    shown = search(**asked).context["shown"].comments
    assert [comment.pk for comment in shown] == [comments[name].pk for name in found]


def test_a_day_that_is_none_is_told_in_words(search):
    page = search(since="yesterday")
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()


def test_nothing_asked_for_shows_the_form_alone(search, comments):
    assert "shown" not in search().context
