"""Making the printed form of a version's body, when it is stored."""

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
    if not image.file:
        return ImageFacts(url="", width=0, height=0)
    return ImageFacts(url=image.file.url, width=image.width, height=image.height, srcset=image.srcset)
