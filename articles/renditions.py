"""Smaller copies of the library's pictures, made by the worker."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pillow

from articles.models import Image, Version
from articles.rendering import render_version
from cms.tasks import task

WIDTHS = (480, 800, 1200, 1600)
QUALITY = 80


@task()
def make_renditions(image_id: int) -> None:
    """Make the WebP copies of a picture, note them in its record, and render anew what shows it.

    Running it twice, or again after it was killed, makes nothing twice: copies that are there are kept.
    """
    image = Image.objects.filter(pk=image_id, renditions=[]).exclude(file="").first()
    if image is None:
        return
    made = [{"width": width, "name": _copy(image, width)} for width in widths(image.width)]
    with transaction.atomic():
        Image.objects.filter(pk=image.pk).update(renditions=made)
        _render_again(image)


def widths(width: int) -> list[int]:
    """How wide the copies of a picture are: never wider than it is, and one as wide where it is narrow."""
    return sorted({min(width, wanted) for wanted in WIDTHS})


def _copy(image, width):
    """Store the copy of that width, unless it is there; returns its name."""
    storage = image.file.storage
    name = f"{image.file.name.rsplit('.', 1)[0]}-{width}.webp"
    if storage.exists(name):
        return name
    with image.file.open("rb") as file, Pillow.open(file) as picture:
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture.resize((width, height), Pillow.Resampling.LANCZOS)
    out = BytesIO()
    smaller.save(out, "WEBP", quality=QUALITY, method=6)
    return storage.save(name, ContentFile(out.getvalue()))


def _render_again(image):
    """A lead image is looked up when a page is made; pictures in a body were written into its rendering."""
    shown = f'src="{image.get_absolute_url()}"'
    for version in Version.objects.readable().filter(body__contains=shown):
        render_version(version)
