"""Who is told what by mail, once, and only while it is true."""

import datetime
import re

import pytest
from django.utils import timezone

from articles import publishing
from comments import editing, moderation, notifications, subscriptions
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Notification, Reason
from comments.notifications import deliver, deliver_digest, queue_digests, queue_left_behind, tell_of
from tests.factories import make_article, make_comment, make_published_comment, make_user
from tests.mailbox import comments_linked, prove, words_of, work

pytestmark = pytest.mark.django_db

PRIYA = "priya@example.org"


@pytest.fixture
def asked(mailbox):
    """Priya's public comment on Back pain: her address is proven, and she asked for mails."""
    comment = make_published_comment(
        make_article(title="Back pain", slug="back-pain"), name="Priya S.", email=PRIYA
    )
    prove(comment)
    subscriptions.set_wish(comment, True)
    work()
    for file in mailbox.folder.glob("*"):
        file.unlink()
    return comment


def reply_to(comment, **fields):
    fields = {"name": "Joel B.", "text": "Heat helped me.", **fields}
    return make_published_comment(comment.article, parent=comment, **fields)


def test_a_published_reply_is_mailed_with_its_words(asked, mailbox):
    reply = reply_to(asked)
    work()
    (mail,) = mailbox.all()
    assert (mail["To"], mail["Subject"]) == (PRIYA, "Joel B. replied to you on “Back pain”")
    assert "Heat helped me." in words_of(mail)
    assert f"https://health.example{reply.get_absolute_url()}" in words_of(mail)
    assert comments_linked(words_of(mail)) == {asked.pk}


def test_its_headers_say_what_it_is_and_how_to_stop_it(asked, mailbox):
    reply_to(asked)
    work()
    (mail,) = mailbox.all()
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail["Message-ID"].endswith("@health.example>")
    conversation = f"<article-{asked.article_id}@health.example>"
    assert (mail["In-Reply-To"], mail["References"]) == (conversation, conversation)
    assert mail["List-Id"] == f"<replies-{asked.article_id}.health.example>"
    assert re.fullmatch(r"<https://health\.example/comments/emails/[\w:.-]+/>", mail["List-Unsubscribe"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip("<>") in words_of(mail)


def test_a_waiting_reply_is_told_to_nobody(asked, mailbox):
    make_comment(asked.article, parent=asked, text="Marker words.")
    work()
    assert mailbox.all() == []


@pytest.mark.parametrize(
    "end",
    [
        lambda reply: moderation.remove(reply, by=None, reason=Reason.SPAM),
        lambda reply: moderation.hold(reply, by=None),
        moderation.withdraw,
        moderation.erase,
        lambda reply: moderation.undo(reply.events.last(), by=None),
        lambda reply: publishing.withdraw(reply.article, by=None, reason="Out of date."),
    ],
    ids=["removed", "held", "withdrawn", "erased", "undone", "article withdrawn"],
)
def test_a_reply_that_is_gone_before_the_mail_is_made_is_not_mailed(asked, mailbox, end):
    end(reply_to(asked))
    work()
    assert mailbox.all() == []


def test_a_reply_that_is_gone_before_the_mail_is_sent_is_not_mailed(asked, mailbox):
    reply = reply_to(asked)
    tell_of.func(reply.pk)
    moderation.remove(reply, by=None, reason=Reason.SPAM)
    work()
    assert mailbox.all() == []


def test_a_reply_that_comes_back_is_mailed_once(asked, mailbox):
    reply = reply_to(asked)
    moderation.remove(reply, by=None, reason=Reason.SPAM)
    work()
    moderation.restore(reply, by=None)
    work()
    moderation.remove(reply, by=None, reason=Reason.SPAM)
    moderation.restore(reply, by=None)
    work()
    assert len(mailbox.all()) == 1


def test_running_the_tasks_again_sends_nothing_again(asked, mailbox):
    reply = reply_to(asked)
    work()
    tell_of.func(reply.pk)
    deliver.func(Notification.objects.get(comment=reply).pk)
    work()
    assert len(mailbox.all()) == 1


def test_a_mail_that_cannot_be_sent_is_sent_at_the_next_try(asked, mailbox, settings):
    reply = reply_to(asked)
    tell_of.func(reply.pk)
    row = Notification.objects.get(comment=reply)
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(OSError, match="refused"):
        deliver.func(row.pk)
    settings.EMAIL_BACKEND = backend
    deliver.func(row.pk)
    assert len(mailbox.all()) == 1


def test_a_claim_is_nobody_elses_until_it_ends(asked, mailbox):
    reply = reply_to(asked)
    tell_of.func(reply.pk)
    row = Notification.objects.get(comment=reply)
    Notification.objects.filter(pk=row.pk).update(claimed_at=timezone.now())
    deliver.func(row.pk)
    assert mailbox.all() == []
    queue_left_behind.func()
    work()
    assert mailbox.all() == []
    ended = timezone.now() - notifications.CLAIM_ENDS - datetime.timedelta(seconds=1)
    Notification.objects.filter(pk=row.pk).update(claimed_at=ended)
    queue_left_behind.func()
    work()
    assert len(mailbox.all()) == 1


def test_ones_own_reply_is_not_mailed(asked, mailbox):
    reply_to(asked, email=PRIYA)
    work()
    assert mailbox.all() == []


def test_who_did_not_ask_is_not_told(asked, mailbox):
    subscriptions.set_wish(asked, False)
    reply_to(asked)
    work()
    assert mailbox.all() == []


def test_an_unproven_address_is_told_nothing(mailbox):
    comment = make_published_comment(email=PRIYA, wants_replies=True)
    reply_to(comment)
    work()
    assert mailbox.subjects() == ["Is this your email address?"]


@pytest.mark.parametrize(
    ("treatment", "words"),
    [
        ("allow", "See https://spa.example/salt now."),
        ("text", "See spa[.]example/salt now."),
        ("strip", "See [link removed] now."),
        ("hold", "See [link waiting for a moderator] now."),
    ],
)
def test_a_link_is_mailed_only_where_readers_can_follow_it(asked, mailbox, treatment, words):
    verdicts.decide(target_of("https://spa.example/"), treatment, by=None)
    reply_to(asked, text="See https://spa.example/salt now.")
    work()
    assert words in words_of(mailbox.all()[0])


def test_a_change_that_waits_is_not_in_the_mail(asked, mailbox):
    editing.edit(reply_to(asked), "Marker https://spa.example/")
    work()
    assert "Heat helped me." in mailbox.text()
    assert "Marker" not in mailbox.text()


@pytest.mark.parametrize(
    ("decide", "subject", "words"),
    [
        (
            lambda one: moderation.approve(one, by=None),
            "Your comment on “Back pain” is published",
            "Everyone can read it",
        ),
        (
            lambda one: moderation.reject(one, by=None, reason=Reason.OFF_TOPIC),
            "We did not publish your comment on “Back pain”",
            "because it was off topic",
        ),
        (
            lambda one: moderation.remove(moderation.approve(one, by=None), by=None, reason=Reason.ABUSIVE),
            "We removed your comment on “Back pain”",
            "because it was abusive",
        ),
    ],
    ids=["published", "rejected", "removed"],
)
def test_a_decision_is_told_to_the_writer_who_asked(asked, mailbox, decide, subject, words):
    comment = make_comment(asked.article, email=PRIYA, wants_replies=True, text="Marker words.")
    decide(comment)
    work()
    mail = mailbox.all()[-1]
    assert mail["Subject"] == subject
    assert words in " ".join(words_of(mail).split())
    assert comments_linked(words_of(mail)) == {comment.pk}
    assert "Marker" not in mailbox.text()


def test_the_sixth_and_later_of_a_day_are_one_daily_mail(asked, mailbox):
    for number in range(7):
        reply_to(asked, text=f"Reply number {number}.")
    work()
    assert len(mailbox.all()) == 5
    queue_digests.func()
    work()
    digest = mailbox.all()[-1]
    assert (len(mailbox.all()), digest["Subject"]) == (6, "2 more about your comments on Plain Health")
    assert "Reply number 5." in words_of(digest)
    assert "Reply number 6." in words_of(digest)
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    queue_digests.func()
    work()
    assert len(mailbox.all()) == 6


def test_what_is_gone_by_then_is_not_in_the_daily_mail(asked, mailbox):
    replies = [reply_to(asked, text=f"Reply number {number}.") for number in range(7)]
    work()
    late = Notification.objects.for_digest().values_list("comment", flat=True)
    for reply in replies:
        if reply.pk in late:
            moderation.remove(reply, by=None, reason=Reason.SPAM)
    queue_digests.func()
    work()
    assert len(mailbox.all()) == 5


def test_the_day_after_mails_go_one_by_one_again(asked, mailbox):
    for _ in range(5):
        reply_to(asked)
    work()
    Notification.objects.update(claimed_at=timezone.now() - datetime.timedelta(days=1))
    reply_to(asked)
    work()
    assert len(mailbox.all()) == 6


def test_a_digest_of_nothing_is_no_mail(asked, mailbox):
    deliver_digest.func(asked.commenter_id)
    assert mailbox.all() == []


def test_erasing_forgets_who_was_told(asked, mailbox):
    reply = reply_to(asked)
    work()
    moderation.erase(asked)
    assert not Notification.objects.exists()
    assert reply.events.exists()


@pytest.mark.parametrize("name", ["Joel\r\nBcc: all@example.org", "Joel\nSubject: Win", "J\u2028oel"])
def test_a_name_puts_nothing_into_the_headers(asked, mailbox, name):
    reply_to(asked, name=name)
    work()
    (mail,) = mailbox.all()
    assert mail["Bcc"] is None
    assert mail["Subject"].endswith("replied to you on “Back pain”")
    assert mail["To"] == PRIYA


def test_the_account_that_wrote_both_is_oneself(mailbox):
    user = make_user()
    comment = make_published_comment(user=user, email=user.email, wants_replies=True)
    prove(comment)
    make_published_comment(comment.article, parent=comment, user=user, email="second@example.org")
    work()
    assert not any("replied" in subject for subject in mailbox.subjects())
