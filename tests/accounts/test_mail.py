"""Mails about accounts go through the queue, sealed."""

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from tests.factories import make_user
from tests.mailbox import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return make_user(email="rosa@example.org")


def forgotten(email):
    return Client().post("/password/forgotten/", {"email": email})


@pytest.mark.usefixtures("rosa")
def test_the_answer_does_not_wait_for_a_mail_server_and_is_the_same_when_it_is_away(settings):
    settings.EMAIL_BACKEND = "tests.accounts.test_mail.Away"
    answers = [forgotten(f"{who}@example.org") for who in ("rosa", "nobody")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, "/password/forgotten/sent/")
    }
    with pytest.raises(ConnectionRefusedError):
        work()


class Away:
    """A mail server that answers nobody."""

    def __init__(self, **options):
        raise ConnectionRefusedError


@pytest.mark.usefixtures("rosa")
def test_the_queue_does_not_tell_what_the_mail_says():
    forgotten("rosa@example.org")
    queued = str([*DBTaskResult.objects.values_list("args_kwargs", flat=True)])
    work()
    (sent,) = mail.outbox
    assert "/password/new/" in sent.body
    assert not any(word in queued for word in ("rosa", "password/new", sent.body.split()[0]))


@pytest.mark.usefixtures("rosa")
def test_sent_twice_it_is_one_mail_to_a_mail_program():
    forgotten("rosa@example.org")
    task = DBTaskResult.objects.get()
    for _ in range(2):
        task.task.func(*task.args_kwargs["args"])
    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second


@pytest.mark.usefixtures("rosa")
@pytest.mark.parametrize(
    ("address", "email"),
    [("/password/forgotten/", "nobody"), ("/sign-up/", "rosa")],
    ids=["unknown", "known"],
)
def test_nobody_is_told_more_than_three_times_a_day_what_they_did_not_ask(settings, address, email):
    settings.ACCOUNT_RATE_LIMITS = False
    fields = {"email": f"{email}@example.org", "name": "R", "password1": "a long password"}
    answers = [Client().post(address, fields).status_code for _ in range(5)]
    work()
    assert (answers, len(mail.outbox)) == ([302] * 5, 3)
