"""When things happened, from an export's pairs of local and GMT stamps.

WordPress writes "0000-00-00 00:00:00" for a moment it does not know, and keeps no time zone: the site's
offset only shows as the difference between two stamps of one moment.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

WIDEST_OFFSET = timedelta(hours=15)
OFFSET_STEP = timedelta(minutes=15)
# What PHP makes of "0000-00-00" when it writes a pubDate.
PLACEHOLDERS = {datetime(1999, 11, 30, tzinfo=UTC)}


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
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return _known(moment)


def _feed_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return None if moment in PLACEHOLDERS else _known(moment)


def _known(moment: datetime) -> datetime | None:
    # A day's room at both ends, so that an offset can be taken off without falling out of the calendar.
    return moment if 1 < moment.year < 9999 else None
