"""Addresses nobody links to are answered, never with an error of ours."""

import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/%00/", "/articles/back-pain%00/", "/articles/%00/history/", "/comments/status/%00/",
        "/media/%00", "/daily/%00/pain/", "/tags/%00/", "/comments/emails/%00/",
        "/comments/emails/confirm/%00/",
    ],
)  # fmt: skip
def test_a_null_in_an_address_is_answered(client, path):
    make_article(slug="back-pain")
    assert client.get(path).status_code in (400, 404)


@pytest.mark.parametrize(
    "path",
    [
        "/archive/0/", "/archive/10000/", "/archive/99999999999999999999/", "/images/0/",
        "/images/99999999999999999999999/", "/articles/back-pain/versions/0/",
        "/articles/back-pain/versions/99999999999999999999999/", "/articles/" + "a" * 3000 + "/",
        "/" + "a/" * 500, "/articles/back-pain/changes/99999999999999999999999/",
        "/comments/status/%FF:%C3%A9:x/edit/", "/comments/emails/confirm/::/",
        "/comments/emails/moderators/a:b:c/",
        "/articles/a%FFb/", "/articles/a%2Fb/", "/articles/a%20b/",
    ],
)  # fmt: skip
def test_an_address_of_nothing_is_not_found(client, path):
    make_article(slug="back-pain")
    assert client.get(path).status_code == 404


def test_the_first_and_last_year_there_can_be_are_looked_up(client):
    assert [client.get(f"/archive/{year}/").status_code for year in (1, 9999)] == [404, 404]
