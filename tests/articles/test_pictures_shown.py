"""Which pictures of the library are handed out, and to whom."""

import pytest

from articles import publishing
from tests.factories import make_article, make_draft, make_user, update_article
from tests.pictures import stored_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return stored_picture(by=make_user())


def in_a_body(picture):
    return f"<figure><img src='{picture.get_absolute_url()}' alt='A back'></figure>"


def test_a_picture_nothing_shows_is_not_found(client, picture):
    make_draft(lead_image=picture, lead_alt="A back", body=in_a_body(picture))
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_a_picture_with_a_longer_number_of_the_same_beginning_is_another(client, picture):
    make_article(body=f"<p>x</p><figure><img src='/images/{picture.pk}0/' alt='A back'></figure>")
    assert client.get(picture.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_picture_that_readers_are_shown_leads_to_its_file_for_any_cache(client, picture, place):
    shown = {"lead_image": picture, "lead_alt": "A back"} if place == "lead" else {"body": in_a_body(picture)}
    make_article(**shown)
    response = client.get(picture.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, picture.file.url)
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in response


def test_a_picture_of_an_earlier_version_is_there_until_it_is_redacted_or_the_article_withdrawn(
    client, picture
):
    first, second = (make_article(lead_image=picture, lead_alt="A back") for _ in range(2))
    for article in (first, second):
        update_article(article, lead_image=None, lead_alt="")
    publishing.redact(first.live, by=make_user(), reason="Court order")
    assert client.get(picture.get_absolute_url()).status_code == 302
    publishing.withdraw(second, by=None, reason="Its advice was out of date.")
    assert client.get(picture.get_absolute_url()).status_code == 404


def test_whoever_may_see_the_library_gets_every_picture_and_no_cache_keeps_it(client, picture):
    client.force_login(make_user("Writer"))
    response = client.get(picture.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, picture.file.url)
    assert response["Cache-Control"] == "private, no-store"
    client.force_login(make_user())
    assert client.get(picture.get_absolute_url()).status_code == 404
