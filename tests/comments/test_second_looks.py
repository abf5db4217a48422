import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.refusals import Conflict, Refused
from comments import moderation, report_card
from comments.desk.plots import HEIGHT, WIDTH, plot
from comments.models import SecondLook
from comments.second_looks import draw, draw_second_looks, judge
from tests.factories import make_article, make_comment, make_published_comment, make_user

WHOLE = st.integers(0, 500)


@given(WHOLE, WHOLE)
def test_the_interval_holds_the_share_and_stays_within_0_and_1(hits, more):
    low, high = report_card.wilson(hits, hits + more)
    assert 0 <= low <= high <= 1
    if hits + more:
        assert low - 1e-9 <= hits / (hits + more) <= high + 1e-9


def test_the_interval_is_wilsons():
    assert [round(end, 4) for end in report_card.wilson(1, 10)] == [0.0179, 0.4042]
    assert [round(end, 4) for end in report_card.wilson(0, 20)] == [0.0, 0.1611]
    assert report_card.wilson(0, 0) == (0.0, 1.0)


@given(st.lists(st.builds(report_card.Share, st.just(0), WHOLE), max_size=12))
def test_every_mark_of_a_plot_is_inside_it(shares):
    for mark in plot(shares):
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.high <= mark.low <= HEIGHT


@pytest.fixture
def decided(db, settings):
    """Six public comments, one of them published by a rule, and six refused ones; two of each are drawn."""
    settings.SECOND_LOOKS_A_WEEK = 4
    article, moderator = make_article(), make_user("Moderator")
    for _ in range(5):
        make_published_comment(article, by=moderator)
    moderation.approve(make_comment(article, text="By a rule"), by=None, rule="known reader")
    for _ in range(6):
        moderation.reject(make_comment(article), by=moderator, reason="spam")
    make_comment(article)
    return article


def test_a_sample_has_as_many_public_as_refused_ones_and_automatic_ones_first(decided):
    looks = draw(timezone.now())
    assert sorted(look.was_public for look in looks) == [False, False, True, True]
    assert [look.comment.current.text for look in looks if look.was_automatic] == ["By a rule"]


def test_one_sample_is_drawn_a_week_and_no_comment_twice(decided):
    draw_second_looks.call()
    draw_second_looks.call()
    assert SecondLook.objects.count() == 4
    SecondLook.objects.update(drawn_at=timezone.now() - datetime.timedelta(days=7))
    draw_second_looks.call()
    assert SecondLook.objects.values("comment").distinct().count() == SecondLook.objects.count() == 8


def test_a_second_judgement_changes_nothing_and_is_given_once(decided):
    moderator, look = make_user("Moderator"), draw(timezone.now())[0]
    state, events = look.comment.state, look.comment.events.count()
    judge(look, "fine", by=moderator)
    look.comment.refresh_from_db()
    assert (look.comment.state, look.comment.events.count()) == (state, events)
    with pytest.raises(Conflict):
        judge(look, "not_fine", by=moderator)
    with pytest.raises(Refused):
        judge(SecondLook.objects.open().first(), "", by=moderator)


def test_the_report_card_counts_what_the_second_judgement_found_wrong(decided):
    moderator = make_user("Moderator")
    for look in draw(timezone.now()):
        judge(look, "not_fine", by=moderator)
    missed, blocked = report_card.overall()
    assert (missed.hits, missed.of) == (2, 2)
    assert (blocked.hits, blocked.of) == (0, 2)
    assert [(week.missed_spam, week.blocked_ham) for week in report_card.weeks()] == [(missed, blocked)]


def test_the_page_says_nothing_of_the_first_decision_and_takes_the_second(decided, client):
    client.force_login(make_user("Moderator"))
    look = draw(timezone.now())[0]
    SecondLook.objects.exclude(pk=look.pk).delete()
    page = reverse("desk-second-looks")
    shown = client.get(page).content.decode()
    words = shown[shown.index("Somebody, or a rule") : shown.index("</article>")]
    assert look.comment.current.text in words
    assert not any(told in words.lower() for told in ("rejected", "published</", "spam", "approved"))
    client.post(page, {"look": look.pk, "verdict": "fine"})
    look.refresh_from_db()
    assert look.verdict == "fine"
    assert "Nothing to judge" in client.get(page).content.decode()


def test_an_odd_second_judgement_is_told_in_words(decided, client):
    client.force_login(make_user("Moderator"))
    look, page = draw(timezone.now())[0], reverse("desk-second-looks")
    assert client.post(page, {"look": "x", "verdict": "fine"}).status_code == 404
    told = client.post(page, {"look": look.pk, "verdict": "perhaps"}, follow=True).content.decode()
    assert "Choose what you would do with the comment." in told
