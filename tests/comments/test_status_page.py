"""The private page of one comment: what it says, what its buttons do, and who gets in."""

import datetime

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from comments import editing, moderation
from comments.models import Comment, Reason, State
from comments.own import status_token
from comments.private_links import MAIL, PROOF
from tests.factories import make_article, make_comment, make_published_comment
from tests.mailbox import comments_linked

pytestmark = pytest.mark.django_db

POSTED = ["withdraw-comment", "put-comment-back", "comment-emails", "fresh-status-link"]
PAGES = ["comment-status", "edit-comment", "erase-comment"]


def address(comment, name="comment-status"):
    return reverse(name, args=[status_token(comment)])


def page(comment, name="comment-status"):
    return Client().get(address(comment, name)).content.decode()


def press(comment, name, **fields):
    return Client(enforce_csrf_checks=True).post(address(comment, name), fields)


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (None, "A moderator will read your comment, usually within a day"),
        (lambda one: moderation.approve(one, by=None), "Your comment is published"),
        (
            lambda one: moderation.reject(one, by=None, reason=Reason.OFF_TOPIC),
            "decided against it because it was off topic",
        ),
        (
            lambda one: moderation.remove(moderation.approve(one, by=None), by=None, reason=Reason.ABUSIVE),
            "removed it because it was abusive",
        ),
        (moderation.withdraw, "You deleted your comment"),
        (moderation.erase, "This comment was erased"),
        (
            lambda one: editing.edit(moderation.approve(one, by=None), "It was the mattress."),
            "Readers see the words from before until a moderator has read the new ones",
        ),
    ],
    ids=["waiting", "published", "rejected", "removed", "withdrawn", "erased", "changed"],
)
def test_it_says_what_became_of_the_comment(act, words):
    comment = make_comment()
    if act:
        act(comment)
    assert words in page(comment)


def test_a_change_that_was_refused_is_told_with_the_reason():
    comment = make_published_comment()
    editing.edit(comment, "Buy at https://spa.example/")
    moderation.refuse_edit(comment, by=None, reason=Reason.SPAM)
    assert "We did not publish your change because it was advertising" in page(comment)


@pytest.mark.parametrize("name", PAGES)
def test_its_pages_are_told_to_nobody_and_kept_by_nobody(name):
    response = Client().get(address(make_comment(), name))
    assert response.status_code == 200
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"
    assert not response.cookies


@pytest.mark.parametrize("name", POSTED)
def test_nothing_is_done_by_opening_an_address(name):
    comment = make_comment()
    assert Client().get(address(comment, name)).status_code == 405
    assert fresh(comment).state == State.PENDING


@pytest.mark.parametrize("name", ["edit-comment", "erase-comment"])
def test_opening_a_form_changes_nothing(name):
    comment = make_comment()
    page(comment, name)
    assert comment.events.count() == 1


def test_a_link_for_one_purpose_opens_nothing_of_another():
    comment = make_comment()
    for token in (
        PROOF.sign(comment.pk),
        MAIL.sign(comment.pk, 0),
        signing.dumps([comment.pk]),
        status_token(comment)[:-1] + "x",
    ):
        assert Client().get(reverse("comment-status", args=[token])).status_code == 404


def test_a_link_of_last_year_but_one_has_ended_and_offers_a_new_one(monkeypatch):
    comment = make_comment()
    then = timezone.now().timestamp() - datetime.timedelta(days=401).total_seconds()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: then)
        token = status_token(comment)
    response = Client().get(reverse("comment-status", args=[token]))
    assert response.status_code == 410
    assert "This link has ended" in response.content.decode()
    assert comment.current.text not in response.content.decode()
    assert Client().post(reverse("withdraw-comment", args=[token])).status_code == 410
    assert fresh(comment).state == State.PENDING
    asked = Client().post(reverse("fresh-status-link", args=[token]))
    assert "Look in your email" in asked.content.decode()


def test_the_words_are_changed_without_a_cookie():
    comment = make_comment()
    response = press(comment, "edit-comment", text="It was the mattress.")
    assert response.status_code == 303
    assert comments_linked(response["Location"]) == {comment.pk}
    assert fresh(comment).current.text == "It was the mattress."


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Write your comment before you send it"), ("a" * 5_001, "Shorten it to 5,000 or fewer")],
)
def test_words_that_cannot_stand_are_told_and_kept(text, words):
    comment = make_comment()
    response = press(comment, "edit-comment", text=text)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert text in response.content.decode()


def test_new_words_that_come_too_late_are_kept_on_the_page():
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - editing.WINDOW * 2)
    response = press(comment, "edit-comment", text="It was the mattress.")
    assert response.status_code == 409
    assert "Your new words are kept below" in response.content.decode()
    assert "It was the mattress." in response.content.decode()
    assert fresh(comment).current.text != "It was the mattress."


def test_deleting_and_putting_back_are_one_press_each():
    comment = make_published_comment()
    assert press(comment, "withdraw-comment").status_code == 303
    assert "Put it back" in page(comment)
    assert press(comment, "put-comment-back").status_code == 303
    assert fresh(comment).state == State.PUBLISHED


def test_erasing_asks_once():
    comment = make_comment(email="priya@example.org")
    assert "Erase your comment for good?" in page(comment, "erase-comment")
    assert press(comment, "erase-comment").status_code == 303
    assert (fresh(comment).email, fresh(comment).commenter) == ("", None)
    assert "priya@example.org" not in page(comment)


def test_what_a_moderator_did_meanwhile_is_shown_instead():
    comment = make_comment()
    moderation.reject(comment, by=None, reason=Reason.SPAM)
    response = press(comment, "withdraw-comment")
    assert response.status_code == 409
    assert "This is how it is now" in response.content.decode()
    assert fresh(comment).state == State.REJECTED


def test_the_writer_finds_edit_and_delete_beside_the_waiting_comment():
    make_article(slug="back-pain")
    writer = Client()
    fields = {"text": "Heat helps me.", "name": "Priya S.", "email": "priya@example.org"}
    writer.post("/articles/back-pain/comments/", fields)
    comment = Comment.objects.get()
    for path in ("/articles/back-pain/comments/", "/articles/back-pain/comments/own/"):
        shown = writer.get(path).content.decode()
        assert comments_linked(shown, "edit/") == {comment.pk}
        assert comments_linked(shown, "delete/") == {comment.pk}
        assert comments_linked(Client().get(path).content.decode(), "edit/") == set()


def test_the_page_of_a_comment_under_a_withdrawn_article_works():
    comment = make_published_comment()
    publishing.withdraw(comment.article, by=None, reason="Its advice was out of date.")
    assert "The article was withdrawn since" in page(comment)
    assert press(comment, "erase-comment").status_code == 303
