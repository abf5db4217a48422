"""A guest becomes a reader with an account: by mail, in a browser with and without scripts."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from comments.models import Comment
from tests.accounts.mailbox import Mailbox
from tests.factories import make_article, make_comment, make_user

PASSWORD = "a long password"


@pytest.fixture
def mailbox(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.MFA_TOTP_TOLERANCE = 1
    return Mailbox(tmp_path / "mail")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def app_code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.usefixtures("transactional_db")
def test_a_guest_gets_an_account_and_finds_what_was_written_before(visitor, mailbox, scripts):
    article = make_article(title="Back pain")
    earlier = make_comment(article, text="Mine was the chair.", email="priya@example.org")
    page = visitor(scripts=scripts, width=390)

    page.goto("/")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Name").fill("Priya S.")
    page.get_by_label("Email address").fill("Priya@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Create account")
    page.get_by_role("heading", name="Check your mail").wait_for()

    page.goto(mailbox.link())
    assert Comment.objects.get(pk=earlier.pk).user is None
    press(page, "Yes, it is mine")
    page.get_by_role("heading", name="Your account").wait_for()
    page.get_by_role("link", name="Mine was the chair.").click()
    page.get_by_role("heading", name="Thank you").wait_for()

    page.goto(f"{article.get_absolute_url()}comments/")
    page.get_by_text("Commenting as Priya S.").wait_for()
    page.get_by_label("Your comment").fill("And now with an account.")
    press(page, "Send comment")
    page.goto("/account/")
    assert page.locator("#comments li").count() == 2

    press(page, "Sign out")
    page.goto("/sign-in/")
    page.get_by_role("link", name="Send me a sign-in code by mail").click()
    page.get_by_label("Email address").fill("priya@example.org")
    press(page, "Send the code")
    page.get_by_label("Code from the mail").fill(mailbox.code())
    press(page, "Sign in")
    page.get_by_role("heading", name="Your account").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.usefixtures("transactional_db")
def test_a_forgotten_password_and_a_second_factor_for_the_desk(visitor, mailbox, settings, scripts):
    settings.REQUIRE_STAFF_SECOND_FACTOR = True
    make_user("Moderator", username="sam", email="sam@example.org")
    page = visitor(scripts=scripts)

    page.goto("/admin/comments/comment/")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Email address").fill("sam@example.org")
    press(page, "Send the link")
    page.goto(mailbox.link())
    page.get_by_label("New password").fill("quite another one")
    press(page, "Change password")
    page.goto("/admin/comments/comment/")
    page.get_by_label("Email address").fill("sam")
    page.get_by_label("Password").fill("quite another one")
    press(page, "Sign in")

    page.get_by_role("link", name="Set up an app").click()
    page.get_by_label("Password").fill("quite another one")
    press(page, "Go on")
    secret = page.locator("dd code").inner_text()
    page.get_by_label("Code from the app").fill(app_code(secret))
    press(page, "Turn it on")
    page.get_by_text("The authenticator app is on.").wait_for()
    assert ("sam@example.org", "Plain Health: authenticator app on") in mailbox.subjects()
    spare = page.locator(".codes code").first.inner_text()

    page.goto("/admin/comments/comment/")
    page.get_by_label("Code").fill(spare)
    press(page, "Go on")
    page.wait_for_url("**/admin/comments/comment/")
    press(page, "Sign out")
    page.goto("/admin/")
    page.get_by_label("Email address").fill("sam")
    page.get_by_label("Password").fill("quite another one")
    press(page, "Sign in")
    page.get_by_label("Code").fill(app_code(secret))
    press(page, "Sign in")
    page.wait_for_url("**/admin/")
