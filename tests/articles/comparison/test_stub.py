import pytest

from articles.comparison import compare
from articles.comparison.stub import LONGEST, note_stub
from articles.snapshot import Snapshot
from cms.html import clean_body

TEXT = "The back is a long row of bones that hold you up all day."


def stub(old, new, **fields):
    before = Snapshot("Back pain", body=clean_body(old))
    return note_stub(compare(before, Snapshot(**{"title": "Back pain", "body": clean_body(new)} | fields)))


def sections(*pairs):
    return "".join(f"<h2>{heading}</h2>{body}" for heading, body in pairs)


def test_two_paragraphs_and_a_link():
    old = sections(
        ("Causes", f"<p>{TEXT}</p><p>Often {TEXT}</p>"), ("Help", '<p>See <a href="/a/">it</a>.</p>')
    )
    new = old.replace("long", "tall").replace("/a/", "/b/")
    assert stub(old, new) == "Changed 2 paragraphs under Causes; 1 link"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            f"<p>{TEXT}</p>",
            f"<p>{TEXT.replace('long', 'tall')}</p>",
            "Changed 1 paragraph in the introduction",
        ),
        ("", f"<p>{TEXT}</p>", "Added 1 paragraph in the introduction"),
        (
            "<ul><li>One thing.</li></ul>",
            "<ul><li>One thing.</li><li>Two things.</li><li>More.</li></ul>",
            "Added 2 list items in the introduction",
        ),
        (sections(("Help", f"<p>{TEXT}</p>")), sections(("Help", "")), "Removed 1 paragraph under Help"),
        (f"<p>{TEXT}</p>", f"<p>{TEXT}</p>", ""),
    ],
)
def test_what_was_done_and_where(old, new, line):
    assert stub(old, new) == line


def test_fields_are_named():
    line = stub("", "", title="Neck pain", standfirst="New.", tags=("neck",), image=4, alt="A neck")
    assert line == "Changed the title, the standfirst and the tags; replaced the lead image"


def test_a_long_line_leaves_out_the_places():
    old = sections(*((f"Section number {n} of many", f"<p>{TEXT}</p>") for n in range(12)))
    assert stub(old, old.replace("long", "tall")) == "Changed 12 paragraphs"


def test_it_always_fits():
    blocks = [
        "<h2>A very long heading of a section in this article</h2>",
        f"<p>{TEXT}</p>",
        "<pre>x y</pre>",
        "<hr>",
    ]
    for count in range(40):
        assert len(stub("", "".join(blocks[place % 4] for place in range(count)))) <= LONGEST
