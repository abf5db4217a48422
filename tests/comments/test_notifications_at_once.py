"""Several workers at once, on connections of their own: a mail goes once, and five of a day one by one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from comments import proof
from comments.models import Notification
from comments.notifications import deliver, deliver_digest, tell_of
from tests.factories import make_published_comment
from tests.mailbox import work

pytestmark = pytest.mark.django_db(transaction=True)

PRIYA = "priya@example.org"


@pytest.fixture
def asked(mailbox):
    comment = make_published_comment(email=PRIYA)
    proof.prove(comment.commenter)
    comment.wants_replies = True
    comment.save()
    return comment


def at_once(*acts):
    together = Barrier(len(acts))

    def run(act):
        together.wait(timeout=10)
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [*pool.map(run, acts)]


def test_one_notification_worked_on_by_four_is_one_mail(asked, mailbox):
    reply = make_published_comment(asked.article, parent=asked)
    at_once(*[lambda: tell_of.func(reply.pk)] * 4)
    row = Notification.objects.get()
    at_once(*[lambda: deliver.func(row.pk)] * 4)
    work()
    assert len(mailbox.all()) == 1


def test_eight_replies_at_once_are_five_mails_and_one_digest(asked, mailbox):
    replies = [make_published_comment(asked.article, parent=asked) for _ in range(8)]
    for reply in replies:
        tell_of.func(reply.pk)
    at_once(*(lambda pk=row.pk: deliver.func(pk) for row in Notification.objects.all()))
    assert len(mailbox.all()) == 5
    at_once(*[lambda: deliver_digest.func(asked.commenter_id)] * 4)
    assert len(mailbox.all()) == 6
    assert not Notification.objects.unsent().exists()
