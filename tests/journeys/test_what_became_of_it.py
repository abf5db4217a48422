"""A reader's way after sending, in a real browser with mail in real files, with scripts and without."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from comments import moderation
from comments.models import Comment
from tests.factories import make_article, make_comment, make_user
from tests.mailbox import words_of

pytestmark = pytest.mark.django_db(transaction=True)

PRIYA = "priya@example.org"
FIRST, SECOND = "Mine was the chair.", "Mine was the mattress."


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def latest(mailbox, settings, live_server):
    """Runs the worker; then the latest mail to an address."""
    settings.SITE_URL = live_server.url
    settings.COMMENT_MAIL_LINKS = True

    def latest(to=PRIYA):
        call_command("worker", once=True)
        return mailbox.all(to)[-1]

    return latest


def test_from_sent_to_erased(visitor, scripts, latest):
    make_article(slug="back-pain", title="Back pain")
    moderator = make_user("Moderator", first_name="Sam", email="sam@example.org")
    writer = visitor(scripts=scripts)
    comment = sends(writer)
    edits(writer, comment)
    sees_it_wait_with_edit_and_delete(writer, comment, scripts)
    is_asked_whose_address_it_is(latest())
    asks_for_mails(writer)
    confirms(writer, latest())
    elsewhere = visitor(scripts=scripts)
    follows_the_link_to_the_comment(elsewhere, latest())
    decides(visitor(scripts=scripts, user=moderator), latest("sam@example.org"))
    assert latest()["Subject"] == "Your comment on “Back pain” is published"
    reply = make_comment(comment.article, parent=comment, name="Joel B.", text="Heat helped me.")
    moderation.approve(reply, by=moderator)
    stops_mails(elsewhere, latest())
    deletes_and_puts_back(elsewhere, latest())
    erases(elsewhere, comment)


def sends(page):
    page.goto("/articles/back-pain/")
    form = page.locator("form#comment-form")
    form.get_by_label("Your comment").fill(FIRST)
    form.get_by_label("Name").fill("Priya S.")
    form.get_by_label("Email address").fill(PRIYA)
    form.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    return Comment.objects.get()


def edits(page, comment):
    page.get_by_role("link", name="Edit your comment").click()
    page.get_by_label("Your comment").fill("")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your comment before you send it")
    page.get_by_label("Your comment").fill(SECOND)
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text(SECOND)).to_be_visible()
    expect(page.get_by_text(FIRST)).to_have_count(0)
    assert Comment.objects.get().current.number == 2


def sees_it_wait_with_edit_and_delete(page, comment, scripts):
    page.goto("/articles/back-pain/" if scripts else "/articles/back-pain/comments/")
    mine = page.locator(f"article.comment#c-{comment.pk}")
    expect(mine).to_contain_text(SECOND)
    expect(mine.get_by_role("link", name="Edit")).to_be_visible()
    mine.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You deleted your comment")
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")


def asks_for_mails(page):
    page.get_by_role("button", name="Email me about this comment").click()
    expect(page.get_by_role("button", name="Stop these emails")).to_be_visible()


def is_asked_whose_address_it_is(mail):
    assert mail["Subject"] == "Is this your email address?"
    assert "asked for emails" not in words_of(mail)


def confirms(page, mail):
    assert mail["Subject"] == "Is this your email address?"
    assert "asked for emails" in words_of(mail)
    page.goto(address_in(mail, "confirm"))
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your email address is confirmed")


def follows_the_link_to_the_comment(page, mail):
    assert mail["Subject"] == "Your comment on “Back pain”"
    page.goto(address_in(mail, "status"))
    expect(page.get_by_text(SECOND)).to_be_visible()


def decides(page, mail):
    assert mail["Subject"] == "1 comment waiting on Plain Health"
    page.goto(re.search(r"Open the desk: (\S+)", words_of(mail))[1])
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("Approved")


def stops_mails(page, mail):
    assert mail["Subject"] == "Joel B. replied to you on “Back pain”"
    page.goto(mail["List-Unsubscribe"].strip("<>"))
    page.get_by_role("button", name="Stop emails for this article").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done")
    page.get_by_role("button", name="Turn emails back on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stop emails about this article?")


def deletes_and_puts_back(page, mail):
    page.goto(address_in(mail, "status"))
    expect(page.get_by_role("link", name="Edit your comment")).to_have_count(0)
    page.get_by_role("button", name="Delete your comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You deleted your comment")
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your comment is published")


def erases(page, comment):
    page.get_by_role("link", name="Erase it for good").click()
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This comment was erased")
    page.goto("/articles/back-pain/")
    expect(page.locator(f"#c-{comment.pk}")).to_have_text("This comment was erased.")
    expect(page.get_by_text("Heat helped me.")).to_be_visible()
    assert Comment.objects.get(pk=comment.pk).email == ""


def address_in(mail, part):
    return re.search(rf"http\S+/comments/(?:emails/)?{part}/\S+", words_of(mail))[0]
