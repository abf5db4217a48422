"""What the comment form's scripts add, in a real browser. Nothing of it is needed to comment."""

import pytest

from cms.text import count_characters
from comments.models import Comment
from tests.checks import assert_accessible
from tests.factories import make_article, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)

#: Waits until the browser keeps a draft: Playwright's own waiting evaluates strings, against our policy.
KEPT = """() => new Promise((done) => {
    const isKept = () => Object.keys(localStorage).some((key) => key.startsWith("draft:"))
    const look = () => (isKept() ? done() : requestAnimationFrame(look))
    look()
})"""


@pytest.fixture
def article():
    return make_article()


def write(page, text, name="Priya S.", email="priya@example.org"):
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Email address").fill(email)


def send(page):
    page.get_by_role("button", name="Send comment").click()
    page.wait_for_url("**/comments/status/**")


def test_reply_moves_the_form_under_the_comment_and_cancel_moves_it_back(page, article):
    comment = make_published_comment(article, name="Maureen T.")
    page.goto(article.get_absolute_url())
    page.get_by_label("Your comment").fill("Half a thought")
    page.get_by_role("link", name="Reply to Maureen T.").click()
    assert (
        page.locator(f"#c-{comment.pk} #reply .replying").inner_text()
        == "Replying to Maureen T. · Cancel reply"
    )
    assert page.evaluate("document.activeElement.id") == "id_text"
    assert page.locator("#id_parent").input_value() == str(comment.pk)

    page.get_by_role("link", name="Cancel reply").click()
    assert page.locator(".comments #reply").count() == 0
    assert page.locator("#id_parent").input_value() == ""
    assert page.locator("#id_text").input_value() == "Half a thought"
    assert page.evaluate("document.activeElement.textContent") == "Reply to Maureen T."


def test_a_reply_sent_from_under_the_comment_answers_it(page, article):
    comment = make_published_comment(article, name="Maureen T.")
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Reply to Maureen T.").click()
    write(page, "Mine too.")
    send(page)
    assert Comment.objects.pending().get().parent == comment


def test_a_second_press_while_sending_sends_nothing(page, article):
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request))
    page.goto(article.get_absolute_url())
    write(page, "Heat helps me.")
    with page.expect_navigation(url="**/comments/status/**"):
        page.evaluate("""() => {
            const button = document.querySelector("#comment-form [type=submit]");
            button.click();
            button.click();
        }""")
    assert len(sent) == 1
    assert Comment.objects.count() == 1


def test_the_same_words_sent_again_after_back_are_one_comment_and_other_words_another(page, article):
    page.goto(article.get_absolute_url())
    for text in ("Heat helps me.", "Heat helps me.", "Cold helps me."):
        write(page, text)
        send(page)
        page.go_back()
    texts = Comment.objects.oldest_first().values_list("current__text", flat=True)
    assert [*texts] == ["Heat helps me.", "Cold helps me."]


def test_the_last_characters_are_counted(page, article):
    page.goto(article.get_absolute_url())
    counter = page.locator("#id_text + [role=status]")
    page.get_by_label("Your comment").fill("x" * 4500)
    assert counter.inner_text() == ""
    page.get_by_label("Your comment").fill("x" * 4999)
    counter.get_by_text("1 character left").wait_for()
    page.get_by_label("Your comment").fill("x" * 6200)
    counter.get_by_text("1,200 characters too many").wait_for()


def test_characters_are_counted_as_people_see_them(page, article):
    page.goto(article.get_absolute_url())
    text = "👩‍👩‍👧‍👦" * 2400 + "क्षि" * 2101
    page.get_by_label("Your comment").fill(text)
    assert count_characters(text) > 4500
    left = 5000 - count_characters(text)
    page.locator("#id_text + [role=status]").get_by_text(f"{left} characters left").wait_for()


def offer(page):
    return page.locator("#comment-form .draft")


def test_a_half_written_comment_is_offered_back_on_its_article_only(page, article):
    page.goto(article.get_absolute_url())
    page.get_by_label("Your comment").fill("Half a thought")
    page.evaluate(KEPT)
    page.goto(make_article().get_absolute_url())
    assert offer(page).count() == 0
    page.goto(article.get_absolute_url())
    assert page.get_by_label("Your comment").input_value() == ""
    assert "You wrote something here on" in offer(page).inner_text()
    assert_accessible(page)
    page.get_by_role("button", name="Bring it back").click()
    assert page.get_by_label("Your comment").input_value() == "Half a thought"
    assert offer(page).count() == 0


def test_a_half_written_reply_is_offered_where_it_was_written(page, article):
    make_published_comment(article, name="Maureen T.")
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Reply to Maureen T.").click()
    page.get_by_label("Your comment").press_sequentially("Half")
    page.evaluate(KEPT)
    page.goto(article.get_absolute_url())
    assert offer(page).count() == 0
    page.get_by_role("link", name="Reply to Maureen T.").click()
    offer(page).wait_for()
    page.get_by_role("button", name="Delete it").click()
    page.reload()
    page.get_by_role("link", name="Reply to Maureen T.").click()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:'))") == []


def test_a_sent_comment_is_not_offered_again_and_a_refused_one_is_kept(page, article):
    page.goto(article.get_absolute_url())
    write(page, "Heat helps me.", email="priya@")
    page.get_by_role("button", name="Send comment").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Your comment").input_value() == "Heat helps me."
    page.get_by_label("Email address").fill("priya@example.org")
    send(page)
    page.wait_for_load_state("networkidle")
    page.goto(article.get_absolute_url(), wait_until="networkidle")
    assert offer(page).count() == 0
    assert Comment.objects.get().current.text == "Heat helps me."


def test_a_waiting_reply_to_what_another_page_shows_is_left_to_that_page(visitor, article, monkeypatch):
    monkeypatch.setattr("comments.paging.PAGE_SIZE", 1)
    parent = make_published_comment(article)
    make_published_comment(article)
    writer = visitor()
    writer.goto(f"{article.get_absolute_url()}comments/?from={parent.pk}")
    writer.get_by_role("link", name=f"Reply to {parent.name}").click()
    write(writer, "Only here.")
    send(writer)
    writer.goto(article.get_absolute_url(), wait_until="networkidle")
    assert writer.locator(".comment").count() == 1
    writer.get_by_role("link", name="Show 1 earlier comment").click()
    assert writer.locator(f"#c-{parent.pk} .replies .comment.pending").count() == 1


def test_a_waiting_comment_is_put_into_the_page_of_its_writer_only(visitor, article):
    parent = make_published_comment(article)
    writer, other = visitor(), visitor()
    writer.goto(f"{article.get_absolute_url()}comments/?reply={parent.pk}")
    write(writer, "Only I can see this.")
    send(writer)
    for page in (writer, other):
        page.goto(article.get_absolute_url(), wait_until="networkidle")
    waiting = writer.locator(f"#c-{parent.pk} .replies .comment.pending")
    assert "Only I can see this." in waiting.inner_text()
    assert "Only you can see this until a moderator has read it" in waiting.inner_text()
    assert other.locator(".comment").count() == 1


def test_the_first_waiting_comment_shows_where_there_are_no_comments_yet(page, article):
    page.goto(article.get_absolute_url())
    write(page, "The first.")
    send(page)
    page.goto(article.get_absolute_url())
    waiting = page.locator("#discussion .comment.pending")
    waiting.wait_for()
    assert waiting.locator(".comment-text").inner_text() == "The first."


def test_a_signed_in_reader_is_named_and_not_asked_again(visitor, article):
    make_user(email="priya@example.org", first_name="Priya", last_name="S.")
    page = visitor()
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill("priya@example.org")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(article.get_absolute_url())
    page.get_by_text("Commenting as Priya S.").wait_for()
    assert page.get_by_label("Email address").count() == 0

    page.get_by_label("Your comment").fill("From my account.")
    send(page)
    assert Comment.objects.get().user.email == "priya@example.org"


def test_whoever_only_reads_asks_for_nothing_personal(page, article):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article.get_absolute_url(), wait_until="networkidle")
    assert not [url for url in asked if url.endswith(("/own/", "/own.js"))]
    assert page.context.cookies() == []
