"""A new editor writes an article with a picture, a table and a link to another article, and publishes it."""

import pytest

from articles.models import Article
from tests.checks import assert_accessible
from tests.factories import make_article, make_user
from tests.pictures import stored_picture

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, name):
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name=name, exact=True).click()


def put_in_picture(page, caption):
    choose(page, "Picture")
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_role("radio", name="A knee").check()
    dialog.get_by_label("Caption").fill(caption)
    dialog.get_by_role("button", name="Insert").click()


def put_in_link(page, words, title):
    choose(page, "Link")
    dialog = page.get_by_role("dialog", name="Link")
    dialog.get_by_label("Words of the link").fill(words)
    dialog.get_by_label("Find an article of ours").fill(title)
    dialog.get_by_role("button", name=title).click()
    dialog.get_by_role("button", name="Link", exact=True).click()


def test_a_new_editor_writes_and_publishes_an_article(visitor):
    other = make_article(title="How to lift a box", slug="lifting")
    picture = stored_picture(name="A knee", alt="A bent knee", credit="Photo: Jo")
    page = visitor(user=make_user("Editor"))
    page.goto("/admin/articles/article/add/")
    page.get_by_label("Title").fill("Sore knees")
    body = page.get_by_role("textbox", name="Body")
    body.click()
    page.keyboard.type("Knees carry you. ")
    put_in_link(page, "Lift with care", "How to lift a box")
    page.keyboard.press("Enter")
    choose(page, "Heading 2")
    page.keyboard.type("What helps")
    page.keyboard.press("Enter")
    choose(page, "Insert table")
    table = page.locator("dialog[open]")
    table.get_by_label("Rows").fill("2")
    table.get_by_label("Columns").fill("2")
    assert_accessible(page)
    table.get_by_role("button", name="Insert Table").click()
    for words in ("Day", "Walk", "Monday", "10 minutes"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    body.get_by_text("Knees carry you.").click()
    page.keyboard.press("End")
    put_in_picture(page, "Bend it slowly.")
    page.get_by_role("button", name="Save draft").last.click()
    page.get_by_text("The draft is saved.").wait_for()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("Version 1 is published.").wait_for()

    article = Article.objects.get(title="Sore knees")
    assert f'<a href="/articles/id/{other.pk}/">Lift with care</a>' in article.live.body
    assert f'<img src="/images/{picture.pk}/" alt="A bent knee">' in article.live.body
    assert "Bend it slowly. <em>Photo: Jo</em>" in article.live.body
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Lift with care").click()
    page.get_by_role("heading", name="How to lift a box", level=1).wait_for()
    assert page.url.endswith("/articles/lifting/")
