"""Signing in and out with a password or a code, and choosing another password."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"
MONTH = 30 * 24 * 60 * 60
NOT_RIGHT = "The email address or password is not right"


def sign_in(client, login="rosa@example.org", password=PASSWORD, **fields):
    return client.post("/sign-in/", {"login": login, "password": password, **fields})


def is_signed_in(client):
    return client.get("/account/").status_code == 200


# --- With a password ---


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("rosa@example.org", "wrong"),
        ("nobody@example.org", "wrong"),
        ("rosa", "wrong"),
        ("nobody", "wrong"),
        ("closed@example.org", PASSWORD),
        ("rosa@example.org\x00", "wrong\x00"),
    ],
)
def test_a_failed_sign_in_says_one_thing_whatever_was_wrong(client, login, password):
    make_user(username="rosa", email="rosa@example.org")
    make_user(email="closed@example.org", is_active=False)
    answer = sign_in(client, login.replace("\x00", ""), password.replace("\x00", ""))
    assert answer.status_code == 422
    assert answer.text.count("<li>") - client.get("/sign-in/").text.count("<li>") == 1
    assert f"<li>{NOT_RIGHT}</li>" in answer.text
    assert "<title>Error: Sign in – Plain Health</title>" in answer.text
    assert f'value="{login}"'.replace("\x00", "") in answer.text


@pytest.mark.parametrize(("remember", "seconds"), [("", ""), ("on", MONTH)])
def test_signing_in_lasts_as_long_as_one_asked_for(client, remember, seconds):
    make_user(email="rosa@example.org")
    answer = sign_in(client, remember=remember)
    assert answer.headers["Location"] == "/account/"
    assert answer.cookies["sessionid"]["max-age"] == seconds
    assert answer.cookies["has_own"].value == "1"


@pytest.mark.parametrize("login", ["rosa@example.org", "ROSA@Example.org", " rosa@example.org ", "rosa"])
def test_an_address_and_a_username_sign_in(client, login):
    make_user(username="rosa", email="rosa@example.org")
    assert sign_in(client, login).headers["Location"] == "/account/"


def test_a_login_as_long_as_a_book_is_told_in_words(client):
    answer = client.post("/sign-in/", {"login": "x" * 100_000 + "@example.org", "password": PASSWORD})
    assert (answer.status_code, "Enter an email address like" in answer.text) == (422, True)


def test_an_address_of_one_account_is_not_the_username_of_another(client):
    make_user(username="rosa@example.org", email="other@example.org")
    make_user(username="rosa", email="rosa@example.org")
    sign_in(client)
    assert client.get("/account/").context["user"].username == "rosa"


def test_staff_need_no_proven_address_and_readers_do(client, mailbox):
    make_user("Editor", username="rosa", email="rosa@example.org", proven=False)
    make_user(username="priya", email="priya@example.org", proven=False)
    assert sign_in(Client(), "rosa").headers["Location"] == "/account/"
    assert sign_in(client, "priya").headers["Location"] == "/sign-up/check-your-mail/"
    assert mailbox.subjects() == [("priya@example.org", "Plain Health: confirm your email address")]


def test_staff_without_any_address_sign_in_with_their_username(client):
    make_user("Editor", username="rosa", email="")
    assert sign_in(client, "rosa").headers["Location"] == "/account/"


def test_the_sixth_try_has_to_wait_whoever_it_is_for():
    make_user(email="rosa@example.org")
    for network, login in enumerate(["rosa@example.org", "nobody@example.org"]):
        client = Client(REMOTE_ADDR=f"192.0.2.{network}")
        said = [sign_in(client, login, "wrong").text for _ in range(6)]
        assert [NOT_RIGHT in text for text in said] == [True] * 5 + [False]
        assert "You tried too often. Wait 5 minutes and try again" in said[5]
    assert "You tried too often" in sign_in(Client(), "rosa@example.org").text


def test_the_limits_count_without_keeping_an_address(client):
    client.post("/sign-in/", {"login": "nobody", "password": "x"}, REMOTE_ADDR="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert any(":ip:" in key for key in keys)
    assert "203.0.113.77" not in str(keys)


def test_one_network_gets_thirty_tries_a_minute(client):
    answers = [sign_in(client, f"nobody{n}@example.org").status_code for n in range(31)]
    assert answers == [422] * 30 + [429]
    assert "<h1>Too many tries</h1>" in sign_in(client).text


def test_who_is_signed_in_is_sent_to_the_account(client):
    client.force_login(make_user())
    assert client.get("/sign-in/").headers["Location"] == "/account/"
    assert client.get("/sign-up/").headers["Location"] == "/account/"


def test_one_goes_on_to_where_one_was_going_but_to_no_other_site(client):
    make_user(email="rosa@example.org")
    assert sign_in(Client(), next="/about/").headers["Location"] == "/about/"
    assert sign_in(Client(), next="https://elsewhere.example/").headers["Location"] == "/account/"


def test_signing_out_takes_the_mark_with_it(client):
    make_user(email="rosa@example.org")
    sign_in(client)
    assert "Sign out" in client.get("/sign-out/").text
    assert is_signed_in(client)
    answer = client.post("/sign-out/")
    assert answer.headers["Location"] == "/"
    assert {name for name, morsel in client.cookies.items() if morsel.value} == {"csrftoken"}
    assert not is_signed_in(client)


# --- With a code ---


def ask_for_code(client, email="rosa@example.org"):
    return client.post("/sign-in/code/", {"email": email})


def test_a_code_by_mail_signs_in_until_the_browser_is_closed(client, mailbox):
    make_user(email="rosa@example.org")
    assert ask_for_code(client).headers["Location"] == "/sign-in/code/enter/"
    mail = mailbox.last
    assert (mail["From"], mail["To"]) == ("Plain Health <no-reply@localhost>", "rosa@example.org")
    assert mail["Subject"] == "Plain Health: your sign-in code"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert not mail.is_multipart()
    answer = client.post("/sign-in/code/enter/", {"code": mailbox.code().lower()})
    assert answer.headers["Location"] == "/account/"
    assert answer.cookies["sessionid"]["max-age"] == ""
    assert answer.cookies["has_own"].value == "1"


def test_a_code_works_in_the_browser_that_asked_for_it_only(client, mailbox):
    make_user(email="rosa@example.org")
    ask_for_code(client)
    assert Client().post("/sign-in/code/enter/", {"code": mailbox.code()}).headers["Location"] == (
        "/sign-in/code/"
    )


def test_three_wrong_codes_and_the_right_one_is_too_late(client, mailbox):
    make_user(email="rosa@example.org")
    ask_for_code(client)
    answers = [client.post("/sign-in/code/enter/", {"code": "BBBB-BBBB"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 302]
    assert "This code is not right" in answers[0].text
    client.post("/sign-in/code/enter/", {"code": mailbox.code()})
    assert not is_signed_in(client)


def test_a_code_proves_the_address(client, mailbox):
    make_user(email="rosa@example.org", proven=False)
    ask_for_code(client)
    client.post("/sign-in/code/enter/", {"code": mailbox.code()})
    assert EmailAddress.objects.get().verified
    assert is_signed_in(client)


# --- Another password ---


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, mailbox):
    make_user(email="rosa@example.org")
    client.post("/password/forgotten/", {"email": "rosa@example.org"})
    assert mailbox.last["Subject"] == "Plain Health: choose a new password"
    link = mailbox.link()
    form = client.get(link, follow=True)
    short = client.post(form.wsgi_request.path, {"password1": "short"})
    assert short.status_code == 422
    assert "This password is too short" in short.text
    changed = client.post(form.wsgi_request.path, {"password1": "quite another one"}, follow=True)
    assert "<h1>Sign in with your new password</h1>" in changed.text
    assert mailbox.last["Subject"] == "Plain Health: your password is changed"
    assert "This link does not work any more" in client.get(link, follow=True).text
    assert sign_in(client).status_code == 422
    assert sign_in(client, password="quite another one").status_code == 302


@pytest.mark.parametrize("link", ["1-forged", "zzzzzzzzzzzzz-forged", "0-set-password"])
def test_a_forged_link_says_so(client, link):
    for method in (client.get, client.post):
        answer = method(f"/password/new/{link}/")
        assert "This link does not work any more" in answer.text


def test_a_password_is_changed_by_whoever_knows_it(client, mailbox):
    user = make_user(email="rosa@example.org")
    client.force_login(user)
    wrong = client.post("/account/password/", {"oldpassword": "wrong", "password1": "quite another one"})
    assert (wrong.status_code, "The password is not right" in wrong.text) == (422, True)
    fields = {"oldpassword": PASSWORD, "password1": "quite another one"}
    changed = client.post("/account/password/", fields, follow=True)
    assert "Your password is changed." in changed.text
    assert mailbox.subjects() == [("rosa@example.org", "Plain Health: your password is changed")]
    assert "127.0.0.1" not in mailbox.last.get_content()
    assert is_signed_in(client)
