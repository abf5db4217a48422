"""What holds for every comparison, whatever was edited."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.comparison import compare
from articles.comparison.allowed import written
from articles.snapshot import Snapshot
from cms.htmltree import elements, parse, serialise
from tests.articles.comparison.reading import leaves, marks, new_of, old_of, words_alone
from tests.articles.comparison.strategies import bodies, edits

thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
pairs = edits() | st.tuples(bodies(), bodies())


def compared(old, new):
    return compare(Snapshot("Title", body=old), Snapshot("Title", body=new))


def every_html(comparison):
    for row in comparison.rows:
        yield from (row.html, row.old_html, row.new_html)


def is_move(row):
    return bool(row.change) and row.change.kind == "moved"


def stays_for_new(row):
    return not row.is_departure


def stays_for_old(row):
    return not (row.change and "moved" in row.change.kinds) or row.is_departure


@thorough
@given(pairs)
def test_without_what_was_removed_the_new_body_stands_there(pair):
    old, new = pair
    rows = [row for row in compared(old, new).rows if stays_for_new(row)]
    assert [leaf for row in rows for leaf in leaves(new_of(row.html))] == leaves(new)
    assert [leaf for row in rows for leaf in leaves(new_of(row.new_html))] == leaves(new)


@thorough
@given(pairs)
def test_without_what_was_added_the_old_body_stands_there(pair):
    old, new = pair
    rows = [row for row in compared(old, new).rows if stays_for_old(row)]
    assert [leaf for row in rows for leaf in leaves(old_of(row.old_html))] == leaves(old)
    assert "".join(words_alone(old_of(row.html)) for row in rows) == words_alone(old)


@thorough
@given(bodies())
def test_a_body_beside_itself_has_no_change(body):
    comparison = compared(body, body)
    assert comparison.changes == ()
    assert not comparison.nothing_visible
    assert [leaf for row in comparison.rows for leaf in leaves(new_of(row.html))] == leaves(body)


@thorough
@given(pairs)
def test_nothing_changes_silently(pair):
    old, new = pair
    comparison = compared(old, new)
    assert comparison.is_empty == (leaves_with_starts(old) == leaves_with_starts(new))
    for change in comparison.changes:
        assert marks(change.html), change.label


def leaves_with_starts(body):
    return serialise(parse(body))


@thorough
@given(pairs)
def test_what_is_written_parses_to_the_tree_it_was_written_from(pair):
    for html in every_html(compared(*pair)):
        assert written(parse(html)) == html


@thorough
@given(pairs)
def test_marks_stand_inside_one_block_and_never_inside_each_other(pair):
    for html in every_html(compared(*pair)):
        for mark in elements(parse(html)):
            if mark.tag in ("ins", "del") and mark.attrs:
                inside = [*elements(mark.children)]
                assert not {element.tag for element in inside} & BLOCKS
                assert not [element for element in inside if element.tag in ("ins", "del") and element.attrs]
                assert mark.children[0].attrs["class"] == "vh"
                assert len(mark.children) > 1


BLOCKS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "aside",
    "pre",
}


@thorough
@given(pairs)
def test_where_marks_meet_what_was_removed_stands_before_what_was_added(pair):
    for change in compared(*pair).changes:
        for element in elements(parse(f"<div>{change.html}</div>")):
            for before, after in zip(element.children, element.children[1:], strict=False):
                assert (said_of(before), said_of(after)) != ("Added: ", "Removed: ")


def said_of(node):
    """The hidden words a mark begins with."""
    is_mark = getattr(node, "tag", "") in ("ins", "del") and node.attrs
    return node.children[0].children[0] if is_mark else ""


@thorough
@given(pairs)
def test_the_other_way_round_counts_the_same_the_other_way_round(pair):
    old, new = pair
    there, back = compared(old, new).tally, compared(new, old).tally
    assert (there.words_added, there.words_removed) == (back.words_removed, back.words_added)
    assert (there.changes, there.moved, there.images_replaced, there.links_changed) == (
        back.changes,
        back.moved,
        back.images_replaced,
        back.links_changed,
    )
