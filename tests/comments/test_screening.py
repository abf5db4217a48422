import datetime

import pytest

from comments.screening import Facts, LinkFacts, Noticed, screen

KNOWN = {"published_before": 3}


def noticed(**facts):
    return [one.words for one in screen(Facts(text="Heat helps.", name="Jo", **{**KNOWN, **facts}))]


def test_nothing_is_noticed_about_a_plain_comment_of_a_known_writer():
    assert noticed() == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"published_before": 0}, ["No published comment from this address yet"]),
        ({"rejected_before": 1}, ["1 comment from this address was rejected or removed"]),
        ({"same_words_elsewhere": 4}, ["4 other comments with exactly these words"]),
        ({"trap_filled": True}, ["A field hidden from people was filled in"]),
        ({"version_token_forged": True}, ["The form's version token was not one of ours"]),
        ({"ends_in_link": True}, ["Ends in a link"]),
        (
            {"links": (LinkFacts("spa.example"),)},
            ["Links to spa.example: nobody has decided about it yet"],
        ),
        ({"links": (LinkFacts("spa.example", treatment="Allow"),)}, ["Links to spa.example (Allow)"]),
        (
            {"links": (LinkFacts("spa.example", treatment="Allow", rejected=2, writers=5),)},
            [
                "Links to spa.example (Allow)",
                "2 comments linking to spa.example were rejected or removed",
                "5 different names have linked to spa.example",
            ],
        ),
        (
            {
                "links": (LinkFacts("spa.example", treatment="Allow"),),
                "article_age": datetime.timedelta(days=8 * 365),
            },
            ["Links to spa.example (Allow)", "A link under an article that is 8 years old"],
        ),
    ],
)
def test_a_check_says_what_it_noticed(facts, words):
    assert noticed(**facts) == words


def test_a_check_that_fails_counts_as_a_reason_to_hold():
    def broken(facts):
        raise RuntimeError("the check's own fault")

    assert screen(Facts(text="", name=""), checks=(broken,)) == [
        Noticed("broken", "The check “broken” failed, so the comment waits")
    ]
