"""Every edit on the bench shows in the redline: none is silent, and nothing is marked that did not change."""

import pytest

from articles.comparison import compare
from tests.articles.comparison.reading import marked_as, unmarked
from tests.articles.comparison.redline_bench import EDITS, IMAGE_NAMES

by_name = pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.kind}: {edit.name}")


def redline(edit):
    [change] = compare(*edit.snapshots(), image_names=IMAGE_NAMES).changes
    return change


def test_the_bench_is_wide_enough():
    assert len(EDITS) >= 60
    assert len({edit.kind for edit in EDITS}) >= 20


@by_name
def test_the_edit_shows_with_its_marks(edit):
    change = redline(edit)
    assert " | ".join(marked_as(change.html, "del")) == edit.gone
    assert " | ".join(marked_as(change.html, "ins")) == edit.came
    assert edit.gone or edit.came


@by_name
def test_what_did_not_change_stays_unmarked(edit):
    assert " ".join(unmarked(redline(edit).html).split()) == edit.stays


@by_name
def test_the_change_says_what_happened(edit):
    assert redline(edit).label == edit.says


@by_name
def test_each_side_shows_only_its_own_marks(edit):
    change = redline(edit)
    assert not marked_as(change.old_html, "ins")
    assert not marked_as(change.new_html, "del")


@by_name
def test_a_version_beside_itself_has_no_mark(edit):
    for snapshot in edit.snapshots():
        comparison = compare(snapshot, snapshot)
        assert comparison.is_empty
        assert not comparison.nothing_visible
        assert not any("<ins class" in row.html or "<del class" in row.html for row in comparison.rows)


@by_name
def test_going_back_shows_the_same_edit_the_other_way_round(edit):
    there, back = (compare(*pair).tally for pair in (edit.snapshots(), edit.snapshots()[::-1]))
    assert there.changes == back.changes == 1
    assert (there.words_added, there.words_removed) == (back.words_removed, back.words_added)
