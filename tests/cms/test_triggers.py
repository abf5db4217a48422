"""The database itself refuses to rewrite, replace or empty what is kept, whoever asks."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import UpdateNote, Version
from comments import moderation
from comments.models import CommentRevision, ModerationEvent
from tests.factories import make_article, make_comment, make_image, update_article

pytestmark = pytest.mark.django_db

REFUSED = "append-only"
NOW = "2026-01-01 00:00:00+00:00"
EMPTY_VERSION = {
    "title": "", "standfirst": "", "body": "", "lead_image": None, "lead_alt": "", "lead_caption": "",
    "lead_credit": "", "byline": "", "topic_name": "", "topic": None, "author": None, "tags": [],
    "related": [],
}  # fmt: skip
EMPTY_NOTE = {"text": "", "doubts": []}
EMPTY_WORDS = {"text": "", "html": "", "digest": "", "link_count": 0}


def run(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def article():
    """Its first version, which is no longer the live one, fills every column that a redaction empties."""
    other = make_article(title="Stretches")
    article = make_article(
        tags=["posture"],
        related=[other],
        lead_image=make_image(),
        lead_alt="A",
        lead_caption="B",
        lead_credit="C",
    )
    update_article(article, kind="small_fix", body=f"{article.body}<p>Take 10 mg.</p>")
    assert article.notes.first().doubts
    return article


def redact(article, **changes):
    with transaction.atomic():
        article.versions.filter(number=1).update(**{"redacted_at": NOW, **EMPTY_VERSION, **changes})


def test_a_redaction_that_empties_everything_is_let_through_once(article):
    redact(article, redaction_reason="rosa: Court order")
    with pytest.raises(IntegrityError, match=REFUSED):
        redact(article)


@pytest.mark.parametrize(
    ("column", "forged"),
    [
        ("title", "Forged"), ("standfirst", "Forged"), ("body", "<p>Forged</p>"), ("lead_alt", "Forged"),
        ("lead_caption", "Forged"), ("lead_credit", "Forged"), ("byline", "Forged"), ("topic_name", "Forged"),
        ("tags", ["forged"]), ("related", [{"id": 1, "title": "Forged"}]),
    ],
)  # fmt: skip
def test_a_redaction_that_writes_other_content_is_refused(article, column, forged):
    with pytest.raises(IntegrityError, match=REFUSED):
        redact(article, **{column: forged})


@pytest.mark.parametrize("column", sorted(EMPTY_VERSION))
def test_a_redaction_that_leaves_something_is_refused(article, column):
    kept = Version.objects.get(article=article, number=1)
    with pytest.raises(IntegrityError, match=REFUSED):
        redact(article, **{column: getattr(kept, column)})


@pytest.mark.parametrize("changes", [{"number": 9}, {"content_hash": "0"}, {"published_at": NOW}])
def test_a_redaction_that_changes_the_rest_of_the_row_is_refused(article, changes):
    with pytest.raises(IntegrityError, match=REFUSED):
        redact(article, **changes)


def test_a_note_is_emptied_by_a_redaction_only(article):
    notes = article.notes.filter(version__number=2)
    for changes in ({"text": "Forged"}, EMPTY_NOTE, EMPTY_NOTE | {"redacted_at": NOW, "text": "Forged"}):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            notes.update(**changes)
    notes.update(redacted_at=NOW, **EMPTY_NOTE)
    assert notes.get().text == ""


def test_what_a_note_quotes_may_be_emptied_alone_and_nothing_else_with_it(article):
    notes = article.notes.filter(version__number=2)
    for changes in (
        {"doubts": ["Forged"]},
        {"doubts": [], "text": "Forged"},
        {"doubts": [], "kind": "update"},
    ):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            notes.update(**changes)
    notes.update(doubts=[])
    assert notes.get().doubts == []


def test_the_words_of_a_comment_are_final_until_it_is_erased():
    comment = make_comment(text="Mine was the chair: https://chairs.example/")
    words = CommentRevision.objects.filter(comment=comment)
    for changes in ({"text": "Forged"}, {"html": "<p>Forged</p>"}, EMPTY_WORDS | {"number": 2}, {"text": ""}):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            words.update(**changes)
    with pytest.raises(IntegrityError, match=REFUSED):
        run("DELETE FROM comments_commentrevision")
    moderation.erase(comment)
    assert words.values("text", "html", "digest", "link_count").get() == EMPTY_WORDS


def replace_by_itself(table, pk):
    """Write a row in place of itself, in the database's own words for that."""
    row = f"INTO {table} SELECT * FROM {table} WHERE id = %s"
    if connection.vendor == "postgresql":
        run(f"INSERT {row} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id", pk)
    else:
        run(f"INSERT OR REPLACE {row}", pk)


@pytest.mark.parametrize("model", [Version, UpdateNote, ModerationEvent, CommentRevision])
def test_a_kept_row_cannot_be_replaced(model):
    make_comment()
    with pytest.raises(IntegrityError, match=REFUSED):
        replace_by_itself(model._meta.db_table, model.objects.first().pk)


@pytest.mark.parametrize("model", [Version, UpdateNote, ModerationEvent, CommentRevision])
def test_a_kept_table_cannot_be_emptied_at_once(model):
    make_comment()
    # PostgreSQL empties no table whose checks are still to come.
    connection.check_constraints()
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match=REFUSED):
        run(f"TRUNCATE {table} CASCADE" if connection.vendor == "postgresql" else f"DELETE FROM {table}")
    assert model.objects.exists()
