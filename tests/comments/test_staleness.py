import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.staleness import Now, Then, is_stale, plain_words

MAY = datetime.datetime(2024, 5, 3, tzinfo=datetime.UTC)
JUNE = datetime.datetime(2024, 6, 3, tzinfo=datetime.UTC)
OLD, NEW = "rest in bed for a day then walk", "rest for an hour then walk"


def judge(then, now, *passages, written_at=MAY):
    return is_stale(then, now, passages=[plain_words(one) for one in passages], written_at=written_at)


def now(content="b", words=NEW, updated_in=2, updated_at=JUNE):
    return Now(content, words, updated_in, updated_at)


def then(number=1, content="a", words=OLD):
    return Then(number, content, words)


@pytest.mark.parametrize(
    ("seen", "today", "passages", "stale"),
    [
        (then(), now(), [], True),
        (then(), now(updated_in=None, updated_at=None), [], False),
        (then(number=2), now(), [], False),
        (then(number=3), now(), [], False),
        (then(), now(content="a"), [], False),
        (then(), now(), ["Rest in bed for a day"], True),
        (then(), now(), ["then walk"], False),
        (then(), now(), ["then walk", "in bed for a day"], True),
        (then(), now(), ["what another reader said"], True),
        (then(), now(), ["then walk", "what another reader said"], False),
        (then(), now(), ["walk"], True),
    ],
    ids=[
        "an update since",
        "small fixes only",
        "the version of the update was seen",
        "a later version was seen",
        "the update was taken back",
        "the quoted passage changed",
        "the quoted passage did not",
        "one of two quoted passages changed",
        "a quote of something else tells nothing",
        "nor does it beside one that did not change",
        "a quote too short to tell",
    ],
)
def test_a_comment_is_stale_when_what_it_is_about_changed_in_an_update(seen, today, passages, stale):
    assert judge(seen, today, *passages) is stale


@pytest.mark.parametrize(
    ("passages", "stale"), [([], True), (["then walk"], False), (["in bed for a day"], True)]
)
def test_where_the_words_of_then_are_gone_a_quote_still_there_has_not_changed(passages, stale):
    assert judge(then(words=None), now(), *passages) is stale
    assert judge(Then(), now(), *passages) is stale


@pytest.mark.parametrize(("written_at", "stale"), [(MAY, True), (JUNE, False)])
def test_where_the_version_is_not_known_the_dates_tell(written_at, stale):
    assert judge(Then(), now(), written_at=written_at) is stale


@pytest.mark.parametrize(
    "typed",
    [
        "“Rest, in bed  for a day”",
        "REST IN BED\nFOR A DAY",
        "Rest in bed – for a\u00a0day.",
        "Ｒest in bed for a day",
    ],
)
def test_a_quote_is_found_whatever_its_case_signs_and_spaces(typed):
    assert judge(then(), now(words=OLD), typed) is False
    assert judge(then(), now(), typed) is True


def test_marks_of_other_scripts_count():
    assert plain_words("हिन्दी") != plain_words("हनद")
    assert plain_words("1.5 mg") != plain_words("15 mg")


WORDS = st.sampled_from("rest walk bed hour day sit heat cold back pain".split())
TEXTS = st.lists(WORDS, min_size=4, max_size=12)


@given(TEXTS, TEXTS, st.data())
def test_a_quoted_passage_makes_stale_exactly_when_it_is_gone(before, after, data):
    start = data.draw(st.integers(0, len(before) - 3))
    passage = " ".join(before[start : start + 3])
    found = judge(then(words=" ".join(before)), now(words=" ".join(after)), passage)
    assert found is (passage not in " ".join(after))
