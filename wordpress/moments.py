"""When things happened, from an export's pairs of local and GMT stamps.

WordPress writes "0000-00-00 00:00:00" for a moment it does not know, and keeps no time zone: the site's
offset only shows as the difference between two stamps of one moment.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WIDEST_OFFSET = timedelta(hours=15)
OFFSET_STEP = timedelta(minutes=15)
FEED_DATE = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|[A-Z]{1,4})"
)
# What PHP made of "0000-00-00" when it wrote a pubDate. Newer ones write the year -0001.
NO_DATE = "30 Nov 1999 00:00:00"


class Clock:
    """Reads stamps and remembers the site's offset from UTC, as last seen in the file."""

    def __init__(self):
        self._offset: timedelta | None = None

    def moment(self, gmt: str, local: str, feed_date: str = "") -> datetime | None:
        """The GMT stamp; else the local one less the site's offset, the feed's date, the local one as UTC."""
        certain, near = _stamp(gmt), _stamp(local)
        self._learn(certain, near)
        if certain or not near:
            return certain or _feed_date(feed_date)
        if self._offset is not None:
            return near - self._offset
        return _feed_date(feed_date) or near

    def _learn(self, gmt: datetime | None, local: datetime | None) -> None:
        if not (gmt and local):
            return
        offset = local - gmt
        if abs(offset) < WIDEST_OFFSET and not offset % OFFSET_STEP:
            self._offset = offset


def _stamp(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text))
    except ValueError:
        return None


def _feed_date(text: str) -> datetime | None:
    if not FEED_DATE.fullmatch(text) or NO_DATE in text:
        return None
    try:
        return _in_utc(parsedate_to_datetime(text))
    except ValueError:
        return None


def _in_utc(moment: datetime) -> datetime | None:
    # A day's room at both ends, so that an offset can be taken off without falling out of the calendar.
    if not 1 < moment.year < 9999:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
