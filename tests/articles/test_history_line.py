"""What an article says of its own age: the line under its head, the sentence at its end, its corrections."""

import datetime
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from articles.article_page import article_page
from articles.history_line import DOTS, MARGIN, WIDTH
from articles.models import Article, Kind
from tests.factories import make_article, update_article

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def days_ago(days):
    return NOW - datetime.timedelta(days=days)


def page_of(article):
    return article_page(Article.objects.for_page().get(pk=article.pk))


def text(article):
    return Client().get(article.get_absolute_url()).content.decode()


# --- "Originally published …" ---


def origin(days_of_updates, kind=Kind.UPDATE, **fields):
    article = make_article(at=days_ago(4_000))
    for days in days_of_updates:
        update_article(article, kind=kind, at=days_ago(days))
    Article.objects.filter(pk=article.pk).update(**fields)
    first, last = article.first_published.year, Article.objects.get(pk=article.pk).updated_at.year
    return page_of(article).origin.replace(str(first), "FIRST").replace(str(last), "LAST")


def test_regularly_needs_two_updates_the_latest_within_two_years():
    assert origin([900, 700]) == "Originally published in FIRST, this post is regularly updated."


def test_one_update_is_not_regularly():
    assert origin([700]) == "Originally published in FIRST, this post was last updated in LAST."


def test_regularly_is_no_longer_said_two_years_after_the_latest_update():
    assert origin([900, 800]) == "Originally published in FIRST, this post was last updated in LAST."


def test_one_update_is_enough_where_earlier_versions_were_not_kept():
    assert (
        origin([700], history_complete=False)
        == "Originally published in FIRST, this post is regularly updated."
    )


@pytest.mark.parametrize("fixes", [[], [30, 20, 10]])
def test_small_fixes_are_no_updates(fixes):
    told = origin(fixes, kind=Kind.SMALL_FIX)
    assert told == "Originally published in FIRST, this post has not been updated since."


# --- The dots ---


def test_dots_stand_by_date_between_the_ends():
    article = make_article(at=days_ago(1_000))
    for days in (750, 500, 0):
        update_article(article, at=days_ago(days))
    update_article(article, kind=Kind.SMALL_FIX)
    room = WIDTH - 2 * MARGIN
    dots = page_of(article).history.dots
    assert dots == pytest.approx([MARGIN + room / 4, MARGIN + room / 2], abs=1)


@pytest.mark.parametrize("updates", [12, 13, 40])
def test_there_are_never_more_dots_than_readers_can_tell_apart(updates):
    article = make_article(at=days_ago(1_000))
    for number in range(updates):
        update_article(article, at=days_ago(900 - number))
    dots = page_of(article).history.dots
    assert updates // 4 <= len(dots) <= DOTS == 12
    assert dots == sorted(dots)


# --- Corrections and reviews ---


@pytest.mark.parametrize(("days", "told"), [(0, True), (29, True), (31, False)])
def test_a_correction_is_told_under_the_byline_for_thirty_days(days, told):
    article = make_article(at=days_ago(100))
    update_article(article, kind=Kind.CORRECTION, note="It has twelve bones, not ten.", at=days_ago(days))
    pattern = r"Corrected on <time[^>]*>[^<]*</time>:</b> It has twelve bones, not ten\."
    assert bool(re.search(pattern, text(article))) is told


def test_an_update_is_not_told_there():
    article = make_article()
    update_article(article)
    assert "Corrected on" not in text(article)


@pytest.mark.parametrize(("late", "told"), [(0, False), (1, True)])
def test_readers_are_told_of_an_overdue_review_after_the_days_of_grace(late, told):
    article = make_article()
    due = timezone.localdate() - datetime.timedelta(days=settings.REVIEW_GRACE_DAYS + late)
    Article.objects.filter(pk=article.pk).update(review_due_on=due)
    assert ("This article is due for a full review." in text(article)) is told
