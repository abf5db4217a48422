"""What moderators are told by mail: that something waits, seldom, and with nothing to click but the desk."""

import datetime
import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import editing, moderation
from comments.desk_mail import deliver, queue_desk_mails
from comments.models import DeskMail
from comments.plain_words import defanged
from comments.private_links import DESK_MAIL
from tests.factories import make_comment, make_published_comment, make_user
from tests.mailbox import words_of, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    return make_user("Moderator", email="sam@example.org")


def an_hour_passes():
    DeskMail.objects.update(claimed_at=timezone.now() - datetime.timedelta(minutes=61))


def run():
    queue_desk_mails.func()
    work()


def test_a_moderator_is_told_that_something_waits(sam, mailbox):
    make_comment(name="Maureen", text="Mine was the chair. https://spa.example/salt?x=1")
    run()
    (mail,) = mailbox.all()
    assert (mail["To"], mail["Subject"]) == ("sam@example.org", "1 comment waiting on Plain Health")
    assert "Mine was the chair. spa[.]example/salt?x=1" in words_of(mail)
    assert (mail["List-Id"], mail["Auto-Submitted"]) == ("<desk.health.example>", "auto-generated")


def test_nothing_in_it_leads_where_a_comment_leads(sam, mailbox):
    make_comment(text="http://1.spa.example www.spa.example javascript:alert(1) me@spa.example spa。example")
    run()
    linked = re.findall(r"\S*(?:://|www\.|\w\.[a-z])\S*", words_of(mailbox.all()[0]))
    assert all(one.startswith("https://health.example/") for one in linked)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://spa.example/", "spa[.]example/"),
        ("HTTP://a.b.example/c.d", "a[.]b[.]example/c[.]d"),
        ("http://127.0.0.1/", "127[.]0[.]0[.]1/"),
        ("mailto:me@spa.example", "me@spa[.]example"),
        ("Two words. Then more.", "Two words. Then more."),
        ("spa.example", "spa[.]example"),
    ],
)
def test_a_link_is_defanged(text, words):
    assert defanged(text) == words


def test_nothing_waits_and_nothing_is_mailed(sam, mailbox):
    make_published_comment()
    run()
    assert mailbox.all() == []


def test_one_mail_an_hour_and_only_with_news(sam, mailbox):
    make_comment()
    run()
    make_comment()
    run()
    assert len(mailbox.all()) == 1
    an_hour_passes()
    run()
    assert len(mailbox.all()) == 2
    an_hour_passes()
    run()
    assert len(mailbox.all()) == 2


def test_changed_words_of_a_public_comment_are_news(sam, mailbox):
    comment = make_published_comment()
    run()
    editing.edit(comment, "It was the mattress.")
    run()
    assert "It was the mattress." in words_of(mailbox.all()[0])


def test_only_those_who_may_decide_are_told(mailbox):
    make_user("Writer")
    make_user()
    make_user("Moderator", is_active=False)
    make_user("Moderator", email="")
    make_comment()
    run()
    assert mailbox.all() == []


def test_a_moderator_can_switch_them_off_and_on_by_the_link_in_them(sam, mailbox):
    make_comment()
    run()
    address = urlsplit(mailbox.all()[0]["List-Unsubscribe"].strip("<>")).path
    Client().get(address)
    assert not DeskMail.objects.get().is_off
    assert (
        Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    )
    make_comment()
    an_hour_passes()
    run()
    assert len(mailbox.all()) == 1
    Client().post(address, {"emails": "on"})
    run()
    assert len(mailbox.all()) == 2


def test_a_signed_in_moderator_finds_the_switch_and_others_do_not(sam):
    client = Client()
    assert client.get(reverse("my-desk-emails")).status_code == 302
    client.force_login(make_user())
    assert client.get(reverse("my-desk-emails")).status_code == 403
    client.force_login(sam)
    assert "Stop these emails" in client.get(reverse("my-desk-emails"), follow=True).content.decode()


def test_who_is_no_moderator_any_more_has_no_switch(sam):
    address = reverse("desk-emails", args=[DESK_MAIL.sign(sam.pk)])
    sam.groups.clear()
    assert Client().get(address).status_code == 404


def test_a_mail_that_could_not_be_sent_is_sent_at_the_next_try(sam, mailbox, settings):
    make_comment()
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(OSError, match="refused"):
        deliver.func(sam.pk)
    settings.EMAIL_BACKEND = backend
    deliver.func(sam.pk)
    assert len(mailbox.all()) == 1


def test_an_erased_comment_is_told_to_nobody(sam, mailbox):
    moderation.erase(make_comment())
    run()
    assert mailbox.all() == []
