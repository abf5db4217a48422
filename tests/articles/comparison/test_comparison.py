"""How changes are numbered, named, placed and folded."""

import pickle

import pytest

from articles.comparison import Kind, compare
from articles.comparison.comparing import FALLBACK
from articles.comparison.pairing import MOST_BLOCKS
from articles.snapshot import RelatedTitle, Snapshot
from cms.html import CleanHTML, clean_body
from tests.articles.comparison.reading import marked_as

INTRO = "<p>Most backs hurt at some time, and most of them heal.</p>"
CAUSES = "<h2>Causes</h2><p>Sitting for long strains the back of many people.</p>"
ITEMS = "<ul><li>Posture.</li><li>Strain.</li><li>Age.</li><li>Work.</li></ul>"
HELP = "<h2>What helps</h2><p>Short walks help most people within a few weeks.</p>"


def compared(old, new, **fields):
    before = Snapshot("Back pain", body=clean_body(old))
    return compare(before, Snapshot(**{"title": "Back pain", "body": clean_body(new)} | fields))


def test_changes_are_numbered_in_reading_order_with_their_sections():
    comparison = compared(
        INTRO + CAUSES + HELP,
        INTRO.replace("heal", "pass") + CAUSES.replace("strains", "hurts") + HELP.replace("weeks", "days"),
        title="Sore back",
        tags=("back",),
    )
    found = [(change.number, change.section, change.heading, change.anchor) for change in comparison.changes]
    assert found == [
        (1, "Title", "Title changed", "change-1"),
        (2, "Introduction", "Introduction", "change-2"),
        (3, "Causes", "Causes", "change-3"),
        (4, "What helps", "What helps", "change-4"),
        (5, "Tags", "Tags changed", "change-5"),
    ]


def test_the_heading_says_what_happened_where_marks_alone_do_not():
    [change] = compared(CAUSES + ITEMS, CAUSES + ITEMS.replace("</ul>", "<li>Falls.</li></ul>")).changes
    assert (change.heading, change.kind) == ("Causes · New list item", Kind.ADDED)


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("caf\u00e9", "cafe\u0301", "accents as characters of their own"),
        ("heart\u00adbeat", "heartbeat", "soft hyphen"),
        ("heart\u200bbeat", "heartbeat", "zero-width space"),
        ("\u200fbeat", "beat", "right-to-left mark"),
    ],
)
def test_what_nobody_sees_is_put_into_words(old, new, note):
    [change] = compared(INTRO.replace("backs", old), INTRO.replace("backs", new)).changes
    assert f" ({note})</span>" in change.html


def test_what_everybody_sees_is_not():
    [change] = compared(INTRO.replace("backs", "heart\u00adbeats"), INTRO.replace("backs", "ribs")).changes
    assert "note" not in change.html


def test_paragraphs_of_one_item_that_become_items_say_what_they_were():
    [change] = compared(
        "<ul><li><p>Rest well.</p><p>Walk.</p></li></ul>", "<ul><li>Rest well.</li><li>Walk.</li></ul>"
    ).changes
    assert marked_as(change.html, "del") == ["paragraph (bulleted list)"]
    assert marked_as(change.html, "ins") == ["list item (bulleted list)"]


def test_what_went_stands_under_the_heading_it_had():
    [change] = compared(INTRO + CAUSES + HELP, INTRO + HELP).changes
    assert (change.section, change.label) == ("Causes", "1 heading and 1 paragraph removed")


def test_what_stands_under_a_renamed_heading_is_found_under_the_new_name():
    comparison = compared(
        CAUSES + ITEMS, CAUSES.replace("Causes", "Reasons") + ITEMS.replace("<li>Age.</li>", "")
    )
    assert [change.section for change in comparison.changes] == ["Reasons", "Reasons"]


def test_neighbours_that_came_together_are_one_change():
    comparison = compared(INTRO, INTRO + CAUSES + ITEMS + HELP)
    assert [change.label for change in comparison.changes] == [
        "New section: 1 heading, 1 paragraph and 4 list items",
        "New section: 1 heading and 1 paragraph",
    ]


def test_unchanged_neighbours_fold_under_a_summary():
    rows = compared(INTRO + CAUSES + ITEMS, INTRO + CAUSES.replace("strains", "hurts") + ITEMS).rows
    assert [row.summary for row in rows] == [
        "1 unchanged paragraph and 1 heading",
        "",
        "4 unchanged list items",
    ]
    assert rows[2].html == clean_body(ITEMS)


def test_unchanged_items_of_a_numbered_list_keep_their_numbers():
    old = "<ol><li>Stand up slowly.</li><li>Turn left.</li><li>Turn right.</li></ol>"
    rows = compared(old, old.replace("slowly", "quickly")).rows
    assert rows[1].html == '<ol start="2"><li>Turn left.</li>\n<li>Turn right.</li></ol>'


def test_a_list_in_a_cell_counts_from_its_new_start_though_its_first_item_went():
    cell = "<table><tbody><tr><td>{}</td></tr></tbody></table>".format
    old = cell("<ul><li>Rest.</li><li>Walk every day.</li></ul>")
    [row] = compared(old, cell('<ol start="4"><li>Walk every day.</li></ol>')).rows
    assert '<ol start="4"><li><del class="removed">' in row.html


def test_a_moved_block_is_one_change_and_leaves_a_departure():
    old = CAUSES + "<p>Nobody knows exactly why it starts.</p>" + HELP
    new = CAUSES + HELP + "<p>Nobody knows exactly why it starts.</p>"
    comparison = compared(old, new)
    [change] = comparison.changes
    [departure] = [row for row in comparison.rows if row.is_departure]
    assert departure.change is change
    assert marked_as(departure.html, "del") == ["Nobody knows exactly why it starts."]
    assert comparison.tally.phrases() == [(1, "change"), (1, "part moved")]


def test_a_section_that_moved_is_one_change():
    comparison = compared(INTRO + CAUSES + ITEMS + HELP, INTRO + HELP + CAUSES + ITEMS)
    assert [change.label for change in comparison.changes] == ["1 heading and 1 paragraph moved"]


def test_the_counts_are_words_for_readers():
    comparison = compared(
        INTRO + '<p>See <a href="/a/">this</a>.</p>' + '<figure><img src="/images/1/" alt="x"></figure>',
        INTRO.replace("most of them heal", "a few stay") + '<p>See <a href="/b/">this</a>.</p>'
        '<figure><img src="/images/2/" alt="x"></figure>',
    )
    assert comparison.tally.phrases() == [
        (3, "changes"),
        (3, "words added"),
        (4, "removed"),
        (1, "image replaced"),
        (1, "link changed"),
    ]


def test_only_words_that_went_are_called_words():
    assert compared(INTRO, INTRO.replace("Most backs", "Backs")).tally.phrases()[1] == (1, "word added")
    assert compared(INTRO, INTRO.replace(" at some time", "")).tally.phrases()[1] == (3, "words removed")


def test_versions_that_differ_in_nothing_visible_say_so():
    before, now = Snapshot("A", image=None, alt="x"), Snapshot("A", image=None, alt="y")
    comparison = compare(before, now)
    assert comparison.is_empty
    assert comparison.nothing_visible


def test_a_related_article_under_its_new_title_is_no_change():
    before, now = (Snapshot("A", related=(RelatedTitle(1, title),)) for title in ("Old title", "New title"))
    comparison = compare(before, now)
    assert comparison.is_empty
    assert not comparison.nothing_visible


def test_a_body_that_was_not_cleaned_is_cleaned_first():
    [change] = compare(
        Snapshot("A"), Snapshot("A", body="<p onclick=x>One<script>alert(1)</script></p>")
    ).changes
    assert marked_as(change.html, "ins") == ["One"]
    assert "script" not in change.html
    assert "onclick" not in change.html


def test_titles_and_names_are_text_and_no_markup():
    comparison = compare(Snapshot("<b>A</b>", tags=("<i>",)), Snapshot("<b>B</b>", credit="&", tags=("a&b",)))
    assert all("<b>" not in change.html and "<i>" not in change.html for change in comparison.changes)
    assert marked_as(comparison.changes[0].html, "ins") == ["B"]


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        ("one two three four five six", "one two three x y z", "in one paragraph"),
        ("one two three four five six", "one two u v w x y z", "as two"),
    ],
)
def test_more_than_three_fifths_changed_makes_two_paragraphs(old, new, share):
    [change] = compared(f"<p>{old}</p>", f"<p>{new}</p>").changes
    assert change.html.count("<p>") == (1 if share == "in one paragraph" else 2)


def test_a_word_alone_between_two_long_changes_is_taken_with_them():
    old = "<p>Most backs heal by themselves in time. Lifting heavy boxes of wet sand hurts.</p>"
    [change] = compared(
        old, old.replace("Lifting heavy boxes of wet sand", "Pushing crowded carts of iron")
    ).changes
    assert marked_as(change.html, "del") == ["Lifting heavy boxes of wet sand"]
    assert marked_as(change.html, "ins") == ["Pushing crowded carts of iron"]


def test_words_between_two_short_changes_stay():
    old = "<p>Take 10 mg or 20 mg of it.</p>"
    [change] = compared(old, old.replace("10", "15").replace("20", "25")).changes
    assert marked_as(change.html, "del") == ["10", "20"]


def test_text_from_right_to_left_has_its_direction():
    [change] = compared("<p>خذ 10 ملغ.</p>", "<p>خذ 100 ملغ.</p>").changes
    assert change.html.startswith('<p dir="rtl">')
    assert (
        '<del class="removed" dir="auto"><span class="vh" dir="ltr">Removed: </span>10</del>' in change.html
    )


def test_other_text_has_no_direction():
    [change] = compared(INTRO, INTRO.replace("heal", "pass")).changes
    assert "dir=" not in change.html


def test_too_many_changed_blocks_are_shown_whole_with_a_sentence():
    def body(word):
        return CleanHTML("".join(f"<p>{word} {place} of these lines</p>" for place in range(MOST_BLOCKS + 1)))

    comparison = compare(Snapshot("A", body=body("old")), Snapshot("B", body=body("new")))
    assert comparison.fallback == FALLBACK
    assert [change.label for change in comparison.changes] == [
        "Title changed", "2,001 paragraphs removed", "2,001 new paragraphs",
    ]  # fmt: skip


def test_a_comparison_that_was_bounded_still_ends_and_shows_both_sides():
    old, new = (
        CleanHTML(f"<p>{' '.join(words)}</p>") for words in (["a", "b"] * 40_000, ["b", "a"] * 39_000 + ["c"])
    )
    comparison = compare(Snapshot("A", body=old), Snapshot("A", body=new))
    assert comparison.fallback == FALLBACK
    assert len(comparison.changes) == 1


def test_an_ordinary_comparison_has_no_fallback():
    assert compared(INTRO, HELP).fallback == ""


def test_a_comparison_can_be_kept_in_a_cache():
    comparison = compared(INTRO, INTRO.replace("heal", "pass"), title="Other")
    assert pickle.loads(pickle.dumps(comparison)) == comparison
