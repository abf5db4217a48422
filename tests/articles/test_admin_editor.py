"""The body's rich-text editor in a real browser: what it is given comes back as it was."""

import re

import pytest
from hypothesis import given, settings
from playwright.sync_api import expect

from articles.models import Article
from cms.html import clean_body
from tests.bodies import BODIES, demo_bodies
from tests.checks import assert_accessible_in_every_window
from tests.clipboards import SAMPLES, expected
from tests.factories import make_article, make_draft, make_image, make_user
from tests.pictures import stored_picture

pytestmark = pytest.mark.django_db(transaction=True)

#: One of everything a cleaned body may hold.
EVERYTHING = """
<p>Plain, <strong>bold</strong>, <em>italic with <strong>bold</strong></em>, <s>struck</s>, <u>under</u>,
H<sub>2</sub>O, x<sup>2</sup>, <code>code</code>, <strong><code>bold code</code></strong>,
<ins>added <em>with weight</em></ins> <del>removed</del><br>a <a href="/articles/other/">link</a>,
a <strong>bold <a href="https://other.example/?a=1&amp;b=2">link</a></strong>,
<a href="mailto:a@b.example">mail</a>, <a href="#two">below</a> and a&nbsp;firm space.</p>
<h2>Two</h2><h3>Three</h3><h4>Four</h4>
<ul><li>one</li><li>two<ul><li>deep<ol start="3"><li>deeper</li></ol></li></ul></li>
<li><p>first paragraph</p><p>second paragraph</p></li><li><ul><li>a list alone</li></ul></li></ul>
<ol start="4"><li>four<table><tbody><tr><td>in a list</td></tr></tbody></table></li></ol>
<blockquote><p>quoted</p><p>twice</p><ul><li>with a list</li></ul></blockquote>
<pre>line  1
  line <strong>2</strong>

<code>code</code></pre>
<hr>
<table><tbody><tr><th>A</th><th colspan="2">B <em>b</em></th></tr>
<tr><td rowspan="2">1</td><td></td><td><p>x</p><ul><li>y</li></ul></td></tr>
<tr><td>2</td><td>3</td></tr></tbody></table>
<figure><img src="/images/{shown}/" alt="A back"><figcaption>Seen <em>from behind</em></figcaption></figure>
<figure><img src="/images/{missing}/" alt=""></figure>
<aside class="emergency"><h3>Call an ambulance</h3><p>when it is <strong>bad</strong></p>
<ul><li>or sudden</li></ul></aside>
<aside class="note"><p>A note.</p></aside>
<p>The end.</p>
"""


@pytest.fixture
def article():
    pictures = {"shown": stored_picture().pk, "missing": make_image(alt="").pk}
    return make_article(body=clean_body(EVERYTHING.format(**pictures)))


def open_form(visitor, article, **options):
    page = visitor(user=make_user("Editor"), **options)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".tiptap")
    return page


def write_after(page, words):
    page.get_by_role("textbox", name="Body").get_by_text(words).click()
    page.keyboard.press("End")


def save(page):
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("The draft is saved.").wait_for()


def test_saving_without_a_change_changes_nothing(visitor, article):
    save(open_form(visitor, article))
    saved = Article.objects.get(pk=article.pk)
    assert (saved.body, saved.has_unpublished_changes) == (article.body, False)


def test_what_the_editor_writes_is_what_it_was_given(visitor, article):
    page = open_form(visitor, article)
    write_after(page, "The end.")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    # The editor has written the whole body anew by now, from what its schema holds.
    assert page.locator("textarea[name=body]").input_value() != article.body
    save(page)
    assert str(Article.objects.get(pk=article.pk).body) == str(article.body)


def test_words_typed_in_the_editor_are_saved(visitor, article):
    page = open_form(visitor, article)
    write_after(page, "The end.")
    page.keyboard.type(" Really.")
    save(page)
    assert Article.objects.get(pk=article.pk).body.endswith("<p>The end. Really.</p>")


def test_a_picture_of_the_library_is_put_in_by_name(visitor):
    article, picture = (
        make_article(),
        stored_picture(name="A long walk", alt="Two people walking", credit="Us"),
    )
    page = open_form(visitor, article)
    write_after(page, "Most back pain passes.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Picture", exact=True).click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_role("button", name="Insert").click()
    assert dialog.get_by_role("alert").inner_text() == "Choose a picture."
    dialog.get_by_role("radio", name="A long walk").check()
    dialog.get_by_label("Caption").fill("Every day helps")
    dialog.get_by_role("button", name="Insert").click()
    page.get_by_role("textbox", name="Body").get_by_alt_text("Two people walking").wait_for()
    save(page)
    assert Article.objects.get(pk=article.pk).body == clean_body(
        f"{article.body}<figure><img src='/images/{picture.pk}/' alt='Two people walking'>"
        "<figcaption>Every day helps <em>Us</em></figcaption></figure>"
    )


@pytest.mark.parametrize(("button", "kind"), [("Emergency box", "emergency"), ("Note box", "note")])
def test_a_paragraph_is_put_in_a_box_and_taken_out_again(visitor, button, kind):
    article = make_article(body="<p>Call for help.</p>")
    page = open_form(visitor, article)
    page.get_by_role("textbox", name="Body").click()
    page.get_by_role("button", name=button).click()
    save(page)
    assert Article.objects.get(pk=article.pk).body == clean_body(
        f"<aside class='{kind}'><p>Call for help.</p></aside>"
    )
    page.get_by_role("textbox", name="Body").get_by_text("Call for help.").click()
    page.get_by_role("button", name=button).click()
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<p>Call for help.</p>"


def test_a_picture_wants_a_description_or_to_be_decoration(visitor):
    article, picture = make_article(body="<p>Walk.</p>"), stored_picture(alt="")
    page = open_form(visitor, article)
    write_after(page, "Walk.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Picture", exact=True).click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_role("radio").check()
    dialog.get_by_role("button", name="Insert").click()
    assert dialog.get_by_role("alert").inner_text() == "Describe the image, or mark it as decoration."
    dialog.get_by_label("It is decoration").check()
    dialog.get_by_role("button", name="Insert").click()
    save(page)
    figure = f'<figure><img src="/images/{picture.pk}/" alt=""></figure>'
    assert Article.objects.get(pk=article.pk).body == f"<p>Walk.</p>\n{figure}"


def open_link_dialog(page):
    page.get_by_role("button", name="Link", exact=True).click()
    return page.get_by_role("dialog", name="Link")


def test_a_link_to_an_article_is_found_by_title_and_kept_under_the_address_that_stays(visitor):
    other = make_article(title="How to lift a box")
    article = make_article(body="<p>Read more.</p>")
    page = open_form(visitor, article)
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+A")
    dialog = open_link_dialog(page)
    dialog.get_by_label("Find an article of ours").fill("box lift")
    dialog.get_by_role("button", name="How to lift a box").click()
    assert dialog.get_by_role("status").inner_text() == "Leads to “How to lift a box”."
    dialog.get_by_role("button", name="Link", exact=True).click()
    save(page)
    assert (
        Article.objects.get(pk=article.pk).body == f'<p><a href="/articles/id/{other.pk}/">Read more.</a></p>'
    )


def test_a_link_is_written_where_no_words_are_chosen_changed_and_removed(visitor):
    article = make_article(body="<p>Ask:</p>")
    page = open_form(visitor, article)
    write_after(page, "Ask:")
    page.keyboard.type(" ")
    dialog = open_link_dialog(page)
    dialog.get_by_role("button", name="Link", exact=True).click()
    assert dialog.get_by_role("alert").inner_text() == "Write the words of the link."
    dialog.get_by_label("Words of the link").fill("the register")
    dialog.get_by_label("Address").fill("register.example/backs")
    dialog.get_by_role("button", name="Link", exact=True).click()
    save(page)
    link = '<a href="https://register.example/backs">the register</a>'
    assert Article.objects.get(pk=article.pk).body == f"<p>Ask: {link}</p>"
    page.get_by_role("textbox", name="Body").get_by_text("the register").click()
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("dialog", name="Change link").get_by_role("button", name="Remove link").click()
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<p>Ask: the register</p>"


#: Puts something on a clipboard of its own and pastes it where the cursor is.
PASTE = """([html, text]) => {
    const clipboardData = new DataTransfer()
    if (html) clipboardData.setData("text/html", html)
    clipboardData.setData("text/plain", text)
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
    document.querySelector(".tiptap").dispatchEvent(event)
}"""
PASTED = (
    "word",
    "google-docs",
    "libreoffice",
    "outlook",
    "news-page",
    "google-sheets",
    "markdown",
    "plain-text",
)


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.stem in PASTED], ids=lambda path: path.stem)
def test_what_is_pasted_is_what_is_stored(visitor, sample):
    article = make_article(body="<p>Before.</p>")
    page = open_form(visitor, article)
    write_after(page, "Before.")
    page.keyboard.press("Enter")
    html = sample.read_text() if sample.suffix == ".html" else ""
    with page.expect_response("**/clean/"):
        page.evaluate(PASTE, [html, sample.read_text() if sample.suffix == ".txt" else "fallback"])
    expect(page.locator(".tiptap > *").nth(1)).to_be_attached()
    save(page)
    assert Article.objects.get(pk=article.pk).body == f"<p>Before.</p>\n{expected(sample)}"


def test_pictures_that_cannot_be_pasted_are_told_of(visitor):
    page = open_form(visitor, make_article(body="<p>Before.</p>"))
    write_after(page, "Before.")
    page.evaluate(PASTE, ['<p>New <img src="https://a.example/x.png"></p>', ""])
    expect(page.get_by_text("A picture was left out. Put pictures into the library first.")).to_be_visible()


def test_what_is_pasted_while_the_desk_cannot_be_reached_is_cleaned_when_it_is_saved(visitor):
    article = make_article(body="<p>Before.</p>")
    page = open_form(visitor, article)
    page.route("**/clean/", lambda route: route.fulfill(status=204))
    write_after(page, "Before.")
    page.evaluate(PASTE, ['<p>After <b>all</b>, <a href="javascript:x()">run</a></p>', ""])
    page.get_by_text("The desk could not be reached.").wait_for()
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<p>Before.After <strong>all</strong>, run</p>"


def test_words_are_counted_while_they_are_written(visitor):
    page = open_form(visitor, make_article(body="<p>Two words</p><ul><li>three</li></ul>"))
    expect(page.get_by_text("3 words")).to_be_visible()
    write_after(page, "three")
    page.keyboard.type(" four")
    expect(page.get_by_text("4 words")).to_be_visible()


def test_a_check_leads_to_its_place_in_the_body(visitor):
    body = (
        '<p>See <a href="/articles/other/">the other</a> or <a href="https://a.example/">click here</a>.</p>'
    )
    page = open_form(visitor, make_draft(body=body))
    checks = page.get_by_role("region", name="Before you publish")
    checks.get_by_role("link", name="click here").click()
    expect(page.get_by_role("textbox", name="Body")).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "click here"


def test_an_editor_may_write_html_and_it_is_as_clean_as_the_rest(visitor):
    article = make_article(body="<p>Old.</p>")
    page = open_form(visitor, article)
    page.get_by_role("button", name="Edit HTML").click()
    source = page.get_by_role("dialog", name="Edit HTML").get_by_label("The body as HTML")
    assert source.input_value() == "<p>Old.</p>"
    source.fill('<h1>New</h1><script>x()</script><p onclick="x()">By <b>hand</b></p>')
    page.get_by_role("button", name="Use it").click()
    page.get_by_role("textbox", name="Body").get_by_text("New").wait_for()
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<h2>New</h2>\n<p>By <strong>hand</strong></p>"


def test_a_writer_is_offered_no_html(visitor):
    page = visitor(user=make_user("Writer"))
    page.goto(f"/admin/articles/article/{make_article().pk}/change/")
    page.get_by_role("toolbar", name="Formatting").wait_for()
    assert page.get_by_role("button", name="Edit HTML").count() == 0


@pytest.mark.parametrize(
    ("button", "dialog"), [("Link", "Link"), ("Picture", "Picture"), ("Edit HTML", "Edit HTML")]
)
def test_the_questions_are_accessible(visitor, button, dialog):
    stored_picture()
    page = open_form(visitor, make_article())
    page.get_by_role("textbox", name="Body").click()
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("dialog", name=dialog).wait_for()
    assert_accessible_in_every_window(page)


#: What the editor makes of each body: read, then written.
THROUGH_THE_EDITOR = """bodies => {
    const { editor } = document.querySelector(".tiptap")
    return bodies.map((body) => { editor.commands.setBody(body); return editor.getHTML() })
}"""


def test_every_body_of_the_demo_comes_back_from_the_editor_as_it_was(visitor):
    bodies = [clean_body(re.sub("image:[a-z0-9-]+", "/images/1/", body)) for body in demo_bodies()]
    assert len(bodies) > 20
    page = open_form(visitor, make_article())
    assert [clean_body(body) for body in page.evaluate(THROUGH_THE_EDITOR, bodies)] == bodies


def test_any_body_comes_back_from_the_editor_as_it_was(visitor):
    page = open_form(visitor, make_article())

    bodies = []

    @settings(max_examples=500, database=None)
    @given(BODIES)
    def made(body):
        bodies.append(body)

    made()
    # All at once: asking the browser about each would take most of the time.
    written = page.evaluate(THROUGH_THE_EDITOR, bodies)
    assert len(bodies) >= 500
    changed = [(body, one) for body, one in zip(bodies, written, strict=True) if clean_body(one) != body]
    assert changed == []


def test_without_scripts_the_body_is_a_text_area(visitor, article):
    page = visitor(user=make_user("Editor"), scripts=False)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Body").fill("<p>Typed <b>by hand</b></p>")
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<p>Typed <strong>by hand</strong></p>"
