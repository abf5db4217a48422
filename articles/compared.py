"""Two versions of an article side by side: choosing them, comparing them once, and what the pages need."""

from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils import timezone
from django.utils.formats import date_format

from articles.comparison import Comparison, Row, compare
from articles.markup import image_ids, with_pictures
from articles.models import Article, UpdateNote, Version
from articles.rendering import image_facts

VIEWS = {"changes": "Changes only", "whole": "Whole article", "side": "Side by side"}
#: Comparisons never change; they are forgotten to make room.
KEPT_FOR = 24 * 60 * 60
#: Told apart from comparisons that an earlier form of the engine made.
ENGINE = 2


@dataclass(frozen=True)
class Choice:
    """The two versions a reader chose, the older first; or a sentence about why there is nothing to show."""

    older: Version | None = None
    newer: Version | None = None
    error: str = ""
    number: int = 0


@dataclass(frozen=True)
class Compared:
    """A comparison as its page prints it; `base` is the page's address, to which the view is added."""

    heading: str
    comparison: Comparison
    base: str
    view: str

    @property
    def views(self):
        return VIEWS.items()

    @property
    def rows(self) -> list[Row]:
        """The rows with their pictures: what the library has of them now, at most one query."""
        rows = self.comparison.rows
        ids = {pk for row in rows for side in _sides(row) if "<img" in side for pk in image_ids(side)}
        if not ids:
            return [*rows]
        images = image_facts(ids)
        return [_with_pictures(row, images) for row in rows]


def choose(article: Article, older: str | None, newer: str | None) -> Choice:
    """The versions of these numbers, swapped when they are the wrong way round.

    One that was not chosen is the version readers see now, or the one before the newer one: a long history
    has pages, and the other choice may stand on another. Raises Version.DoesNotExist for numbers the article
    does not have.
    """
    last = _number(newer) if newer else article.live.number
    numbers = [_number(older) if older else max(last - 1, 1), last]
    first, second = (article.versions.get(number=number) for number in sorted(numbers))
    if first == second:
        return Choice(error="Choose two different versions", number=first.number)
    if not (first.is_readable and second.is_readable):
        words = "We removed the words of one of these versions, so they cannot be compared"
        return Choice(error=words, number=first.number)
    return Choice(first, second)


def compared(choice: Choice, base: str, view: str) -> Compared:
    """The page of a choice; an unknown view is the first one."""
    older, newer = choice.older, choice.newer
    return Compared(
        heading=f"What changed between {_between(older, newer)}",
        comparison=comparison(older, newer),
        base=base,
        view=view if view in VIEWS else "changes",
    )


def _sides(row):
    return row.html, row.old_html, row.new_html


def _with_pictures(row, images):
    html, old, new = (with_pictures(side, images) if "<img" in side else side for side in _sides(row))
    return replace(row, html=html, old_html=old, new_html=new)


def _between(older, newer):
    """ "18 June 2019 and 4 March 2025", no day broken over two lines; two versions of one day are told apart
    by their numbers."""
    moments = [timezone.localtime(version.published_at) for version in (older, newer)]
    days = [date_format(moment, "j F Y").replace(" ", "\xa0") for moment in moments]
    if days[0] == days[1]:
        return f"versions {older.number} and {newer.number} of {days[0]}"
    return " and ".join(days)


def comparison(older: Version, newer: Version) -> Comparison:
    """What changed between two readable versions of one article; worked out once."""
    key = _key(older.chain_hash, newer.chain_hash)
    found = cache.get(key)
    if found is None:
        found = compare(older.snapshot(), newer.snapshot(), image_names=_image_names(older, newer))
        cache.set(key, found, KEPT_FOR)
    return found


def forget(version: Version) -> None:
    """Drop every comparison that a version is part of."""
    own = version.chain_hash
    others = version.article.versions.values_list("chain_hash", flat=True)
    cache.delete_many([_key(*pair) for other in others for pair in ((own, other), (other, own))])


def update_of(article: Article, number: int) -> UpdateNote:
    """The public note about a version, in its latest wording. Raises UpdateNote.DoesNotExist without one."""
    notes = article.notes.current().exclude(kind="withdrawn").select_related("version")
    return notes.get(version__number=number)


def _number(given):
    if not (given.isdecimal() and len(given) < 8):
        raise Version.DoesNotExist
    return int(given)


def _key(older, newer):
    return f"comparison:{ENGINE}:{older}:{newer}"


def _image_names(*versions):
    """What readers call the lead images: their descriptions, as the two versions give them."""
    return {version.lead_image_id: version.lead_alt for version in versions if version.lead_image_id}
