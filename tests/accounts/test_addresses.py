"""Which pages of accounts there are, and what all of them have in common."""

from pathlib import Path

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver

from accounts.urls import ADDRESSES, urlpatterns
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PLAIN = sorted({f"/{address}" for address, _, _ in ADDRESSES if "<" not in address})


def names(patterns):
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from names(one.url_patterns)
        else:
            yield one.name


def test_every_page_of_allauth_is_here_but_the_one_for_closed_accounts():
    ours = {name for _, _, name in ADDRESSES}
    theirs = {*names(account_urls.urlpatterns), *names(mfa_urls.urlpatterns)}
    assert theirs - ours == {"account_inactive"}
    assert ours - theirs == {"sign-in", "sign-out", "account", "account_name", "account_delete"}
    assert len(urlpatterns) == len(ADDRESSES)


def test_the_architecture_page_lists_them_all():
    page = Path(settings.BASE_DIR, "docs/architecture.md").read_text()
    shown = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `/")}
    assert shown == {f"/{address}" for address, _, _ in ADDRESSES}


def test_every_page_has_a_template_of_ours():
    views = {view.view_class for _, view, _ in ADDRESSES if hasattr(view, "view_class")}
    templates = {view.template_name for view in views if getattr(view, "template_name", None)}
    assert len(templates) > 20
    strange = [name for name in templates if _is_strange(name)]
    assert strange == ["mfa/recovery_codes/download.txt"]


def _is_strange(name):
    return not get_template(name).origin.name.startswith(str(settings.BASE_DIR / "templates"))


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("address", PLAIN)
def test_no_page_is_kept_or_indexed_or_runs_what_it_carries(address, signed_in):
    client = Client()
    if signed_in:
        client.force_login(make_user())
    answer = client.get(address)
    assert answer.status_code in (200, 302, 404)
    kept = {*answer["Cache-Control"].replace(" ", "").split(",")}
    assert {"private", "no-store"} <= kept
    if answer.status_code == 200:
        assert '<meta name="robots" content="noindex">' in answer.text
        assert "style=" not in answer.text
        assert "nonce-" not in answer["Content-Security-Policy"]
        for word in ("please", "invalid", "successfully", "oops", "!</"):
            assert word not in answer.text.lower().replace("<!doctype", "")


def test_the_pages_stand_in_the_resolver():
    assert {name for _, _, name in ADDRESSES} <= {*get_resolver().reverse_dict}
