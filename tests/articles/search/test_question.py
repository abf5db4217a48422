"""What is read out of the search box."""

import pytest

from articles.search.question import MOST_TERMS, question_of, shortened


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("back pain", ["back", "pain"], []),
        ('"back pain" sleep', ['"back pain"', "sleep"], []),
        ("“back pain”", ['"back pain"'], []),
        ('"back pain', ['"back pain"'], []),
        ("fibre -bloating", ["fibre"], ["bloating"]),
        ('fibre -"white bread"', ["fibre"], ['"white bread"']),
        ("follow-up", ["follow-up"], []),
        ("what helps with a stiff neck", ["helps", "stiff", "neck"], []),
        ("how to", ["how", "to"], []),
        ('"how to"', ['"how to"'], []),
        ("Pain pain PAIN", ["Pain"], []),
        ("", [], []),
        ('""', [], []),
        ("- -- * ( ) : ^ \u2014", [], []),
        ("-pain", [], ["pain"]),
        ("pa\x00in \ud800", ["pain"], []),
        ("NEAR(back pain) AND title:x*", ["NEAR(back", "pain)", "title:x*"], []),
    ],
)
def test_words_phrases_and_what_is_left_out(typed, wanted, unwanted):
    question = question_of(typed)
    assert [str(term) for term in question.wanted] == wanted
    assert [str(term) for term in question.unwanted] == unwanted
    assert bool(question) == bool(wanted)


def test_a_long_text_is_looked_for_as_far_as_it_is_read():
    assert len(shortened("word " * 2_000)) <= 200
    assert len(question_of(" ".join(map(str, range(100)))).wanted) == MOST_TERMS
