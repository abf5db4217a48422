import pytest

from comments.noticing import Facts, LearntWord, LinkFacts, LookAlikes, RuleHit
from comments.receipts import marked_parts
from comments.screening import CHECKS, holds, screen


def noticed(text="Heat helps.", name="Jo Bell", **facts):
    return screen(Facts(text=text, name=name, published_before=1, **facts))


def names(*args, **facts):
    return {one.check_name for one in noticed(*args, **facts)} - {"unknown_link"}


def link(url="https://spa.example/", start=0, end=0):
    return (LinkFacts(url.split("/")[2], url=url, start=start, end=end),)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"links": link("https://spa.example/?utm_source=c")}, "tracking_code"),
        ({"links": link("https://spa.example/a?ref=cmt-0417")}, "tracking_code"),
        ({"links": (LinkFacts("bit.ly", is_shortener=True),)}, "shortened_link"),
        ({"links": link("https://spa.example/collections/chairs")}, "selling_address"),
        ({"text": "Look at [this](https://spa.example/)"}, "link_markup"),
        ({"text": 'Look at <a href="https://spa.example/">this</a>'}, "link_markup"),
        ({"text": "Great post, thanks for sharing this", "links": link()}, "empty_praise"),
        ({"name": "cheapshoes.com"}, "name_is_address"),
        ({"name": "Cheap Shoes", "links": link("https://cheap-shoes.example/")}, "name_repeats_site"),
        ({"name": "best running shoes for women in town"}, "name_is_phrase"),
        ({"name": "Maria Lund", "email": "xk48291@mail.example"}, "name_unlike_address"),
        ({"seconds_spent": 0.4}, "too_quick"),
        ({"in_flood": True}, "sent_in_flood"),
        ({"look_alikes": LookAlikes(rejected=2, words="Hello there")}, "look_alike"),
        ({"look_alikes": LookAlikes(waiting=2)}, "look_alike_waiting"),
        ({"learnt": (LearntWord("casino", 12, 0),)}, "learnt_words"),
        ({"rules": (RuleHit(1, "Fits a rule"),)}, "rule"),
    ],
)
def test_a_check_notices(facts, name):
    assert names(**facts) == {name}


@pytest.mark.parametrize(
    "facts",
    [
        {"links": link("https://paper.example/2019/back-pain?page=2")},
        {"links": link("https://paper.example/workshop/notes")},
        {"text": "Great post, thanks for sharing this"},
        {"text": "The chair hurt my back until I raised it", "links": link()},
        {"name": "María José García de la Vega"},
        {"name": "Maria Lund", "email": "maria1984@mail.example"},
        {"name": "王伟", "email": "wang12345@mail.example"},
        {"seconds_spent": 14.0},
    ],
)
def test_what_readers_do_is_not_noticed(facts):
    assert names(**facts) == set()


def test_no_word_of_praise_or_learnt_word_holds_by_itself():
    assert not holds(noticed("Great post, thanks for sharing this", learnt=(LearntWord("casino", 12, 0),)))


@pytest.mark.parametrize(
    "facts",
    [{"rules": (RuleHit(1, "Fits"),)}, {"trap_filled": True}, {"look_alikes": LookAlikes(rejected=1)}],
)
def test_a_rule_a_trap_and_a_look_alike_hold(facts):
    assert holds(noticed(**facts))


def test_a_check_that_fails_holds():
    def broken(facts):
        raise RuntimeError("the check's own fault")

    assert holds(screen(Facts(text="", name=""), checks=(broken,)))


def test_every_check_has_a_name_of_its_own():
    assert len({check.__name__ for check in CHECKS}) == len(CHECKS)


def test_findings_keep_the_places_of_their_words():
    text = "See https://spa.example/?ref=a now"
    found = {
        one.check_name: one.places for one in noticed(text, links=link("https://spa.example/?ref=a", 4, 30))
    }
    assert found == {"unknown_link": ((4, 30),), "tracking_code": ((4, 30),)}
    assert marked_parts(text, found["tracking_code"]) == [
        ("See ", False),
        ("https://spa.example/?ref=a", True),
        (" now", False),
    ]


def test_marks_that_overlap_are_one_and_those_outside_are_cut():
    assert marked_parts("abcdef", [(3, 99), (1, 4), (8, 9)]) == [("a", False), ("bcdef", True)]
    assert marked_parts("", [(0, 3)]) == []
