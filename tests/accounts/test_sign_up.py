"""Creating an account, and that nobody learns from the answers who has one."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from comments.models import Comment
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"


class CountingHasher(MD5PasswordHasher):
    """Counts the passwords that were made or checked: that is what takes time on a real site."""

    count = 0

    def encode(self, password, salt):
        CountingHasher.count += 1
        return super().encode(password, salt)


def sign_up(client, email="priya@example.org", **fields):
    return client.post("/sign-up/", {"name": "Priya S.", "email": email, "password1": PASSWORD, **fields})


# --- Creating an account ---


def test_an_account_is_there_once_its_address_is_confirmed(client, mailbox):
    assert sign_up(client).headers["Location"] == "/sign-up/check-your-mail/"
    mail = mailbox.last
    assert (mail["From"], mail["To"]) == ("Plain Health <no-reply@localhost>", "priya@example.org")
    assert mail["Subject"] == "Plain Health: confirm your email address"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert client.get("/account/").status_code == 302

    page = client.get(mailbox.link())
    assert "Is <b>priya@example.org</b> yours?" in page.text
    assert not EmailAddress.objects.get().verified
    assert client.post(mailbox.link()).headers["Location"] == "/account/"
    page = client.get("/account/").text
    assert "priya@example.org is confirmed." in page
    assert "<dd>Priya S. <a" in page
    assert len(mailbox.mails) == 1


def test_a_link_opened_in_another_browser_confirms_and_signs_nobody_in(client, mailbox):
    sign_up(client)
    other = Client()
    assert other.post(mailbox.link()).headers["Location"] == "/sign-in/"
    assert "priya@example.org is confirmed." in other.get("/sign-in/").text
    assert other.get("/account/").status_code == 302
    assert EmailAddress.objects.get().verified


def test_a_used_or_forged_link_says_so(client, mailbox):
    sign_up(client)
    client.post(mailbox.link())
    for link in (mailbox.link(), "/confirm-address/forged/"):
        assert "<h1>This link does not work any more</h1>" in Client().get(link).text
        assert Client().post(link).status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "Enter your name"),
        ({"name": "\u202e\u200b"}, "Enter your name"),
        ({"name": "x" * 81}, "Your name is 81 characters. Shorten it to 80 or fewer"),
        ({"email": ""}, "Enter your email address"),
        ({"email": "priya@"}, "Enter an email address like name@example.org"),
        ({"password1": ""}, "Choose a password"),
        ({"password1": "short"}, "This password is too short"),
        ({"password1": "priya@example.org"}, "The password is too similar to the email"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, fields, told):
    answer = sign_up(client, **fields)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert "<title>Error: Create an account" in answer.text
    assert get_user_model().objects.count() == 0
    if "email" not in fields:
        assert 'value="priya@example.org"' in answer.text


def test_an_account_is_called_what_its_owner_typed(client):
    sign_up(client, name="  Priya\u202e  S. ")
    user = get_user_model().objects.get()
    assert (user.get_full_name(), user.is_staff) == ("Priya S.", False)
    assert user.check_password(PASSWORD)


# --- Nobody learns who has an account ---


@pytest.fixture
def known(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_sign_up.CountingHasher"]
    return make_user(email="rosa@example.org", first_name="Rosa")


def answered(address, email, **fields):
    """All that the sender can see and measure: every answer without its tokens, and the work it took."""
    client = Client()
    CountingHasher.count = 0
    first = client.post(address, {"email": email, "login": email, "password1": PASSWORD, **fields})
    pages = [first, client.get(first.headers["Location"])] if first.status_code == 302 else [first]
    text = "".join(page.text for page in pages).replace(email, "THE ADDRESS")
    seen = [(page.status_code, page.headers.get("Location"), sorted(page.cookies)) for page in pages]
    return seen, re.sub(r'value="\w{64}"', "", text), CountingHasher.count


@pytest.mark.parametrize(
    ("address", "fields", "subject_known", "subject_unknown"),
    [
        ("/sign-up/", {"name": "R"}, "you have an account", "confirm your email address"),
        ("/password/forgotten/", {}, "choose a new password", "no account with this address"),
        ("/sign-in/code/", {}, "your sign-in code", "no account with this address"),
    ],
)
def test_a_known_and_an_unknown_address_are_answered_alike(
    known, mailbox, address, fields, subject_known, subject_unknown
):
    answers = [answered(address, f"{who}@example.org", **fields) for who in ("rosa", "nobody")]
    assert answers[0] == answers[1]
    assert mailbox.subjects() == [
        ("rosa@example.org", f"Plain Health: {subject_known}"),
        ("nobody@example.org", f"Plain Health: {subject_unknown}"),
    ]


def test_signing_in_takes_one_password_check_for_everybody(known):
    for login in ("rosa@example.org", known.username, "nobody@example.org", "nobody"):
        seen, _, count = answered("/sign-in/", login, password="wrong")
        assert (login, seen[0][0], count) == (login, 422, 1)


def test_signing_up_again_changes_nothing(client, known, mailbox):
    sign_up(client, "Rosa@example.org", name="Mallory", password1="quite another one")
    known.refresh_from_db()
    assert (known.first_name, known.check_password(PASSWORD)) == ("Rosa", True)
    assert get_user_model().objects.count() == 1
    assert "Sign in: http://testserver/sign-in/" in mailbox.last.get_content()


def test_a_code_for_an_unknown_address_fails_like_a_wrong_one(client, known):
    said = []
    for email in ("rosa@example.org", "nobody@example.org"):
        client = Client()
        client.post("/sign-in/code/", {"email": email})
        answers = [client.post("/sign-in/code/enter/", {"code": "BBBB-BBBB"}) for _ in range(3)]
        text = re.sub(r'value="\w{64}"', "", answers[0].text).replace(email, "THE ADDRESS")
        said.append((text, [(answer.status_code, answer.headers.get("Location")) for answer in answers]))
    assert said[0] == said[1]


def test_an_address_of_another_account_can_be_added_and_not_confirmed(client, known, mailbox):
    mallory = make_user()
    client.force_login(mallory)
    comment = make_comment(email="rosa@example.org")
    client.post("/account/addresses/", {"action_add": "1", "email": "rosa@example.org"})
    client.post("/account/confirm/?next=/account/addresses/", {"password": PASSWORD})
    page = client.get("/account/addresses/").text
    assert "rosa@example.org" in page
    assert mailbox.last["To"] == "rosa@example.org"
    assert "rosa@example.org belongs to another account." in client.get(mailbox.link()).text
    client.post(mailbox.link())
    assert not EmailAddress.objects.get(user=mallory, email="rosa@example.org").verified
    assert Comment.objects.get(pk=comment.pk).user is None
