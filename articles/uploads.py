"""Judging a picture somebody sent: by what is in the file, never by its name.

What comes out is a picture we wrote ourselves from its pixels, so that nothing else an upload held (a place,
a camera's number, a script after the last pixel) comes along.
"""

import hashlib
import re
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from cms.refusals import Refused
from cms.text import clean_line

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
#: What each format is stored as: photographs stay photographs, drawings keep every pixel.
STORED_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
HOW = {
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    # A bit larger than it could be, in a third of the time: somebody waits.
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": 90, "method": 2},
}
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}

#: What Pillow raises for files that are broken, or made to break it.
BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError,
    OverflowError, RuntimeError, struct.error,
)  # fmt: skip
_SVG = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class Judged:
    """A picture as we store it, not stored yet."""

    content: bytes
    extension: str
    name: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def judged(file) -> Judged:
    """The uploaded picture as we store it.

    Raises Refused, with one sentence, for anything else than a still picture of a size we can use.
    """
    _refuse_weight(file)
    try:
        with Pillow.open(file, formats=FORMATS) as picture:
            _refuse_size(picture)
            _refuse_motion(picture)
            stored_as = STORED_AS[picture.format]
            content = _encoded(_upright(picture), stored_as)
            return Judged(content, EXTENSIONS[stored_as], _name_from(file))
    except Pillow.DecompressionBombError:
        raise _too_many_pixels() from None
    except BROKEN as error:
        raise _unreadable(file) from error


def _refuse_weight(file):
    if file.size > MAX_BYTES:
        size, most = file.size / MEGABYTE, MAX_BYTES // MEGABYTE
        raise Refused(f"This file is {size:.0f} MB. Save a smaller one, of {most} MB or less.")


def _unreadable(file):
    file.seek(0)
    if _SVG.search(file.read(4096)):
        return Refused("SVG pictures can carry scripts. Save it as PNG or WebP and upload that.")
    return Refused("This file is not a picture we can read. Save it as JPEG, PNG or WebP and upload that.")


def _refuse_size(picture):
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels():
    most = MAX_PIXELS // 1_000_000
    return Refused(f"This picture has more than {most} million pixels. Save a smaller one and upload that.")


def _refuse_motion(picture):
    # A JPEG may hold a second picture for bright screens (MPO); the first one is the picture.
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise Refused("This picture moves. Save one frame of it as PNG or WebP and upload that.")


def _upright(picture):
    """The pixels the right way up, in sRGB, with transparency only where there is some."""
    profile = picture.info.get("icc_profile")
    picture = ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        opaque = picture.getextrema()[3][0] == 255
        return picture.convert("RGB") if opaque else picture
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    return _in_srgb(picture, profile).convert("RGB")


def _in_srgb(picture, profile):
    if not profile or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture


def _encoded(picture, stored_as):
    # A copy of the pixels leaves every note about them behind.
    bare = Pillow.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, stored_as, **HOW[stored_as])
    return out.getvalue()


def _name_from(file) -> str:
    """A first name for a picture, from what its file was called."""
    stem = PurePath((getattr(file, "name", "") or "").replace("\\", "/")).stem
    return clean_line(re.sub(r"[-_\s]+", " ", stem))[:200].strip() or "Untitled picture"
