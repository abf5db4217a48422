from hypothesis import given
from hypothesis import strategies as st

from wordpress.markup import Piece, element, opening, pieces

FRAGMENTS = [
    "<p>",
    "</p>",
    "<br/>",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "<a href='x",
    '"',
    "'",
    ">",
    "<",
    "words",
    "\n",
]


@given(st.lists(st.sampled_from(FRAGMENTS)).map("".join))
def test_pieces_joined_are_what_was_split(html):
    assert "".join(piece.text for piece in pieces(html)) == html


def test_pieces_know_tags_text_remarks_and_what_is_not_looked_into():
    html = '<P class="a">a < b<img alt="x > y"></p><!-- <p> --><pre><b>[x]</b></PRE >end'
    assert list(pieces(html)) == [
        Piece("open", "p", '<P class="a">'),
        Piece("text", "", "a < b"),
        Piece("open", "img", '<img alt="x > y">'),
        Piece("close", "p", "</p>"),
        Piece("remark", "", "<!-- <p> -->"),
        Piece("untouched", "pre", "<pre><b>[x]</b></PRE >"),
        Piece("text", "", "end"),
    ]


def test_what_is_never_closed_runs_to_the_end():
    assert list(pieces("a<!-- b")) == [Piece("text", "", "a"), Piece("remark", "", "<!-- b")]
    assert list(pieces("<pre>a<b>")) == [Piece("untouched", "pre", "<pre>a<b>")]


def test_elements_escape_their_attributes_and_leave_empty_ones_out():
    assert element("a", "<b>x</b>", href='"&', id=None) == '<a href="&quot;&amp;"><b>x</b></a>'
    assert opening("img", class_="wp-image-1", alt="") == '<img class="wp-image-1">'
