"""The main job from end to end, in a real browser: once with scripts and once without.

An article comes in from another site, a reader answers, a moderator decides, an editor corrects.
"""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.models import Article
from comments.models import Comment
from tests.factories import make_user
from tests.wordpress import sample

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "What Is Wrong With My Middle Back?"
WORDS = "A lumbar cushion helps me on long drives."
NOTE = "We said the middle back has ten bones. It has twelve."


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


def test_from_another_site_to_a_correction(visitor, scripts, tmp_path):
    call_command("import_wxr", str(sample.write(tmp_path)), verbosity=0)
    article = Article.objects.get()
    moderator, editor = make_user("Moderator", first_name="Sam"), make_user("Editor", first_name="Rosa")

    writer = visitor(scripts=scripts)
    read(writer)
    send(writer)
    comment = Comment.objects.get(current__text=WORDS)
    sees_it_wait(writer, comment, scripts)
    bystander = visitor(scripts=scripts)
    sees_nothing_of(bystander, comment)

    approve(visitor(scripts=scripts, user=moderator), comment)
    sees(bystander, comment)

    before = article.updated_at
    correct(visitor(scripts=scripts, user=editor), article)
    reads_the_history(bystander)
    article.refresh_from_db()
    assert article.updated_at > before
    assert Comment.objects.get(pk=comment.pk).created_at == comment.created_at


def read(page):
    page.goto("/daily/pain/middle-back-pain/")
    expect(page).to_have_url("/articles/middle-back-pain/")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Originally published in 2016")).to_be_visible()
    expect(page.locator("article.comment")).to_have_count(2)
    expect(page.get_by_text("saltcave.example")).to_have_count(0)


def send(page):
    form = page.locator("form#comment-form")
    form.get_by_label("Your comment").fill(WORDS)
    form.get_by_label("Name").fill("Priya S.")
    form.get_by_label("Email address").fill("priya@")
    form.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an email address like name@example.org")
    expect(form.get_by_label("Your comment")).to_have_value(WORDS)
    form.get_by_label("Email address").fill("priya@example.org")
    form.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")


def sees_it_wait(page, comment, scripts):
    """In its place in the discussion; with scripts on the article's own page too."""
    address = "/articles/middle-back-pain/" + ("" if scripts else "comments/")
    page.goto(address)
    mine = page.locator(f"article.comment#c-{comment.pk}")
    expect(mine).to_contain_text(WORDS)
    expect(mine).to_contain_text("Only you can see this until a moderator has read it")


def sees_nothing_of(page, comment):
    for address in ("/articles/middle-back-pain/", "/articles/middle-back-pain/comments/"):
        page.goto(address)
        expect(page.get_by_role("heading", name="2 comments")).to_be_visible()
        expect(page.locator(f"#c-{comment.pk}")).to_have_count(0)


def approve(page, comment):
    page.goto("/admin/")
    page.get_by_role("navigation", name="Staff").get_by_role("link", name="Comments").click()
    page.get_by_role("main").get_by_role("link", name="Priya S.").click()
    expect(page.locator(".words").get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Approve").first.click()
    expect(page.locator(".flash", has_text="Approved")).to_be_visible()


def sees(page, comment):
    page.goto("/articles/middle-back-pain/")
    expect(page.get_by_role("heading", name="3 comments")).to_be_visible()
    expect(page.locator(f"article.comment#c-{comment.pk}")).to_contain_text(WORDS)


def correct(page, article):
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Standfirst").fill("Twelve bones, and rarely a serious cause.")
    page.get_by_label("Correction").check()
    page.get_by_label("What changed, for readers").fill(NOTE)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Version 2").first).to_be_visible()


def reads_the_history(page):
    page.goto("/articles/middle-back-pain/")
    expect(page.get_by_text("Twelve bones, and rarely a serious cause.")).to_be_visible()
    page.get_by_role("link", name="See what changed").click()
    expect(page.get_by_text(NOTE)).to_be_visible()
    expect(page.get_by_text("Earlier versions were not kept")).to_be_visible()
    page.get_by_role("link", name="Read version 1").click()
    expect(page.get_by_text("It is uncommon and rarely serious.")).to_be_visible()
    expect(page.get_by_text("It has been replaced")).to_be_visible()
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
