"""The desk: who may enter, what a page shows, what a decision does and how it is undone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comments import moderation
from comments.models import Action, Comment, DeskSettings, ModerationEvent
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

WAITING = "/admin/desk/waiting/"


@pytest.fixture
def moderator():
    return make_user("Moderator", first_name="Sam", last_name="Whitlock")


@pytest.fixture
def desk(moderator):
    client = Client()
    client.force_login(moderator)
    return client


def decide(desk, comment, do, **sent):
    return desk.post(f"{WAITING}{comment.pk}/", {"do": do, "revision": comment.current_id, **sent})


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def test_the_queue_begins_with_the_comment_that_has_waited_longest(desk):
    first, second = make_comment(text="First words"), make_comment(text="Second words")
    page = desk.get(WAITING)
    assert page.context["item"].comment == first
    assert [comment.pk for comment in page.context["shown"].comments] == [first.pk, second.pk]
    assert str(page.context["total"]) == "2"


def test_a_decision_leads_to_the_next_comment_and_says_what_was_done(desk, moderator):
    first, second = make_comment(text="First words"), make_comment()
    answer = decide(desk, first, "approve")
    event = first.events.last()
    assert (answer.status_code, answer.url) == (303, f"{WAITING}{second.pk}/?done={event.pk}")
    assert (event.action, event.actor) == (Action.APPROVE, moderator)
    page = desk.get(answer.url)
    assert "Approved: “First words”" in page.content.decode()
    assert reverse("desk-undo", args=[event.pk]) in page.content.decode()


@pytest.mark.parametrize(
    ("do", "sent", "state", "reason"),
    [
        ("approve", {}, "published", ""),
        ("approve_without_links", {}, "published", ""),
        ("spam", {}, "rejected", "spam"),
        ("remove", {"reason": "off_topic"}, "rejected", "off_topic"),
    ],
)
def test_each_button_does_what_it_says(desk, do, sent, state, reason):
    comment = make_comment(text="Heat helps: https://spa.example/salt")
    decide(desk, comment, do, **sent)
    assert (fresh(comment).state, fresh(comment).reason) == (state, reason)


def test_removing_a_published_comment_needs_a_reason_and_keeps_the_page(desk):
    comment = make_published_comment()
    page = desk.post(f"/admin/desk/approved/{comment.pk}/", {"do": "remove"})
    assert page.status_code == 422
    assert "Choose what is wrong with the comment." in page.content.decode()
    desk.post(f"/admin/desk/approved/{comment.pk}/", {"do": "remove", "reason": "abusive"})
    assert (fresh(comment).state, fresh(comment).reason) == ("removed", "abusive")


def test_the_last_decision_leads_to_the_empty_queue(desk):
    answer = decide(desk, make_comment(), "spam")
    page = desk.get(answer.url).content.decode()
    assert "Nothing waiting" in page
    assert "You decided 1 comment today." in page


def test_an_undo_puts_the_comment_back_and_shows_it(desk):
    comment = make_comment()
    decide(desk, comment, "spam")
    answer = desk.post(reverse("desk-undo", args=[comment.events.last().pk]), follow=True)
    assert fresh(comment).state == "pending"
    assert "Undone. The comment is waiting again." in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"{WAITING}{comment.pk}/"


@pytest.mark.parametrize("do", ["approve", "spam", "remove"])
@pytest.mark.parametrize("first", [moderation.approve, moderation.reject])
def test_the_second_moderator_is_told_and_overwrites_nothing(desk, first, do):
    comment, reason = make_comment(), {"reason": "abusive"} if first is moderation.reject else {}
    seen = desk.get(f"{WAITING}{comment.pk}/").context["item"].last_event.pk
    first(comment, by=make_user("Moderator", first_name="Rosa"), **reason)
    decided = fresh(comment)
    answer = desk.post(f"{WAITING}{comment.pk}/", {"do": do, "reason": "spam", "seen": seen}, follow=True)
    assert "Rosa was quicker" in answer.text
    assert moderation.columns(fresh(comment)) == moderation.columns(decided)
    assert comment.events.count() == 2


def test_every_button_of_a_page_tells_what_the_page_knew(desk):
    comment = make_comment()
    page = desk.get(f"{WAITING}{comment.pk}/").text
    forms = [form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="revision"' in form or
             'name="reason"' in form]  # fmt: skip
    assert len(forms) == 2
    assert all(f'name="seen" value="{comment.events.last().pk}"' in form for form in forms)


def test_pressing_twice_is_told_as_ones_own_decision(desk):
    comment = make_comment()
    seen = comment.events.last().pk
    for _ in range(2):
        answer = decide(desk, comment, "approve", seen=seen)
    assert "You decided about this already: approved" in desk.get(answer.url).text
    assert comment.events.count() == 2


def test_what_the_writer_did_meanwhile_is_told_as_the_writers(desk):
    comment = make_comment()
    moderation.withdraw(comment)
    answer = decide(desk, comment, "approve")
    assert "The writer changed this comment while you were reading it: withdrawn" in desk.get(answer.url).text


def test_a_note_that_is_too_long_is_told_and_nothing_is_decided(desk):
    comment = make_comment()
    answer = decide(desk, comment, "remove", reason="abusive", note="x" * 501)
    assert answer.status_code == 422
    assert "500 characters or fewer" in answer.text
    assert fresh(comment).state == "pending"


def test_what_is_no_act_or_no_tab_is_not_found(desk):
    comment = make_comment()
    assert decide(desk, comment, "explode").status_code == 404
    assert desk.get("/admin/desk/nowhere/").status_code == 404
    assert desk.get(f"{WAITING}999999999999999999999/").status_code == 404
    assert desk.get(f"{WAITING}?from=nonsense").status_code == 200


def test_addresses_are_text_with_the_site_marked_and_nothing_leads_outside(desk):
    comment = make_comment(text="See https://www.spa.example/salt?ref=1 for more")
    page = desk.get(f"{WAITING}{comment.pk}/").content.decode()
    assert 'https://www.<span class="host">spa.example</span>/salt?ref=1' in page
    assert 'href="https://' not in page
    assert 'src="http' not in page


def test_a_writers_address_is_masked(desk):
    comment = make_comment(email="marisol.vance@mail.example")
    page = desk.get(f"{WAITING}{comment.pk}/").content.decode()
    assert "mar…@mail.example" in page
    assert '<dd class="mono">marisol.vance@mail.example' not in page


def test_keys_are_switched_off_for_oneself_alone(desk, moderator):
    make_comment()
    assert "<kbd" in desk.get(WAITING).content.decode()
    desk.post(reverse("desk-keys"), {"keys": "off"})
    page = desk.get(WAITING).content.decode()
    assert "Turn shortcuts on" in page
    assert [(one.user, one.keys_off) for one in DeskSettings.objects.all()] == [(moderator, True)]
    desk.post(reverse("desk-keys"), {"keys": "on"})
    assert "Turn shortcuts off" in desk.get(WAITING).content.decode()


def test_a_page_asks_as_often_for_forty_waiting_comments_as_for_four(desk, django_assert_max_num_queries):
    article = make_article()
    comments = [make_comment(article, text=f"Mine too, see https://spa.example/{n}") for n in range(4)]
    with django_assert_max_num_queries(60) as few:
        desk.get(f"{WAITING}{comments[0].pk}/")
    for n in range(36):
        make_comment(article, text=f"Ours too, see https://spa.example/more{n}")
    with django_assert_max_num_queries(len(few)):
        desk.get(f"{WAITING}{comments[0].pk}/")


def test_pages_of_the_queue_follow_one_another_without_gap_or_repeat(desk):
    article = make_article()
    made = [make_comment(article).pk for _ in range(45)]
    seen, start = [], ""
    while start is not None:
        shown = desk.get(WAITING, {"from": start} if start else {}).context["shown"]
        seen += [comment.pk for comment in shown.comments]
        start = shown.next and shown.next.pk
    assert seen == made


def test_a_decision_in_the_ledger_names_the_moderator_and_can_be_undone_there(desk, moderator):
    comment = make_comment()
    decide(desk, comment, "remove", reason="off_topic", note="Not about backs")
    page = desk.get(reverse("desk-ledger"), {"by": "me"}).content.decode()
    assert "Sam Whitlock" in page
    assert "Rejected (Off topic): Not about backs" in page
    event = ModerationEvent.objects.get(actor=moderator)
    assert reverse("desk-undo", args=[event.pk]) in page


def test_the_likeliest_spam_comes_first_when_asked_for(desk):
    article = make_article()
    comments = [make_comment(article, text=f"Words {number}") for number in range(4)]
    for comment, score in zip(comments, (0.2, None, 0.95, 0.2), strict=True):
        Comment.objects.filter(pk=comment.pk).update(score=score)
    order = [comments[place] for place in (2, 0, 3, 1)]
    first = desk.get("/admin/desk/likely/")
    assert first.context["shown"].comments == order
    for place, comment in enumerate(order):
        page = desk.get(f"/admin/desk/likely/{comment.pk}/").context
        assert str(page["position"]) == str(place + 1)
        assert page["after"] == (order[place + 1] if place < 3 else None)
        assert page["before"] == (order[place - 1] if place else None)


def test_what_the_score_suggests_comes_first_with_its_reasons_and_is_not_pressed(desk):
    comment = make_comment(text="Buy at https://spa.example/shop?ref=a\nsee you")
    Comment.objects.filter(pk=comment.pk).update(score=0.5)
    assert desk.get(f"{WAITING}{comment.pk}/").context["offered"][0] == "approve"
    Comment.objects.filter(pk=comment.pk).update(score=0.93)
    page = desk.get(f"{WAITING}{comment.pk}/")
    assert page.context["offered"][0] == "spam"
    assert "Spam (suggested)" in page.text
    assert "Likely spam (93%)" in page.text
    assert fresh(comment).state == "pending"


def test_a_site_that_looks_like_another_says_so_and_leads_to_its_record(desk):
    comment = make_comment(text="Log in at https://xn--pypal-4ve.com/ today")
    page = desk.get(f"{WAITING}{comment.pk}/").text
    assert "xn--pypal-4ve.com" in page
    assert "Mixes Cyrillic and Latin letters" in page
    assert '<a href="/admin/links/xn--pypal-4ve.com/" data-key="d">' in page
