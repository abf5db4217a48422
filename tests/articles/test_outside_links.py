"""Pages elsewhere: who is looked at when, and what counts as dead."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article, CheckedLink, LiveLink
from articles.outside_links import address_elsewhere, judged, look_at, look_at_links
from cms.outside import Answer
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

BODY = '<p><a href="https://a.example/x#y">one</a> <a href="https://a.example/x">two</a></p>'
TODAY = datetime.date(2025, 3, 4)
GONE = Answer(status=404, is_gone=True)


def queued():
    return DBTaskResult.objects.filter(task_path__endswith="look_at_links").count()


def test_a_new_link_in_a_draft_is_looked_at_once():
    article = make_draft(body=BODY)
    assert [*CheckedLink.objects.values_list("address", "host")] == [("https://a.example/x", "a.example")]
    make_draft(body=BODY)
    assert (queued(), article.live_links.count()) == (1, 0)


def test_the_setting_switches_looking_off(settings):
    settings.CHECK_LINKS = False
    make_draft(body=BODY)
    look_at_links.call()
    assert (queued(), CheckedLink.objects.get().checked_at) == (0, None)


def test_a_published_link_is_due_every_week_and_a_drafts_only_once():
    make_article(body=BODY)
    make_draft(body='<p><a href="https://b.example/">b</a></p>')
    now = timezone.now()
    assert CheckedLink.objects.due(now).count() == 2
    CheckedLink.objects.update(checked_at=now)
    assert CheckedLink.objects.due(now + datetime.timedelta(days=6)).count() == 0
    assert CheckedLink.objects.due(now + datetime.timedelta(days=7)).get().host == "a.example"


def test_what_was_gone_is_due_again_the_next_day():
    make_article(body=BODY)
    now = timezone.now()
    CheckedLink.objects.update(checked_at=now, gone_since=timezone.localdate(now))
    assert CheckedLink.objects.due(now).count() == 0
    assert CheckedLink.objects.due(now + datetime.timedelta(days=1)).count() == 1


@pytest.mark.parametrize(
    ("answers", "is_dead"),
    [
        ([(0, GONE)], False),
        ([(0, GONE), (0, GONE)], False),
        ([(0, GONE), (1, GONE)], True),
        ([(0, Answer(trouble="x", is_gone=True)), (2, GONE)], True),
        ([(0, GONE), (1, Answer(status=200)), (2, GONE)], False),
        ([(0, GONE), (1, Answer(status=403)), (2, GONE)], False),
        ([(0, GONE), (1, Answer(status=503)), (2, GONE)], True),
        ([(0, GONE), (1, Answer(trouble="it took too long to answer"))], False),
        ([(0, GONE), (1, GONE), (2, Answer(status=429))], False),
    ],
)
def test_dead_is_what_was_gone_on_two_days(answers, is_dead):
    link = CheckedLink()
    for day, answer in answers:
        for name, value in judged(link, answer, TODAY + datetime.timedelta(days=day)).items():
            setattr(link, name, value)
    assert link.is_dead is is_dead


def test_a_dead_link_is_broken_until_the_article_is_published_without_it():
    article = make_article(body=BODY)
    CheckedLink.objects.update(is_dead=True)
    assert [link.words for link in LiveLink.objects.broken()] == ["one", "two"]
    assert all(link.is_broken for link in LiveLink.objects.for_rows())
    assert Article.objects.get(pk=article.pk).live_links.count() == 2


def test_an_address_in_our_own_network_is_kept_as_not_asked():
    link = CheckedLink.objects.create(address="http://127.0.0.1:1/", host="127.0.0.1")
    look_at(link)
    link.refresh_from_db()
    assert (link.status, link.trouble, link.is_dead) == (None, "it leads into a private network", False)
    assert link.checked_at is not None


@pytest.mark.parametrize(
    ("href", "asked"),
    [
        ("https://a.example/\u00e9?q=1#x", "https://a.example/%C3%A9?q=1"),
        ("/articles/x/", ""),
        ("mailto:a@b.example", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_what_is_asked_is_in_ascii_and_elsewhere(href, asked):
    assert address_elsewhere(href) == asked


def test_our_own_pages_are_not_elsewhere(settings):
    assert address_elsewhere(f"{settings.SITE_URL}/about/") == ""
