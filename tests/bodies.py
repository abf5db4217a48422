"""Bodies: those of the demo site, and any that the cleaner lets through (Hypothesis)."""

from hypothesis import strategies as st

from cms.html import clean_body
from demo import content_files

MARKS = "strong em s u sub sup code ins del".split()
HREFS = [
    "/articles/id/7/",
    "/articles/id/7/#causes",
    "https://other.example/?a=1&amp;b=2",
    "mailto:a@b.example",
    "#x",
]
WORD = st.text(alphabet="abc é東&lt;'\"\xa0.,-", min_size=1, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)


def _within(tags, inside):
    return st.builds(lambda tag, content: f"<{tag}>{content}</{tag}>", st.sampled_from(tags), inside)


def _several(parts, most=3):
    return st.lists(parts, min_size=1, max_size=most).map("".join)


_link = st.builds(lambda href, words: f'<a href="{href}">{words}</a>', st.sampled_from(HREFS), WORD)
_inline = st.recursive(
    WORD | _link | st.just("<br>"),
    lambda inside: _within(MARKS, _several(inside)) | _several(inside),
    max_leaves=6,
)
_figure = st.builds(
    lambda pk, alt, caption: f'<figure><img src="/images/{pk}/" alt="{alt}">{caption}</figure>',
    st.integers(1, 99),
    st.sampled_from(["", "A back", "&quot;Sore&quot; &amp; stiff"]),
    st.just("") | _within(["figcaption"], _inline),
)
_simple = _within(["p", "p", "pre"], _inline) | _figure


def _cells(content):
    span = st.sampled_from(["", "", "", ' colspan="2"', ' rowspan="2"'])
    cell = st.builds(
        lambda tag, spans, inside: f"<{tag}{spans}>{inside}</{tag}>",
        st.sampled_from(["td", "th"]),
        span,
        content,
    )
    return _within(["tr"], st.lists(cell, min_size=2, max_size=3).map("".join))


def _nested(inside):
    items = _several(_within(["li"], _inline | _several(inside)))
    ordered = st.builds(lambda start, rows: f'<ol start="{start}">{rows}</ol>', st.integers(-2, 9), items)
    table = _several(_cells(st.just("") | _inline | _several(inside, 2))).map(
        lambda rows: f"<table>{rows}</table>"
    )
    box = st.builds(
        lambda kind, content: f'<aside class="{kind}">{content}</aside>',
        st.sampled_from(["note", "emergency"]),
        _several(inside | _within(["h3"], _inline) | st.just("<hr>")),
    )
    return _within(["ul"], items) | ordered | table | box | _within(["blockquote"], _several(inside))


_blocks = st.recursive(
    _simple | _within(["h2", "h3", "h4"], _inline) | st.just("<hr>"), _nested, max_leaves=8
)
#: Canonical bodies of every allowed element, nested in every allowed way.
BODIES = _several(_blocks, 4).map(clean_body).filter(bool)


def demo_bodies() -> list[str]:
    """The markup of every version and draft in the demo's content."""
    return [file.read_text() for file in sorted(content_files.CONTENT.rglob("*.html"))]
