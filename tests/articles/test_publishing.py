import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import publishing, shelves, working_copy
from articles.models import Article, Kind, Tag, UpdateNote, Version
from cms.refusals import Conflict, Refused
from tests.factories import make_article, make_author, make_draft, make_image, make_user, update_article

pytestmark = pytest.mark.django_db

MAY_2016 = datetime.datetime(2016, 5, 12, 9, tzinfo=datetime.UTC)
MARCH_2025 = datetime.datetime(2025, 3, 4, 10, tzinfo=datetime.UTC)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_first_publication_makes_version_one_with_its_note_and_dates():
    editor = make_user("Editor")
    article = make_article(by=editor, at=MAY_2016)
    version = article.live
    assert (version.number, version.published_by, version.published_at) == (1, editor, MAY_2016)
    assert [(note.kind, note.by) for note in article.notes.all()] == [(Kind.FIRST, editor)]
    assert article.first_published == datetime.date(2016, 5, 12)
    assert article.updated_at == article.content_changed_at == MAY_2016
    assert article.based_on == 1


def test_a_version_is_a_snapshot_of_everything_a_reader_sees():
    other = make_article(title="Stretches")
    image = make_image()
    article = make_article(
        tags=["back pain", "posture"], related=[other], lead_image=image, lead_alt="A back", lead_credit="Us"
    )
    version = article.live
    assert version.tags == ["back pain", "posture"]
    assert version.related == [{"id": other.pk, "title": "Stretches"}]
    assert (version.lead_image, version.lead_alt, version.lead_credit) == (image, "A back", "Us")
    assert (version.byline, version.topic_name) == ("Dana Ellery", "Back pain")
    assert version.snapshot() == article.snapshot()
    assert version.content_hash == article.snapshot().digest()


def test_a_draft_change_changes_nothing_readers_see():
    article = make_article(tags=["back pain"])
    article.title, article.slug = "Another title", "another-address"
    working_copy.save(article, by=None)
    working_copy.set_tags(article, ["knees"])
    seen = fresh(article)
    assert seen.live.title != "Another title"
    assert seen.live_slug != "another-address"
    assert seen.has_unpublished_changes
    assert [tag.name for tag in Tag.objects.on_published(seen)] == ["back pain"]


@pytest.mark.parametrize("kind", [Kind.UPDATE, Kind.CLARIFICATION, Kind.CORRECTION])
def test_a_substantive_kind_moves_last_updated(kind):
    article = make_article(at=MAY_2016)
    update_article(article, kind=kind, at=MARCH_2025)
    assert fresh(article).updated_at == MARCH_2025
    assert fresh(article).content_changed_at == MARCH_2025


def test_a_small_fix_moves_the_change_date_only():
    article = make_article(at=MAY_2016)
    update_article(article, kind=Kind.SMALL_FIX, note="", at=MARCH_2025)
    assert fresh(article).updated_at == MAY_2016
    assert fresh(article).content_changed_at == MARCH_2025


def test_a_full_review_sets_the_review_dates_and_moves_last_updated_only_with_the_text():
    article, reviewer = make_article(at=MAY_2016), make_author("Dr Imani Okafor")
    publishing.publish(
        article,
        by=None,
        kind=Kind.FULL_REVIEW,
        note="Checked every line.",
        at=MARCH_2025,
        review=publishing.Review(reviewer),
    )
    reviewed = fresh(article)
    assert (reviewed.last_reviewed_on, reviewed.reviewer) == (datetime.date(2025, 3, 4), reviewer)
    assert reviewed.review_due_on == datetime.date(2027, 3, 4)
    assert reviewed.updated_at == MAY_2016
    update_article(article, kind=Kind.FULL_REVIEW, note="Rewrote the causes.", at=MARCH_2025)
    assert fresh(article).updated_at == MARCH_2025


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": ""}, {"title": ["Give the article a title."]}),
        ({"body": ""}, {"body": ["Write the body before you publish."]}),
        ({"lead_alt": ""}, {"lead_alt": ["Describe the image, or mark it as decoration."]}),
        # What nobody can see is not there.
        ({"title": "\u2063\u00ad"}, {"title": ["Give the article a title."]}),
        ({"body": "<p>\u200b\u2063</p><hr>"}, {"body": ["Write the body before you publish."]}),
        ({"lead_alt": "\u3164"}, {"lead_alt": ["Describe the image, or mark it as decoration."]}),
    ],
)
def test_an_unready_article_is_refused_with_a_sentence_for_the_field(fields, told):
    draft = make_draft(**{"lead_image": make_image(), "lead_alt": "A back", **fields})
    with pytest.raises(Refused) as refused:
        publishing.publish(draft, by=None, kind=Kind.FIRST)
    assert refused.value.message_dict == told
    assert not Version.objects.exists()


def test_a_picture_alone_is_a_body():
    image = make_image()
    article = make_article(body=f'<figure><img src="{image.get_absolute_url()}" alt="A back"></figure>')
    assert article.live.number == 1


def test_a_decorative_image_needs_no_description():
    draft = make_draft(lead_image=make_image(), lead_is_decorative=True)
    assert publishing.publish(draft, by=None, kind=Kind.FIRST).lead_alt == ""


@pytest.mark.parametrize(
    "note", ["", "  ", "Too short", "\u200b" * 12, "a" + "\u00ad" * 12, "Short" + " " * 9 + "."]
)
def test_an_update_without_words_for_readers_is_refused(note):
    article = make_article()
    with pytest.raises(Refused) as refused:
        update_article(article, note=note)
    assert refused.value.message_dict == {"note": ["Say what changed, for readers."]}


UNSEEN = "\u200b" * 12


def test_words_that_nobody_can_see_are_no_reason_and_no_better_wording():
    article = make_article()
    for act in (
        lambda: publishing.withdraw(article, by=None, reason=UNSEEN),
        lambda: publishing.reword(article.notes.get(), by=None, text=UNSEEN),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.message_dict == {"note": ["Say why, for readers, in 10 characters or more."]}


def test_a_note_that_is_too_long_is_refused_in_words():
    article = make_article()
    with pytest.raises(Refused) as refused:
        update_article(article, note="x" * 201)
    assert refused.value.message_dict == {"note": ["Shorten this to 200 characters or fewer."]}


@pytest.mark.parametrize("kind", ["withdrawn", "restored", "first", "upgrade", ""])
def test_a_kind_that_does_not_fit_is_refused(kind):
    article = make_article()
    with pytest.raises(Refused) as refused:
        update_article(article, kind=kind)
    assert refused.value.message_dict == {"kind": ["Choose what kind of change this is."]}


def test_restoring_what_is_not_the_articles_is_refused():
    article, other = make_article(), make_article()
    article.title = "Another"
    working_copy.save(article, by=None)
    with pytest.raises(Refused) as refused:
        publishing.publish(
            article, by=None, kind=Kind.RESTORED, note="The update was wrong.", restores=other.live
        )
    assert refused.value.message_dict == {"kind": ["Choose a version of this article that can be read."]}


def refused_time(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.message_dict["at"]


def test_publishing_at_a_time_to_come_or_of_no_zone_is_refused():
    ahead = timezone.now() + datetime.timedelta(hours=1)
    assert refused_time(make_article, at=ahead) == ["This time has not come yet."]
    without_zone = MAY_2016.replace(tzinfo=None)
    assert refused_time(make_article, at=without_zone) == ["Give the time with its time zone."]
    article = make_article()
    assert refused_time(
        publishing.withdraw, article, by=None, reason="Its advice was out of date.", at=ahead
    ) == ["This time has not come yet."]


def test_nothing_is_done_to_an_article_before_what_was_done_last():
    told = ["This is before what was last done to the article. Choose a later time."]
    article, reason = make_article(at=MARCH_2025), "Its advice was out of date."
    assert refused_time(update_article, article, at=MAY_2016) == told
    assert refused_time(publishing.withdraw, article, by=None, reason=reason, at=MAY_2016) == told
    publishing.withdraw(article, by=None, reason=reason)
    assert refused_time(update_article, article, at=MARCH_2025 + datetime.timedelta(days=1)) == told


def test_a_review_due_on_the_day_it_is_done_or_before_is_refused():
    article = make_article(at=MAY_2016)
    review = publishing.Review(make_author(), MARCH_2025.date())
    with pytest.raises(Refused) as refused:
        publishing.publish(
            article, by=None, kind=Kind.FULL_REVIEW, note="Checked every line.", at=MARCH_2025, review=review
        )
    assert refused.value.message_dict == {"review_due_on": ["Choose a day after this review."]}
    assert fresh(article).live.number == 1


def test_a_review_that_changed_nothing_leaves_last_updated_when_a_related_article_was_renamed():
    other = make_article(title="Stretches")
    article = make_article(at=MAY_2016, related=[other])
    update_article(other, title="Stretching")
    publishing.publish(article, by=None, kind=Kind.FULL_REVIEW, note="Checked every line.", at=MARCH_2025)
    reviewed = fresh(article)
    assert reviewed.live.related == [{"id": other.pk, "title": "Stretching"}]
    assert reviewed.updated_at == reviewed.content_changed_at == MAY_2016
    assert not reviewed.notes.get(version__number=2).is_update


def test_publishing_without_a_change_is_refused():
    article = make_article()
    with pytest.raises(Refused) as refused:
        publishing.publish(article, by=None, kind=Kind.UPDATE, note="Nothing to see here.")
    assert refused.value.message_dict == {"kind": ["Nothing has changed since the version readers see."]}


def test_publishing_over_a_version_one_has_not_seen_is_a_conflict():
    article = make_article()
    update_article(article)
    with pytest.raises(Conflict):
        publishing.publish(article, by=None, kind=Kind.UPDATE, note="From an old base.", based_on=1)
    assert fresh(article).live.number == 2


def test_saving_over_somebody_elses_save_is_a_conflict_and_keeps_theirs():
    article = make_draft()
    mine, theirs = fresh(article), fresh(article)
    theirs.title = "Theirs"
    working_copy.save(theirs, by=None)
    mine.title = "Mine"
    with pytest.raises(Conflict):
        working_copy.save(mine, by=None)
    assert fresh(article).title == "Theirs"


def test_saving_a_working_copy_loaded_before_a_publication_leaves_what_readers_see():
    article = make_article()
    article.body = "<p>Most back pain passes in weeks.</p>"
    working_copy.save(article, by=None)
    mine = fresh(article)
    version = publishing.publish(article, by=None, kind=Kind.UPDATE, note="Said how long it takes.")
    working_copy.save(mine, by=None)
    kept = fresh(article)
    assert (kept.live, kept.based_on, kept.updated_at) == (version, 2, version.published_at)


def test_a_changed_address_sends_readers_of_the_old_one_on():
    article = make_article(slug="old")
    update_article(article, slug="new")
    assert fresh(article).live_slug == "new"
    assert [old.path for old in fresh(article).old_addresses.all()] == ["/articles/old/"]
    update_article(article, slug="old")
    assert [old.path for old in fresh(article).old_addresses.all()] == ["/articles/new/"]


def test_an_address_another_article_had_is_refused():
    first = make_article(slug="taken")
    update_article(first, slug="moved")
    with pytest.raises(Refused) as refused:
        make_article(slug="taken")
    said = f"“{first}” had this address, and it leads there for ever. Choose another one."
    assert refused.value.message_dict == {"slug": [said]}


def test_withdrawing_takes_the_article_from_readers_and_republishing_keeps_its_first_date():
    article = make_article(at=MAY_2016, tags=["back pain"])
    publishing.withdraw(article, by=None, reason="Its advice was out of date.", at=MARCH_2025)
    gone = fresh(article)
    assert (gone.state, gone.live, gone.updated_at) == ("withdrawn", None, MARCH_2025)
    assert not Tag.objects.in_use().exists()
    publishing.publish(gone, by=None, kind=Kind.UPDATE, note="Rewritten from the start.")
    assert fresh(article).first_published == datetime.date(2016, 5, 12)
    assert fresh(article).live.number == 2


def test_restoring_makes_a_new_version_that_names_the_old_one():
    article = make_article(title="First title", tags=["posture"])
    update_article(article, title="Second title")
    restored = publishing.restore(article.versions.get(number=1), by=None, note="The update was wrong.")
    assert (restored.number, restored.title, restored.tags) == (3, "First title", ["posture"])
    assert restored.restores.number == 1
    assert restored.content_hash == restored.restores.content_hash


def test_rewording_a_note_keeps_the_earlier_wording():
    article = make_article()
    update_article(article, note="Added walking advice.")
    note = article.notes.current().get(kind=Kind.UPDATE)
    publishing.reword(note, by=None, text="Added advice on walking.")
    assert article.notes.current().get(kind=Kind.UPDATE).text == "Added advice on walking."
    assert UpdateNote.objects.get(pk=note.pk).text == "Added walking advice."


def test_the_chain_binds_each_version_to_the_one_before():
    article = make_article()
    for _ in range(3):
        update_article(article)
    previous = ""
    for version in article.versions.order_by("number"):
        assert version.chain_hash == version.expected_chain_hash(previous)
        assert version.content_hash == version.snapshot().digest()
        previous = version.chain_hash


def test_redacting_empties_a_version_and_keeps_its_row_and_place_in_the_chain():
    article = make_article(body="<p>Her name is Jo Bloggs.</p>")
    update_article(article, body="<p>A reader wrote to us.</p>")
    first = article.versions.get(number=1)
    chain = first.chain_hash
    publishing.redact(first, by=make_user("Editor", username="rosa"), reason="Court order 17/3")
    first.refresh_from_db()
    assert (first.title, str(first.body), first.tags, first.is_readable) == ("", "", [], False)
    assert (first.redaction_reason, first.chain_hash) == ("rosa: Court order 17/3", chain)


def test_a_redaction_can_take_the_notes_along_in_every_wording_and_later():
    article, editor = make_article(), make_user("Editor")
    update_article(article, note="Jo Bloggs asked us to.")
    publishing.reword(article.notes.get(version__number=2), by=editor, text="Ms Bloggs asked us to.")
    update_article(article)
    second = article.versions.get(number=2)
    publishing.redact(second, by=editor, reason="Court order")
    assert {note.text for note in second.notes.all()} == {"Jo Bloggs asked us to.", "Ms Bloggs asked us to."}
    publishing.redact(second, by=editor, reason="Court order", notes_too=True)
    assert [(note.text, note.redacted_at is None) for note in second.notes.all()] == [("", False)] * 2
    with pytest.raises(Refused):
        publishing.redact(second, by=editor, reason="Court order", notes_too=True)
    current = article.notes.current().get(version=second)
    assert publishing.reword(current, by=editor, text="A reader asked us to.").text == "A reader asked us to."


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (" \u200b", "Say why these words have to go."),
        ("x" * 295, "Shorten the reason to 294 characters or fewer."),
    ],
)
def test_a_redaction_without_a_reason_or_with_too_long_a_one_is_refused_in_words(reason, told):
    article = make_article()
    update_article(article)
    with pytest.raises(Refused) as refused:
        publishing.redact(article.live, by=make_user("Editor", username="rosa"), reason=reason)
    assert refused.value.message_dict == {"reason": [told]}


def test_a_redaction_removes_a_tag_that_nothing_else_has():
    make_article(tags=["posture"])
    article = make_article(tags=["Jo Bloggs", "posture"])
    working_copy.set_tags(article, [])
    update_article(article)
    assert Tag.objects.filter(name="Jo Bloggs").exists()
    publishing.redact(article.versions.get(number=1), by=make_user("Editor"), reason="Court order")
    assert [tag.name for tag in Tag.objects.all()] == ["posture"]


def test_a_redaction_removes_a_former_name_from_tags_and_from_the_desks_log():
    editor = make_user("Editor")
    article = make_article(tags=["Jo Bloggs"])
    shelves.rename(Tag.objects.get(), name="Patients", slug="patients", by=editor)
    update_article(article)
    publishing.redact(article.versions.get(number=1), by=editor, reason="Court order")
    assert [tag.name for tag in Tag.objects.all()] == ["Patients"]
    assert not LogEntry.objects.filter(change_message__contains="Bloggs").exists()


def test_the_live_version_cannot_be_redacted():
    article = make_article()
    with pytest.raises(Refused):
        publishing.redact(article.live, by=make_user("Editor"), reason="Court order 17/3")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_version SET title = 'Rewritten'",
        "UPDATE articles_version SET number = 9, redacted_at = '2026-01-01 00:00:00+00:00'",
        "UPDATE articles_version SET redacted_at = NULL",
        "UPDATE articles_version SET redacted_at = '2026-01-01 00:00:00+00:00', body = 'Forged'",
        "DELETE FROM articles_version",
        "UPDATE articles_updatenote SET text = 'Rewritten'",
        "DELETE FROM articles_updatenote",
    ],
)
def test_the_database_refuses_to_rewrite_history(statement):
    make_article()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_article_that_was_ever_published_cannot_be_deleted():
    article = make_article()
    with pytest.raises(IntegrityError):
        article.delete()
