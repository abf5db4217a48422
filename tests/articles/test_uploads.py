"""What becomes of pictures somebody sends: judged by what is in the file, and made again."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms

from articles import uploads
from cms.refusals import Refused
from tests.pictures import picture_file

UNREADABLE = "This file is not a picture we can read. Save it as JPEG, PNG or WebP and upload that."
SVG = "SVG pictures can carry scripts. Save it as PNG or WebP and upload that."
MOVING = "This picture moves. Save one frame of it as PNG or WebP and upload that."
TOO_LARGE = "This picture has more than 40 million pixels. Save a smaller one and upload that."


def upload(content, name="picture.png"):
    return SimpleUploadedFile(name, content)


def judge(file):
    """The stored picture, opened again."""
    picture = Pillow.open(BytesIO(uploads.judged(file).content))
    picture.load()
    return picture


def outcome(file):
    try:
        uploads.judged(file)
    except Refused as refused:
        return refused.messages[0]
    return "a picture"


def refusal(file):
    with pytest.raises(Refused) as refused:
        uploads.judged(file)
    (sentence,) = refused.value.messages
    return sentence


@pytest.mark.parametrize(
    ("sent", "stored"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("GIF", "PNG"), ("WEBP", "WEBP"), ("AVIF", "WEBP")]
)
def test_each_kind_of_picture_is_stored_as_one_that_browsers_know(sent, stored):
    picture = judge(picture_file(sent, name="misleading.txt"))
    assert (picture.format, picture.mode, picture.size) == (stored, "RGB", (60, 40))


def test_transparency_is_kept():
    picture = judge(picture_file("PNG", mode="RGBA", colour=(0, 128, 128, 90)))
    assert (picture.mode, picture.getpixel((50, 30))) == ("RGBA", (0, 128, 128, 90))


def test_transparency_without_anything_transparent_is_dropped():
    assert judge(picture_file("PNG", mode="RGBA")).mode == "RGB"


@pytest.mark.parametrize(
    ("mode", "format"), [("CMYK", "JPEG"), ("L", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG")]
)
def test_every_way_to_hold_colours_becomes_plain_red_green_blue(mode, format):
    colours = {"CMYK": (0, 0, 0, 0), "L": 255, "P": 3, "1": 1, "I;16": 65535}
    file = Pillow.new(mode, (8, 8), colours[mode])
    picture = judge(_sent(file, format))
    assert picture.mode == "RGB"
    assert mode == "P" or picture.getpixel((4, 4)) == (255, 255, 255)


def _sent(picture, format, **options):
    out = BytesIO()
    picture.save(out, format, **options)
    return upload(out.getvalue())


def test_a_picture_taken_sideways_is_stored_upright():
    exif = Pillow.Exif()
    exif[0x0112] = 6
    picture = judge(picture_file("JPEG", exif=exif.tobytes()))
    # The white corner was at the top left; turned a quarter clockwise it is at the top right.
    assert picture.size == (40, 60)
    assert picture.getpixel((38, 2))[0] > 240 > picture.getpixel((2, 2))[0]


def test_what_a_camera_wrote_into_the_file_is_gone():
    exif = Pillow.Exif()
    exif[0x010F], exif[0x8825] = "A camera", {1: "N", 2: (51.0, 30.0, 0.0)}
    judged = uploads.judged(picture_file("JPEG", exif=exif.tobytes(), comment=b"<script>alert(1)</script>"))
    assert b"A camera" not in judged.content
    assert b"script" not in judged.content
    assert dict(judge(upload(judged.content)).getexif()) == {}


def test_what_follows_the_last_pixel_is_gone():
    file = picture_file("PNG")
    judged = uploads.judged(upload(file.read() + b"<?php system($_GET['c']);"))
    assert b"php" not in judged.content


def test_colours_of_another_space_are_brought_to_the_usual_one():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = judge(picture_file("JPEG", icc_profile=profile))
    assert "icc_profile" not in picture.info


def test_a_picture_without_its_end_is_refused():
    assert refusal(upload(picture_file("JPEG", size=(400, 400)).read()[:700])) == UNREADABLE


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<html></html>", b"%PDF-1.7", b"\x00" * 99]
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(content):
    assert refusal(upload(content, "photo.jpg")) == UNREADABLE


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<?xml version='1.0'?>\n<!-- x --><svg onload='alert(1)'></svg>",
        b"\xef\xbb\xbf  <SVG></SVG>",
        b'<!DOCTYPE svg PUBLIC "x"><a:svg xmlns:a="http://www.w3.org/2000/svg"></a:svg>',
    ],
)
def test_drawings_that_can_carry_scripts_are_refused_in_words_of_their_own(content):
    assert refusal(upload(content, "photo.jpg")) == SVG


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_is_refused(format):
    frames = [Pillow.new("RGB", (8, 8), colour) for colour in ("red", "green")]
    assert refusal(_sent(frames[0], format, save_all=True, append_images=frames[1:])) == MOVING


def test_too_many_pixels_are_refused_before_they_are_decoded():
    bomb = Pillow.new("1", (8000, 5001))
    assert refusal(_sent(bomb, "PNG")) == TOO_LARGE


def test_far_too_many_pixels_are_refused_too():
    header = b"GIF89a" + (60_000).to_bytes(2, "little") * 2 + b"\x80\x00\x00" + bytes(6)
    image = b"\x2c" + bytes(4) + (60_000).to_bytes(2, "little") * 2 + b"\x00\x02\x02\x44\x01\x00\x3b"
    assert refusal(upload(header + image)) == TOO_LARGE


def test_a_heavy_file_is_refused_unread():
    file = upload(b"")
    file.size = 31 * uploads.MEGABYTE
    assert refusal(file) == "This file is 31 MB. Save a smaller one, of 20 MB or less."


@given(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF"]), st.randoms(use_true_random=False))
def test_a_damaged_file_is_a_picture_or_refused_in_words(format, random):
    content = bytearray(picture_file(format).read())
    for _ in range(random.randint(1, 8)):
        content[random.randrange(len(content))] = random.randrange(256)
    assert outcome(upload(bytes(content))) in ("a picture", UNREADABLE, MOVING, TOO_LARGE)
