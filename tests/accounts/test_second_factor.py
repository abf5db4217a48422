"""Second factors, and the setting that wants one of everybody who enters the admin."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def tolerance(settings):
    """A half minute may end between making a code and sending it."""
    settings.MFA_TOTP_TOLERANCE = 1


def code():
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def with_app(user):
    """Give the account an authenticator app and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def sign_in(client, user, **fields):
    return client.post("/sign-in/", {"login": user.username, "password": PASSWORD, **fields})


# --- Having one ---


def test_an_app_is_set_up_with_its_first_code_and_brings_recovery_codes(client):
    user = make_user()
    sign_in(client, user)
    assert client.get("/account/second-factor/app/on/").status_code == 302
    client.post("/account/confirm/?next=/account/second-factor/app/on/", {"password": PASSWORD})
    page = client.get("/account/second-factor/app/on/")
    assert re.search(r'<div class="qr" role="img" aria-label="The key as a QR code">\s*<svg ', page.text)
    wrong = client.post("/account/second-factor/app/on/", {"code": "000000"})
    assert (wrong.status_code, "This code is not right" in wrong.text) == (422, True)
    secret = client.session["mfa.totp.secret"]
    right = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = client.post("/account/second-factor/app/on/", {"code": right}, follow=True)
    assert done.text.count("<li><code>") == 10
    saved = client.get("/account/second-factor/codes/file/")
    assert saved["Content-Type"] == "text/plain"
    assert "no-store" in saved["Cache-Control"]


def test_signing_in_then_asks_for_the_code_and_keeps_what_was_ticked(client):
    user = with_app(make_user())
    assert sign_in(client, user, remember="on").headers["Location"] == "/sign-in/second-step/"
    assert client.get("/account/").status_code == 302
    wrong = client.post("/sign-in/second-step/", {"code": "000000"})
    assert (wrong.status_code, "This code is not right" in wrong.text) == (422, True)
    answer = client.post("/sign-in/second-step/", {"code": code()})
    assert answer.headers["Location"] == "/account/"
    assert answer.cookies["sessionid"]["max-age"] == 30 * 24 * 60 * 60
    assert answer.cookies["has_own"].value == "1"


def test_a_recovery_code_works_once(client):
    user = with_app(make_user())
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    statuses = []
    for _ in range(2):
        client = Client()
        sign_in(client, user)
        statuses.append(client.post("/sign-in/second-step/", {"code": spare}).status_code)
    assert statuses == [302, 422]


def test_a_sign_in_code_by_mail_is_no_second_factor(client, mailbox):
    user = with_app(make_user(email="rosa@example.org"))
    client.post("/sign-in/code/", {"email": user.email})
    answer = client.post("/sign-in/code/enter/", {"code": mailbox.code()})
    assert answer.headers["Location"] == "/sign-in/second-step/"


def test_an_app_is_turned_off_after_the_password_was_asked_again(client):
    user = with_app(make_user())
    client.force_login(user)
    address = "/account/second-factor/app/off/"
    assert client.post(address).headers["Location"].startswith("/account/confirm/")
    client.post(f"/account/confirm/?next={address}", {"password": PASSWORD})
    client.post(address)
    assert not Authenticator.objects.exists()


def answer_of(**response):
    return json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": response})


@pytest.mark.parametrize(
    "credential",
    [
        *("", "{}", "[]", "1", "null", '"x"', "{", '{"id": 1}'),
        answer_of(),
        answer_of(userHandle="eA"),
        answer_of(clientDataJSON="eA", attestationObject="eA"),
        answer_of(clientDataJSON="e30", attestationObject="oA"),
        answer_of(clientDataJSON="e30", authenticatorData="eA", signature="eA", userHandle="MQ"),
        answer_of(clientDataJSON=[], authenticatorData={}, signature=None, userHandle=1),
    ],
)
def test_what_no_passkey_would_answer_is_refused_in_words(client, credential):
    user = make_user()
    get = {"accept": "application/json"}
    assert client.get("/sign-in/passkey/", headers=get).status_code == 200
    refused = client.post("/sign-in/passkey/", {"credential": credential}, follow=True)
    assert refused.status_code in (200, 422)
    client.force_login(user)
    for address in ("/account/second-factor/passkeys/add/", "/account/confirm/passkey/"):
        client.post(f"/account/confirm/?next={address}", {"password": PASSWORD})
        client.get(address)
        answer = client.post(address, {"credential": credential, "name": "x"})
        assert answer.status_code in (302, 422)
    assert not Authenticator.objects.exists()


# --- Requiring one of staff ---


def admin_addresses():
    """Every address of the admin, with 1 wherever one wants an argument."""
    for one in get_resolver().url_patterns:
        if str(one.pattern) == "admin/":
            yield from _addresses(one.url_patterns, "/admin/")


def _addresses(patterns, above):
    for one in patterns:
        path = above + str(one.pattern).replace("^", "").replace("$", "").replace("\\Z", "")
        if isinstance(one, URLPattern):
            yield path
        else:
            yield from _addresses(one.url_patterns, path)


def filled(path):
    return re.sub(r"\(\?P<[^>]*>[^)]*\)|<[^>]*>", "1", path).replace("(?P<url>.*)", "x")


@pytest.fixture
def required(settings):
    settings.REQUIRE_STAFF_SECOND_FACTOR = True


def test_without_the_setting_staff_enter_with_a_password(client):
    sign_in(client, make_user("Editor"))
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_no_admin_address_lets_staff_in_without_a_second_factor():
    make_article()
    root = make_user("Editor", is_superuser=True)
    without, with_one = Client(), Client()
    without.force_login(root)
    addresses = sorted({filled(path) for path in admin_addresses()})
    assert len(addresses) > 80
    let_in = [
        (address, method)
        for address in addresses
        for method in ("get", "post")
        if getattr(without, method)(address).status_code not in (301, 302)
    ]
    assert let_in == []
    # Having one is not enough: this session has not shown it.
    with_one.force_login(with_app(root))
    assert [a for a in addresses if with_one.get(a).status_code not in (301, 302)] == []


@pytest.mark.usefixtures("required")
def test_staff_without_a_second_factor_are_sent_to_set_one_up(client):
    sign_in(client, make_user("Editor"))
    answer = client.get("/admin/", follow=True)
    assert answer.wsgi_request.path == "/account/second-factor/"
    assert "Set up an app" in answer.text


@pytest.mark.usefixtures("required")
def test_staff_who_showed_one_while_signing_in_enter(client):
    sign_in(client, with_app(make_user("Editor")), next="/admin/")
    answer = client.post("/sign-in/second-step/", {"code": code()})
    assert answer.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_a_session_from_before_the_second_factor_has_to_show_it(client):
    user = make_user("Editor")
    sign_in(client, user)
    with_app(user)
    asked = client.get("/admin/articles/article/", follow=True)
    assert asked.wsgi_request.get_full_path() == (
        "/account/confirm/second-factor/?next=%2Fadmin%2Farticles%2Farticle%2F"
    )
    done = client.post(asked.wsgi_request.get_full_path(), {"code": code()})
    assert done.headers["Location"] == "/admin/articles/article/"
    assert client.get("/admin/articles/article/").status_code == 200


@pytest.mark.usefixtures("required")
def test_whoever_takes_the_second_factor_off_is_out_again(client):
    user = with_app(make_user("Editor"))
    sign_in(client, user)
    client.post("/sign-in/second-step/", {"code": code()})
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.all().delete()
    assert client.get("/admin/").status_code == 302


@pytest.mark.usefixtures("required")
def test_readers_need_none(client):
    client.force_login(make_user())
    assert client.get("/account/").status_code == 200
    assert client.get("/admin/", follow=True).status_code == 403


# --- The admin's own doors ---


def test_the_admins_own_sign_in_is_the_sites(client):
    for address in ("/admin/", "/admin/login/?next=/admin/"):
        assert client.get(address, follow=True).wsgi_request.get_full_path() == "/sign-in/?next=%2Fadmin%2F"
    client.post("/admin/login/", {"username": make_user("Editor").username, "password": PASSWORD})
    assert client.get("/account/").status_code == 302


def test_the_admins_other_doors_lead_to_the_site(client):
    client.force_login(make_user("Editor"))
    assert client.get("/admin/login/").headers["Location"] == "/admin/"
    assert client.post("/admin/logout/").headers["Location"] == "/sign-out/"
    assert client.get("/admin/password_change/").headers["Location"] == "/account/password/"
    assert reverse("admin:index") == "/admin/"
    assert type(admin.site._wrapped).__module__ == "accounts.admin"
