"""Smaller copies of pictures, made by the worker."""

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pillow

from articles.models import Image
from articles.renditions import make_renditions, widths
from tests.factories import make_article, make_image
from tests.pictures import stored_picture

pytestmark = pytest.mark.django_db


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


def test_the_worker_makes_webp_copies_and_notes_them():
    image = stored_picture(size=(900, 600))
    make_renditions.call(image.pk)
    image.refresh_from_db()
    stem = image.file.name.rsplit(".", 1)[0]
    assert image.renditions == [{"width": width, "name": f"{stem}-{width}.webp"} for width in (480, 800, 900)]
    with default_storage.open(f"{stem}-480.webp") as file, Pillow.open(file) as copy:
        assert (copy.format, copy.size) == ("WEBP", (480, 320))


def test_running_twice_makes_nothing_twice(django_assert_num_queries):
    image = stored_picture(size=(900, 600))
    make_renditions.call(image.pk)
    files = set(default_storage.listdir(image.file.name.rsplit("/", 1)[0])[1])
    with django_assert_num_queries(1):
        make_renditions.call(image.pk)
    assert set(default_storage.listdir(image.file.name.rsplit("/", 1)[0])[1]) == files


def test_a_run_after_one_that_was_killed_keeps_the_copies_it_finds():
    image = stored_picture(size=(900, 600))
    make_renditions.call(image.pk)
    Image.objects.filter(pk=image.pk).update(renditions=[])
    files = set(default_storage.listdir(image.file.name.rsplit("/", 1)[0])[1])
    make_renditions.call(image.pk)
    image.refresh_from_db()
    assert [item["width"] for item in image.renditions] == [480, 800, 900]
    assert set(default_storage.listdir(image.file.name.rsplit("/", 1)[0])[1]) == files


def test_a_version_that_shows_the_picture_in_its_body_is_rendered_anew():
    image = stored_picture(size=(900, 600))
    article = make_article(body=f"<figure><img src='/images/{image.pk}/' alt='A back'></figure>")
    assert "-480.webp" not in article.live.rendering.html
    make_renditions.call(image.pk)
    article.live.rendering.refresh_from_db()
    assert "-480.webp 480w" in article.live.rendering.html


@pytest.mark.parametrize("pk", [None, 0])
def test_a_record_without_a_file_is_left_alone(pk):
    image = make_image()
    make_renditions.call(image.pk if pk is None else pk)
    image.refresh_from_db()
    assert image.renditions == []
