"""The calendar: a month of what is scheduled, as weeks of days."""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from articles.models import ScheduledAct
from articles.models.scheduled import Outcome

#: Far enough in both directions for anything that can be scheduled or was.
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Day:
    """One day of a month's table and the acts on it; days of the months around have neither."""

    date: datetime.date
    is_of_month: bool
    acts: list[ScheduledAct]

    @property
    def is_today(self) -> bool:
        return self.date == timezone.localdate()


@dataclass(frozen=True)
class MonthPage:
    first: datetime.date
    weeks: list[list[Day]]
    coming: list[tuple[datetime.date, list[ScheduledAct]]]
    failed: list[ScheduledAct]

    @property
    def before(self) -> datetime.date:
        return (self.first - datetime.timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> datetime.date:
        return (self.first + datetime.timedelta(days=31)).replace(day=1)


def asked_month(given: str) -> tuple[int, int]:
    """Year and month of an address such as "2026-05"; this month for anything else."""
    try:
        asked = datetime.date.fromisoformat(f"{given}-01")
    except ValueError:
        asked = timezone.localdate()
    today = timezone.localdate()
    is_known = FIRST_YEAR <= asked.year <= LAST_YEAR
    return (asked.year, asked.month) if is_known else (today.year, today.month)


def month_page(year: int, month: int) -> MonthPage:
    """The month with what was done and is to be done in it, everything to come, and what failed."""
    acts = ScheduledAct.objects.exclude(outcome=Outcome.CANCELLED).select_related("article", "by")
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    first, last = weeks[0][0], weeks[-1][-1] + datetime.timedelta(days=1)
    by_day = _by_day(acts.filter(at__gte=_midnight(first), at__lt=_midnight(last)).order_by("at", "pk"))
    return MonthPage(
        first=datetime.date(year, month, 1),
        weeks=[[_day(date, month, by_day) for date in week] for week in weeks],
        coming=[*_by_day(acts.waiting()).items()],
        failed=[*acts.failed()],
    )


def _day(date, month, by_day):
    is_of_month = date.month == month
    return Day(date, is_of_month, by_day.get(date, []) if is_of_month else [])


def _by_day(acts):
    days = defaultdict(list)
    for act in acts:
        days[timezone.localtime(act.at).date()].append(act)
    return dict(days)


def _midnight(date):
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time()))
