"""The picture that stands where a link to an article is shared: its lead image, or its title, drawn."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from PIL import Image as Pillow

from articles import publishing
from articles.cards import draw_card, drawn
from articles.models import Article
from articles.renditions import make_renditions
from articles.shared_picture import shared_picture
from tests.factories import make_article, make_image, make_user, update_article
from tests.pictures import stored_picture

DRAWING = "articles.cards.draw_card"


def card(title):
    return Pillow.open(BytesIO(drawn(title, "Plain Health"))).convert("L")


def inked_rows(title):
    """How far down the words reach, in the room for a title."""
    picture = card(title).crop((0, 0, 1200, 470)).point(lambda value: 255 * (value > 150))
    return picture.getbbox()


@pytest.mark.parametrize("title", ["Short", "A title of many words " * 13, "x" * 300, "W" * 300, "…"])
def test_a_title_of_any_length_stays_inside_its_card(title):
    left, top, right, bottom = inked_rows(title)
    assert left >= 80
    assert top >= 70
    assert right <= 1120
    assert bottom < 470
    assert card(title).size == (1200, 630)


def test_a_title_in_letters_our_fonts_lack_gives_way_to_the_name_of_the_site():
    assert drawn("東京の背中", "Plain Health") == drawn("Plain Health", "Plain Health")


@pytest.mark.django_db
class TestOfAnArticle:
    def test_it_is_the_lead_image_cropped_once_that_is_made(self):
        image = stored_picture(size=(600, 600))
        version = make_article(lead_image=image, lead_alt="A back").live
        assert shared_picture(version).url == image.file.url
        make_renditions.call(image.pk)
        picture = shared_picture(Article.objects.get().live)
        assert picture.url.endswith("-social-50x50.jpg")
        assert (picture.width, picture.height, picture.alt) == (600, 315, "A back")
        assert not DBTaskResult.objects.filter(task_path=DRAWING).exists()

    def test_without_one_the_worker_draws_the_title_once(self, monkeypatch):
        version = make_article(title="Backs", lead_image=make_image(), lead_alt="Lost").live
        assert shared_picture(version) is None
        queued = DBTaskResult.objects.get(task_path=DRAWING)
        draw_card.call(*queued.args_kwargs["args"])
        picture = shared_picture(Article.objects.get().live)
        assert (picture.width, picture.height, picture.alt) == (1200, 630, "Backs")
        monkeypatch.setattr("articles.cards.drawn", None)
        draw_card.call(version.pk)

    def test_its_page_tells_it_with_a_whole_address(self, client):
        article = make_article(title='Backs & "necks"')
        path = article.get_absolute_url()
        assert "og:image" not in client.get(path).text
        draw_card.call(article.live.pk)
        text = client.get(path).text
        assert '<meta property="og:image" content="http://testserver/media/cards/' in text
        assert '<meta property="og:title" content="Backs &amp; &quot;necks&quot;">' in text

    def test_a_redacted_version_leaves_none(self, django_capture_on_commit_callbacks):
        article = make_article()
        version = article.live
        draw_card.call(version.pk)
        version.rendering.refresh_from_db()
        name = version.rendering.card
        assert default_storage.exists(name)
        update_article(article)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.redact(version, by=make_user(), reason="Court order")
        assert not default_storage.exists(name)
        draw_card.call(version.pk)
        assert not default_storage.exists(name)
