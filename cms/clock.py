"""Times as people write them, on the site's own clock."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from cms.refusals import Refused


def moment_of(day: datetime.date, time: datetime.time, zone: ZoneInfo | None = None) -> datetime.datetime:
    """The moment when the clocks of `zone` (the site's own without one) show this day and time.

    Refused where there is none, because the clocks go forward, or two, because they go back.
    """
    written = datetime.datetime.combine(day, time.replace(second=0, microsecond=0))
    moment = written.replace(tzinfo=zone or timezone.get_default_timezone())
    shown = moment.astimezone(datetime.UTC).astimezone(moment.tzinfo)
    on, at = date_format(day, "j F Y"), f"{time:%H:%M}"
    if shown.replace(tzinfo=None) != written:
        raise Refused(f"On {on} the clocks go forward, and {at} does not come. Choose another time.")
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise Refused(f"On {on} the clocks go back, and {at} comes twice. Choose another time.")
    return moment
