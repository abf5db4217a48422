"""The picture that stands where a link to an article is shared."""

from dataclasses import dataclass

from django.core.files.storage import default_storage

from articles import cards
from articles.models import Version
from articles.rendering import facts_of


@dataclass(frozen=True)
class SharedPicture:
    """Its address on this site or another, its size, and what it shows."""

    url: str
    width: int
    height: int
    alt: str


def shared_picture(version: Version) -> SharedPicture | None:
    """The lead image around its focal point, or else the title, drawn; None until the worker drew it."""
    image = version.lead_image
    if image and image.file:
        facts, alt = facts_of(image), version.lead_alt or version.title
        cropped = next(iter(image.copies("social")), None)
        if cropped:
            url = image.file.storage.url(cropped["name"])
            return SharedPicture(url, cropped["width"], cropped["height"], alt)
        return SharedPicture(facts.url, facts.width, facts.height, alt)
    if version.rendering.card:
        return SharedPicture(default_storage.url(version.rendering.card), *cards.SIZE, version.title)
    return None
