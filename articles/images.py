"""The image library: how pictures come into it, and where they are shown."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, QuerySet

from articles.models import Article, Image, Version
from articles.renditions import make_renditions
from articles.uploads import Judged, judged
from cms.refusals import Refused
from cms.tasks import enqueue_on_commit

USED = "This picture is used. Take it out of the articles below first."


def add(file, *, by, name: str = "", **words) -> Image:
    """Judge a file and take it into the library (see `uploads.judged` and `keep`)."""
    return keep(judged(file), by=by, name=name, **words)


def keep(picture: Judged, *, by, name: str = "", **words) -> Image:
    """Take a judged picture into the library; `words` are its alt, caption, credit and source.

    A picture that is there already is returned as it is.
    """
    known = Image.objects.filter(file_hash=picture.digest).exclude(file="").first()
    return known or _stored(Image(name=name or picture.name, added_by=by, **words), picture)


def fill(image: Image, picture: Judged) -> Image:
    """Give a record whose file is missing its file; Refused for one that has a file."""
    if image.file:
        raise Refused("This picture has its file. Versions that readers saw show it, so it stays.")
    return _stored(image, picture)


@transaction.atomic
def remove(image: Image) -> None:
    """Take a picture out of the library, with its files; Refused for one that an article shows."""
    if where_used(image).exists():
        raise Refused(USED)
    storage = image.file.storage
    names = [image.file.name, *(copy["name"] for copy in image.renditions)] if image.file else []
    image.delete()
    transaction.on_commit(lambda: [storage.delete(name) for name in names])


def where_used(image: Image) -> QuerySet[Article]:
    """Articles that show the picture, in their working copy or in a version readers saw."""
    shows = _shows(image)
    versions = Version.objects.filter(shows).values("article")
    return Article.objects.filter(shows | Q(pk__in=versions)).order_by("title")


def is_shown(image: Image) -> bool:
    """Whether a version that readers can read shows the picture."""
    readable = Version.objects.readable().filter(article__in=Article.objects.published())
    return readable.filter(lead_image=image).exists() or readable.filter(_shows(image)).exists()


def _shows(image):
    return Q(lead_image=image) | Q(body__contains=f'src="{image.get_absolute_url()}"')


def _stored(image, picture):
    image.file_hash = picture.digest
    image.file = ContentFile(picture.content, f"picture.{picture.extension}")
    image.save()
    enqueue_on_commit(make_renditions, image.pk)
    return image
