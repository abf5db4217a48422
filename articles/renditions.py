"""Smaller copies of the library's pictures, made by the worker."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as Pillow
from PIL import ImageOps

from articles.models import Image, Version
from articles.rendering import render_version
from cms.tasks import task

WIDTHS = (480, 800, 1200, 1600)
#: What browsers are offered, the best first; the last one is for those that know no other.
FORMATS = ("avif", "webp", "jpeg")
#: JPEG has no transparency.
SEE_THROUGH = ("avif", "webp", "png")
#: Copies of another shape, around the focal point: their format and largest size.
SHAPES = {"square": ("webp", (400, 400)), "social": ("jpeg", (1200, 630))}
EXTENSIONS = {"jpeg": "jpg"}

#: How each format is written: well, then worse, until a copy of that width is light enough. The first
#: values are the lowest at which the demo's pictures look like the original.
QUALITIES = {"avif": (60, 50, 40, 30), "webp": (80, 70, 60, 50), "jpeg": (82, 72, 62), "png": (100,)}
HOW = {"webp": {"method": 6}, "jpeg": {"optimize": True, "progressive": True}, "png": {"optimize": True}}
#: Bytes for each pixel of width: 90 kB at 1,200.
LIGHT = 75


@task()
def make_renditions(image_id: int) -> None:
    """Make the copies of a picture that are missing, note them in its record, and render anew what shows it.

    Only what the record has counts as made: a file that a killed worker left may be half a file. Running it
    again makes nothing twice.
    """
    image = Image.objects.filter(pk=image_id).exclude(file="").first()
    if image is None:
        return
    with image.file.open("rb") as file, Pillow.open(file) as picture:
        wanted = copies(image, SEE_THROUGH if picture.has_transparency_data else FORMATS)
        missing = [copy for copy in wanted if copy not in image.renditions]
        for copy in missing:
            _store(image.file.storage, copy["name"], _drawn(picture, copy, image))
    if missing and not _note(image, wanted):
        _clear_after_removal(image, missing)


def copies(image: Image, formats) -> list[dict]:
    """What `Image.renditions` is once everything is made."""
    stem = image.file.name.rsplit(".", 1)[0]
    whole = [
        _copy("whole", kind, (width, max(1, round(image.height * width / image.width))), f"{stem}-{width}")
        for kind in formats
        for width in widths(image.width)
    ]
    focus = f"{image.focal_x}x{image.focal_y}"
    cropped = [
        _copy(shape, kind, _fitting(size, image), f"{stem}-{shape}-{focus}")
        for shape, (kind, size) in SHAPES.items()
    ]
    return [*whole, *cropped]


def widths(width: int) -> list[int]:
    """How wide the copies of a picture are: never wider than it is, and one as wide where it is narrow."""
    return sorted({min(width, wanted) for wanted in WIDTHS})


def _copy(shape, kind, size, stem):
    name = f"{stem}.{EXTENSIONS.get(kind, kind)}"
    return {"shape": shape, "format": kind, "width": size[0], "height": size[1], "name": name}


def _fitting(size, image):
    """The largest size of the same shape, up to this one, that the picture fills."""
    scale = min(1, image.width / size[0], image.height / size[1])
    return tuple(max(1, int(side * scale)) for side in size)


def _drawn(picture, copy, image):
    """The bytes of a copy: as good as its weight allows."""
    centre = (image.focal_x / 100, image.focal_y / 100)
    kind, size = copy["format"], (copy["width"], copy["height"])
    smaller = ImageOps.fit(picture, size, Pillow.Resampling.LANCZOS, centering=centre)
    if kind == "jpeg":
        smaller = _on_white(smaller)
    for quality in QUALITIES[kind]:
        out = BytesIO()
        smaller.save(out, kind, quality=quality, **HOW.get(kind, {}))
        if out.tell() <= LIGHT * copy["width"]:
            break
    return out.getvalue()


def _on_white(picture):
    if not picture.has_transparency_data:
        return picture
    ground = Pillow.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _store(storage, name, content):
    storage.delete(name)
    storage.save(name, ContentFile(content))


@transaction.atomic
def _note(image, made):
    """Note the copies, unless the picture was removed or got another focal point, with a task of its own,
    meanwhile; whether they are noted."""
    same = Image.objects.filter(pk=image.pk, focal_x=image.focal_x, focal_y=image.focal_y)
    if not same.update(renditions=made):
        return False
    # A lead image is looked up when a page is made; pictures in a text were written into its rendering.
    for version in Version.objects.readable().filter(image_uses__image=image):
        render_version(version)
    names = {copy["name"] for copy in made}
    old = [copy["name"] for copy in image.renditions if copy["name"] not in names]
    transaction.on_commit(lambda: [image.file.storage.delete(name) for name in old])
    return True


def _clear_after_removal(image, made):
    if not Image.objects.filter(pk=image.pk).exists():
        for copy in made:
            image.file.storage.delete(copy["name"])
