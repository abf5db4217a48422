"""What a writer may do about a comment that was sent, and what nobody else gets to see of it."""

import datetime

import pytest
from django.utils import timezone

from cms.refusals import Conflict, Refused
from comments import blocking, editing, moderation
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Action, Comment, Discussion, LinkTreatment, Reason, State
from comments.thread import thread_of
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def shown(article):
    return "".join(one.html for root in thread_of(article).threads for one in (root, *root.replies))


def test_a_waiting_comment_gets_new_words_and_waits_on():
    comment = make_comment(text="Mine was the chair.")
    editing.edit(comment, "Mine was the mattress.")
    edited = fresh(comment)
    assert (edited.state, edited.current.text, edited.current.number) == (
        State.PENDING,
        "Mine was the mattress.",
        2,
    )
    event = comment.events.last()
    assert (event.action, event.from_state, event.to_state) == (Action.EDIT, "pending", "pending")
    assert (event.before["current_id"], event.after["current_id"]) == (comment.current_id, edited.current_id)


def test_new_words_are_screened_like_the_first():
    comment = make_comment()
    editing.edit(comment, "See https://spa.example/salt")
    checks = [finding.check_name for finding in fresh(comment).current.findings.all()]
    assert "unknown_link" in checks


@pytest.mark.parametrize("text", ["Mine was the mattress.", "See https://spa.example/salt"])
def test_readers_see_the_approved_words_until_a_moderator_has_read_the_new_ones(text):
    comment = make_published_comment(text="Mine was the chair.")
    editing.edit(comment, text)
    assert fresh(comment).has_waiting_edit
    assert "Mine was the chair." in shown(comment.article)
    moderation.approve(comment, by=make_user("Moderator"))
    approved = fresh(comment)
    assert not approved.has_waiting_edit
    assert approved.approved.text == text
    assert approved.published_at == comment.published_at


def test_a_moderator_can_keep_the_words_from_before():
    comment = make_published_comment(text="Mine was the chair.")
    editing.edit(comment, "Buy at https://spa.example/")
    moderation.refuse_edit(comment, by=make_user("Moderator"), reason=Reason.SPAM)
    kept = fresh(comment)
    assert (kept.state, kept.current, kept.reason) == (State.PUBLISHED, comment.current, "")
    assert editing.refused_edit(kept).reason == Reason.SPAM
    moderation.undo(comment.events.last(), by=None)
    assert fresh(comment).has_waiting_edit


def test_only_a_waiting_edit_can_be_decided_about_while_published():
    comment = make_published_comment()
    with pytest.raises(Conflict):
        moderation.approve(comment, by=None)
    with pytest.raises(Conflict):
        moderation.refuse_edit(comment, by=None, reason=Reason.SPAM)


def test_a_removed_comment_comes_back_with_the_words_that_were_approved():
    comment = make_published_comment(text="Mine was the chair.")
    editing.edit(comment, "Buy at https://spa.example/")
    moderation.remove(comment, by=None, reason=Reason.SPAM)
    moderation.restore(comment, by=None)
    assert shown(comment.article) == "<p>Mine was the chair.</p>"
    assert fresh(comment).has_waiting_edit


def test_a_moderator_who_read_the_words_from_before_is_told():
    comment = make_comment()
    editing.edit(comment, "Buy at https://spa.example/")
    with pytest.raises(Conflict, match="changed this comment while you were reading"):
        moderation.approve(comment, by=None, revision=comment.current)


def test_a_link_to_a_rejected_site_rejects_a_waiting_comment_and_keeps_a_public_ones_words():
    verdicts.decide(target_of("https://spa.example/"), "reject", by=None)
    waiting, public = make_comment(), make_published_comment()
    for comment in (waiting, public):
        editing.edit(comment, "See https://spa.example/salt")
    assert (fresh(waiting).state, fresh(waiting).reason) == (State.REJECTED, Reason.SPAM)
    assert (fresh(public).state, fresh(public).current) == (State.PUBLISHED, public.current)
    assert public.events.last().action == Action.REFUSE_EDIT


def test_the_same_words_change_nothing():
    comment = make_published_comment(text="Mine was the chair.")
    editing.edit(comment, "Mine was the chair.  \n")
    assert comment.revisions.count() == 1
    assert not fresh(comment).has_waiting_edit


def test_after_a_quarter_of_an_hour_it_is_too_late():
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - datetime.timedelta(minutes=16))
    with pytest.raises(Refused, match="15 minutes"):
        editing.edit(comment, "Mine was the mattress.")
    assert not editing.is_open(fresh(comment))


def test_a_public_reply_ends_it_and_a_waiting_one_does_not():
    comment = make_published_comment()
    reply = make_comment(comment.article, parent=comment)
    assert editing.is_open(comment)
    moderation.approve(reply, by=None)
    with pytest.raises(Refused, match="Somebody answered"):
        editing.edit(comment, "Mine was the mattress.")


@pytest.mark.parametrize(
    "end",
    [
        lambda comment: moderation.reject(comment, by=None, reason=Reason.SPAM),
        moderation.withdraw,
        moderation.erase,
    ],
    ids=["rejected", "withdrawn", "erased"],
)
def test_what_is_over_cannot_be_changed(end):
    comment = make_comment()
    end(comment)
    with pytest.raises(Refused, match="can no longer be changed"):
        editing.edit(comment, "Mine was the mattress.")


@pytest.mark.parametrize(
    ("block", "networks"),
    [({"email": "priya@example.org"}, ()), ({"network": "n1"}, ("n2", "n1"))],
    ids=["address", "network"],
)
def test_a_blocked_writer_cannot_change_words(block, networks):
    comment = make_comment(email="priya@example.org", text="Mine was the chair.")
    until = timezone.now() + datetime.timedelta(days=1)
    blocking.block(by=None, reason="Sells salt", until=until, **block)
    with pytest.raises(blocking.Blocked):
        editing.edit(comment, "Buy salt.", networks=networks)
    assert fresh(comment).current.text == "Mine was the chair."


def test_where_readers_may_not_comment_they_change_no_words_either(settings):
    comment = make_comment()
    assert editing.is_open(comment)
    settings.COMMENTS_PAUSED = True
    assert not editing.is_open(comment)
    with pytest.raises(Refused, match="paused"):
        editing.edit(comment, "Mine was the mattress.")


def test_words_can_be_changed_nine_times():
    comment = make_comment()
    for number in range(9):
        editing.edit(comment, f"Mine was chair number {number}.")
    with pytest.raises(Refused, match="9 times"):
        editing.edit(comment, "Mine was the mattress.")


def test_a_deleted_comment_can_be_put_back_as_it_was():
    comment = make_published_comment()
    moderation.withdraw(comment)
    assert Discussion.objects.get(article=comment.article).public_count == 0
    editing.put_back(comment)
    assert fresh(comment).state == State.PUBLISHED
    assert Discussion.objects.get(article=comment.article).public_count == 1


def test_only_the_writers_own_deletion_can_be_undone_by_the_writer():
    comment = make_published_comment()
    moderation.remove(comment, by=None, reason=Reason.SPAM)
    with pytest.raises(Conflict):
        editing.put_back(comment)
    assert fresh(comment).state == State.REMOVED


def test_erasing_wipes_every_wording():
    comment = make_published_comment(text="My name is Priya Shah.")
    editing.edit(comment, "Mine was the chair.")
    moderation.erase(comment)
    assert {revision.text for revision in comment.revisions.all()} == {""}


def test_links_dropped_from_the_first_words_say_nothing_about_new_ones():
    comment = make_comment(article := make_article(), text="See https://spa.example/")
    moderation.approve_without_links(comment, by=None)
    editing.edit(comment, "See https://backcare.example/")
    moderation.approve(comment, by=None)
    assert fresh(comment).link_treatment == LinkTreatment.ALLOW
    assert "https://backcare.example/" in shown(article)
