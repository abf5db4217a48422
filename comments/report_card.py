"""The site's own report card: how much spam got through, how many honest comments did not."""

import datetime
import math
from dataclasses import dataclass

from comments.models import SecondLook

#: Half the width of a 95 % interval, in standard deviations.
SURE = 1.96


@dataclass(frozen=True)
class Share:
    """So many of so many, and the interval the true share lies in, 19 times of 20 (all from 0 to 1)."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def low(self) -> float:
        return wilson(self.hits, self.of)[0]

    @property
    def high(self) -> float:
        return wilson(self.hits, self.of)[1]


@dataclass(frozen=True)
class Week:
    """One week's sample."""

    drawn_on: datetime.date
    missed_spam: Share
    blocked_ham: Share


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The score interval for a share (Wilson, 1927): honest for few cases and for shares near 0."""
    if not of:
        return 0.0, 1.0
    share, extra = hits / of, SURE * SURE / of
    middle = share + extra / 2
    reach = SURE * math.sqrt(share * (1 - share) / of + extra / of / 4)
    return max(0.0, (middle - reach) / (1 + extra)), min(1.0, (middle + reach) / (1 + extra))


def missed_spam(looks: list[SecondLook]) -> Share:
    """Of those that were public, the ones that should not have been."""
    return _wrong([look for look in looks if look.was_public])


def blocked_ham(looks: list[SecondLook]) -> Share:
    """Of those that were refused, the ones that would have been fine."""
    return _wrong([look for look in looks if not look.was_public])


def weeks(most: int = 12) -> list[Week]:
    """The latest samples of which something was judged, the oldest first."""
    by_day: dict[datetime.date, list[SecondLook]] = {}
    for look in SecondLook.objects.judged().order_by("-drawn_at")[: most * 200]:
        by_day.setdefault(look.drawn_at.date(), []).append(look)
    days = sorted(by_day)[-most:]
    return [Week(day, missed_spam(by_day[day]), blocked_ham(by_day[day])) for day in days]


def overall() -> tuple[Share, Share]:
    """Missed spam and blocked ham over everything that was judged."""
    looks = [*SecondLook.objects.judged().only("was_public", "verdict")]
    return missed_spam(looks), blocked_ham(looks)


def _wrong(looks):
    return Share(sum(look.was_wrong for look in looks), len(looks))
