"""The body's rich-text editor in a real browser: what it is given comes back as it was."""

import pytest

from articles.models import Article
from cms.html import clean_body
from tests.factories import make_article, make_image, make_user
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
    article, picture = make_article(), stored_picture(name="A long walk", alt="Two people walking")
    page = open_form(visitor, article)
    write_after(page, "Most back pain passes.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="figure").click()
    page.get_by_label("Picture from the library").nth(1).select_option(f"A long walk ({picture.pk})")
    page.get_by_role("dialog").get_by_label("Caption").fill("Every day helps")
    page.get_by_role("button", name="Insert", exact=True).click()
    save(page)
    assert Article.objects.get(pk=article.pk).body == clean_body(
        f"{article.body}<figure><img src='/images/{picture.pk}/' alt='Two people walking'>"
        "<figcaption>Every day helps</figcaption></figure>"
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


def test_a_link_is_put_on_the_chosen_words(visitor):
    article = make_article(body="<p>Read more.</p>")
    page = open_form(visitor, article)
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+A")
    page.get_by_role("button", name="insert link").click()
    page.get_by_label("Address").first.fill("/articles/other/")
    page.get_by_role("button", name="Update").click()
    save(page)
    assert Article.objects.get(pk=article.pk).body == '<p><a href="/articles/other/">Read more.</a></p>'


def test_without_scripts_the_body_is_a_text_area(visitor, article):
    page = visitor(user=make_user("Editor"), scripts=False)
    page.goto(f"/admin/articles/article/{article.pk}/change/")
    page.get_by_label("Body").fill("<p>Typed <b>by hand</b></p>")
    save(page)
    assert Article.objects.get(pk=article.pk).body == "<p>Typed <strong>by hand</strong></p>"
