"""What moderators do in the admin: the queue, one comment at a time, and many at once."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from comments import moderation
from comments.models import Action, Comment, LinkTreatment, Reason, State
from tests.checks import assert_accessible, assert_valid_html
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

QUEUE = "/admin/comments/comment/"
SPAM = "Try this clinic https://backease.example/offer and thank me later."


@pytest.fixture
def moderator(db):
    return make_user("Moderator", first_name="Sam")


@pytest.fixture
def desk(moderator):
    client = Client()
    client.force_login(moderator)
    return client


def listed(desk, query=""):
    """The names in the list, from the top."""
    return [comment.name for comment in desk.get(QUEUE + query).context["cl"].result_list]


def press(desk, comment, verb, **fields):
    return desk.post(reverse("admin:decide-comment", args=[comment.pk]), {"verb": verb, **fields})


def bulk(desk, action, comments, **fields):
    ticked = [getattr(comment, "pk", comment) for comment in comments]
    return desk.post(QUEUE, {"action": action, "_selected_action": ticked, "index": 0, **fields}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def state(comment):
    comment = Comment.objects.get(pk=comment.pk)
    return comment.state, comment.reason


def decisions(comment):
    return [*comment.events.exclude(action=Action.SUBMIT)]


def test_the_queue_shows_what_waits_with_the_oldest_first(desk):
    article, now = make_article(), timezone.now()
    for name, days in (("Middle", 2), ("Newest", 1), ("Oldest", 3)):
        make_comment(article, name=name, at=now - datetime.timedelta(days=days))
    make_published_comment(article, name="Decided")
    assert listed(desk) == ["Oldest", "Middle", "Newest"]
    assert listed(desk, "?state=published") == ["Decided"]
    assert sorted(listed(desk, "?state=all")) == ["Decided", "Middle", "Newest", "Oldest"]


def test_the_queue_shows_the_first_finding_and_the_site_of_each_link(desk):
    make_comment(text=SPAM)
    page = desk.get(QUEUE).text
    assert "Links to backease.example: nobody has decided about it yet" in page
    assert '<td class="field-sites">backease.example</td>' in page


def test_a_comments_page_shows_every_finding_and_its_links_whole_and_dead(desk):
    comment = make_comment(text=SPAM)
    page = desk.get(f"{QUEUE}{comment.pk}/change/").text
    words = [finding.words for finding in comment.current.findings.all()]
    assert len(words) > 1
    assert all(one in page for one in words)
    assert "https://backease.example/offer" in page
    assert 'href="https://backease.example' not in page


@pytest.mark.parametrize(
    ("verb", "fields", "after", "treatment"),
    [
        ("approve", {}, ("published", ""), LinkTreatment.ALLOW),
        ("approve_without_links", {}, ("published", ""), LinkTreatment.STRIP),
        ("reject", {"reason": "spam"}, ("rejected", "spam"), LinkTreatment.UNDECIDED),
    ],
)
def test_a_button_decides_once_and_leads_to_the_next(desk, moderator, verb, fields, after, treatment):
    article = make_article()
    comment, following = make_comment(article, text=SPAM), make_comment(article)
    answer = press(desk, comment, verb, note="Seen before.", **fields)
    assert answer.url == f"{QUEUE}{following.pk}/change/"
    assert state(comment) == after
    assert Comment.objects.get(pk=comment.pk).link_treatment == treatment
    (event,) = decisions(comment)
    assert (event.actor, event.note, event.from_state) == (moderator, "Seen before.", "pending")


def test_the_last_one_decided_leads_back_to_the_queue(desk):
    assert press(desk, make_comment(), "approve").url == QUEUE


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_rejection_without_a_reason_is_refused_and_the_comment_waits(desk, reason):
    comment = make_comment()
    answer = press(desk, comment, "reject", reason=reason)
    assert said(desk.get(answer.url)) == ["Choose what is wrong with the comment."]
    assert state(comment) == ("pending", "")
    assert decisions(comment) == []


def test_an_undo_puts_the_comment_back_and_says_so(desk):
    comment = make_comment()
    press(desk, comment, "approve")
    answer = press(desk, comment, "undo")
    assert said(desk.get(answer.url))[-1] == "Undone. The comment is as it was before."
    assert state(comment) == ("pending", "")


def test_who_comes_second_is_told_what_was_done(desk):
    comment = make_comment(name="Priya S.")
    moderation.reject(comment, by=make_user("Moderator", first_name="Ada"), reason=Reason.OFF_TOPIC)
    answer = press(desk, comment, "approve")
    (words,) = said(desk.get(answer.url))
    assert words.startswith("Priya S.: Ada was quicker: rejected")
    assert state(comment) == ("rejected", "off_topic")


def test_a_wording_that_changed_while_it_was_read_is_not_approved(desk):
    comment = make_comment()
    read = comment.current
    comment.current = comment.revisions.create(number=2, text="Other words", html="<p>Other words</p>")
    comment.save()
    press(desk, comment, "approve", revision=read.pk)
    assert state(comment) == ("pending", "")


@pytest.mark.parametrize(
    ("action", "fields", "after", "words"),
    [
        ("approve", {}, ("published", ""), "3 comments approved."),
        ("approve_without_links", {}, ("published", ""), "3 comments approved without links."),
        ("reject", {"reason": "spam"}, ("rejected", "spam"), "3 comments rejected."),
    ],
)
def test_many_at_once_are_one_event_each_in_one_batch(desk, moderator, action, fields, after, words):
    article = make_article()
    comments = [make_comment(article, text=f"{SPAM} ({number})") for number in range(3)]
    left = make_comment(article)
    assert said(bulk(desk, action, comments, **fields)) == [words]
    assert [state(comment) for comment in comments] == [after] * 3
    assert state(left) == ("pending", "")
    events = [event for comment in comments for event in decisions(comment)]
    assert len(events) == 3
    assert {event.actor for event in events} == {moderator}
    assert len({event.batch for event in events}) == 1
    assert None not in {event.batch for event in events}


def test_one_decided_by_somebody_else_does_not_stop_the_others(desk):
    article = make_article()
    first, second = make_comment(article, name="Joel B."), make_comment(article)
    moderation.approve(first, by=make_user("Moderator", first_name="Ada"))
    told = said(bulk(desk, "reject", [first, second], reason="spam", state="all"))
    assert [state(first), state(second)] == [("published", ""), ("rejected", "spam")]
    assert told[-1] == "1 comment rejected."


def test_many_rejected_without_a_reason_are_refused_with_one_sentence(desk):
    comments = [make_comment(), make_comment()]
    assert said(bulk(desk, "reject", comments)) == ["Choose what is wrong with the comment."]
    assert [state(comment)[0] for comment in comments] == [State.PENDING] * 2


@pytest.mark.parametrize("ticked", ["x", "", "²", "9" * 30])
def test_what_is_no_comment_cannot_be_ticked(desk, ticked):
    comment = make_comment()
    assert said(bulk(desk, "approve", [comment, ticked])) == ["Choose comments from the list."]
    assert state(comment) == ("pending", "")


@pytest.mark.parametrize("pk", [404, 10**25])
@pytest.mark.parametrize("verb", ["approve", "undo", ""])
def test_a_comment_that_is_not_there_is_not_found(desk, pk, verb):
    assert desk.post(f"{QUEUE}{pk}/decide/", {"verb": verb}).status_code == 404


def test_nothing_is_decided_by_looking(desk):
    comment = make_comment()
    assert desk.get(reverse("admin:decide-comment", args=[comment.pk])).status_code == 405
    assert state(comment) == ("pending", "")


@pytest.mark.parametrize(("group", "status"), [("Editor", 403), ("Writer", 403), ("", 302)])
def test_nobody_else_decides(client, group, status):
    comment = make_comment()
    client.force_login(make_user(group))
    assert press(client, comment, "approve").status_code == status
    assert client.get(QUEUE).status_code == status
    assert state(comment) == ("pending", "")


def test_comments_are_neither_added_nor_changed_nor_deleted_there(desk):
    comment = make_comment()
    addresses = (f"{QUEUE}add/", f"{QUEUE}{comment.pk}/delete/")
    assert [desk.get(address).status_code for address in addresses] == [403, 403]
    assert desk.post(f"{QUEUE}{comment.pk}/change/", {"name": "Somebody"}).status_code == 403
    assert Comment.objects.get(pk=comment.pk).name == comment.name


def test_the_markup_of_the_queue_and_of_a_comment_is_valid(desk):
    comment = make_comment(text=SPAM)
    moderation.reject(comment, by=make_user("Moderator"), reason=Reason.SPAM)
    waiting = make_comment(text=SPAM)
    addresses = [QUEUE, *(f"{QUEUE}{one.pk}/change/" for one in (comment, waiting))]
    assert_valid_html({address: desk.get(address).text for address in addresses})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)])
def test_the_queue_and_a_comment_are_for_everyone(visitor, width, dark):
    article = make_article(
        title="What the middle of the back is for, and why it aches after a day of sitting"
    )
    parent = make_published_comment(article)
    make_comment(article, text=SPAM, name="Marisol Trent-Featherstonehaugh", parent=parent)
    page = visitor(user=make_user("Moderator"), width=width, dark=dark)
    page.goto(QUEUE)
    assert_accessible(page)
    if width == 1280:
        rows = page.locator(".results")
        assert rows.evaluate("rows => rows.scrollWidth") == rows.evaluate("rows => rows.clientWidth")
    page.get_by_role("link", name="Marisol").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Comment by Marisol"))
    assert_accessible(page)
