"""The desk in a real browser: by keys alone, without scripts, for everyone."""

import pytest
from playwright.sync_api import expect

from articles import publishing
from comments import editing, moderation
from comments.desk.views import many
from comments.models import BulkAct, Comment
from comments.reporting import Reporter, report
from tests.checks import assert_accessible_in_every_window, assert_valid_html
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moderator():
    return make_user("Moderator", first_name="Sam", last_name="Whitlock")


@pytest.fixture
def waiting():
    article = make_article()
    return [make_comment(article, name=f"Reader {n}", text=f"See https://spa.example/{n}") for n in range(4)]


def states(comments):
    return [Comment.objects.get(pk=comment.pk).state for comment in comments]


def test_the_keys_alone_clear_a_queue(visitor, moderator, waiting):
    page = visitor(user=moderator)
    page.goto("/admin/desk/waiting/")
    said = page.get_by_role("status").filter(has_text="Next:")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Reader 1")).to_be_focused()
    expect(said).to_contain_text("Approved: “See https://spa.example/0” by Reader 0 Next: Reader 1, 1 of 3.")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Reader 2")).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Reader 3")).to_be_focused()
    page.keyboard.press("z")
    expect(page.get_by_role("heading", name="Reader 2")).to_be_focused()
    assert states(waiting) == ["published", "published", "pending", "pending"]
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Reader 3")).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Abusive")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/waiting/?done=*")
    expect(page.get_by_role("heading", name="Nothing waiting")).to_be_visible()
    assert states(waiting) == ["published", "published", "rejected", "rejected"]


def test_keys_do_nothing_in_a_field_or_when_switched_off(visitor, moderator, waiting):
    page = visitor(user=moderator)
    page.goto("/admin/desk/waiting/")
    page.keyboard.press("r")
    page.get_by_label("Note for colleagues (optional)").press("s")
    page.get_by_role("button", name="Turn shortcuts off").click()
    expect(page.get_by_role("button", name="Turn shortcuts on")).to_be_visible()
    page.keyboard.press("s")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert states(waiting) == ["pending"] * 4


def test_everything_works_without_scripts(visitor, moderator, waiting):
    page = visitor(scripts=False, user=moderator)
    page.goto("/admin/desk/waiting/")
    page.get_by_role("button", name="Spam").click()
    expect(page.get_by_role("heading", name="Reader 1")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone. The comment is waiting again.")).to_be_visible()
    page.get_by_text("Remove…").click()
    page.get_by_label("Off topic").check()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Rejected (Off topic)")).to_be_visible()
    page.get_by_role("link", name="Review them together").click()
    page.get_by_label("Reader 1").uncheck()
    page.get_by_role("button", name="Mark all ticked as spam").click()
    expect(page.get_by_text("2 comments.")).to_be_visible()
    assert states(waiting) == ["rejected", "pending", "rejected", "rejected"]
    page.get_by_role("button", name="Undo all of it").click()
    assert states(waiting) == ["rejected", "pending", "pending", "pending"]


def test_a_moderator_who_comes_second_is_told(visitor, moderator, waiting):
    page = visitor(user=moderator)
    page.goto("/admin/desk/waiting/")
    moderation.approve(waiting[0], by=make_user("Moderator", first_name="Rosa"))
    page.keyboard.press("a")
    expect(page.get_by_text("Rosa was quicker: approved")).to_be_visible()
    assert waiting[0].events.count() == 2


def test_an_act_under_way_shows_by_itself_when_it_is_done(visitor, moderator, waiting):
    act = BulkAct.objects.create(act="spam", by=moderator, batch=moderation.new_batch(), rows=[[0, 0]] * 9)
    page = visitor(user=moderator)
    page.goto(f"/admin/desk/acts/{act.batch}/")
    expect(page.get_by_text("0 of 9 done.")).to_be_visible()
    BulkAct.objects.update(done=9, passed_over=9)
    expect(page.get_by_text("0 comments, 9 passed over")).to_be_visible()


@pytest.fixture
def addresses(waiting):
    """Every page of the desk, in every state that an address leads to."""
    article = waiting[0].article
    public = make_published_comment(article, text="Heat helps.")
    report(public, Reporter("browser:1", "net1"), reason="spam", note="Advertising")
    make_comment(article, parent=public, text="My back aches in the morning and after long drives. " * 60)
    edited = make_published_comment(article, text="Walking helps")
    editing.edit(edited, "Walking helps, see https://xn--pypal-4ve.com/")
    moderation.reject(make_comment(article), by=None, reason="spam")
    batch = moderation.new_batch()
    for comment in [make_comment(article, text="Same words") for _ in range(2)]:
        moderation.approve(comment, by=make_user("Moderator"), batch=batch)
    gone = make_comment(text=" ".join(f"https://clinic{n}.example/" for n in range(8)))
    publishing.withdraw(gone.article, by=None, reason="Out of date.")
    under_way = BulkAct.objects.create(
        act="spam", by=make_user("Moderator"), batch=moderation.new_batch(), rows=[[0, 0]] * 9, done=4
    )
    long = Comment.objects.get(parent=public)
    return [
        "/admin/desk/waiting/",
        f"/admin/desk/waiting/{long.pk}/",
        f"/admin/desk/waiting/{gone.pk}/",
        f"/admin/desk/waiting/{edited.pk}/",
        f"/admin/desk/reported/{public.pk}/",
        "/admin/desk/likely/",
        "/admin/desk/spam/",
        "/admin/desk/removed/",
        "/admin/desk/together/site/spa.example/",
        f"/admin/desk/acts/{batch}/",
        f"/admin/desk/acts/{under_way.batch}/",
        "/admin/desk/acts/",
        "/admin/desk/search/?q=words",
        f"/admin/desk/search/?writer={'x' * 300}",
    ]


def test_every_page_is_accessible(monkeypatch, visitor, moderator, addresses):
    monkeypatch.setattr(many, "LISTED", 2)
    page = visitor(user=moderator)
    for address in addresses:
        page.goto(address)
        assert_accessible_in_every_window(page)
    page.goto("/admin/desk/together/all/any/?from=1")
    page.get_by_role("button", name="Approve all ticked", exact=True).click()
    expect(page.get_by_text("Tick the comments this is about")).to_be_visible()
    assert_accessible_in_every_window(page)
    page.goto("/admin/desk/waiting/")
    page.keyboard.press("?")
    assert_accessible_in_every_window(page)


def test_every_page_is_valid_html(monkeypatch, client, moderator, addresses):
    monkeypatch.setattr(many, "LISTED", 2)
    client.force_login(moderator)
    pages = {address: client.get(address).text for address in addresses}
    pages["nothing ticked"] = client.post("/admin/desk/together/all/any/", {"do": "spam"}).text
    [last] = Comment.objects.pending().order_by("-pk")[:1]
    pages["no reason"] = client.post(f"/admin/desk/waiting/{last.pk}/", {"do": "remove"}).text
    assert_valid_html(pages)
