"""What moderators do in the admin: the list of comments, and many at once."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import moderation
from comments.models import Action, Comment, CommentRevision, State
from comments.submission import store_revision
from tests.checks import assert_accessible_in_every_window, assert_valid_html
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


def bulk(desk, action, comments, **fields):
    return desk.post(QUEUE, ticked(action, comments, **fields), follow=True)


def ticked(action, comments, **fields):
    pks = [getattr(comment, "pk", comment) for comment in comments]
    until = CommentRevision.objects.latest("pk").pk
    return {"action": action, "_selected_action": pks, "index": 0, "until": until, **fields}


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


def test_a_comments_page_is_the_desks(desk):
    comment = make_comment()
    assert desk.get(f"{QUEUE}{comment.pk}/change/").url == reverse("desk-comment", args=[comment.pk])
    assert desk.get(f"{QUEUE}404/change/").url == reverse("admin:index")


@pytest.mark.parametrize(
    ("action", "fields", "after", "words"),
    [
        ("approve", {}, ("published", ""), "Approved"),
        ("approve_without_links", {}, ("published", ""), "Approved without their links"),
        ("reject", {"reason": "spam"}, ("rejected", "spam"), "Rejected"),
    ],
)
def test_many_at_once_are_one_event_each_in_one_batch(desk, moderator, action, fields, after, words):
    article = make_article()
    comments = [make_comment(article, text=f"{SPAM} ({number})") for number in range(3)]
    left = make_comment(article)
    page = bulk(desk, action, comments, **fields)
    assert f">{words}</h2>" in page.text
    assert "3 comments." in page.text
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
    page = desk.post(f"{QUEUE}?state=all", ticked("reject", [first, second], reason="spam"), follow=True)
    assert [state(first), state(second)] == [("published", ""), ("rejected", "spam")]
    assert "1 comment, 1 passed over because somebody was quicker." in page.text


def test_words_that_came_since_the_list_was_shown_are_not_approved(desk):
    comment, other = make_comment(), make_comment()
    until = desk.get(QUEUE).context["action_form"]["until"].value()
    store_revision(comment, "Other words", [])
    desk.post(QUEUE, ticked("approve", [comment, other], until=until))
    assert [state(comment)[0], state(other)[0]] == [State.PENDING, State.PUBLISHED]


def test_many_rejected_without_a_reason_are_refused_with_one_sentence(desk):
    comments = [make_comment(), make_comment()]
    assert said(bulk(desk, "reject", comments)) == ["Choose what is wrong with the comments."]
    assert [state(comment)[0] for comment in comments] == [State.PENDING] * 2


@pytest.mark.parametrize("ticked", ["x", "", "²", "9" * 30])
def test_what_is_no_comment_cannot_be_ticked(desk, ticked):
    comment = make_comment()
    assert said(bulk(desk, "approve", [comment, ticked])) == ["Choose comments from the list."]
    assert state(comment) == ("pending", "")


@pytest.mark.parametrize(("group", "status"), [("Editor", 403), ("Writer", 403), ("", 302)])
def test_nobody_else_gets_in(client, group, status):
    comment = make_comment()
    client.force_login(make_user(group))
    assert client.post(QUEUE, ticked("approve", [comment])).status_code == status
    assert client.get(QUEUE).status_code == status
    assert state(comment) == ("pending", "")


def test_comments_are_neither_added_nor_changed_nor_deleted_there(desk):
    comment = make_comment()
    addresses = (f"{QUEUE}add/", f"{QUEUE}{comment.pk}/delete/")
    assert [desk.get(address).status_code for address in addresses] == [403, 403]
    assert desk.post(f"{QUEUE}{comment.pk}/change/", {"name": "Somebody"}).status_code == 403
    assert Comment.objects.get(pk=comment.pk).name == comment.name


def test_the_markup_of_the_list_is_valid(desk):
    make_comment(text=SPAM)
    assert_valid_html({QUEUE: desk.get(QUEUE).text})


@pytest.mark.django_db(transaction=True)
def test_the_list_is_for_everyone(visitor):
    article = make_article(
        title="What the middle of the back is for, and why it aches after a day of sitting"
    )
    parent = make_published_comment(article)
    make_comment(article, text=SPAM, name="Marisol Trent-Featherstonehaugh", parent=parent)
    page = visitor(user=make_user("Moderator"))
    page.goto(QUEUE)
    assert_accessible_in_every_window(page)
    rows = page.locator(".results")
    assert rows.evaluate("rows => rows.scrollWidth") == rows.evaluate("rows => rows.clientWidth")
