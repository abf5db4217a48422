"""A past rewritten underneath the triggers is found and named; through them it cannot be rewritten."""

import datetime
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import publishing
from articles.chain import Break, Link, first_break
from articles.models import Article, UpdateNote, Version
from articles.snapshot import chained
from cms import triggers
from tests.factories import make_article, make_draft, make_image, make_user, update_article

pytestmark = pytest.mark.django_db


def verify():
    """What the command prints, and how it ends when something is broken."""
    out = StringIO()
    try:
        call_command("verify_history", stdout=out)
    except CommandError as broken:
        return out.getvalue().splitlines(), str(broken)
    return out.getvalue().splitlines(), ""


@contextmanager
def tampering():
    """Write to append-only tables, as somebody could who owns the database."""
    # PostgreSQL changes no table while it still owes it a check of its foreign keys.
    connection.check_constraints()
    with triggers.lifted():
        yield
        connection.check_constraints()


def tamper(article, number, **changes):
    with tampering():
        article.versions.filter(number=number).update(**changes)


@pytest.fixture
def article():
    """An article with four versions, of a site where another one has two."""
    update_article(make_article(slug="sound"))
    article = make_article(slug="backs", tags=["back"], related=[make_article(slug="other")])
    for _ in range(3):
        update_article(article)
    return article


def broken_at(article, number, words):
    return (
        [f"backs (article {article.pk}), version {number}: {words}"],
        "3 articles with 7 versions checked, 1 with a broken history.",
    )


def test_an_untouched_history_holds(article):
    assert verify() == (["3 articles with 7 versions checked. Every link holds."], "")


def test_a_broken_history_ends_with_status_1(article):
    tamper(article, 2, title="Another title")
    with pytest.raises(CommandError) as broken:
        call_command("verify_history", stdout=StringIO())
    assert broken.value.returncode == 1


def test_a_site_without_articles_has_nothing_to_break():
    assert verify() == (["0 articles with 0 versions checked. Every link holds."], "")


def test_drafts_have_no_history_to_check(article):
    make_draft()
    assert verify()[0] == ["3 articles with 7 versions checked. Every link holds."]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another title"},
        {"standfirst": "Other words."},
        {"body": "<p>Take 100 mg.</p>"},
        {"lead_alt": "Another picture"},
        {"lead_caption": "Another caption"},
        {"lead_credit": "Somebody else"},
        {"byline": "Somebody else"},
        {"topic_name": "Knees"},
        {"tags": ["knee"]},
        {"tags": 5},
        {"related": []},
        {"related": [{"title": "No id"}]},
        {"content_hash": "0" * 64},
        {"redacted_at": None, "body": ""},
    ],
    ids=lambda changes: "+".join(changes),
)
def test_a_changed_content_is_found(article, changes):
    tamper(article, 2, **changes)
    assert verify() == broken_at(article, 2, "its content is not what was published")


def test_a_swapped_image_is_found(article):
    tamper(article, 2, lead_image=make_image())
    assert verify() == broken_at(article, 2, "its content is not what was published")


def test_a_changed_content_with_its_hash_made_anew_breaks_the_chain_there(article):
    version = article.versions.get(number=2)
    version.title = "Another title"
    tamper(article, 2, title=version.title, content_hash=version.snapshot().digest())
    words = "it does not follow from the version before, or its time was changed"
    assert verify() == broken_at(article, 2, words)


def test_a_version_with_all_its_hashes_made_anew_breaks_the_chain_after_it(article):
    first, second = article.versions.get(number=1), article.versions.get(number=2)
    second.title = "Another title"
    second.content_hash = second.snapshot().digest()
    link = second.expected_chain_hash(first.chain_hash)
    tamper(article, 2, title=second.title, content_hash=second.content_hash, chain_hash=link)
    words = "it does not follow from the version before, or its time was changed"
    assert verify() == broken_at(article, 3, words)


def test_a_changed_time_is_found(article):
    tamper(article, 3, published_at=datetime.datetime(2016, 5, 12, tzinfo=datetime.UTC))
    words = "it does not follow from the version before, or its time was changed"
    assert verify() == broken_at(article, 3, words)


def remove(article, number):
    with tampering():
        article.notes.filter(version__number=number).delete()
        article.versions.filter(number=number).delete()


def test_a_version_taken_out_is_found(article):
    remove(article, 3)
    printed, ending = verify()
    assert printed == [f"backs (article {article.pk}), version 3: it is missing"]
    assert ending == "3 articles with 6 versions checked, 1 with a broken history."


def test_a_last_version_taken_off_is_found_by_the_working_copy_made_from_it(article):
    Article.objects.filter(pk=article.pk).update(live=article.versions.get(number=3))
    remove(article, 4)
    assert verify()[0] == [f"backs (article {article.pk}), version 4: it is missing"]


def test_a_history_taken_away_whole_is_found():
    gone = make_article(slug="gone")
    publishing.withdraw(gone, by=None, reason="Its advice was out of date.")
    remove(gone, 1)
    assert verify()[0] == [f"gone (article {gone.pk}), version 1: it is missing"]


def test_numbers_that_were_moved_are_found(article):
    with tampering():
        article.versions.filter(number=4).update(number=5)
    assert verify() == broken_at(article, 4, "it is missing")


def test_readers_shown_an_older_version_are_found(article):
    Article.objects.filter(pk=article.pk).update(live=article.versions.get(number=2))
    assert verify() == broken_at(article, 4, "readers are shown version 2 instead")


def test_readers_shown_another_articles_version_are_found(article):
    stranger = Version.objects.get(article__slug="sound", number=1)
    Article.objects.filter(pk=article.pk).update(live=stranger)
    assert verify() == broken_at(article, 4, "readers are shown no version of this article")


def test_readers_shown_a_redacted_version_are_found(article):
    version = article.versions.get(number=4)
    Article.objects.filter(pk=article.pk).update(live=article.versions.get(number=3))
    publishing.redact(version, by=make_user("Editor"), reason="Court order")
    Article.objects.filter(pk=article.pk).update(live=version)
    assert verify() == broken_at(article, 4, "readers are shown it, but it was redacted")


def test_a_redacted_version_keeps_its_place_in_the_chain(article):
    publishing.redact(article.versions.get(number=2), by=make_user("Editor"), reason="Court order")
    assert verify() == (["3 articles with 7 versions checked. Every link holds."], "")


def test_a_redacted_version_that_holds_words_again_is_found(article):
    publishing.redact(article.versions.get(number=2), by=make_user("Editor"), reason="Court order")
    tamper(article, 2, body="<p>The words of somebody.</p>")
    assert verify() == broken_at(article, 2, "it was redacted, but holds words")


def test_a_redaction_made_undone_is_found(article):
    publishing.redact(article.versions.get(number=2), by=make_user("Editor"), reason="Court order")
    tamper(article, 2, redacted_at=None)
    assert verify() == broken_at(article, 2, "its content is not what was published")


def test_only_the_first_break_of_each_article_is_named(article):
    tamper(article, 2, title="Another title")
    tamper(article, 3, title="Another title")
    sound = Article.objects.get(slug="sound")
    tamper(sound, 1, title="Another title")
    printed, ending = verify()
    assert printed == [
        f"sound (article {sound.pk}), version 1: its content is not what was published",
        f"backs (article {article.pk}), version 2: its content is not what was published",
    ]
    assert ending == "3 articles with 7 versions checked, 2 with a broken history."


def test_a_withdrawn_a_restored_and_a_reworded_article_hold(article):
    publishing.restore(article.versions.get(number=1), by=None, note="The updates were wrong.")
    publishing.reword(article.notes.current().first(), by=None, text="The last updates were wrong.")
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    assert verify() == (["3 articles with 8 versions checked. Every link holds."], "")


def test_a_history_of_any_length_takes_the_same_queries(article, django_assert_num_queries):
    for _ in range(20):
        update_article(article)
    with django_assert_num_queries(3):
        verify()


@pytest.mark.parametrize("changes", [{"title": "Another"}, {"published_at": None}, {"number": 9}])
def test_the_database_refuses_to_change_a_version(article, changes):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        article.versions.filter(number=2).update(**changes)
    assert verify()[1] == ""


def test_the_database_refuses_a_redaction_that_writes_other_words(article):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        article.versions.filter(number=2).update(redacted_at=timezone.now(), body="<p>Other words.</p>")
    assert verify()[1] == ""


def test_the_database_refuses_to_fill_a_redacted_version_again(article):
    publishing.redact(article.versions.get(number=2), by=make_user("Editor"), reason="Court order")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        article.versions.filter(number=2).update(redacted_at=None, title="Words")


@pytest.mark.parametrize("model", [Version, UpdateNote])
def test_the_database_refuses_to_delete_what_was_published(article, model):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert verify()[1] == ""


def test_the_database_refuses_to_change_a_note(article):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        UpdateNote.objects.update(text="Other words.")


def chain(*contents):
    """A sound chain of versions with these content hashes."""
    links, previous = [], ""
    for number, content in enumerate(contents, 1):
        moment = f"2025-03-0{number}T10:00:00+00:00"
        previous = chained(previous, number=number, published_at=moment, content=content)
        links.append(Link(number, moment, content, previous, stored_hash=content))
    return links


def test_a_chain_is_read_no_further_than_its_first_break():
    first, second, third = chain("a", "b", "c")
    links = iter([first, third, second])
    assert first_break(links) == Break(2, "it is missing")
    assert next(links) == second


def test_two_versions_that_changed_places_break_the_chain():
    first, second = chain("a", "b")
    swapped = [
        Link(1, first.published_at, "b", first.chain_hash, "b"),
        Link(2, second.published_at, "a", second.chain_hash, "a"),
    ]
    assert first_break(swapped).number == 1


def test_no_versions_are_no_break():
    assert first_break([]) is None
