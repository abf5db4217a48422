"""What people copy elsewhere and paste here: each sample, in its program's dialect, and its clean form."""

import pytest
from hypothesis import given

from cms.cliplinks import direct
from cms.html import clean_body, clean_paste
from cms.htmlclipboard import SPOKEN
from cms.htmltree import elements, parse
from cms.markdown import text_html
from tests.clipboards import SAMPLES, expected, markup
from tests.cms.test_html_properties import SOUP


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_becomes_clean_html(sample):
    assert clean_paste(markup(sample)).html == expected(sample)


def test_there_is_a_sample_of_every_dialect():
    assert len(SAMPLES) >= 12
    assert {path.suffix for path in SAMPLES} == {".html", ".txt"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_was_pasted_is_canonical_and_pasted_again_the_same(sample):
    clean = clean_paste(markup(sample)).html
    assert clean_body(str(clean)) == clean
    assert clean_paste(str(clean)).html == clean


@given(SOUP)
def test_any_clipboard_becomes_a_canonical_body(html):
    clean = clean_paste(html).html
    assert clean_body(str(clean)) == clean
    kept = {name for element in elements(parse(clean)) for name in element.attrs}
    assert kept & SPOKEN <= {"class"}


def test_pictures_that_are_left_out_are_counted():
    html = '<img src="https://a.example/1.png"><img src="/dot.gif" width="1"><img src="/images/4/">'
    assert clean_paste(html).pictures == 1


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>a&nbsp;&nbsp; b</p>", "<p>a b</p>"),
        ("<p>5&nbsp;mg of&nbsp;it</p>", "<p>5&nbsp;mg of it</p>"),
        ("<p>«&nbsp;Oui&nbsp;»</p>", "<p>«&nbsp;Oui&nbsp;»</p>"),
        ("<p>hy\u00adphen\u200b</p>", "<p>hyphen</p>"),
        ("<pre>a\xa0 b</pre>", "<pre>a&nbsp; b</pre>"),
        ('<p><span style="font-weight: 600">b</span><span style="font-weight:400">c</span></p>',
         "<p><strong>b</strong>c</p>"),
        ("<h1>One</h1><h2>Two</h2><h3>Three</h3><h5>Deep</h5>",
         "<h2>One</h2>\n<h3>Two</h3>\n<h4>Three</h4>\n<h4>Deep</h4>"),
        ("<h3>Kept as it was</h3>", "<h3>Kept as it was</h3>"),
        ("<h2><b>Bold twice</b></h2>", "<h2>Bold twice</h2>"),
        ("<p>a <ins>b</ins> <del>c</del></p>", "<p>a <ins>b</ins> <del>c</del></p>"),
        ('<a href="#top">Up</a>', "<p>Up</p>"),
        ('<a href="javascript:x()">Run</a>', "<p>Run</p>"),
        ("<table><tr><td>One cell</td></tr></table>", "<p>One cell</p>"),
        ("<p>• lonely</p>", "<p>• lonely</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_small_things_of_the_dialects(pasted, clean):
    assert clean_paste(pasted).html == clean


def test_what_is_far_too_deep_keeps_its_words():
    assert clean_paste("<div>" * 5_000 + "deep" + "</div>" * 5_000).html == "<p>deep</p>"


@pytest.mark.parametrize(
    ("copied", "leads"),
    [
        ("https://www.google.com/url?q=https://a.example/x&sa=D", "https://a.example/x"),
        ("https://www.google.com/search?q=https://a.example/x", "https://www.google.com/search?q=https://a.example/x"),
        ("https://www.google.com/url?q=javascript:x", "https://www.google.com/url?q=javascript:x"),
        ("https://notgoogle.com/url?q=https://a.example/", "https://notgoogle.com/url?q=https://a.example/"),
        ("https://a.example/?utm_source=b&c=1", "https://a.example/?c=1"),
        ("https://a.example/?c=1&d", "https://a.example/?c=1&d"),
        ("https://[broken", "https://[broken"),
    ],
)  # fmt: skip
def test_a_copied_link_leads_where_it_leads(copied, leads):
    assert direct(copied) == leads


@pytest.mark.parametrize(
    "words", ["One line", "A - b\nc - d", "* one star", "1. May is a holiday", "a_b_c and 2 * 3 * 4"]
)
def test_plain_words_are_no_markdown(words):
    assert text_html(words).startswith("<p>")
