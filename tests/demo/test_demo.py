"""The demo site shows every state there is, and its content keeps the rules of any other."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from articles.models import Article, Kind, Tag, UpdateNote
from articles.models.article import State as ArticleState
from comments.models import Comment, LinkTarget, LinkUse, State
from demo import content_files

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """What the command says while it fills an empty site; one site for all of these tests."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--address", "http://127.0.0.1:8000", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


def test_it_fills_an_empty_site_and_prints_the_sign_ins(said):
    assert Article.objects.count() == len(content_files.articles())
    for role in ("editor", "writer", "moderator", "reader", "administrator"):
        assert f"  {role:14} " in said
    assert "http://127.0.0.1:8000/admin/" in said


def test_it_shows_every_state_of_articles_and_every_kind_of_note(said):
    assert {*Article.objects.values_list("state", flat=True)} == {*ArticleState.values}
    assert {*UpdateNote.objects.values_list("kind", flat=True)} == {*Kind.values}
    assert Article.objects.filter(history_complete=False).exists()
    assert Article.objects.due_for_review().exists()
    assert any(article.has_unpublished_changes for article in Article.objects.published())
    most_tagged = max(len(article.live.tags) for article in Article.objects.published())
    assert most_tagged == 49


def test_it_shows_comments_in_every_state(said):
    assert {*Comment.objects.values_list("state", flat=True)} == {*State.values}
    for state in (State.REMOVED, State.WITHDRAWN, State.ERASED):
        assert Comment.objects.published().filter(parent__state=state).exists(), state


def test_its_spam_campaign_waits_under_five_names_on_one_site(said):
    site = LinkTarget.objects.get(scope="domain", value="backease-clinic.example")
    waiting = Comment.objects.pending().filter(current__links__in=LinkUse.objects.of(site))
    assert len({comment.name for comment in waiting}) == 5
    assert len({comment.article_id for comment in waiting}) == 5


def test_its_tags_are_counted(said):
    assert (
        Tag.objects.get(name="back pain").use_count
        == Article.objects.published().filter(published_tags__tag__name="back pain").count()
    )


def test_a_site_that_is_not_empty_is_left_as_it_is(said):
    before = Article.objects.count(), Comment.objects.count()
    call_command("demo", stdout=StringIO())
    assert (Article.objects.count(), Comment.objects.count()) == before
