"""What readers do beside commenting, in a real browser with scripts and without."""

import re

import pytest
from django.core import mail
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import expect

from articles.models import Article
from comments import own_data, reporting
from comments.credits import tell_writer
from comments.models import Block, Comment, Commenter, Discussion, Lane, Pause, Report, State
from tests.checks import LOOKS, assert_accessible, assert_valid_html
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request):
    return request.param


@pytest.fixture
def article():
    return make_article(slug="back-pain", title="Middle back pain")


def write(page, text, name="Priya S.", email="priya@example.org"):
    form = page.locator("form#comment-form")
    form.get_by_label("Your comment").fill(text)
    form.get_by_label("Name").fill(name)
    form.get_by_label("Email address").fill(email)


def press_send(page):
    page.get_by_role("button", name="Send comment").click()


def run_queue(work):
    for result in DBTaskResult.objects.filter(task_path=work.module_path):
        work.func(*result.args_kwargs["args"])
        result.delete()


def link_in_mail():
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def test_a_reader_reports_a_comment_and_a_moderator_keeps_it(visitor, article, scripts):
    comment = make_published_comment(article, name="Salt Sam", text="Buy my salt.")
    page = visitor(scripts=scripts)
    page.goto("/articles/back-pain/")
    page.get_by_role("link", name="Report the comment of Salt Sam").click()
    place = page.get_by_role("dialog") if scripts else page.locator("main")
    expect(place.get_by_role("heading", name="Report a comment")).to_be_visible()
    expect(place.get_by_text("Buy my salt.")).to_be_visible()
    place.get_by_role("button", name="Send report").click()
    expect(place.get_by_role("alert")).to_contain_text("Choose what is wrong with the comment")
    place.get_by_label("Advertising or spam").check()
    place.get_by_label("What a moderator should know").fill("The same under every article")
    place.get_by_role("button", name="Send report").click()
    expect(place.get_by_role("status")).to_have_text("A moderator will look at the comment of Salt Sam.")
    place.get_by_role("link", name="Back to the discussion").click()
    if scripts:
        assert page.evaluate("document.activeElement.textContent") == "Report the comment of Salt Sam"
    page.goto(f"/comments/{comment.pk}/report/")
    expect(page.get_by_role("status")).to_have_text("You already reported this. Thank you.")

    desk = visitor(scripts=scripts, user=make_user("Moderator"))
    desk.goto("/admin/desk/reported/")
    expect(desk.get_by_text("The same under every article")).to_be_visible()
    desk.get_by_role("button", name="Keep it").click()
    expect(desk.get_by_role("heading", name="Nothing waiting")).to_be_visible()
    assert Report.objects.get().outcome == "kept"
    assert Comment.objects.get().is_published


def test_a_reader_points_out_an_error_and_is_thanked(visitor, article, scripts):
    page = visitor(scripts=scripts)
    page.goto("/articles/back-pain/")
    page.get_by_role("link", name="Spotted an error? Tell us").click()
    expect(page).to_have_url(re.compile("/articles/back-pain/$" if scripts else r"lane=correction#reply$"))
    expect(page.get_by_label("This is about an error in the article")).to_be_checked()
    write(page, "It has twelve bones.", name="Graham")
    press_send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Graham")
    comment = Comment.objects.get()
    assert comment.lane == Lane.CORRECTION

    moderator = visitor(scripts=scripts, user=make_user("Moderator"))
    moderator.goto(f"/admin/comments/comment/{comment.pk}/change/")
    moderator.get_by_role("button", name="Approve", exact=True).click()
    expect(moderator.locator(".flash")).to_contain_text("Approved: “It has twelve bones.”")
    Commenter.objects.update(proven_at=comment.created_at)

    editor = visitor(scripts=scripts, user=make_user("Editor"))
    editor.goto("/admin/comments/correction/")
    editor.get_by_role("link", name="Graham").click()
    editor.get_by_role("link", name="Edit the article").click()
    editor.get_by_label("Standfirst").fill("Twelve bones, and rarely a serious cause.")
    editor.get_by_role("radio", name="Correction").check()
    editor.get_by_label("What changed, for readers").fill("It has twelve bones, not ten.")
    editor.get_by_role("checkbox", name="Graham").check()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text("Version 2 is published.")).to_be_visible()
    expect(editor.get_by_role("checkbox", name="Graham")).to_have_count(0)

    page.goto(f"/articles/back-pain/#c-{comment.pk}")
    page.locator(f"#c-{comment.pk}").get_by_role("link", name=re.compile("^update of")).click()
    expect(page).to_have_url(re.compile("/articles/back-pain/changes/2/$"))
    expect(page.get_by_role("link", name="the comment of Graham")).to_be_visible()
    run_queue(tell_writer)
    assert mail.outbox[-1].to == ["priya@example.org"]
    page.goto(link_in_mail())
    expect(page.get_by_role("heading", name="What changed on")).to_be_visible()


def test_a_person_takes_a_copy_and_erases_everything(visitor, article, scripts):
    make_published_comment(article, email="priya@example.org", text="Heat helps me.")
    page = visitor(scripts=scripts)
    page.goto("/privacy/")
    page.get_by_role("link", name="Type the address you commented with").click()
    page.get_by_label("Email address").fill("priya@")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter an email address like name@example.org")
    page.get_by_label("Email address").fill("priya@example.org")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    run_queue(own_data.mail_link)
    page.goto(link_in_mail())
    with page.expect_download() as download:
        page.get_by_role("link", name="Download a copy").click()
    assert "Heat helps me." in download.value.path().read_text()
    page.get_by_role("link", name="Erase everything…").click()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", name="Everything is erased")).to_be_visible()
    assert Comment.objects.get().state == State.ERASED


def test_who_may_not_comment_is_told_why_and_keeps_the_text(visitor, article, scripts):
    page = visitor(scripts=scripts)

    def refused(words, status):
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            press_send(page)
        assert answer.value.status == status
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(page.get_by_label("Your comment")).to_have_value("Heat helps me.")

    page.goto("/articles/back-pain/comments/")
    write(page, "Heat helps me.")
    block = Block.objects.create(email="priya@example.org", reason="Sells salt")
    refused("You cannot comment here at present", 403)
    block.delete()
    Pause.objects.create(words="Back on Monday.")
    refused("Back on Monday", 403)
    Pause.objects.create(is_on=False)
    Discussion.objects.update_or_create(article=article, defaults={"mode": "closed"})
    refused("Comments on this article are closed", 403)
    Discussion.objects.update(mode="moderated")
    with override_settings(COMMENT_FLOOD_SITE=1):
        make_comment(article)
        refused("Wait 1 minute and try again", 429)
    press_send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")


def test_under_suspicion_a_browser_works_for_a_moment_and_nobody_is_kept_out(visitor, article, scripts):
    page = visitor(scripts=scripts)
    page.goto("/articles/back-pain/comments/")
    write(page, "Heat helps me.")
    page.locator("#id_version").evaluate("field => field.value = 'forged'") if scripts else None
    with override_settings(COMMENT_FLOOD_LIMIT=2):
        make_comment(article)
        press_send(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")
    comment = Comment.objects.get(name="Priya S.")
    names = [finding.check_name for finding in comment.current.findings.all()]
    assert "unproven" not in names
    assert ("forged_token" in names) is scripts


def test_without_a_secure_connection_the_second_press_sends_it(visitor, article):
    page = visitor()
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto("/articles/back-pain/comments/")
    write(page, "Heat helps me.")
    page.locator("#id_version").evaluate("field => field.value = 'forged'")
    press_send(page)
    expect(page.locator("#one-moment")).to_contain_text("Press “Send comment” once more")
    expect(page.get_by_label("Your comment")).to_have_value("Heat helps me.")
    assert_accessible(page)
    press_send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Priya")


@pytest.fixture
def states(article):
    """The addresses of every page of a reader's beside the discussion, in every state that has one."""
    comment = make_published_comment(article, name="Graham", text="It has ten bones.", lane=Lane.CORRECTION)
    reported = make_published_comment(article, name="Salt Sam")
    commenter = comment.commenter
    token = own_data.token_of(commenter)
    Discussion.objects.update_or_create(
        article=make_article(slug="closed"), defaults={"mode": "closed", "closed_on": "2025-05-01"}
    )
    reader = [
        f"/comments/{reported.pk}/report/",
        "/articles/back-pain/comments/?lane=correction",
        "/articles/closed/",
        "/privacy/",
        "/privacy/your-comments/",
        "/privacy/your-comments/?sent",
        "/privacy/your-comments/erased/",
        "/privacy/your-comments/forged/",
        f"/privacy/your-comments/{token}/",
        f"/privacy/your-comments/{token}/erase/",
    ]
    reporting.report(reported, reporting.Reporter("browser:1", "net"), reason="spam", note="Everywhere")
    block = Block.objects.create(email="sam@example.org", reason="Sells salt")
    desk = [
        "/admin/comments/comment/?reported=open",
        f"/admin/desk/reported/{reported.pk}/",
        f"/admin/comments/block/of/{reported.pk}/",
        "/admin/comments/block/",
        f"/admin/comments/block/{block.pk}/change/",
        "/admin/comments/pause/add/",
        "/admin/comments/correction/",
        f"/admin/comments/correction/{comment.pk}/change/",
        f"/admin/articles/article/{article.pk}/change/",
    ]
    return reader, desk


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_state_is_accessible(visitor, states, width, dark):
    reader, desk = states
    page = visitor(width=width, dark=dark)
    for address in reader:
        page.goto(address)
        assert_accessible(page)
    page.goto("/articles/back-pain/")
    page.get_by_role("link", name="Report the comment of Salt Sam").click()
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Abusive").check()
    page.get_by_role("button", name="Send report").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_be_visible()
    assert_accessible(page)
    user = make_user("Moderator", is_superuser=True)
    page = visitor(width=width, dark=dark, user=user)
    for address in desk:
        page.goto(address)
        assert_accessible(page)


def test_every_state_is_valid_html(client, states):
    reader, desk = states
    pages = {address: client.get(address).content.decode() for address in reader}
    pages["refused report"] = client.post(reader[0], {}).content.decode()
    pages["refused address"] = client.post("/privacy/your-comments/", {}).content.decode()
    sent = {"text": "Heat.", "name": "Jo", "email": "jo@example.org", "spent": "9", "version": "forged"}
    pages["puzzle"] = client.post("/articles/back-pain/comments/", sent).content.decode()
    pages["reported"] = client.post(reader[0], {"reason": "spam"}, follow=True).content.decode()
    pages["led to"] = client.get("/articles/back-pain/").content.decode()
    client.force_login(make_user("Moderator", is_superuser=True))
    # Stock lists of the admin are Django's own markup.
    own = [address for address in desk if address.count("/") > 4 and "pause" not in address]
    pages |= {address: client.get(address).content.decode() for address in own}
    assert_valid_html(pages)
    assert Article.objects.count() == 2
