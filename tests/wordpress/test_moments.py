"""When things happened: GMT when the export knows it, the next best otherwise."""

from datetime import UTC, datetime, timedelta

import pytest

from wordpress.moments import Clock

NEVER = "0000-00-00 00:00:00"
MAY = datetime(2018, 5, 7, 13, tzinfo=UTC)


def test_gmt_stamp_wins():
    assert (
        Clock().moment("2018-05-07 13:00:00", "2018-05-07 09:00:00", "Tue, 08 May 2018 10:00:00 +0000") == MAY
    )


@pytest.mark.parametrize("gmt", [NEVER, "", "2018-13-45 00:00:00", "-0001-11-30 00:00:00", "yesterday"])
def test_local_stamp_is_shifted_by_the_offset_seen_before(gmt):
    clock = Clock()
    clock.moment("2018-05-01 16:00:00", "2018-05-01 12:00:00")
    assert clock.moment(gmt, "2018-05-07 09:00:00", "Tue, 08 May 2018 10:00:00 +0000") == MAY


def test_latest_offset_counts_because_of_summer_time():
    clock = Clock()
    clock.moment("2018-01-01 12:00:00", "2018-01-01 12:00:00")
    clock.moment("2018-05-01 11:00:00", "2018-05-01 12:00:00")
    assert clock.moment(NEVER, "2018-05-07 14:00:00") == MAY


@pytest.mark.parametrize("local", ["2018-05-03 12:00:00", "2018-05-01 12:07:31"])
def test_difference_that_no_time_zone_has_teaches_nothing(local):
    clock = Clock()
    clock.moment("2018-05-01 12:00:00", local)
    assert clock.moment(NEVER, "2018-05-07 13:00:00") == MAY


def test_feed_date_helps_when_no_offset_is_known():
    assert Clock().moment(NEVER, "2018-05-07 09:00:00", "Mon, 07 May 2018 13:00:00 +0000") == MAY
    assert Clock().moment("", "", "Mon, 07 May 2018 09:00:00 -0400") == MAY


@pytest.mark.parametrize(
    "feed_date", ["", "Tue, 30 Nov 1999 00:00:00 +0000", "Mon, 30 Nov -0001 00:00:00 +0000"]
)
def test_local_stamp_stands_for_utc_when_nothing_else_is_known(feed_date):
    assert Clock().moment(NEVER, "2018-05-07 13:00:00", feed_date) == MAY


@pytest.mark.parametrize("feed_date", ["", "soon", "Tue, 30 Nov 1999 00:00:00 +0000"])
def test_moment_is_unknown_when_all_stamps_are(feed_date):
    assert Clock().moment(NEVER, NEVER, feed_date) is None


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_ends_of_the_calendar_are_unknown(year):
    clock = Clock()
    clock.moment("2018-05-01 16:00:00", "2018-05-01 12:00:00")
    assert clock.moment(NEVER, f"{year}-01-01 00:00:00") is None


def test_stamp_with_an_offset_of_its_own_is_read_by_it():
    assert Clock().moment("2018-05-07T15:00:00+02:00", "") == MAY
    assert Clock().moment("2018-05-07", "") == MAY - timedelta(hours=13)
