"""A QuerySet method and the property of the same name say the same about every row."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing
from articles.models import Article, CheckedLink, Kind, LiveLink, UpdateNote
from comments import editing, moderation
from comments.models import Block, Comment, Discussion, Reason
from tests.factories import (
    make_article,
    make_comment,
    make_draft,
    make_published_comment,
    make_user,
    update_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    """One article in every state a twin tells apart."""
    make_draft()
    make_article()
    withdrawn = make_article()
    publishing.withdraw(withdrawn, by=None, reason="Its advice was out of date.")
    today = timezone.localdate()
    last_week = timezone.now() - datetime.timedelta(days=7)
    for days in (-1, 0, 1):
        due = today + datetime.timedelta(days=days)
        update = {"kind": Kind.FULL_REVIEW, "note": "Checked every line.", "at": last_week}
        article = make_article(at=last_week)
        publishing.publish(article, by=None, **update, review=publishing.Review(due_on=due))


@pytest.fixture
def comments():
    """One comment in every state, and one rejected for another reason."""
    make_comment()
    make_published_comment()
    editing.edit(make_published_comment(), "It was the mattress.")
    moderation.reject(make_comment(), by=None, reason=Reason.SPAM)
    moderation.reject(make_comment(), by=None, reason=Reason.OFF_TOPIC)
    moderation.remove(make_published_comment(), by=None, reason=Reason.SPAM)
    moderation.withdraw(make_comment())
    moderation.erase(make_comment())


@pytest.fixture
def notes():
    """Notes of a reworded update, a small fix and a first version."""
    article = make_article()
    update_article(article)
    publishing.reword(article.notes.first(), by=make_user(), text="Added advice on walking.")
    update_article(article, kind=Kind.SMALL_FIX, note="")


def assert_twins_agree(model, rows, said):
    selected = {row.pk for row in rows}
    told = {row.pk for row in model.objects.all() if said(row)}
    assert selected == told
    assert selected
    assert selected != {row.pk for row in model.objects.all()}


@pytest.mark.parametrize(
    ("select", "said"),
    [
        (Article.objects.published, lambda row: row.is_published),
        (Article.objects.withdrawn, lambda row: row.is_withdrawn),
        (Article.objects.due_for_review, lambda row: row.is_due_for_review),
    ],
    ids=["published", "withdrawn", "due for review"],
)
@pytest.mark.usefixtures("articles")
def test_twins_of_articles_agree(select, said):
    assert_twins_agree(Article, select(), said)


@pytest.mark.parametrize(
    ("select", "said"),
    [
        (Comment.objects.published, lambda row: row.is_published),
        (Comment.objects.pending, lambda row: row.is_pending),
        (Comment.objects.with_waiting_edit, lambda row: row.has_waiting_edit),
        (Comment.objects.to_decide, lambda row: row.is_pending or row.has_waiting_edit),
        (Comment.objects.refused, lambda row: row.is_refused),
        (Comment.objects.spam, lambda row: row.is_spam),
        (Comment.objects.decided, lambda row: row.is_decided),
    ],
    ids=["published", "pending", "with waiting edit", "to decide", "refused", "spam", "decided"],
)
@pytest.mark.usefixtures("comments")
def test_twins_of_comments_agree(select, said):
    assert_twins_agree(Comment, select(), said)


def test_twins_of_blocks_agree():
    now = timezone.now()
    day = datetime.timedelta(days=1)
    for ends in ({}, {"until": now + day}, {"until": now - day}, {"lifted_at": now}):
        Block.objects.create(email="sam@example.org", reason="Sells salt", **ends)
    assert_twins_agree(Block, Block.objects.in_force(), lambda row: row.is_in_force)
    assert {*Block.objects.ended(now)} == {*Block.objects.all()} - {*Block.objects.in_force()}


@pytest.mark.usefixtures("comments")
def test_twins_of_discussions_agree():
    Discussion.objects.filter(pk=Discussion.objects.first().pk).update(mode="moderated")
    assert_twins_agree(Discussion, Discussion.objects.moderated(), lambda row: row.is_moderated)


def test_twins_of_links_agree():
    seen, withdrawn = make_article(), make_article()
    hrefs = [
        f"/articles/id/{seen.pk}/",
        f"/articles/id/{withdrawn.pk}/",
        "https://a.example/",
        "https://b.example/",
    ]
    make_article(body="".join(f'<p><a href="{href}">there</a></p>' for href in hrefs))
    publishing.withdraw(withdrawn, by=None, reason="Its advice was out of date.")
    CheckedLink.objects.filter(host="b.example").update(is_dead=True)
    assert_twins_agree(LiveLink, LiveLink.objects.broken(), lambda row: row.is_broken)
    assert_twins_agree(CheckedLink, CheckedLink.objects.dead(), lambda row: row.is_dead)


@pytest.mark.parametrize(
    ("select", "said"),
    [
        (UpdateNote.objects.current, lambda row: row.is_current),
        (UpdateNote.objects.listed, lambda row: row.is_listed),
    ],
    ids=["current", "listed"],
)
@pytest.mark.usefixtures("notes")
def test_twins_of_notes_agree(select, said):
    assert_twins_agree(UpdateNote, select(), said)
