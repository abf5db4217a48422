"""A reader's way through a discussion, in a real browser: once with scripts and once without."""

import re

import pytest
from playwright.sync_api import expect

from comments import moderation
from comments.models import Comment
from tests.checks import LOOKS, assert_accessible, assert_valid_html
from tests.factories import make_article, make_published_comment, update_article

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "<p>Rest in bed for a day.</p>\n<p>Then walk a little, often.</p>"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def article():
    return make_article(slug="back-pain", body=BODY)


def fill(page, text):
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Name", exact=True).fill("Priya S.")
    page.get_by_label("Email address").fill("priya@example.org")


def press(page):
    page.get_by_role("button", name="Send comment").click()


def test_a_reader_quotes_the_article_and_is_told_when_that_passage_changes(visitor, article, scripts):
    reader = visitor(scripts=scripts)
    reader.goto("/articles/back-pain/")
    fill(reader, "> Rest in bed for a day\n\nMy doctor says to keep moving.")
    reader.get_by_label("Email me when someone replies (optional)").check()
    press(reader)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    comment = Comment.objects.get()
    assert comment.wants_replies
    moderation.approve(comment, by=None)
    update_article(article, body=BODY.replace("a little", "a lot"))

    reader.goto("/articles/back-pain/")
    shown = reader.locator(f"#c-{comment.pk}")
    expect(shown.locator("blockquote")).to_have_text("Rest in bed for a day")
    expect(shown.get_by_text("about an earlier version")).to_have_count(0)
    update_article(article, body=BODY.replace("in bed for a day", "for an hour"))
    reader.goto("/articles/back-pain/")
    shown.get_by_role("link", name="about an earlier version").click()
    expect(reader).to_have_url(re.compile(r"/articles/back-pain/history/\?from=1&to=3#compare$"))
    expect(reader.locator("del").filter(has_text="in bed")).to_be_visible()


def test_a_reader_finds_the_earlier_comments_answers_one_and_shares_it(
    visitor, article, scripts, monkeypatch
):
    monkeypatch.setattr("comments.paging.PAGE_SIZE", 2)
    first, *_ = [make_published_comment(article, name=f"Reader {n}") for n in "ABCDE"]
    joel = make_published_comment(article, name="Joel B.", parent=first)
    make_published_comment(article, name="Maureen T.", parent=joel)
    reader = visitor(scripts=scripts)
    reader.goto("/articles/back-pain/")
    reader.get_by_role("link", name="Show 5 earlier comments").click()
    reader.get_by_role("link", name="Earlier comments").click()
    expect(reader.locator("#discussion h3")).to_have_text(["Reader A"])
    expect(reader.locator("#discussion h4")).to_have_text(["Joel B.", "Maureen T."])
    expect(reader.locator(".comment-text").last).to_contain_text("To Joel B.:")
    reader.get_by_role("link", name="Newest first").click()
    expect(reader.locator("#discussion h3")).to_have_text(["Reader E", "Reader D"])

    reader.goto(joel.get_absolute_url())
    expect(reader).to_have_url(re.compile(rf"/articles/back-pain/comments/\?from={first.pk}#c-{joel.pk}$"))
    expect(reader.locator(f"#c-{joel.pk}")).to_be_in_viewport()
    reader.get_by_role("link", name="Reply to Joel B.").click()
    fill(reader, "Me too.")
    press(reader)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    assert Comment.objects.pending().get().parent == joel
    reader.goto(f"/articles/back-pain/comments/?from={first.pk}")
    expect(reader.locator(".comment.pending .comment-text")).to_contain_text("Me too.")


def test_pressed_twice_reloaded_or_sent_again_after_going_back_it_is_one_comment(visitor, article, scripts):
    reader = visitor(scripts=scripts)
    reader.goto("/articles/back-pain/")
    fill(reader, "Heat helps me.")
    reader.get_by_role("button", name="Send comment").dblclick()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    reader.reload()
    reader.go_back()
    fill(reader, "Heat helps me.")
    press(reader)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    assert Comment.objects.count() == 1


def test_a_form_that_no_longer_counts_keeps_the_text_and_works_at_the_second_press(visitor, article, scripts):
    parent = make_published_comment(article, name="Joel B.")
    reader = visitor(scripts=scripts)
    reader.goto(f"/articles/back-pain/comments/?reply={parent.pk}#reply")
    fill(reader, "Heat helps me.")
    moderation.hold(parent, by=None)
    press(reader)
    expect(reader.get_by_role("alert")).to_contain_text("The comment you are answering is no longer public")
    expect(reader.get_by_label("Your comment")).to_have_value("Heat helps me.")
    press(reader)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    assert Comment.objects.get(name="Priya S.").parent is None


def test_a_page_of_a_discussion_is_accessible_at_every_width(visitor, article, monkeypatch):
    monkeypatch.setattr("comments.paging.PAGE_SIZE", 1)
    make_published_comment(article)
    comment = make_published_comment(article, text="> Rest in bed for a day\n\nNo.\n\n" + "w" * 300)
    make_published_comment(article, parent=comment)
    make_published_comment(article)
    update_article(article, body="<p>Walk.</p>")
    addresses = ["", f"?from={comment.pk}", "?order=newest", f"?before={comment.pk}"]
    pages = {}
    for width, dark in LOOKS:
        page = visitor(width=width, dark=dark)
        for address in addresses:
            page.goto(f"/articles/back-pain/comments/{address}")
            assert_accessible(page)
            pages[address] = page.request.get(page.url.split("#")[0]).text()
    assert_valid_html(pages)
