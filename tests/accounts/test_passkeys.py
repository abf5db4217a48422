"""Passkeys in a real browser, with the authenticator that Chromium keeps for tests."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.factories import make_user

PASSWORD = "a long password"


@pytest.fixture
def page(visitor, transactional_db, mailbox):
    page = visitor()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def sign_in(page):
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill("priya@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add(page, *, alone):
    page.goto("/account/second-factor/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("Phone")
    if alone:
        page.get_by_label("Sign in with this passkey alone").check()
    page.get_by_role("button", name="Add passkey").click()
    page.wait_for_url("**/codes/")


def sign_out(page):
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


def test_a_passkey_signs_in_without_a_password(page, mailbox):
    make_user(email="priya@example.org")
    sign_in(page)
    add(page, alone=True)
    assert page.get_by_text("The passkey is added.").is_visible()
    assert ("priya@example.org", "Plain Health: passkey added") in mailbox.subjects()
    sign_out(page)
    page.goto("/sign-in/?next=/about/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"\d/about/$"))
    page.goto("/account/second-factor/passkeys/")
    assert page.get_by_text("Signs in alone").is_visible()


def test_a_passkey_is_the_second_step_after_a_password(page, settings):
    settings.REQUIRE_STAFF_SECOND_FACTOR = True
    make_user("Editor", email="priya@example.org")
    sign_in(page)
    page.get_by_role("link", name="Open the desk").click()
    add(page, alone=False)
    # Adding one is not yet showing one: the desk asks.
    page.goto("/admin/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")
    sign_out(page)
    sign_in(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/account/")
    page.get_by_role("link", name="Open the desk").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


def test_when_no_passkey_answers_the_page_says_so(page):
    make_user(email="priya@example.org")
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("No passkey was used. Try again, or choose another way.").wait_for()
    assert not Authenticator.objects.exists()
