"""What the body's editor asks the desk for: pasted words made clean, and articles to link to."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories import make_article, make_draft, make_user

pytestmark = pytest.mark.django_db

CLEAN, FIND = (reverse(f"admin:articles_article_{name}") for name in ("clean", "find"))


def signed_in(client, group):
    client.force_login(make_user(group))
    return client


@pytest.mark.parametrize(
    ("group", "kind", "status"),
    [
        ("Editor", "html", 200),
        ("Editor", "source", 200),
        ("Writer", "html", 200),
        ("Writer", "source", 403),
        ("Moderator", "html", 403),
    ],
)
def test_who_may_have_words_made_clean(client, group, kind, status):
    response = signed_in(client, group).post(CLEAN, {kind: '<p onclick="x()">Walk.</p>'})
    assert response.status_code == status
    if status == 200:
        assert response.json() == {"html": "<p>Walk.</p>", "said": ""}


def test_words_are_not_made_clean_by_following_a_link(client):
    assert signed_in(client, "Editor").get(CLEAN).status_code == 405


def test_words_too_long_to_paste_are_refused_in_words(client):
    response = signed_in(client, "Editor").post(CLEAN, {"text": "a" * 2_400_000})
    assert (response.status_code, response.json()) == (
        422,
        {"said": "This is too long to paste in one go. Paste it in parts."},
    )


def test_articles_are_found_by_words_of_the_title_in_any_order(client):
    article = make_article(title="How to lift a box", slug="lifting")
    make_draft(title="A box of books")
    [found] = signed_in(client, "Writer").get(FIND, {"q": "box lift"}).json()["articles"]
    about = "Published, /articles/lifting/"
    assert found == {"id": article.pk, "title": "How to lift a box", "about": about, "is_seen": True}


def test_an_article_is_found_by_its_address(client):
    article = make_article(slug="lifting")
    make_article()
    found = signed_in(client, "Writer").get(FIND, {"q": "/articles/lifting/"}).json()["articles"]
    assert [row["id"] for row in found] == [article.pk]


def test_articles_are_not_found_by_who_may_not_see_drafts(client):
    assert client.get(FIND, {"q": "box"}).status_code == 302
    signed_in(client, "Editor")
    Group.objects.get(name="Editor").permissions.clear()
    assert client.get(FIND, {"q": "box"}).status_code == 403
