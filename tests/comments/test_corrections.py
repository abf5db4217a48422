"""From "Spotted an error?" to the thanks in the update's note, and a word where it led to nothing."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles import scheduling, working_copy
from articles.models import Article, Kind, ScheduledAct
from cms.refusals import Conflict, Refused
from comments import corrections, moderation
from comments.corrections import FIELD
from comments.credits import credit, tell_writer
from comments.models import Commenter, Correction, Credit, Lane, Reason
from comments.own import status_token
from tests.article_form import OpenForm
from tests.factories import make_article, make_comment, make_published_comment, make_user, update_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(slug="back-pain")


@pytest.fixture
def correction(article):
    return make_published_comment(article, name="Graham", text="It has twelve bones.", lane=Lane.CORRECTION)


def publish(article, **fields):
    window = OpenForm(make_user("Editor"), article)
    fields = {"body": "<p>Twelve bones.</p>", "kind": "correction", "note": "It has twelve bones.", **fields}
    return window, window.send("publish", **fields)


def test_an_editor_is_offered_the_open_corrections_of_the_article(article, correction):
    make_published_comment(article, name="Remarker")
    make_published_comment(make_article(), name="Elsewhere", lane=Lane.CORRECTION)
    make_comment(article, name="Waiter", lane=Lane.CORRECTION)
    page = OpenForm(make_user("Editor"), article).response.content.decode()
    assert f'value="{correction.pk}"' in page
    assert "It has twelve bones." in page
    assert "1 more waits for a moderator first." in page
    assert not any(name in page for name in ("Remarker", "Elsewhere", "Waiter"))


def test_publishing_thanks_what_was_ticked_and_the_comment_shows_where_it_led(article, correction):
    _, answer = publish(article, credit=[str(correction.pk), "999999", "x"])
    assert answer.status_code == 303
    made = Credit.objects.get()
    assert (made.comment_id, made.version.number, made.by is not None) == (correction.pk, 2, True)
    page = Client().get("/articles/back-pain/").content.decode()
    day = made.version.published_at.strftime("%-d %B %Y")
    assert f'Led to the <a href="/articles/back-pain/changes/2/">update of {day}</a>' in page
    assert "the comment of Graham" in Client().get("/articles/back-pain/changes/2/").content.decode()
    assert not Correction.objects.open().exists()


def test_a_refused_publication_keeps_the_ticks_and_credits_nothing(article, correction):
    _, answer = publish(article, credit=[str(correction.pk)], note="")
    assert answer.status_code == 422
    assert f'value="{correction.pk}" checked' in answer.content.decode()
    assert not Credit.objects.exists()


def test_ticks_wait_with_a_saved_draft(article, correction):
    window = OpenForm(make_user("Editor"), article)
    window.send("save", body="<p>Twelve bones.</p>", credit=[str(correction.pk)])
    page = window.client.get(window.url).content.decode()
    assert f'value="{correction.pk}" checked' in page


def test_a_correction_that_is_gone_meanwhile_does_not_stop_the_publication(article, correction):
    moderation.remove(correction, by=None, reason=Reason.SPAM)
    _, answer = publish(article, credit=[str(correction.pk)])
    assert answer.status_code == 303
    assert not Credit.objects.exists()


def test_another_articles_correction_is_not_credited(article):
    other = make_published_comment(lane=Lane.CORRECTION)
    publish(article, credit=[str(other.pk)])
    assert not Credit.objects.exists()


# --- Telling its writer ---


def credited(article, **fields):
    comment = make_published_comment(article, email="graham@example.org", name="Graham Hill")
    Commenter.objects.update(**fields)
    made = credit(comment, update_article(article), by=None)
    for _ in range(2):
        tell_writer.func(made.pk)
    return made


def test_the_writer_is_told_once_with_a_link_to_the_change(article):
    made = credited(article, proven_at=timezone.now())
    (only,) = mail.outbox
    assert only.to == ["graham@example.org"]
    assert only.subject == f"Your comment led to an update of “{article.title}”"
    assert "/articles/back-pain/changes/2/" in only.body
    assert f"/articles/back-pain/comments/{made.comment_id}" in only.body
    stop = only.extra_headers["List-Unsubscribe"].strip("<>")
    assert only.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in only.body
    Client().post(urlsplit(stop).path, {"List-Unsubscribe": "One-Click"})
    credit(made.comment, update_article(article), by=None)
    tell_writer.func(Credit.objects.last().pk)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "fields", [{}, {"proven_at": timezone.now(), "mail_off_at": timezone.now()}], ids=["unproven", "mail off"]
)
def test_nobody_else_is_told(article, fields):
    credited(article, **fields)
    assert mail.outbox == []


def test_nothing_is_told_about_a_comment_that_is_gone(article):
    comment = make_published_comment(article)
    Commenter.objects.update(proven_at=timezone.now())
    made = credit(comment, update_article(article), by=None)
    moderation.remove(comment, by=None, reason=Reason.SPAM)
    tell_writer.func(made.pk)
    assert mail.outbox == []


# --- The lane ---


def test_a_moderator_shows_a_comment_to_editors_as_a_correction_and_takes_it_back(article):
    comment = make_published_comment(article, text="It has twelve bones.")
    sam = make_user("Moderator")
    client = Client()
    client.force_login(sam)
    page = client.get(f"/admin/desk/comment/{comment.pk}/", follow=True).content.decode()
    assert f'action="/admin/comments/correction/of/{comment.pk}/"' in page
    answer = client.post(f"/admin/comments/correction/of/{comment.pk}/", {"lane": "correction"})
    assert (answer.status_code, answer["Location"]) == (303, f"/admin/desk/comment/{comment.pk}/")
    assert [one.pk for one in Correction.objects.open()] == [comment.pk]
    event = comment.events.last()
    assert (event.action, event.actor, event.note) == ("file", sam, "Remark → Correction")
    assert not moderation.can_be_undone(event)
    # A decision before it can still be undone.
    moderation.undo(comment.events.get(action="approve"), by=sam)
    client.post(f"/admin/comments/correction/of/{comment.pk}/", {"lane": "remark"})
    assert not Correction.objects.exists()


def test_a_credited_or_removed_comment_stays_in_its_lane(article, correction):
    removed = make_published_comment(article)
    moderation.remove(removed, by=None, reason=Reason.SPAM)
    credit(correction, update_article(article), by=None)
    for comment, lane, refusal in ((correction, Lane.REMARK, Refused), (removed, Lane.CORRECTION, Conflict)):
        with pytest.raises(refusal):
            corrections.file_under(comment, lane, by=None)
    assert [one.pk for one in Correction.objects.all()] == [correction.pk]


def test_writers_file_nothing(correction):
    client = Client()
    client.force_login(make_user("Writer"))
    address = f"/admin/comments/correction/of/{correction.pk}/"
    assert client.post(address, {"lane": "remark"}).status_code == 403
    assert client.get(address).status_code == 405
    assert Correction.objects.exists()


# --- The list ---


def test_declining_needs_a_word_and_happens_once(correction):
    editor = make_user("Editor")
    with pytest.raises(Refused):
        corrections.decline(correction, by=editor, words=" ")
    corrections.decline(correction, by=editor, words="The source says ten.")
    with pytest.raises(Conflict):
        corrections.decline(correction, by=editor, words="Again.")
    assert not Correction.objects.open().exists()
    corrections.reopen(correction)
    assert Correction.objects.open().exists()


def test_the_standing_and_its_row_selections_say_the_same(article, correction):
    declined = make_published_comment(article, lane=Lane.CORRECTION)
    corrections.decline(declined, by=None, words="The source says ten.")
    thanked = make_published_comment(article, lane=Lane.CORRECTION)
    credit(thanked, update_article(article), by=None)
    for name in ("open", "credited", "declined"):
        selected = {*getattr(Correction.objects, name)()}
        assert selected == {one for one in Correction.objects.all() if one.standing == name.title()}
        assert len(selected) == 1


def test_editors_see_what_is_open_and_decline_it_in_the_admin(correction):
    client = Client()
    client.force_login(make_user("Editor"))
    assert "Graham" in client.get("/admin/comments/correction/").content.decode()
    answer = f"/admin/comments/correction/{correction.pk}/answer/"
    client.post(answer, {"do": "decline", "words": "The source says ten."})
    assert "Graham" not in client.get("/admin/comments/correction/").content.decode()
    assert "Graham" in client.get("/admin/comments/correction/?standing=declined").content.decode()
    page = client.get(f"/admin/comments/correction/{correction.pk}/change/").content.decode()
    assert "The source says ten." in page
    client.post(answer, {"do": "reopen"})
    assert Correction.objects.open().exists()


def test_the_writer_reads_what_came_of_it_on_the_comments_private_page(article, correction):
    page = f"/comments/status/{status_token(correction)}/"
    corrections.decline(correction, by=None, words="The source says ten.")
    assert "The source says ten." in Client().get(page).content.decode()
    corrections.reopen(correction)
    credit(correction, update_article(article), by=None)
    assert "/articles/back-pain/changes/2/" in Client().get(page).content.decode()


def test_writers_answer_no_corrections(correction):
    client = Client()
    client.force_login(make_user("Writer"))
    assert client.get("/admin/comments/correction/").status_code == 403
    assert client.post(f"/admin/comments/correction/{correction.pk}/answer/").status_code == 403


def test_a_credit_chosen_with_a_scheduled_update_is_given_when_it_is_published(article):
    comment = make_published_comment(article, lane=Lane.CORRECTION)
    editor = make_user("Editor")
    update = Article.objects.get(pk=article.pk)
    update.body = "<p>The middle back has twelve bones.</p>"
    working_copy.save(update, by=editor)
    soon = timezone.now() + datetime.timedelta(minutes=5)
    parts = {FIELD: [str(comment.pk)]}
    scheduling.schedule(
        update, by=editor, at=soon, kind=Kind.CORRECTION, note="Twelve, not ten.", parts=parts
    )
    assert not Credit.objects.exists()
    ScheduledAct.objects.update(at=timezone.now() - datetime.timedelta(minutes=1))
    scheduling.do_due.call()
    assert [made.comment for made in Credit.objects.all()] == [comment]
