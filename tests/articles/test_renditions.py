"""Smaller copies of pictures, made by the worker."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pillow

from articles import images, renditions
from articles.models import Image
from articles.rendering import facts_of
from articles.renditions import make_renditions, widths
from tests.factories import make_article, make_image
from tests.pictures import noise, picture_file, stored_picture
from worker.models import Pulse

pytestmark = pytest.mark.django_db


def with_renditions(image):
    make_renditions.call(image.pk)
    image.refresh_from_db()
    return image


def files(image):
    """The stored names of a picture and its copies."""
    folder, name = image.file.name.rsplit("/", 1)
    own = (name, f"{name.rsplit('.', 1)[0]}-")
    return {f"{folder}/{found}" for found in default_storage.listdir(folder)[1] if found.startswith(own)}


def copy_of(image, shape, kind, width=None):
    """The copy, opened."""
    name = next(
        copy["name"]
        for copy in image.copies(shape)
        if copy["format"] == kind and width in (None, copy["width"])
    )
    with default_storage.open(name) as file:
        picture = Pillow.open(file)
        picture.load()
    return picture


@pytest.mark.parametrize(
    ("width", "made"),
    [(2000, [480, 800, 1200, 1600]), (1600, [480, 800, 1200, 1600]), (1000, [480, 800, 1000]), (300, [300])],
)
def test_copies_are_never_wider_than_the_picture(width, made):
    assert widths(width) == made


def test_an_upload_is_handed_to_the_worker_with_its_record():
    image = stored_picture()
    queued = DBTaskResult.objects.get()
    assert (queued.task_name, queued.args_kwargs["args"]) == ("make_renditions", [image.pk])


def test_the_worker_makes_copies_in_three_formats_and_notes_them():
    image = with_renditions(stored_picture(size=(510, 340)))
    stem = image.file.name.rsplit(".", 1)[0]
    assert [(copy["format"], copy["width"], copy["name"]) for copy in image.copies("whole")] == [
        (kind, width, f"{stem}-{width}.{extension}")
        for kind, extension in (("avif", "avif"), ("webp", "webp"), ("jpeg", "jpg"))
        for width in (480, 510)
    ]
    assert files(image) == {image.file.name, *(copy["name"] for copy in image.renditions)}
    for kind in ("avif", "webp", "jpeg"):
        copy = copy_of(image, "whole", kind, 480)
        assert (copy.format, copy.size) == (kind.upper(), (480, 320))


def test_a_see_through_picture_stays_so_for_browsers_that_know_nothing_new():
    file = picture_file(mode="RGBA", colour=(0, 128, 128, 90), size=(90, 60))
    image = with_renditions(images.add(file, by=None))
    assert copy_of(image, "whole", "png").getpixel((80, 50))[3] == 90
    assert copy_of(image, "social", "jpeg").mode == "RGB"


def test_a_copy_that_is_too_heavy_is_written_less_well(monkeypatch):
    monkeypatch.setattr(renditions, "FORMATS", ("webp",))
    image = with_renditions(images.add(noise(size=(300, 200)), by=None))
    heavy = default_storage.size(image.copies("whole")[0]["name"])
    monkeypatch.setattr(renditions, "LIGHT", 1_000)
    Image.objects.update(renditions=[])
    light = with_renditions(image)
    assert heavy < default_storage.size(light.copies("whole")[0]["name"])


@pytest.mark.parametrize(("focus", "is_white"), [(0, True), (100, False)])
def test_a_copy_of_another_shape_keeps_the_focal_point_in_sight(focus, is_white):
    # The left third of the upper third is white.
    image = stored_picture(size=(120, 40))
    image.focal_x = focus
    images.change(image, images.FOCAL_POINT)
    square = copy_of(with_renditions(image), "square", "webp")
    assert square.size == (40, 40)
    assert (square.convert("L").getpixel((4, 4)) > 240) == is_white


def test_a_picture_for_shared_links_has_the_shape_they_are_shown_in():
    image = with_renditions(stored_picture(size=(600, 600)))
    (social,) = image.copies("social")
    assert (social["width"], social["height"]) == (600, 315)


def test_a_new_focal_point_makes_new_crops_and_nothing_else(django_capture_on_commit_callbacks):
    image = with_renditions(stored_picture())
    before = {copy["name"] for copy in image.renditions}
    image.focal_y = 10
    images.change(image, images.FOCAL_POINT)
    with django_capture_on_commit_callbacks(execute=True):
        with_renditions(image)
    after = {copy["name"] for copy in image.renditions}
    assert {name.rsplit("-", 2)[-2] for name in after - before} == {"square", "social"}
    assert files(image) == {image.file.name, *after}


def test_copies_noted_while_somebody_changes_the_record_stay():
    image = stored_picture()
    as_read_before = Image.objects.get()
    with_renditions(image)
    as_read_before.alt = "A back"
    images.change(as_read_before, ["alt"])
    changed = Image.objects.get()
    assert (changed.alt, changed.renditions) == ("A back", image.renditions)


def test_running_twice_makes_nothing_twice(django_assert_num_queries, monkeypatch):
    image = with_renditions(stored_picture())
    monkeypatch.setattr(renditions, "_store", None)
    with django_assert_num_queries(1):
        make_renditions.call(image.pk)


def test_what_a_killed_worker_left_is_made_again_whole():
    image = stored_picture(size=(90, 60))
    name = f"{image.file.name.rsplit('.', 1)[0]}-90.avif"
    default_storage.save(name, picture_file("PNG"))
    with_renditions(image)
    assert copy_of(image, "whole", "avif").size == (90, 60)
    assert files(image) == {image.file.name, *(copy["name"] for copy in image.renditions)}


def test_a_picture_that_is_removed_while_its_copies_are_made_leaves_none(monkeypatch):
    image = stored_picture()
    draw = renditions._drawn

    def remove_and_draw(*args):
        Image.objects.filter(pk=image.pk).delete()
        return draw(*args)

    monkeypatch.setattr(renditions, "_drawn", remove_and_draw)
    make_renditions.call(image.pk)
    assert files(image) == {image.file.name}


def test_a_version_that_shows_the_picture_in_its_body_is_rendered_anew():
    image = stored_picture(size=(510, 340))
    article = make_article(body=f"<figure><img src='/images/{image.pk}/' alt='A back'></figure>")
    assert f'<img src="{image.file.url}"' in article.live.rendering.html
    with_renditions(image)
    article.live.rendering.refresh_from_db()
    for extension in ("avif", "webp", "jpg"):
        assert f"-480.{extension} 480w" in article.live.rendering.html


def test_pages_show_the_file_itself_until_there_are_copies():
    image = stored_picture(size=(510, 340))
    assert (facts_of(image).url, facts_of(image).sources) == (image.file.url, ())
    facts = facts_of(with_renditions(image))
    assert facts.url == image.file.url.replace(".png", "-510.jpg")
    assert (facts.width, facts.height) == (510, 340)
    assert [kind for kind, _ in facts.sources] == ["image/avif", "image/webp"]


@pytest.mark.parametrize("pk", [None, 0])
def test_a_record_without_a_file_is_left_alone(pk):
    image = make_image()
    make_renditions.call(image.pk if pk is None else pk)
    image.refresh_from_db()
    assert image.renditions == []


@pytest.mark.django_db(transaction=True)
def test_copies_of_a_worker_that_was_killed_are_all_made_by_the_next():
    image = images.add(noise(size=(500, 330)), by=None)
    first = Path(settings.MEDIA_ROOT, f"{image.file.name.rsplit('.', 1)[0]}-480.avif")
    where = {"NAME": str(connection.settings_dict["NAME"]), "FOLDER": str(settings.MEDIA_ROOT)}
    with subprocess.Popen([sys.executable, "-c", WORKER], env={**os.environ, **where}) as killed:
        while not first.exists() and killed.poll() is None:
            pass
        killed.kill()
    image.refresh_from_db()
    assert image.renditions == []
    first.write_bytes(first.read_bytes()[:100])
    Pulse.objects.all().delete()
    call_command("worker", once=True)
    image.refresh_from_db()
    assert files(image) == {image.file.name, *(copy["name"] for copy in image.renditions)}
    assert copy_of(image, "whole", "avif", 480).size == (480, 317)


#: A worker on the tests' database and files, in a process of its own.
WORKER = """
import os
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from cms import schedule
connection.settings_dict["NAME"] = os.environ["NAME"]
settings.MEDIA_ROOT = os.environ["FOLDER"]
schedule.intervals.clear()
call_command("worker", once=True)
"""
