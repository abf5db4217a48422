"""Every page of accounts in every state: valid, accessible, fitting, and quiet under the policy."""

import re
from itertools import chain

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from comments import subscriptions
from tests.accounts.passkeys import make_passkey
from tests.accounts.test_second_factor import with_app
from tests.checks import assert_accessible_in_every_window, assert_valid_html
from tests.factories import make_comment, make_published_comment, make_user

PASSWORD = "a long password"


@pytest.fixture
def reader(transactional_db):
    """Somebody with all there is: comments in several states, two addresses, a second factor."""
    user = make_user(email="priya@example.org", first_name="Priya", last_name="S.")
    for number in range(21):
        make_comment(user=user, email=user.email, text=f"Comment {number} about the chair.")
    long = make_published_comment(
        user=user, email=user.email, text="https://" + "averylongname" * 9 + ".example/"
    )
    subscriptions.stop(long.commenter, long.article)
    EmailAddress.objects.create(user=user, email="a-rather-long-address-of-hers@mail.example.org")
    with_app(user)
    make_passkey(user)
    return user


@pytest.fixture
def newcomer(transactional_db):
    return make_user("Editor", email="rosa@example.org")


def anonymous_visit(page, mailbox):
    """Every page without an account, each in its empty and its refused state; yields after each."""
    for address in ("/sign-in/", "/sign-up/", "/password/forgotten/", "/sign-in/code/"):
        page.goto(address)
        yield page
        page.locator("main form button").first.click()
        page.wait_for_selector(".error-summary")
        yield page
    page.goto("/sign-in/code/")
    page.get_by_label("Email address").fill("priya@example.org")
    page.get_by_role("button", name="Send the code").click()
    page.wait_for_url("**/enter/")
    yield page
    for address in ("/sign-up/check-your-mail/", "/password/forgotten/sent/", "/password/new/done/"):
        page.goto(address)
        yield page
    for address in ("/confirm-address/forged/", "/password/new/1-forged/"):
        page.goto(address)
        yield page


def own_visit(page):
    """Every page of an account without a second factor."""
    for address in ("/account/", "/account/name/", "/account/password/", "/account/addresses/", "/sign-out/"):
        page.goto(address)
        yield page
    page.goto("/account/second-factor/app/on/")
    yield page
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    for address in ("app/on/", "passkeys/add/", "passkeys/", ""):
        page.goto(f"/account/second-factor/{address}")
        yield page


def full_visit(page):
    """Every page of an account that has all there is."""
    page.goto("/account/confirm/second-factor/?next=/account/")
    yield page
    page.goto("/account/confirm/passkey/?next=/account/")
    yield page
    page.goto("/account/confirm/?next=/account/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    pk = Authenticator.objects.get(type="webauthn").pk
    below = ("", "app/off/", "codes/", "codes/new/", "passkeys/", f"passkeys/{pk}/", f"passkeys/{pk}/remove/")
    second = (f"second-factor/{one}" for one in below)
    for part in ("", "addresses/", "delete/", *second):
        page.goto(f"/account/{part}")
        yield page


def test_every_page_is_accessible_and_fits(visitor, reader, newcomer, mailbox):
    visits = [
        anonymous_visit(visitor(), mailbox),
        own_visit(visitor(user=newcomer)),
        full_visit(visitor(user=reader)),
    ]
    for page in chain.from_iterable(visits):
        assert_accessible_in_every_window(page)


def test_all_of_them_are_valid_html(reader, mailbox):
    pages = {}

    def keep(name, answer):
        assert answer.status_code in (200, 422, 429), (name, answer.status_code)
        pages[name] = answer.text

    client = Client()
    for address in ("/sign-in/", "/sign-up/", "/password/forgotten/", "/sign-in/code/"):
        keep(address, client.get(address))
        keep(f"{address} refused", client.post(address))
    for address in (
        "/sign-up/check-your-mail/",
        "/password/forgotten/sent/",
        "/password/new/done/",
        "/confirm-address/forged/",
        "/password/new/1-forged/",
    ):
        keep(address, client.get(address))
    client.post("/password/forgotten/", {"email": "priya@example.org"})
    keep("new password", client.get(mailbox.link(), follow=True))
    client.post("/sign-in/", {"login": "priya@example.org", "password": PASSWORD})
    Client().post("/sign-in/code/", {"email": "priya@example.org"})
    keep("second step", client.get("/sign-in/second-step/"))
    keep("second step refused", client.post("/sign-in/second-step/", {"code": "0"}))
    keep("too often", [Client().post("/sign-in/code/") for _ in range(31)][-1])
    client.force_login(reader)
    keep("code", client.get("/account/confirm/second-factor/"))
    keep("passkey", client.get("/account/confirm/passkey/"))
    keep("password", client.get("/account/confirm/"))
    keep("sign out", client.get("/sign-out/"))
    client.post("/account/confirm/?next=/account/", {"password": PASSWORD})
    pk = Authenticator.objects.get(type="webauthn").pk
    second = "/account/second-factor/"
    for part in ("", "name/", "addresses/", "password/", "delete/"):
        keep(f"/account/{part}", client.get(f"/account/{part}"))
    below = ("", "app/off/", "codes/", "codes/new/", "passkeys/", f"passkeys/{pk}/", f"passkeys/{pk}/remove/")
    for part in below:
        keep(second + part, client.get(second + part))
    EmailAddress.objects.filter(verified=False).delete()
    Authenticator.objects.filter(type="totp").delete()
    reader.set_unusable_password()
    keep("app on", client.get(f"{second}app/on/"))
    keep("passkey add", client.get(f"{second}passkeys/add/"))
    assert_valid_html(pages)
    assert not [name for name, page in pages.items() if not re.search(r"<h1>[^<]+", page)]
