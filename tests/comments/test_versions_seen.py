"""Comments about an earlier version: marked when one is published, shown with a way to compare."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing, working_copy
from articles.models import Article, Kind, Version
from comments import moderation, version_token
from comments.links.addresses import find_links
from comments.models import Comment, ModerationEvent
from comments.models.comment import SeenVersion
from comments.submission import store_revision
from comments.version_token import Seen
from comments.versions_seen import mark_recent, mark_stale
from tests.factories import make_article, make_published_comment, make_user, update_article

pytestmark = pytest.mark.django_db

BODY = "<p>Rest in bed for a day.</p>\n<p>Then <em>walk</em> a little, often.</p>"
CHANGED = BODY.replace("in bed for a day", "for an hour")
QUOTE = "> Then walk a little\n\nHow often is often?"


@pytest.fixture
def article():
    return make_article(slug="back-pain", body=BODY)


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Publish an update as a request would, with what follows the commit."""

    def published(article, **changes):
        with django_capture_on_commit_callbacks(execute=True):
            return update_article(article, **changes)

    return published


def comment_on(article, text="Heat helps me.", **fields):
    token = version_token.sign(Article.objects.get(pk=article.pk).live)
    return make_published_comment(article, text=text, **{"version_token": token, **fields})


def is_marked(comment):
    return Comment.objects.get(pk=comment.pk).is_stale


def page():
    return Client().get("/articles/back-pain/").content.decode()


def test_an_update_marks_the_comments_before_it_and_they_link_to_what_changed(article, publish):
    comment = comment_on(article)
    assert "about an earlier version" not in page()
    publish(article)
    publish(article)
    assert is_marked(comment)
    link = '<a href="/articles/back-pain/history/?from=1&amp;to=3#compare">about an earlier version<'
    assert link in page()
    assert Client().get("/articles/back-pain/history/?from=1&to=3").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"kind": Kind.SMALL_FIX, "body": BODY.replace("often.", "often")},
        {"kind": Kind.FULL_REVIEW, "note": "Checked every line.", "body": BODY},
    ],
)
def test_small_fixes_and_reviews_without_changes_mark_nothing(article, publish, change):
    comment = comment_on(article)
    publish(article, **change)
    assert not is_marked(comment)


def test_a_review_that_changed_the_text_marks(article, publish):
    comment = comment_on(article)
    publish(article, kind=Kind.FULL_REVIEW, note="Checked every line.", body=CHANGED)
    assert is_marked(comment)


def test_a_comment_that_quotes_is_marked_when_its_passage_changed_only(article, publish):
    quoting, other = comment_on(article, QUOTE), comment_on(article, "> Rest in bed for a day\n\nNo.")
    publish(article, body=CHANGED)
    assert (is_marked(quoting), is_marked(other)) == (False, True)
    publish(article, body=CHANGED.replace("a little", "a lot"))
    assert (is_marked(quoting), is_marked(other)) == (True, True)


def test_an_update_that_is_taken_back_unmarks(article, publish, django_capture_on_commit_callbacks):
    comment, later = comment_on(article), None
    publish(article, body=CHANGED)
    later = comment_on(article)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.restore(article.versions.get(number=1), by=None, note="The update was wrong.")
    assert (is_marked(comment), is_marked(later)) == (False, True)


def test_after_withdrawing_and_publishing_again_only_changes_mark(article, publish):
    comment = comment_on(article)
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    publish(article, kind=Kind.FULL_REVIEW, note="Checked every line.", body=BODY)
    assert not is_marked(comment)
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    publish(article, body=CHANGED)
    assert is_marked(comment)


def test_a_redacted_version_cannot_be_compared_so_every_version_is_shown(article, publish):
    comment = comment_on(article)
    publish(article, body=CHANGED)
    publishing.redact(article.versions.get(number=1), by=make_user("Editor"), reason="Court order")
    publish(article)
    assert is_marked(comment)
    assert '<a href="/articles/back-pain/history/">about an earlier version<' in page()


def test_a_quote_of_a_redacted_version_is_looked_for_in_what_readers_see(article, publish):
    comment = comment_on(article, QUOTE)
    publish(article, body=CHANGED)
    publishing.redact(article.versions.get(number=1), by=make_user("Editor"), reason="Court order")
    publish(article)
    assert not is_marked(comment)


def test_an_imported_comment_is_marked_by_an_update_younger_than_it(article, publish):
    unknown = {"seen": Seen(None, SeenVersion.IMPORTED), "rule": "import"}
    last_year = timezone.now() - datetime.timedelta(days=365)
    old = comment_on(article, at=last_year, **unknown)
    assert not is_marked(old)
    publish(article)
    young = comment_on(article, at=timezone.now(), **unknown)
    assert (is_marked(old), is_marked(young)) == (True, False)
    assert '<a href="/articles/back-pain/history/">about an earlier version<' in page()


def test_a_comment_from_a_form_that_was_open_during_an_update_is_marked_at_once(article, publish):
    token = version_token.sign(article.live)
    publish(article)
    assert is_marked(comment_on(article, version_token=token))


def test_a_waiting_comment_is_marked_too(article, publish):
    comment = comment_on(article)
    moderation.hold(comment, by=None)
    publish(article)
    assert is_marked(moderation.approve(comment, by=None))


def test_other_words_are_judged_when_they_are_approved_and_again_when_that_is_undone(article, publish):
    comment = comment_on(article, QUOTE)
    publish(article, body=CHANGED)
    moderation.hold(comment, by=None)
    comment.refresh_from_db()
    text = "> Rest in bed for a day\n\nNo."
    store_revision(comment, text, find_links(text))
    assert not is_marked(comment)
    moderation.approve(comment, by=None)
    assert is_marked(comment)
    moderation.undo(ModerationEvent.objects.latest("pk"), by=None)
    assert not is_marked(comment)


def test_reading_a_page_works_nothing_out(article, publish):
    comment_on(article)
    publish(article)
    Comment.objects.update(is_stale=False)
    assert "about an earlier version" not in page()


def test_the_worker_makes_good_what_was_missed(article, publish):
    comment = comment_on(article)
    publish(article)
    Comment.objects.update(is_stale=False)
    mark_recent.func()
    assert is_marked(comment)


def test_marking_asks_as_often_for_many_comments_as_for_few(article, publish):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            mark_stale(article.pk)
        return len(queries)

    comment_on(article, QUOTE)
    publish(article)
    few = asked()
    for _ in range(20):
        comment_on(article, QUOTE)
    assert asked() == few


def test_a_withdrawn_article_has_nothing_to_mark(article):
    comment = comment_on(article)
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    mark_stale(article.pk)
    assert not is_marked(comment)
    assert Version.objects.count() == 1


def test_editing_the_working_copy_marks_nothing(article):
    comment = comment_on(article)
    article.body = CHANGED
    working_copy.save(article, by=None)
    mark_stale(article.pk)
    assert not is_marked(comment)
