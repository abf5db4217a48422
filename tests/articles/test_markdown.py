"""An article as Markdown: what it says of itself, and that reading it back gives the same words."""

import datetime
import json

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from markdown_it import MarkdownIt

from articles import publishing
from articles.markdown import markdown
from articles.models import Kind
from cms.html import clean_body, text_of
from cms.htmltree import parse
from tests.bodies import BODIES
from tests.factories import make_article, make_author, update_article

BASE = "https://site.example/articles/backs/"


def written(body):
    return markdown(parse(str(clean_body(body))), BASE)


def words(html):
    return "".join(text_of(html).split())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Rest</h2><p>A <strong>day</strong> or <em>two</em>.</p>", "## Rest\n\nA **day** or *two*."),
        ('<p><a href="/topics/">Topics</a></p>', "[Topics](<https://site.example/topics/>)"),
        ("<ul><li>One</li><li>Two<ul><li>Half</li></ul></li></ul>", "- One\n\n- Two\n\n  - Half"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ('<ol start="3"><li>One</li><li>Two</li></ol>', "3. One\n4. Two"),
        ("<blockquote><p>So</p><p>it is.</p></blockquote>", "> So\n>\n> it is."),
        ('<aside class="emergency"><h2>Now</h2><p>Call.</p></aside>', "> ## Now\n>\n> Call."),
        ("<p>2 * 3 &lt; 7 _a_ [b] `c` &amp;lt; #d</p>", r"2 \* 3 \< 7 \_a\_ \[b\] \`c\` \&lt; #d"),
        ("<p># no</p><p>1. no</p><p>- no</p>", "\\# no\n\n1\\. no\n\n\\- no"),
        ("<p>H<sub>2</sub>O<br>next</p>", "H<sub>2</sub>O\\\nnext"),
        ("<pre>a *b*\n  c</pre>", "```\na *b*\n  c\n```"),
        (
            "<table><tr><th>Age</th><th>Grams</th></tr><tr><td>2 | 5</td><td>15</td></tr></table>",
            "| Age | Grams |\n| --- | --- |\n| 2 \\| 5 | 15 |",
        ),
        (
            '<figure><img src="/images/7/" alt="A back"><figcaption>The spine</figcaption></figure>',
            "![A back](<https://site.example/images/7/>)\n\nThe spine",
        ),
    ],
)
def test_every_element_has_its_sign(body, expected):
    assert written(body) == expected


@given(BODIES)
@hypothesis_settings(max_examples=60)
def test_read_back_it_has_the_same_words(body):
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    assert words(reader.render(markdown(parse(body), BASE))) == words(body)


# --- The address ---


@pytest.fixture
def article(db):
    article = make_article(
        title='The "back"', slug="backs", body='<p>See <a href="#x">x</a>.</p>', tags=["back"],
        at=datetime.datetime(2016, 5, 12, 9, tzinfo=datetime.UTC),
    )  # fmt: skip
    update_article(
        article, kind=Kind.FULL_REVIEW, note="Checked every line.", reviewer=make_author("Imani Okafor")
    )
    return article


def test_it_says_its_version_and_dates_before_its_words(article):
    response = Client().get("/articles/backs/article.md")
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Link"] == '<http://testserver/articles/backs/>; rel="canonical"'
    _, facts, text = response.content.decode().split("---\n", 2)
    told = {name: json.loads(value) for name, value in (line.split(": ", 1) for line in facts.splitlines())}
    assert (told["title"], told["version"], told["tags"]) == ('The "back"', 2, ["back"])
    assert told["address"] == "http://testserver/articles/backs/"
    assert told["history"] == "http://testserver/articles/backs/history/"
    assert told["first_published"] == "2016-05-12"
    assert (told["reviewed_by"], len(told["last_reviewed"])) == ("Imani Okafor", 10)
    assert text.startswith('\n# The "back"\n\n**What it is and what helps.**\n\nSee [x](<http://testserver/')
    page = Client().get("/articles/backs/").content.decode()
    assert 'href="http://testserver/articles/backs/article.md" type="text/markdown"' in page


def test_a_withdrawn_article_has_none_and_says_why(article):
    publishing.withdraw(article, by=None, reason="Its advice was out of date.")
    response = Client().get("/articles/backs/article.md")
    assert response.status_code == 410
    assert "Its advice was out of date." in response.content.decode()
