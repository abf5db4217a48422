"""The image library: how pictures come into it, what is known about them, and how they leave it."""

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.db import transaction

from articles.models import Article, Image, ImageUse
from articles.renditions import make_renditions
from articles.uploads import Judged, judged
from articles.where_used import in_words, where_used
from cms.refusals import Refused
from cms.tasks import enqueue_on_commit

#: What editors change of a record.
WORDS = ("name", "alt", "caption", "credit", "licence", "source")
FOCAL_POINT = ("focal_x", "focal_y")


def add(file, *, by, name: str = "", **words) -> Image:
    """Judge a file and take it into the library (see `uploads.judged` and `keep`)."""
    return keep(judged(file), by=by, name=name, **words)


def keep(picture: Judged, *, by, name: str = "", **words) -> Image:
    """Take a judged picture into the library; `words` are its alt, caption, credit, licence and source.

    A picture that is there already is returned as it is.
    """
    return known(picture) or _stored(Image(name=name or picture.name, added_by=by, **words), picture)


def known(picture: Judged) -> Image | None:
    """The library's record of this very picture."""
    return Image.objects.filter(file_hash=picture.digest).exclude(file="").first()


def fill(image: Image, picture: Judged) -> Image:
    """Give a record whose file is missing its file; Refused for one that has a file."""
    if image.file:
        raise Refused("This picture has its file. Versions that readers saw show it, so it stays.")
    return _stored(image, picture)


@transaction.atomic
def change(image: Image, names: Iterable[str]) -> None:
    """Store these columns of a record; the worker crops a picture that was refocused anew.

    The others are not written: somebody may have changed them, or the worker noted copies, since it was read.
    """
    changed = {*WORDS, *FOCAL_POINT} & {*names}
    image.save(update_fields=changed)
    if changed & {*FOCAL_POINT}:
        enqueue_on_commit(make_renditions, image.pk)


@transaction.atomic
def remove(image: Image) -> None:
    """Take a picture out of the library, with its files; Refused for one that is used, saying where."""
    image = Image.objects.select_for_update().get(pk=image.pk)
    refuse_used(image)
    storage = image.file.storage
    names = [image.file.name, *(copy["name"] for copy in image.renditions)] if image.file else []
    image.delete()
    transaction.on_commit(lambda: [storage.delete(name) for name in names])


def refuse_used(image: Image) -> None:
    """Raises Refused, saying where, for a picture that is used."""
    places = where_used(image)
    if places:
        raise Refused(in_words(places))


def is_shown(image: Image) -> bool:
    """Whether a version that readers can read shows the picture."""
    shown = ImageUse.objects.filter(image=image, version__isnull=False)
    return shown.filter(article__in=Article.objects.published()).exists()


@transaction.atomic
def _stored(image, picture):
    image.file_hash = picture.digest
    image.file = ContentFile(picture.content, f"picture.{picture.extension}")
    image.save()
    enqueue_on_commit(make_renditions, image.pk)
    return image
