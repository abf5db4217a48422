"""Addresses nobody links to are answered, never with an error of ours."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin

from articles.models import Tag
from tests.factories import make_article, make_user

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


@pytest.mark.parametrize(
    "path",
    [
        "articles/article/?topic__id__exact={}", "articles/article/?owner__in={}",
        "articles/image/?id__in={}",
        "articles/article/?updated_at__year={}", "comments/comment/?article__id__exact={}",
        "comments/discussion/{}/change/", "auth/user/?groups__id__exact={}",
    ],
)  # fmt: skip
def test_a_number_no_column_holds_names_nothing_on_the_desk(admin_client, path):
    assert admin_client.get("/admin/" + path.format("9" * 21)).status_code in (200, 302, 404)


def test_the_desk_has_one_kind_of_tags_and_shows_no_second_factors_secret(admin_client):
    secret = {"secret": "JBSWY3"}
    factor = Authenticator.objects.create(user=make_user(), type=Authenticator.Type.TOTP, data=secret)
    page = admin_client.get(f"/admin/mfa/authenticator/{factor.pk}/change/").text
    assert "JBSWY3" not in page
    assert 'name="_save"' not in page
    assert "Delete" in page
    assert [model for model in admin.site._registry if model.__name__ == "Tag"] == [Tag]
