import datetime

import pytest
from django.core import mail
from django.utils import timezone

from comments import flood
from comments.models import Comment, Commenter, Flood
from comments.submission import Submission, submit
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_site(monkeypatch):
    """Four comments in ten minutes are a flood here."""
    monkeypatch.setattr(flood, "FEWEST", 4)


@pytest.fixture
def article():
    return make_article()


def later(minutes):
    Flood.objects.update(since=timezone.now() - datetime.timedelta(minutes=minutes))
    for comment in Comment.objects.all():
        comment.created_at -= datetime.timedelta(minutes=minutes)
        comment.save(update_fields=["created_at"])


def test_a_flood_begins_with_far_more_than_usual_and_its_comments_say_so(article):
    for _ in range(3):
        make_comment(article)
    assert not flood.is_on()
    make_comment(article)
    assert flood.is_on()
    assert make_comment(article).current.findings.filter(check_name="sent_in_flood").exists()


def test_one_mail_goes_to_each_moderator_however_long_it_lasts(article, django_capture_on_commit_callbacks):
    make_user("Moderator", email="mo@example.org")
    tasks = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flood, "enqueue_on_commit", lambda work: tasks.append(work))
        for _ in range(8):
            make_comment(article)
    assert tasks == [flood.tell_moderators]
    flood.tell_moderators.call()
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["mo@example.org"], "Plain Health: far more comments than usual")
    ]
    assert "8 comments arrived in 10 minutes" in mail.outbox[0].body


def test_it_ends_by_itself_once_fewer_arrive(article):
    for _ in range(4):
        make_comment(article)
    flood.end_when_over.call()
    assert flood.is_on()
    later(11)
    flood.end_when_over.call()
    assert not flood.is_on()


def test_it_goes_on_while_many_arrive(article):
    for _ in range(4):
        make_comment(article)
    Flood.objects.update(since=timezone.now() - datetime.timedelta(hours=1))
    flood.end_when_over.call()
    assert flood.is_on()


def test_a_busy_site_is_used_to_more():
    assert flood.limit_of(0) == 4
    assert flood.limit_of(60) == 100


def test_what_is_usual_is_the_median_of_the_hours_somebody_commented_in(article):
    now = timezone.now().replace(minute=30)
    for hours, count in ((30, 1), (20, 2), (10, 9)):
        for _ in range(count):
            comment = make_comment(article)
            Comment.objects.filter(pk=comment.pk).update(created_at=now - datetime.timedelta(hours=hours))
    Flood.objects.update(since=None)
    flood.count_usual.call()
    assert Flood.objects.get().usual_in_an_hour == 2


def test_imported_comments_are_no_flood(article):
    for number in range(6):
        submit(article, Submission(text=f"Heat {number}", name="Jo", rule="import"))
    assert not flood.is_on()


def test_known_readers_notice_nothing(article, settings):
    settings.PUBLISH_KNOWN_READERS = True
    for _ in range(4):
        make_published_comment(article, email="priya@example.org")
    Commenter.objects.update(proven_at=timezone.now())
    assert flood.is_on()
    priya = make_user(email="priya@example.org")
    told = {"name": "Priya S.", "email": "priya@example.org", "user": priya}
    assert submit(article, Submission(text="Walking helps.", **told)).is_published
    assert make_comment(article).is_pending
