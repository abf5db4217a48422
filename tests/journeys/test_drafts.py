"""An editor's days: drafts that keep themselves, two at one article, publishing later, reviewers."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from articles import scheduling, working_copy
from articles.models import Article, Remark, ScheduledAct
from tests.checks import assert_accessible, assert_fits
from tests.factories import make_article, make_author, make_draft, make_user

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<h2>Causes</h2><p>Sitting for long is one.</p><h2>What helps</h2><p>Walk a little.</p>"


@pytest.fixture
def rosa():
    return make_user("Editor", first_name="Rosa", last_name="Lind")


@pytest.fixture
def noor():
    return make_user("Editor", first_name="Noor", last_name="Aziz")


def opened(visitor, user, article, **options):
    page = visitor(user=user, **options)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    return page


def stored(article):
    return Article.objects.get(pk=article.pk)


def button(page, name):
    return page.get_by_role("button", name=name)


class TestKeptByItself:
    def test_a_draft_is_saved_while_it_is_written_and_once_more_by_its_button(self, visitor, rosa):
        article = make_draft(body=BODY)
        page = opened(visitor, rosa, article)
        page.wait_for_selector(".tiptap")
        page.get_by_role("textbox", name="Body").press("End")
        page.keyboard.insert_text(" Typed.")
        expect(page.locator(".autosave")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
        saved = stored(article)
        assert "Typed." in str(saved.body)
        assert page.locator(".autosave").inner_text() == f"Saved {timezone.localtime(saved.edited_at):%H:%M}"
        page.get_by_label("Standfirst").fill("Typed too.")
        button(page, "Save draft").click()
        expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert stored(article).standfirst == "Typed too."
        expect(page.locator(".kept-words")).to_have_count(0)

    def test_words_written_without_a_connection_come_back_with_their_redline(self, visitor, rosa):
        article = make_draft(body=BODY, standfirst="Stored.")
        page = opened(visitor, rosa, article)
        page.wait_for_selector(".tiptap")
        page.wait_for_load_state("networkidle")
        page.context.set_offline(True)
        page.get_by_label("Standfirst").fill("Written on a train.")
        expect(page.locator(".autosave")).to_contain_text("there is no connection")
        page.on("dialog", lambda dialog: dialog.accept())
        page.context.set_offline(False)
        # Gone before anything could be sent.
        page.goto("about:blank")
        assert stored(article).standfirst == "Stored."
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        expect(page.get_by_label("Standfirst")).to_have_value("Stored.")
        button(page, "Show them beside the draft").click()
        expect(page.get_by_role("heading", name="Words that this browser kept")).to_be_visible()
        expect(page.get_by_label("Standfirst").last).to_have_value("Written on a train.")
        expect(page.locator("ins", has_text="Written on a train.")).to_be_visible()
        assert_accessible(page)
        button(page, "Save draft").click()
        expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert stored(article).standfirst == "Written on a train."
        expect(page.locator(".kept-words")).to_have_count(0)

    def test_words_for_a_new_article_come_back_until_it_is_saved(self, visitor, rosa):
        page = visitor(user=rosa)
        page.goto("/admin/articles/article/add/")
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_label("Title").fill("Not lost")
        expect(page.get_by_text("Kept in this browser until you save it.")).to_be_visible()
        page.reload()
        button(page, "Show them beside the draft").click()
        expect(page.get_by_label("Title")).to_have_value("Not lost")
        button(page, "Save draft").click()
        expect(page.get_by_text("The draft is saved.")).to_be_visible()
        page.goto("/admin/articles/article/add/")
        page.wait_for_selector(".tiptap")
        expect(page.locator(".kept-words")).to_have_count(0)


def test_two_editors_meet_and_nothing_is_lost(visitor, rosa, noor):
    article = make_article(body=BODY, title="Backs")
    hers, theirs = opened(visitor, rosa, article), opened(visitor, noor, article)
    expect(theirs.get_by_text("Rosa has had this open since")).to_be_visible()
    hers.get_by_label("Title").fill("Rosa’s title")
    expect(hers.locator(".autosave")).to_contain_text("Saved")
    theirs.get_by_label("Title").fill("Noor’s title")
    expect(theirs.locator(".autosave")).to_contain_text("Rosa saved at")
    assert stored(article).title == "Rosa’s title"
    button(theirs, "Compare now").click()
    expect(theirs.get_by_role("alert")).to_be_focused()
    expect(theirs.locator("#meanwhile del", has_text="Rosa’s")).to_be_visible()
    expect(theirs.locator("#meanwhile ins", has_text="Noor’s")).to_be_visible()
    button(theirs, "Save draft").click()
    expect(theirs.get_by_text("The draft is saved.")).to_be_visible()
    assert stored(article).title == "Noor’s title"


def test_an_update_is_scheduled_and_the_worker_publishes_it(visitor, rosa):
    article = make_article(body=BODY)
    page = opened(visitor, rosa, article)
    page.get_by_label("Title").fill("At nine")
    page.get_by_label("Update", exact=True).check()
    page.get_by_label("What changed, for readers").fill("A title that says when.")
    page.get_by_text("Publish later").click()
    day = timezone.localdate() + datetime.timedelta(days=2)
    page.get_by_label("Day").fill(f"{day:%Y-%m-%d}")
    page.get_by_label("Time").fill("09:00")
    button(page, f"Schedule for {day.day} {day:%B %Y}, 09:00 (Europe/London)").click()
    expect(page.get_by_text("It is scheduled for")).to_be_visible()
    page.get_by_label("Title").fill("Half a sent")
    expect(page.locator(".autosave")).to_contain_text("Saved")
    ScheduledAct.objects.update(at=timezone.now())
    scheduling.do_due.call()
    reader = visitor(scripts=False)
    reader.goto(stored(article).get_absolute_url())
    expect(reader.get_by_role("heading", name="At nine")).to_be_visible()
    assert stored(article).title == "Half a sent"


@pytest.mark.parametrize(("scripts", "width"), [(True, 1280), (False, 390)])
def test_a_reviewer_without_an_account_remarks_on_a_passage(visitor, rosa, scripts, width):
    article = make_draft(body=BODY, title="Backs")
    page = opened(visitor, rosa, article, scripts=scripts)
    page.get_by_role("link", name="Make or end").click()
    page.get_by_label("Reviewer’s name").fill("Dr Ana Osei")
    button(page, "Make a link").click()
    link = page.get_by_text("It is shown this once").text_content().split("once: ")[1].strip()
    reviewer = visitor(scripts=scripts, width=width)
    reviewer.goto(link)
    if scripts:
        assert_accessible(reviewer)
        reviewer.evaluate(
            "getSelection().selectAllChildren(document.querySelector('.article-body .prose p:not([class])'))"
        )
        button(reviewer, "Remark on “Sitting").click()
    else:
        assert_fits(reviewer)
        reviewer.get_by_role("link", name="Remark on “Sitting for long is one.”").click()
    expect(reviewer.get_by_label("About these words")).to_have_value("Sitting for long is one.")
    reviewer.get_by_role("textbox", name="Your remark").fill("Since when?")
    button(reviewer, "Send remark").click()
    expect(reviewer.get_by_text("Thank you. The editors see your remark")).to_be_visible()
    page.get_by_role("link", name="Back to the form").click()
    expect(page.get_by_text("Since when?", exact=True)).to_be_visible()
    button(page, "Save and resolve").click()
    expect(page.get_by_text("Since when?", exact=True)).to_have_count(0)
    assert Remark.objects.get().resolved_by == rosa


def test_an_article_is_updated_with_each_kind_and_an_earlier_version_restored(visitor, rosa):
    make_author("Rey Viewer")
    article = make_article(body=BODY, title="Bakcs")
    page = opened(visitor, rosa, article, scripts=False)
    kinds = ["Small fix", "Update", "Clarification", "Correction", "Full review"]
    for number, kind in enumerate(kinds, start=2):
        page.get_by_label("Title").fill("Backs" if number == 2 else f"Backs {number}")
        page.get_by_label(kind, exact=True).check()
        if kind != "Small fix":
            page.get_by_label("What changed, for readers").fill(f"What the {kind.lower()} changed.")
        if kind == "Full review":
            page.get_by_label("Reviewed by").select_option(label="Rey Viewer")
        button(page, "Publish").click()
        expect(page.get_by_text(f"Version {number} is published.")).to_be_visible()
    page.get_by_role("link", name="6 versions, in a list").click()
    page.get_by_role("link", name="3", exact=True).click()
    page.get_by_role("link", name="Restore this version…").click()
    page.get_by_label("What changed, for readers").fill("The third title was the best.")
    button(page, "Restore").click()
    article = stored(article)
    assert (article.live.number, article.live.title) == (7, "Backs 3")
    notes = article.notes.order_by("version__number").values_list("kind", flat=True)
    expected = ["first", "small_fix", "update", "clarification", "correction", "full_review", "restored"]
    assert [*notes] == expected


def test_a_writer_hands_in_and_an_editor_sends_back_without_scripts(visitor, rosa):
    writer = make_user("Writer", first_name="Wren")
    page = visitor(user=writer, scripts=False, width=390)
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Title").fill("Ready")
    button(page, "Save draft").last.click()
    button(page, "Save and ask for review").click()
    page.get_by_label("What should the editor look at?").fill("The doses.")
    button(page, "Ask for review").click()
    assert_fits(page)
    article = Article.objects.get()
    desk = opened(visitor, rosa, article, scripts=False)
    expect(desk.get_by_text("The doses.")).to_be_visible()
    desk.get_by_role("link", name="Send back…").click()
    desk.get_by_label("What is to be done").fill("Cite the second one.")
    button(desk, "Send back").click()
    page.reload()
    expect(page.get_by_text("Cite the second one.")).to_be_visible()


def test_what_was_stored_while_the_form_was_open_is_never_written_over(visitor, rosa):
    article = make_draft(body=BODY)
    page = opened(visitor, rosa, article, scripts=False)
    fresh = stored(article)
    fresh.title = "Another’s"
    working_copy.save(fresh, by=None)
    page.get_by_label("Standfirst").fill("Mine.")
    button(page, "Save draft").last.click()
    expect(page.get_by_role("heading", name="Somebody saved")).to_be_visible()
    assert stored(article).title == "Another’s"
