"""A reader who comes back is told what changed since; the browser alone remembers."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, update_article

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_returning_reader_is_led_to_exactly_what_changed(visitor):
    article = make_article(slug="back-pain")
    update_article(article)
    page = visitor()
    page.goto("/articles/back-pain/")
    expect(page.locator(".since")).to_have_count(0)
    for _ in range(2):
        update_article(article)
    page.reload()
    link = page.get_by_role("link", name="2 changes since you read this on")
    expect(link).to_be_visible()
    link.click()
    expect(page).to_have_url("/articles/back-pain/history/?from=2&to=4#compare")
    page.goto("/articles/back-pain/")
    expect(page.locator(".since")).to_have_count(0)


def test_changes_are_walked_through_by_keyboard(visitor):
    article = make_article(slug="back-pain", body="<p>One here.</p>\n<p>Same.</p>\n<p>Two here.</p>")
    update_article(article, body="<p>Three here.</p>\n<p>Same.</p>\n<p>Four here.</p>")
    page = visitor()
    page.goto("/articles/back-pain/changes/2/")
    page.locator("#redline").focus()
    for key, anchor in (("n", "change-1"), ("n", "change-2"), ("p", "change-1")):
        page.keyboard.press(key)
        expect(page.locator(f"#{anchor}")).to_be_focused()
