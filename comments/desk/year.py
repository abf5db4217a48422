"""Publications and comments over the last twelve months, as two small plots for the dashboard."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.models import UpdateNote
from comments.models import Comment

MONTHS = 12
#: For so many seconds a year that was counted is shown.
KEPT = 60 * 60
WIDTH, HEIGHT = 300, 90
#: Room for the letters under the bars, and between two bars.
FOOT, GAP = 20, 6


@dataclass(frozen=True)
class Bar:
    """One month: its first day, how many, and where its bar stands."""

    month: datetime.date
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True)
class Plot:
    """What was counted, in words, and a bar for each month."""

    words: str
    bars: list[Bar]

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)

    @property
    def most(self) -> int:
        return max(bar.count for bar in self.bars)


def plots(today: datetime.date) -> list[Plot]:
    """Of the month of that day and the eleven before it, as they were within the last hour."""
    return cache.get_or_set(f"year:{today}", lambda: counted(today), KEPT)


def counted(today: datetime.date) -> list[Plot]:
    """The plots made anew, in two queries that read the year and no more."""
    months = [_first_day(today, MONTHS - 1 - place) for place in range(MONTHS)]
    return [
        Plot("Publications", bars(months, _counts(UpdateNote.objects.published(), "at", months))),
        Plot("Comments", bars(months, _counts(Comment.objects.published(), "created_at", months))),
    ]


def bars(months: Sequence[datetime.date], counts: Sequence[int]) -> list[Bar]:
    """Bars from left to right; the highest count fills the height. Pure."""
    most, step, room = max([*counts, 1]), WIDTH / len(months), HEIGHT - FOOT
    return [
        Bar(
            month=month,
            count=count,
            x=round(place * step + GAP / 2, 1),
            y=round(room * (1 - count / most), 1),
            width=round(step - GAP, 1),
            height=round(room * count / most, 1),
        )
        for place, (month, count) in enumerate(zip(months, counts, strict=True))
    ]


def _first_day(day, months_before):
    years, month = divmod(day.year * 12 + day.month - 1 - months_before, 12)
    return datetime.date(years, month + 1, 1)


def _counts(rows: QuerySet, field: str, months: Sequence[datetime.date]) -> list[int]:
    """How many rows there are of each month, in one query."""
    edges = [_midnight(month) for month in [*months, _first_day(months[-1], -1)]]
    asked = {
        f"m{place}": Count(
            "pk", filter=Q((f"{field}__gte", edges[place]), (f"{field}__lt", edges[place + 1]))
        )
        for place in range(len(months))
    }
    counted = (
        rows.order_by().filter(**{f"{field}__gte": edges[0], f"{field}__lt": edges[-1]}).aggregate(**asked)
    )
    return [counted[name] for name in asked]


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
