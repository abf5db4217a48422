"""The pictures of an export: records in the library, and their places in bodies.

An export names its pictures and does not carry them, so the records come without files.
"""

import re
from html.parser import HTMLParser

from articles.models import Image
from cms.html import text_of
from cms.htmltree import Element, serialise
from wordpress.entries import Attachment
from wordpress.fields import number
from wordpress.models import ImportedItem

IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
#: Marks WordPress leaves on a picture: its attachment's id in a class, and its size in the file's name.
ATTACHMENT_ID = re.compile(r"\bwp-image-(\d+)\b")
CAPTIONED = re.compile(
    r"""<figure\b[^>]*\bid="attachment_(?P<id>\d+)"[^>]*>\s*(?:<a\b[^>]*>\s*)?<img\b(?![^>]*\bwp-image-)""",
    re.IGNORECASE,
)
SIZE = re.compile(r"-\d+x\d+(?=\.\w+$)")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".heic")
CREDIT_LENGTH = Image._meta.get_field("credit").max_length
CAPTION_LENGTH = Image._meta.get_field("caption").max_length
ALT_LENGTH = Image._meta.get_field("alt").max_length


def is_picture(attachment: Attachment) -> bool:
    return attachment.url.lower().split("?")[0].endswith(PICTURES)


def bring_in_image(source: str, attachment: Attachment) -> bool:
    """Make the library's record of a picture; False when it came in before."""
    if _imported(source, [attachment.wp_id]).exists():
        return False
    image = Image.objects.create(
        name=_short(attachment.title, 200) or f"Attachment {attachment.wp_id}",
        alt=_short(attachment.alt, ALT_LENGTH),
        caption=_short(text_of(attachment.caption), CAPTION_LENGTH),
        credit=_short(text_of(attachment.description), CREDIT_LENGTH),
        source=attachment.url[:500],
    )
    ImportedItem.objects.create(
        source=source, kind=ImportedItem.Kind.IMAGE, wordpress_id=attachment.wp_id, image=image
    )
    return True


def image_of(source: str, wp_id: int | None) -> Image | None:
    """The library's record of an attachment."""
    item = _imported(source, [wp_id]).select_related("image").first() if wp_id else None
    return item.image if item else None


def with_library_images(source: str, html: str) -> tuple[str, list[str]]:
    """A body whose pictures are the library's, and a sentence for each that the export does not know.

    Those with an address are recorded now.
    """
    html = CAPTIONED.sub(r'\g<0> class="wp-image-\g<id>"', html)
    notes = []

    def replaced(match):
        attributes = _attributes(match[0])
        image = _find(source, attributes)
        if image is None:
            image = _record(attributes)
            notes.append(_told(image, attributes.get("src", "")))
        if image is None:
            return ""
        return _img(image, attributes.get("alt") or image.alt)

    return IMG.sub(replaced, html), notes


def _told(image, address):
    if image:
        return f"its picture {address[:200]} is not in the export; its place shows the description"
    return f"its picture {address[:200] or 'without an address'} cannot be recorded and was left out"


def _find(source, attributes):
    marked = ATTACHMENT_ID.search(attributes.get("class", ""))
    if marked and (found := image_of(source, number(marked[1]))):
        return found
    address = attributes.get("src", "")
    return Image.objects.filter(source__in=[address, SIZE.sub("", address)]).first() if address else None


def _record(attributes):
    """A record of a picture that is no attachment of this export."""
    address = attributes.get("src", "")
    if not address.startswith(("http://", "https://")) or len(address) > 500:
        return None
    name = address.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return Image.objects.create(
        name=name[:200], alt=_short(attributes.get("alt", ""), ALT_LENGTH), source=address
    )


def _img(image, alt):
    return serialise([Element("img", {"src": image.get_absolute_url(), "alt": alt})])


def _imported(source, ids):
    return ImportedItem.objects.filter(source=source, kind=ImportedItem.Kind.IMAGE, wordpress_id__in=ids)


def _short(words, length):
    """The words when there is room for them; an export's caption of a thousand words is no caption."""
    return words if len(words) <= length else ""


def _attributes(tag):
    reader = _Tag()
    reader.feed(tag)
    return reader.attributes


class _Tag(HTMLParser):
    attributes: dict[str, str] = {}

    def handle_starttag(self, tag, attrs):
        # As browsers do, the first of two attributes with one name counts.
        self.attributes = {name: value or "" for name, value in reversed(attrs)}
