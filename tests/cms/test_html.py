from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.html import CleanHTML, clean_body, link_html, paragraphs_html, text_of


def test_a_clean_body_is_marked_as_such_and_is_markup_to_templates():
    body = clean_body("<p>1 &lt; 2</p>")
    assert isinstance(body, CleanHTML)
    assert body.__html__() == "<p>1 &lt; 2</p>"


def test_texts_cleaned_at_the_same_time_do_not_mix():
    texts = [f"<ul><li>{number} <b>{number}</b>" * 5 for number in range(60)]
    with ThreadPoolExecutor(8) as threads:
        bodies = [*threads.map(clean_body, texts)]
    assert bodies == [clean_body(text) for text in texts]


def test_an_overlay_after_a_tag_is_kept_as_typed():
    assert clean_body("<p>\u0338a</p>").encode() == b"<p>\xcc\xb8a</p>"


@pytest.mark.parametrize(
    "tag", ["div", "b", "span", "blockquote", "ul><li", "table><tr><td", "a href=/x", "ins", "svg"]
)
def test_ten_thousand_levels_keep_their_words(tag):
    assert text_of(f"<{tag}>" * 10_000 + "word") == "word"


@pytest.mark.parametrize(
    "html",
    [
        "<" * 200_000,
        "<!--" * 50_000,
        '<a href="' * 30_000,
        "<b " + "x=y " * 60_000,
        "<b " + "font-weight:normal " * 20_000,
        "<p>" + "".join(f"<b class={number}>" for number in range(3_000)) + "<p>a" * 5_000,
        "\ud800" * 100_000,
        "&" * 50_000,
        "<p " + "a " * 100_000 + ">",
    ],
    ids=[
        "angles",
        "comments",
        "quotes",
        "attributes",
        "styles",
        "open marks",
        "halves",
        "ampersands",
        "names",
    ],
)
def test_hostile_bulk_is_cleaned_and_stays_clean(html):
    body = clean_body(html)
    assert clean_body(body) == body


def test_a_body_that_passes_the_bounds_keeps_its_words_in_paragraphs():
    html = "<div>one<script>no</script> <b>bo</b>ld<p>two &lt; three" + "<div>" * 100
    assert clean_body(html) == "<p>one bold</p>\n<p>two &lt; three</p>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("<p>a <b>b</b></p><p>c<br>d</p>", "a b\nc\nd"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "a\nb\nc"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "a\nb"),
        ('<figure><img src="/images/7/" alt="x"><figcaption>a</figcaption></figure>', "a"),
        ("<pre>a\n\n  b</pre>", "a\nb"),
        ("1 &lt; 2 &amp; 3&nbsp;kg", "1 < 2 & 3\xa0kg"),
        ("<script>a</script>b", "b"),
    ],
)
def test_the_words_of_a_body_are_one_line_for_each_block(html, words):
    assert text_of(html) == words
    assert text_of(clean_body(html)) == words


@pytest.mark.parametrize(
    ("words", "markup"),
    [
        ("", ""),
        ("a", "<p>a</p>"),
        ("a\nb\n\nc", "<p>a<br>b</p>\n<p>c</p>"),
        ("a\n \n\nb", "<p>a</p>\n<p>b</p>"),
        ("<b>&amp;\x1a1\x1a", "<p>&lt;b&gt;&amp;amp;\x1a1\x1a</p>"),
    ],
)
def test_plain_text_becomes_paragraphs(words, markup):
    assert paragraphs_html(words) == markup


def test_a_link_is_written_with_its_words_escaped():
    assert link_html("https://a.example/?b=1&c", "<a>", rel="ugc") == (
        '<a href="https://a.example/?b=1&amp;c" rel="ugc">&lt;a&gt;</a>'
    )


def test_a_link_that_may_not_be_one_is_its_words():
    assert link_html("javascript:alert(1)", "<a>") == "&lt;a&gt;"
