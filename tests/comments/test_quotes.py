import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text import clean_text
from comments.markup import SLOT, ShownLink, comment_html, fill_links
from comments.quotes import Piece, passages, pieces


def test_lines_with_the_sign_are_a_quote_and_the_others_are_not():
    assert pieces("Before\n> Rest a day.\n>Then walk.\n\nAfter") == [
        Piece("Before", False),
        Piece("Rest a day.\nThen walk.", True),
        Piece("\nAfter", False),
    ]


@pytest.mark.parametrize(
    "text", [">:(", ">_<", ">.<", ">50 mg is too much", "a > b", "-> see below", ">", "> "]
)
def test_a_sign_that_begins_something_else_stays_as_typed(text):
    assert not any(piece.is_quote for piece in pieces(text))
    assert unescape(comment_html(text)) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("> Rest.\n\nNo.", "<blockquote><p>Rest.</p></blockquote>\n<p>No.</p>"),
        ("> a\n>\n> b", "<blockquote><p>a</p>\n<p>b</p></blockquote>"),
        (">> a\n> b", "<blockquote><blockquote><p>a</p></blockquote>\n<p>b</p></blockquote>"),
        ("> <b>&", "<blockquote><p>&lt;b&gt;&amp;</p></blockquote>"),
        (
            ">>>> a",
            "<blockquote><blockquote><blockquote><p>&gt; a</p></blockquote></blockquote></blockquote>",
        ),
        ("a\n> b\nc", "<p>a</p>\n<blockquote><p>b</p></blockquote>\n<p>c</p>"),
        (">“Rest.”", "<blockquote><p>“Rest.”</p></blockquote>"),
        ("\n\n", ""),
    ],
)
def test_a_quote_is_printed_as_one(text, html):
    assert comment_html(text) == html


def test_an_address_in_a_quote_is_a_link_like_any_other():
    html = comment_html("> https://spa.example/\n>https://baths.example/")
    shown = fill_links(
        html, {n: ShownLink(f"https://{s}.example/", "link") for n, s in enumerate(["spa", "baths"])}
    )
    assert shown.startswith("<blockquote><p><a href=")
    assert shown.count("<a ") == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("> Rest a day.\n> Then walk.\n\nNo.", ["Rest a day.\nThen walk."]),
        ("> Rest … walk ... sit", ["Rest ", " walk ", " sit"]),
        ("> one\n>\n> two\n\n> three", ["one", "two", "three"]),
        (">> what they said\n> what you said", ["what you said"]),
        ("No quote", []),
    ],
)
def test_what_is_quoted_is_told_in_passages(text, found):
    assert passages(text) == found


# Letters that no top-level domain is made of: an address would be a link, filled in later.
LINES = st.lists(st.text(alphabet="> yz.:\n\t<&", max_size=12), max_size=8).map("\n".join)


@given(LINES)
def test_no_word_is_lost_whatever_is_quoted(text):
    text = clean_text(text)
    words = (
        re.sub("<[^>]+>", " ", comment_html(text))
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
    )
    assert re.sub(r"[\s>]", "", words) == re.sub(r"[\s>]", "", text)


@given(LINES)
def test_quotes_are_well_formed_and_not_deep(text):
    html, depth = comment_html(clean_text(text)), 0
    for tag in re.findall("</?blockquote>", html):
        depth += -1 if tag.startswith("</") else 1
        assert 0 <= depth <= 3
    assert depth == 0
    assert not SLOT.search(html)
