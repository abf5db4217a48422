"""Pictures for the tests, drawn here."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from articles import images


def picture_file(format="PNG", size=(60, 40), mode="RGB", name="a-back.png", colour="teal", **options):
    """An upload of one colour with a corner of another, so that turning it shows."""
    picture = Pillow.new(mode, size, colour)
    picture.paste("white", (0, 0, size[0] // 3, size[1] // 3))
    out = BytesIO()
    picture.save(out, format, **options)
    return SimpleUploadedFile(name, out.getvalue())


def stored_picture(*, by=None, name="A back", size=(60, 40), colour="teal", **words):
    """A picture of the library with its file."""
    return images.add(picture_file(size=size, colour=colour), by=by, name=name, **words)


def noise(size=(90, 60), name="noise.png"):
    """An upload that no format makes small."""
    out = BytesIO()
    Pillow.effect_noise(size, 90).convert("RGB").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())
