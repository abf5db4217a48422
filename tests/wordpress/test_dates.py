"""A post whose date cannot be read gets another one, and a line that says so."""

import datetime
from datetime import UTC

import pytest
from django.utils import timezone

from articles.models import Article
from tests.wordpress import sample
from tests.wordpress.exports import export
from tests.wordpress.importing import bring_in, lines_about
from wordpress.dates import believed

pytestmark = pytest.mark.django_db

UNREADABLE = [
    "0000-00-00 00:00:00",
    "0001-01-01 00:00:00",
    "9999-12-31 00:00:00",
    "2990-01-01 00:00:00",
    "soon",
]
NEVER = UNREADABLE[0]
EXPORTED = "<pubDate>Tue, 02 Jul 2019 10:00:00 +0000</pubDate>"
PLAIN = "<p>The middle back is held steady by the ribs.</p>"


def bring_in_post(tmp_path, before="", **fields):
    path = tmp_path / "export.xml"
    path.write_text(export(before, sample.about(), sample.post(**{"body": PLAIN, "remarks": (), **fields})))
    return lines_about(bring_in(path), "What Is")[1:]


@pytest.mark.parametrize("unreadable", UNREADABLE)
def test_it_gets_the_exports_own_date(tmp_path, unreadable):
    lines = bring_in_post(tmp_path, EXPORTED, published=unreadable, modified=unreadable)
    article = Article.objects.get()
    assert lines == ["its date cannot be read; 2 July 2019, the day of the export, stands in for it"]
    assert article.live.published_at == datetime.datetime(2019, 7, 2, 10, tzinfo=UTC)
    assert article.first_published == datetime.date(2019, 7, 2)


def test_it_gets_the_day_it_was_changed_when_that_is_known(tmp_path):
    lines = bring_in_post(tmp_path, EXPORTED, published=NEVER)
    assert lines == ["its date cannot be read; 30 July 2018, when it was last changed, stands in for it"]
    assert Article.objects.get().first_published == datetime.date(2018, 7, 30)


@pytest.mark.parametrize("exported", ["", "<pubDate>Fri, 31 Dec 9998 00:00:00 +0000</pubDate>"])
def test_it_gets_today_when_the_export_has_no_date_either(tmp_path, exported):
    before = timezone.now()
    (line,) = bring_in_post(tmp_path, exported, published=NEVER, modified=NEVER)
    assert before <= Article.objects.get().live.published_at <= timezone.now()
    assert line.endswith(f"{timezone.localdate():%Y}, today, stands in for it")


def test_its_history_is_not_called_complete(tmp_path):
    bring_in_post(tmp_path, EXPORTED, published=NEVER, modified=NEVER)
    assert not Article.objects.get().history_complete


def test_the_text_may_know_when_it_first_appeared(tmp_path):
    bring_in_post(tmp_path, EXPORTED, published=NEVER, modified=NEVER, body=sample.BODY)
    assert Article.objects.get().first_published == datetime.date(2016, 1, 1)


def test_change_that_has_not_come_yet_is_not_believed(tmp_path):
    assert bring_in_post(tmp_path, modified="2990-01-01 00:00:00") == []
    assert Article.objects.get().live.published_at == datetime.datetime(2018, 5, 7, 13, tzinfo=UTC)


def test_draft_without_a_date_needs_none(tmp_path):
    lines = bring_in_post(tmp_path, EXPORTED, status="draft", published=NEVER, modified=NEVER)
    assert lines == ["not public there (draft); it came in as a draft"]
    article = Article.objects.get()
    assert (article.first_published, article.history_complete) == (None, True)


def test_moment_is_believed_once_it_has_come():
    now = timezone.now()
    assert believed(now) == now
    assert believed(now + datetime.timedelta(days=1)) is None
    assert believed(None) is None
