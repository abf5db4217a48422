"""Classic posts get the paragraphs and line breaks that WordPress would show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordpress.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("One.", "<p>One.</p>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One.\r\n \t\r\n\r\nTwo.\rThree.", "<p>One.</p>\n<p>Two.<br>\nThree.</p>"),
        ("One <em>big</em>\nline", "<p>One <em>big</em><br>\nline</p>"),
        ("a<br />\nb<br>c", "<p>a<br>\nb<br>\nc</p>"),
        ("a<br><br />b", "<p>a</p>\n<p>b</p>"),
        ("a<br class='x' />b", "<p>a<br>\nb</p>"),
        ("a\n\n&nbsp;\n\nb", "<p>a</p>\n<p>b</p>"),
        ("<a\nhref='x'>a</a> b", "<p><a href='x'>a</a> b</p>"),
    ],
)
def test_blank_lines_part_paragraphs_and_line_ends_break_lines(stored, html):
    assert paragraphs(stored) == html


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("a\n<h2>Head</h2>\nb", "<p>a</p>\n<h2>Head</h2>\n<p>b</p>"),
        ("<h2>Long\nhead\n\ning</h2>", "<h2>Long<br>\nhead<br>\ning</h2>"),
        ("a\n<hr />\nb", "<p>a</p>\n<hr /><p>b</p>"),
        ("<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>", "<ul><li>a</li>\n<li>b<br>\nc</li>\n</ul>"),
        ("<ul><li>a\n\nb</li></ul>", "<ul><li><p>a</p>\n<p>b</p>\n</li>\n</ul>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p>\n</blockquote>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n<p>b</p>\n</blockquote>"),
        ("<div>a\nb</div>", "<div>a<br>\nb</div>"),
        ("<div>a\n\nb</div>", "<div><p>a</p>\n<p>b</p>\n</div>"),
        ("<p>a\nb</p>\n\n<p>c</p>", "<p>a<br>\nb</p>\n<p>c</p>"),
        ("<p>a\n\nb</p>", "<p>a</p>\n<p>b</p>"),
        ("<p>a\n<p>b", "<p>a<p>b"),
        ("<p>a<ul><li>b</li></ul></p>c", "<p>a<ul><li>b</li>\n</ul>\n<p>c</p>"),
        ("<table>\n<tr>\n<td>a\nb</td>\n</tr>\n</table>", "<table><tr><td>a<br>\nb</td>\n</tr>\n</table>"),
        (
            '<figure id="f"><img src="x" />\n<figcaption>c</figcaption></figure>\nd',
            '<figure id="f"><img src="x" /><figcaption>c</figcaption>\n</figure>\n<p>d</p>',
        ),
        ("a<!--more-->b", "<p>a</p>\n<!--more-->\n<p>b</p>"),
        ("a <!-- a\n\nremark --> b", "<p>a <!-- a  remark --> b</p>"),
    ],
)
def test_blocks_stand_for_themselves(stored, html):
    assert paragraphs(stored) == html


def test_text_that_keeps_its_lines_is_left_alone():
    listing = "<pre>\nif a:\n\n    b <b>c</b>\n</pre>"
    assert paragraphs(f"a\n{listing}\nb") == f"<p>a</p>\n{listing}\n<p>b</p>"


def test_post_made_of_blocks_is_left_alone():
    body = "<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\nthree"
    assert paragraphs(body) == body


@given(st.text(alphabet="ab& \t\n\r", max_size=60))
def test_no_word_is_lost(text):
    html = paragraphs(text)
    assert re.sub(r"<br>|</?p>|\s", "", html) == re.sub(r"\s", "", text)


@given(
    st.lists(
        st.sampled_from(["a", "\n", " ", "<p>", "</p>", "<br>", "<ul><li>", "</li></ul>", "<h2>", "</h2>"])
    )
)
def test_done_twice_is_done_once(parts):
    once = paragraphs("".join(parts))
    assert paragraphs(once) == once
