import pytest

from articles.comparison.passages import passages_changed
from cms.html import clean_body

OLD = (
    "<h2>Causes</h2><p>One cause is age. Two is strain, often <em>at work</em>. Three is a fall.</p>"
    "<p>Rest a day.</p>"
)


def changed(new, *quotes, old=OLD):
    return passages_changed(clean_body(old), clean_body(new), [*quotes])


def test_only_the_sentence_that_changed_counts():
    quotes = ["One cause is age", "Two is strain", "often at work", "Three is a fall", "Rest a day."]
    assert changed(OLD.replace("strain", "stress"), *quotes) == [False, True, True, False, False]


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("<em>at work</em>", "at work"),
        OLD.replace("h2", "h3"),
        "<p>Rest a day.</p>" + OLD.replace("<p>Rest a day.</p>", ""),
        OLD.replace("age. Two", "age.</p><p>Two"),
        OLD + "<p>More.</p>",
    ],
)
def test_formatting_and_place_do_not_count(new):
    assert changed(new, "One cause is age.", "often at work", "Rest a day.") == [False, False, False]


def test_a_removed_paragraph_changed():
    assert changed(OLD.replace("<p>Rest a day.</p>", ""), "Rest a day", "One cause") == [True, False]


def test_a_word_that_came_into_the_sentence_counts():
    assert changed(OLD.replace("Rest a day", "Never rest a day"), "Rest a day") == [True]
    assert changed(OLD.replace("a fall", "a bad fall"), "Three is") == [True]


def test_a_sentence_that_came_beside_it_does_not_count():
    assert changed(OLD.replace("Three", "It hurts. Three"), "Three is a fall", "at work") == [False, False]


def test_a_quote_may_run_over_two_paragraphs_and_be_typed_with_other_quotation_marks():
    old = "<p>Don’t worry.</p><p>It passes.</p>"
    assert changed(old, "Don't worry. It passes.", old=old) == [False]
    assert changed(old.replace("passes", "stays"), "Don't worry. It passes.", old=old) == [True]


def test_a_quote_that_stands_somewhere_unchanged_has_not_changed():
    old = "<p>Rest a day.</p><p>Walk on, then. Rest a day.</p>"
    assert changed(old.replace("<p>Rest a day.</p>", "<p>Rest a week.</p>"), "Rest a day", old=old) == [False]


def test_what_was_never_there_and_nothing_at_all_have_not_changed():
    assert changed("", "Nowhere to be found", " ") == [False, False]


def test_a_table_row_and_a_caption_are_passages_too():
    old = (
        "<table><tr><td>Adults</td><td>10 mg</td></tr></table>"
        '<figure><img src="/images/1/" alt="A man"><figcaption>At work.</figcaption></figure>'
    )
    assert changed(old.replace("10 mg", "20 mg"), "10 mg", "At work", old=old) == [True, False]
