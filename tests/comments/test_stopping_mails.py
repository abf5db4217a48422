"""Every mail can be stopped by the link in it: about one article, or all of them; and started again."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import moderation, own_data
from comments.models import Commenter, Mute, SilentAddress
from comments.private_links import MAIL
from tests.factories import make_article, make_comment, make_published_comment
from tests.mailbox import prove, work

pytestmark = pytest.mark.django_db

PRIYA = "priya@example.org"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def asked(mailbox):
    comment = make_published_comment(email=PRIYA, wants_replies=True)
    prove(comment)
    return comment


def reply_to(comment):
    return make_published_comment(comment.article, parent=comment)


def address_of(mail):
    return urlsplit(mail["List-Unsubscribe"].strip("<>")).path


def emails(comment, article=True):
    return reverse("emails", args=[MAIL.sign(comment.commenter_id, comment.article_id if article else 0)])


def replies_mailed(mailbox):
    return sum("replied" in subject for subject in mailbox.subjects())


def test_one_press_in_a_mail_program_stops_mails_about_the_article(asked, mailbox):
    reply_to(asked)
    work()
    response = Client(enforce_csrf_checks=True).post(
        address_of(mailbox.all()[-1]), ONE_CLICK, headers={"origin": "null"}
    )
    assert response.status_code == 200
    assert not response.cookies
    assert Mute.objects.get().article == asked.article
    reply_to(asked)
    other = make_published_comment(make_article(), email=PRIYA, wants_replies=True)
    reply_to(other)
    work()
    assert replies_mailed(mailbox) == 2


def test_opening_the_link_stops_nothing_and_offers_both(asked):
    page = Client().get(emails(asked)).content.decode()
    assert "Stop emails for this article" in page
    assert "Stop all emails" in page
    assert not Mute.objects.exists()
    assert Commenter.objects.get(email=PRIYA).mail_off_at is None


def test_all_can_be_stopped_and_turned_back_on(asked, mailbox):
    page = Client().post(emails(asked), {"emails": "off"}).content.decode()
    assert "Changed your mind?" in page
    reply_to(asked)
    work()
    assert replies_mailed(mailbox) == 0
    assert "Stop all emails" in Client().post(emails(asked), {"emails": "on"}).content.decode()
    reply_to(asked)
    work()
    assert replies_mailed(mailbox) == 1


def test_one_press_on_a_mail_about_everything_stops_all(asked):
    Client().post(emails(asked, article=False), ONE_CLICK)
    assert Commenter.objects.get(email=PRIYA).mail_off_at is not None


def test_the_mail_that_asks_can_be_stopped_too(mailbox):
    comment = make_published_comment(email=PRIYA, wants_replies=True)
    work()
    Client().post(address_of(mailbox.all()[0]), ONE_CLICK)
    make_published_comment(comment.article, email=PRIYA, wants_replies=True)
    work()
    assert len(mailbox.all()) == 1


@pytest.mark.parametrize("erase", [moderation.erase, lambda comment: own_data.erase_all(comment.commenter)])
def test_an_address_that_said_no_stays_unmailed_after_all_else_of_it_is_erased(asked, mailbox, erase):
    Client().post(emails(asked), {"emails": "off"})
    erase(asked)
    assert PRIYA not in str([*Commenter.objects.values(), *SilentAddress.objects.values()])
    comment = make_comment(email=PRIYA, wants_replies=True)
    work()
    assert mailbox.all() == []
    assert not SilentAddress.objects.exists()
    Client().post(emails(comment), {"emails": "on"})
    assert Commenter.objects.get(email=PRIYA).mail_off_at is None


def test_a_link_that_has_ended_says_so_and_mails_a_new_one(asked, mailbox, monkeypatch):
    then = timezone.now().timestamp() - datetime.timedelta(days=401).total_seconds()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: then)
        address = emails(asked)
    ended = Client().get(address)
    assert (ended.status_code, "This link has ended" in ended.content.decode()) == (410, True)
    assert "Look in your email" in Client().post(f"{address}new-link/").content.decode()
    work()
    (mail,) = [one for one in mailbox.all() if one["Subject"] == "Your link to stop emails from Plain Health"]
    assert Client().get(address_of(mail)).status_code == 200


@pytest.mark.parametrize("name", ["emails", "fresh-emails-link", "confirm-email", "desk-emails"])
def test_a_forged_link_is_not_found(name):
    assert Client().post(reverse(name, args=["forged"])).status_code == 404


def test_its_page_is_told_to_nobody(asked):
    response = Client().get(emails(asked))
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"
