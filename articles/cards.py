"""A picture of the title, for an article without any, to stand where a link to it is shared."""

from functools import cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from articles.models import Rendering, Version
from cms.tasks import task

SIZE = (1200, 630)
MARGIN = 90
FONTS = Path(settings.BASE_DIR, "static", "fonts")
SERIF, SANS = "source-serif-4-latin-wght-normal.woff2", "source-sans-3-latin-wght-normal.woff2"
#: Those of the desk's bar, which are the same in the light and in the dark.
GROUND, INK, QUIET, ACCENT = "#14373A", "#F3F7F6", "#B5CBC9", "#7CC4C4"
#: Sizes of the title, the largest first, and the room for it.
TITLE_SIZES = (88, 76, 66, 56, 46)
TITLE_HEIGHT = 380
LINE = 1.18
#: No font has this character, so it is drawn as every other one that a font lacks.
UNKNOWN = "\uffff"


# Far more of them after an import than of anything else, and nobody waits for one.
@task(priority=-10)
def draw_card(version_id: int) -> None:
    """Draw the card of a version, unless it is there, and note it with its rendering."""
    version = Version.objects.readable().select_related("rendering").filter(pk=version_id).first()
    if version is None or version.rendering.card:
        return
    name = f"cards/{version.published_at:%Y/%m}/{version.chain_hash[:20]}.png"
    default_storage.delete(name)
    default_storage.save(name, ContentFile(drawn(version.title, settings.SITE_NAME)))
    if not Rendering.objects.filter(version=version).update(card=name):
        default_storage.delete(name)  # redacted meanwhile


def forget(version: Version) -> None:
    """Delete the card of a version that is redacted, with its rendering still there."""
    found = Rendering.objects.filter(version=version).exclude(card="").values_list("card", flat=True)
    names = [*found]
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def drawn(title: str, site: str) -> bytes:
    """The card, as PNG. The site's name stands in for a title in letters that our fonts lack."""
    card = Pillow.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, SIZE[1] - 16, SIZE[0], SIZE[1]), fill=ACCENT)
    font, lines = _set(title if _has_letters(title) else site)
    for number, line in enumerate(lines):
        draw.text((MARGIN, MARGIN - 10 + number * font.size * LINE), line, font=font, fill=INK)
    draw.text((MARGIN, SIZE[1] - MARGIN), site, font=_font(SANS, 40), fill=QUIET, anchor="ls")
    out = BytesIO()
    card.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _set(title):
    """The largest font in which the title has room, and its lines; in the smallest the end is left out."""
    for size in TITLE_SIZES:
        font = _font(SERIF, size)
        lines = _lines(title, font)
        most = int(TITLE_HEIGHT / (size * LINE))
        if len(lines) <= most:
            return font, lines
    return font, [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,.;:')[:-1]}…"]


def _lines(title, font):
    lines = [""]
    for word in _breakable(title, font):
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _breakable(title, font):
    """The words; one that is wider than the card in pieces."""
    for word in title.split():
        if font.getlength(word) <= SIZE[0] - 2 * MARGIN:
            yield word
            continue
        length = int((SIZE[0] - 2 * MARGIN) / font.getlength("W"))
        yield from (word[begin : begin + length] for begin in range(0, len(word), length))


@cache
def _font(name, size):
    font = ImageFont.truetype(FONTS / name, size)
    font.set_variation_by_axes([600])
    return font


def _has_letters(words):
    font = _font(SERIF, 40)
    unknown = bytes(font.getmask(UNKNOWN))
    return all(bytes(font.getmask(letter)) != unknown for letter in set(words) if not letter.isspace())
