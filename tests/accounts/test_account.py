"""A reader's own page."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from comments import moderation, subscriptions
from comments.models import Comment, Commenter
from comments.reporting import Reporter, report
from comments.submission import Submission, submit
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def priya(client):
    user = make_user(email="priya@example.org", first_name="Priya", last_name="S.")
    client.force_login(user)
    return user


def write(user, article, number=0, at=None):
    told = {"name": "Priya", "email": user.email, "user": user, "key": f"k{number}"}
    return submit(article, Submission(text=f"Comment {number}.", **told, at=at, rule="test"))


def listed(page):
    row = r'<a href="/comments/status/[^"]+">([^<]*)</a> <span class="tag[^"]*">([^<]*)'
    return re.findall(row, page.text)


def test_it_is_for_who_is_signed_in(client):
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=/account/"


def test_its_head_leads_to_the_account_and_not_to_signing_in(client, priya):
    head = re.search('<header class="site-header">.*?</header>', client.get("/account/").text, re.S)[0]
    assert '<a href="/account/" aria-current="page">Your account</a>' in head
    assert "Sign in" not in head
    assert "Sign in</a>" in Client().get("/sign-in/").text


def test_it_lists_ones_own_comments_with_their_state_and_their_private_page(client, priya):
    article = make_article(title="Back pain")
    make_comment(article, text="Somebody else's.")
    write(priya, article, 1)
    moderation.approve(write(priya, article, 2), by=None)
    moderation.reject(write(priya, article, 3), by=None, reason="spam")
    moderation.remove(moderation.approve(write(priya, article, 4), by=None), by=None, reason="spam")
    moderation.withdraw(moderation.approve(write(priya, article, 5), by=None))
    moderation.erase(write(priya, article, 6))
    page = client.get("/account/")
    assert listed(page)[-5:] == [
        ("Comment 5.", "Deleted by you"),
        ("Comment 4.", "Removed"),
        ("Comment 3.", "Not published"),
        ("Comment 2.", "Published"),
        ("Comment 1.", "Waiting"),
    ]
    assert "On “Back pain”" in page.text
    link = re.search(r'href="(/comments/status/[^"]+)">Comment 3', page.text)[1]
    assert "We did not publish your comment" in Client().get(link).text


def test_it_shows_twenty_at_a_time_and_none_twice_or_never(client, priya):
    article, now = make_article(), timezone.now()
    for number in range(45):
        # Several share their moment.
        write(priya, article, number, at=now - datetime.timedelta(days=number // 3))
    address, seen, sizes = "/account/", [], []
    while address:
        page = client.get(address)
        rows = [words for words, _ in listed(page)]
        seen += rows
        sizes.append(len(rows))
        older = re.search(r'href="(\?before=\d+)#comments" rel="next"', page.text)
        address = f"/account/{older[1]}" if older else None
    assert sizes == [20, 20, 5]
    assert len(set(seen)) == 45


@pytest.mark.parametrize("before", ["x", "0", "9" * 30, "²", "-1"])
def test_a_page_that_is_not_there_is_the_first_one(client, priya, before):
    write(priya, make_article())
    assert len(listed(client.get("/account/", {"before": before}))) == 1


def test_somebody_elses_comment_is_no_place_to_start_from(client, priya):
    other = make_comment()
    write(priya, other.article)
    assert len(listed(client.get("/account/", {"before": other.pk}))) == 1


def test_it_asks_as_often_for_twenty_comments_as_for_one(client, priya, django_assert_num_queries):
    subscriptions.stop(write(priya, make_article()).commenter, make_article())
    with django_assert_num_queries(9):
        client.get("/account/")
    for number in range(1, 20):
        write(priya, make_article(), number)
        subscriptions.stop(Commenter.objects.get(), Comment.objects.last().article)
    with django_assert_num_queries(9):
        client.get("/account/")


# --- Name ---


def test_a_name_is_changed_for_what_one_writes_from_now_on(client, priya):
    comment = write(priya, make_article())
    assert client.post("/account/name/", {"name": " Priya  Shah "}).headers["Location"] == "/account/"
    priya.refresh_from_db()
    assert priya.get_full_name() == "Priya Shah"
    assert "Your name is changed." in client.get("/account/").text
    assert Comment.objects.get(pk=comment.pk).name == "Priya"


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 81])
def test_a_name_that_says_nothing_or_too_much_is_refused(client, priya, name):
    answer = client.post("/account/name/", {"name": name})
    assert answer.status_code == 422
    assert "<title>Error: Your name" in answer.text
    priya.refresh_from_db()
    assert priya.get_full_name() == "Priya S."


# --- Addresses ---


def as_oneself(client, address):
    """Enter the password once more, as asked before such a change."""
    client.post(f"/account/confirm/?next={address}", {"password": "a long password"})


def test_a_second_address_is_added_confirmed_made_main_and_the_first_removed(client, priya, mailbox):
    asked = client.post("/account/addresses/", {"action_add": "1", "email": "Shah@example.org"})
    assert asked.headers["Location"] == "/account/confirm/?next=%2Faccount%2Faddresses%2F"
    as_oneself(client, "/account/addresses/")
    assert mailbox.subjects() == [("shah@example.org", "Plain Health: confirm your email address")]
    assert "Not confirmed" in client.get("/account/").text
    client.post(mailbox.link())
    client.post("/account/addresses/", {"action_primary": "1", "email": "shah@example.org"})
    assert mailbox.last["To"] == "priya@example.org"
    assert "is shah@example.org now" in mailbox.last.get_content()
    client.post("/account/addresses/", {"action_remove": "1", "email": "priya@example.org"})
    priya.refresh_from_db()
    assert priya.email == "shah@example.org"
    assert [*EmailAddress.objects.values_list("email", "verified", "primary")] == [
        ("shah@example.org", True, True)
    ]


def test_the_main_address_stays(client, priya):
    as_oneself(client, "/account/addresses/")
    page = client.post(
        "/account/addresses/", {"action_remove": "1", "email": "priya@example.org"}, follow=True
    )
    assert "Make another address the main one before you remove priya@example.org." in page.text
    assert EmailAddress.objects.count() == 1


def test_a_sixth_address_is_not_offered(client, priya):
    for number in range(4):
        EmailAddress.objects.create(user=priya, email=f"priya{number}@example.org")
    assert "Add address" not in client.get("/account/addresses/").text


# --- Deleting it ---


def delete(client):
    client.post("/account/confirm/?next=/account/delete/", {"password": "a long password"})
    return client.post("/account/delete/")


def test_an_account_is_deleted_after_the_password_was_asked_and_its_comments_stay(client, priya):
    comment = moderation.withdraw(write(priya, make_article()), by=priya)
    reported = make_published_comment()
    report(reported, Reporter(f"account:{priya.pk}"), reason="spam")
    assert client.get("/account/delete/").headers["Location"].startswith("/account/confirm/")
    assert get_user_model().objects.filter(pk=priya.pk).exists()
    assert delete(client).headers["Location"] == "/sign-in/"
    assert "Your account is deleted." in client.get("/sign-in/").text
    assert not get_user_model().objects.filter(pk=priya.pk).exists()
    comment.refresh_from_db()
    assert (comment.user, comment.current.text, comment.events.last().actor) == (None, "Comment 0.", None)
    assert reported.reports.get().reporter.startswith("forgotten:")


@pytest.mark.parametrize("was_staff_only", [False, True])
def test_an_account_with_decisions_on_record_stays(client, was_staff_only):
    sam = make_user("Moderator")
    moderation.approve(make_comment(), by=sam)
    if was_staff_only:
        sam.is_staff = False
        sam.save()
    client.force_login(sam)
    assert delete(client).headers["Location"] == "/account/"
    assert "part of our records" in client.get("/account/").text
    assert get_user_model().objects.filter(pk=sam.pk).exists()


# --- Emails about comments ---


def mails_told(client):
    section = client.get("/account/").text.partition('id="emails"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


def test_ones_emails_are_stopped_and_started_there(client, priya):
    article = make_article(title="Back pain")
    assert "None yet." in mails_told(client)
    commenter = write(priya, article).commenter
    address = f"/comments/emails/mine/{commenter.pk}/"
    assert client.post(address, {"emails": "off"}).headers["Location"] == "/account/#emails"
    assert "None go to priya@example.org ." in mails_told(client)
    assert Commenter.objects.get().mail_off_at
    client.post(address, {"emails": "on"})
    subscriptions.stop(commenter, article)
    assert "Nothing about “Back pain”." in mails_told(client)
    client.post(address, {"article": article.pk})
    assert subscriptions.stopped(commenter, article) == ""


def test_nobody_stops_the_emails_to_an_address_they_have_not_proven(client, priya):
    commenter = make_comment(email="joel@example.org").commenter
    EmailAddress.objects.create(user=priya, email="joel@example.org", verified=False)
    assert "joel" not in mails_told(client)
    assert client.post(f"/comments/emails/mine/{commenter.pk}/", {"emails": "off"}).status_code == 404
    assert Client().post(f"/comments/emails/mine/{commenter.pk}/").status_code == 302
    assert Commenter.objects.get(pk=commenter.pk).mail_off_at is None


def test_opening_its_address_changes_nothing(client, priya):
    commenter = write(priya, make_article()).commenter
    assert client.get(f"/comments/emails/mine/{commenter.pk}/").status_code == 405
    other_site = Client(enforce_csrf_checks=True)
    other_site.force_login(priya)
    assert other_site.post(f"/comments/emails/mine/{commenter.pk}/", {"emails": "off"}).status_code == 403
