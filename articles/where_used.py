"""Where a picture of the library is used, for those who want to change it or take it out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from articles.models import Article, Image, ImageUse, ScheduledAct

#: Articles that are looked at.
MOST = 200
#: Articles that a sentence names.
NAMED = 3


@dataclass
class Place:
    """An article that shows a picture: in its draft, in what is scheduled, in versions by number."""

    article: Article
    in_draft: bool = False
    is_scheduled: bool = False
    versions: list[int] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Such as "draft, versions 2 and 3"."""
        numbers = _listed([str(number) for number in self.versions])
        parts = [
            "draft" if self.in_draft else "",
            "scheduled" if self.is_scheduled else "",
            f"version{'s' if len(self.versions) > 1 else ''} {numbers}" if numbers else "",
        ]
        return ", ".join(filter(None, parts))


def where_used(image: Image) -> list[Place]:
    """The articles that show the picture, by title, the first `MOST` of them; three queries."""
    places: dict[int, Place] = {}
    articles = Article.objects.filter(image_uses__image=image).distinct().order_by("title", "pk")[:MOST]
    for article in articles.only("title", "state"):
        places[article.pk] = Place(article)
    uses = ImageUse.objects.filter(image=image, article__in=places.keys())
    for article, number in uses.values_list("article", "version__number").order_by("version__number"):
        if number is None:
            places[article].in_draft = True
        else:
            places[article].versions.append(number)
    for act in _scheduled(image):
        places.setdefault(act.article_id, Place(act.article)).is_scheduled = True
    return [*places.values()]


def in_words(places: list[Place]) -> str:
    """Why a picture stays."""
    named = [f"“{place.article.title}” ({place.words})" for place in places[:NAMED]]
    return f"This picture stays, because it is used in {_listed(named + _rest(len(places)))}."


def _rest(count):
    if count <= NAMED:
        return []
    more = count - NAMED if count < MOST else "many"
    return [f"{more} more article{'' if more == 1 else 's'}"]


def _scheduled(image):
    """Acts to come whose kept copy shows the picture."""
    shown = f'src="{image.get_absolute_url()}"'
    shows = Q(content__lead_image=image.pk) | Q(content__body__icontains=shown)
    return ScheduledAct.objects.open().filter(shows).select_related("article")


def _listed(names: Iterable[str]) -> str:
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
