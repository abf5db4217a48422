"""Where the marks of a small plot of shares stand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from comments.report_card import Share

WIDTH, HEIGHT = 320, 96
EDGE = 8


@dataclass(frozen=True)
class Mark:
    """One week: where its interval begins and ends, and where its share is (None without one)."""

    x: float
    low: float
    high: float
    value: float | None


def plot(shares: Sequence[Share]) -> list[Mark]:
    """The marks from left to right; 0 is at the bottom, all of them at the top."""
    step = (WIDTH - 2 * EDGE) / max(1, len(shares))
    return [
        Mark(
            x=round(EDGE + (place + 0.5) * step, 1),
            low=_height(share.low),
            high=_height(share.high),
            value=None if share.value is None else _height(share.value),
        )
        for place, share in enumerate(shares)
    ]


def _height(share):
    return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)
