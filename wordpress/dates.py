"""Which dates of an export can be believed, and what stands in for the others."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateformat import format as written

from wordpress.entries import Post


class Dated(NamedTuple):
    """When a post appeared. `stand_in` says what moment this really is; "" when the export knows."""

    moment: datetime
    stand_in: str

    @property
    def words(self) -> str:
        return (
            f"its date cannot be read; {written(timezone.localdate(self.moment), 'j F Y')},"
            f" {self.stand_in}, stands in for it"
        )


def believed(moment: datetime | None) -> datetime | None:
    """The moment, unless it has not come yet: then it is as good as unknown."""
    return moment if moment and moment <= timezone.now() else None


def date_of(post: Post, exported: datetime | None) -> Dated:
    """When the post appeared; else when it last changed, else the export's own date, else today."""
    known = (
        (believed(post.published), ""),
        (believed(post.modified), "when it was last changed"),
        (exported, "the day of the export"),
        (timezone.now(), "today"),
    )
    return next(Dated(moment, stand_in) for moment, stand_in in known if moment)
