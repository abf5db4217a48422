"""Making the printed form of a version's body, when it is stored."""

from itertools import groupby

from articles.internal_links import as_today
from articles.markup import ImageFacts, image_ids, render
from articles.models import Image, Rendering, Version


def render_version(version: Version) -> Rendering:
    """Make, or make again, the version's rendering."""
    body = as_today(version.body)
    made = render(body, image_facts(image_ids(body)))
    rendering, _ = Rendering.objects.update_or_create(
        version=version, defaults={"html": made.html, "contents": made.contents, "words": made.words}
    )
    return rendering


def image_facts(ids) -> dict[int, ImageFacts]:
    """What pages print about these images of the library, by id."""
    return {image.pk: facts_of(image) for image in Image.objects.filter(pk__in=ids)}


def facts_of(image: Image) -> ImageFacts:
    """What pages print of an image: its own file alone until the worker has made the smaller copies."""
    if not image.file:
        return ImageFacts()
    whole = image.copies("whole")
    if not whole:
        return ImageFacts(url=image.file.url, width=image.width, height=image.height)
    url = image.file.storage.url
    *better, (_, srcset) = [
        (f"image/{kind}", ", ".join(f"{url(copy['name'])} {copy['width']}w" for copy in copies))
        for kind, copies in groupby(whole, key=lambda copy: copy["format"])
    ]
    widest = whole[-1]
    return ImageFacts(
        url=url(widest["name"]),
        width=widest["width"],
        height=widest["height"],
        srcset=srcset,
        sources=tuple(better),
    )
