"""The image library: how pictures come into it, are found, described and used, and how they leave it."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import images, publishing, scheduling, uploads, working_copy
from articles.models import Article, Image, ImageUse, Kind
from articles.renditions import make_renditions
from articles.where_used import in_words, where_used
from cms.refusals import Refused
from tests.factories import make_article, make_draft, make_image, make_user, update_article
from tests.pictures import picture_file, stored_picture

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"admin:articles_image_{name}", args=args)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def figure(image):
    return f"<figure><img src='/images/{image.pk}/' alt=''></figure>"


@pytest.fixture
def editor_client(client):
    client.force_login(make_user("Editor"))
    return client


class TestComingIn:
    def test_a_picture_is_kept_under_a_name_of_ours(self):
        file = picture_file("PNG", name="../../etc/passwd.php.png", size=(61, 43))
        image = images.add(file, by=make_user("Writer"))
        assert image.file.name.startswith("images/20")
        assert image.file.name.endswith(f"/{image.file_hash[:20]}.png")
        assert (image.name, image.width, image.height) == ("passwd.php", 61, 43)

    def test_its_first_name_comes_from_what_the_file_was_called(self):
        assert images.add(picture_file(name="A_long--walk.jpeg"), by=None).name == "A long walk"

    def test_its_words_come_along(self):
        image = images.add(picture_file(), by=None, alt="A back", credit="Drawing: us", licence="CC0")
        assert (image.alt, image.credit, image.licence) == ("A back", "Drawing: us", "CC0")

    def test_the_same_picture_is_kept_once(self):
        first = stored_picture(name="First")
        assert images.add(picture_file(name="second.png"), by=None) == first
        assert Image.objects.count() == 1

    def test_a_record_without_its_file_is_given_one(self):
        image = make_image()
        images.fill(image, uploads.judged(picture_file()))
        image.refresh_from_db()
        assert (bool(image.file), image.width) == (True, 60)

    def test_a_file_that_is_there_is_never_replaced(self):
        image = stored_picture()
        with pytest.raises(Refused, match="it stays"):
            images.fill(image, uploads.judged(picture_file(colour="red")))

    def test_a_focal_point_outside_the_picture_is_refused_by_the_database(self):
        with pytest.raises(IntegrityError):
            make_image(focal_x=101)

    def test_its_file_is_served_as_what_it_is_and_as_nothing_else(self, client):
        response = client.get(stored_picture().file.url)
        assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/png", "nosniff")


class TestLeaving:
    def test_a_picture_that_is_removed_leaves_no_file_behind(self, django_capture_on_commit_callbacks):
        image = stored_picture()
        make_renditions.call(image.pk)
        image.refresh_from_db()
        names = [image.file.name, *(copy["name"] for copy in image.renditions)]
        with django_capture_on_commit_callbacks(execute=True):
            images.remove(image)
        assert len(names) == 6
        assert not any(default_storage.exists(name) for name in names)

    def test_a_picture_that_is_used_is_not_removed(self):
        image = stored_picture()
        make_draft(lead_image=image, title="Backs")
        with pytest.raises(Refused) as refused:
            images.remove(image)
        assert refused.value.messages == ["This picture stays, because it is used in “Backs” (draft)."]


class TestWhereItIsUsed:
    def places(self, image):
        return {place.article.title: place.words for place in where_used(image)}

    def test_lead_images_bodies_and_old_versions_are_told(self):
        image, other = stored_picture(), stored_picture(colour="red")
        make_draft(lead_image=image, title="A lead")
        make_draft(body=figure(image), title="B body")
        once = make_article(lead_image=image, lead_alt="A back", title="C once")
        update_article(once, body="<p>Sit less.</p>")
        update_article(once, lead_image=None, lead_alt="")
        make_draft(lead_image=other, body=f"<p>x</p><figure><img src='/images/{image.pk}0/' alt=''></figure>")
        assert self.places(image) == {"A lead": "draft", "B body": "draft", "C once": "versions 1 and 2"}

    def test_what_is_scheduled_is_told_though_the_draft_went_on(self):
        image, editor = stored_picture(), make_user("Editor")
        article = make_draft(title="Later", body=figure(image))
        at = timezone.now() + datetime.timedelta(days=1)
        scheduling.schedule(article, by=editor, at=at, kind=Kind.FIRST)
        article = Article.objects.get(pk=article.pk)
        article.body, article.lead_image = "<p>Another body.</p>", image
        working_copy.save(article, by=editor)
        assert self.places(image) == {"Later": "draft, scheduled"}
        article.lead_image = None
        working_copy.save(article, by=editor)
        assert self.places(image) == {"Later": "scheduled"}

    def test_a_redacted_version_shows_nothing(self):
        image = stored_picture()
        article = make_article(body=figure(image))
        update_article(article, body="<p>Sit less.</p>")
        publishing.redact(article.live, by=make_user(), reason="Court order")
        assert where_used(image) == []

    def test_a_version_that_is_restored_brings_its_picture_back_into_the_draft(self):
        image = stored_picture()
        article = make_article(title="Backs", body=figure(image))
        first = article.live
        update_article(article, body="<p>Sit less.</p>")
        publishing.restore(first, by=make_user(), note="The picture is right after all.")
        assert self.places(image) == {"Backs": "draft, versions 1 and 3"}

    def test_of_many_articles_a_sentence_names_three(self):
        image = stored_picture()
        for letter in "EDCBA":
            make_draft(lead_image=image, title=letter)
        assert in_words(where_used(image)) == (
            "This picture stays, because it is used in “A” (draft), “B” (draft), “C” (draft)"
            " and 2 more articles."
        )

    def test_it_takes_as_many_questions_for_many_articles(self, django_assert_num_queries):
        image = stored_picture()
        for _ in range(10):
            make_draft(lead_image=image)
        with django_assert_num_queries(3):
            where_used(image)

    def test_saving_a_draft_again_writes_no_uses_anew(self):
        image = stored_picture()
        article = make_draft(lead_image=image, body=figure(image))
        (use,) = ImageUse.objects.all()
        working_copy.save(article, by=None)
        assert [*ImageUse.objects.all()] == [use]

    def test_a_picture_that_is_no_longer_there_is_not_used(self):
        make_draft(body="<figure><img src='/images/99999999999999999999/' alt=''></figure>")
        assert not ImageUse.objects.exists()


class TestTheList:
    @pytest.fixture(autouse=True)
    def pictures(self):
        make_draft(
            lead_image=make_image(name="Walk", credit="Us", licence="CC BY 4.0", source="https://a.example/")
        )
        make_image(name="Knee", alt="", caption="Seen from the side", credit="Jo")
        stored_picture(name="Hand", alt="A hand")

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({}, ["Hand", "Knee", "Walk"]),
            ({"q": "SIDE knee"}, ["Knee"]),
            ({"q": "cc by"}, ["Walk"]),
            ({"q": "a.example"}, ["Walk"]),
            ({"q": "a hand"}, ["Hand"]),
            ({"q": "no such words"}, []),
            ({"missing": "credit"}, ["Hand"]),
            ({"missing": "description"}, ["Knee"]),
            ({"missing": "licence"}, ["Hand", "Knee"]),
            ({"missing": "file"}, ["Knee", "Walk"]),
            ({"missing": "sense"}, ["Hand", "Knee", "Walk"]),
            ({"use": "used"}, ["Walk"]),
            ({"use": "unused"}, ["Hand", "Knee"]),
        ],
    )
    def test_pictures_are_found_by_words_and_by_what_is_missing(self, editor_client, query, names):
        response = editor_client.get(page("changelist"), query)
        assert [image.name for image in response.context["cl"].result_list] == names

    def test_each_shows_itself_and_what_is_missing(self, editor_client):
        text = editor_client.get(page("changelist")).text
        assert Image.objects.get(name="Hand").thumbnail_url in text
        assert (text.count("No credit</span>"), text.count("No description</span>")) == (1, 1)
        assert text.count("Not used</span>") == 2

    def test_it_asks_as_often_for_many_as_for_few(self, editor_client, django_assert_max_num_queries):
        counts = []
        for _ in range(2):
            with django_assert_max_num_queries(20) as captured:
                editor_client.get(page("changelist"))
            counts.append(len(captured))
            Image.objects.bulk_create(Image(name=f"Picture {number}") for number in range(20))
        assert counts[0] == counts[1]

    def test_a_moderator_has_no_business_there(self, client):
        client.force_login(make_user("Moderator"))
        assert client.get(page("changelist")).status_code == 403
        assert client.get(page("find")).status_code == 403


class TestTheFinder:
    def found(self, client, **query):
        answer = client.get(page("find"), query).json()
        return [picture["name"] for picture in answer["pictures"]], answer["more"]

    def test_pictures_are_offered_newest_first_in_pages(self, editor_client):
        Image.objects.bulk_create(Image(name=str(number)) for number in range(30))
        names = [str(number) for number in range(29, -1, -1)]
        assert self.found(editor_client) == (names[:24], True)
        assert self.found(editor_client, page=2) == (names[24:], False)
        assert self.found(editor_client, q="29") == (["29"], False)

    @pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "²"])
    def test_a_page_that_is_none_is_answered(self, editor_client, number):
        assert editor_client.get(page("find"), {"page": number}).status_code == 200

    def test_what_is_known_of_a_picture_comes_along(self, editor_client):
        image = stored_picture(alt="A back", caption="From behind", credit="Us")
        (picture,) = editor_client.get(page("find")).json()["pictures"]
        assert picture == {
            "id": image.pk, "name": "A back", "alt": "A back", "caption": "From behind", "credit": "Us",
            "thumbnail": image.file.url,
        }  # fmt: skip


class TestThePage:
    def change(self, client, image, **data):
        known = {"name": image.name, "alt": image.alt, "focal_x": 50, "focal_y": 50}
        opened = {f"initial-{name}": value for name, value in known.items()}
        return client.post(page("change", image.pk), {**opened, **known, **data})

    def test_a_picture_is_added_with_its_words(self, editor_client):
        data = {"upload": picture_file(size=(90, 60)), "alt": "A back", "credit": "Us", "licence": "CC0"}
        assert editor_client.post(page("add"), data).status_code == 302
        image = Image.objects.get()
        assert (image.name, image.alt, image.credit, image.licence) == ("a back", "A back", "Us", "CC0")

    def test_without_a_file_nothing_is_added(self, editor_client):
        response = editor_client.post(page("add"), {"name": "Nothing"})
        assert "Choose a picture to upload." in response.text
        assert not Image.objects.exists()

    def test_a_file_that_is_refused_is_refused_in_words(self, editor_client):
        response = editor_client.post(page("add"), {"upload": SimpleUploadedFile("x.png", b"<svg></svg>")})
        assert "SVG pictures can carry scripts. Save it as PNG or WebP and upload that." in response.text
        assert not Image.objects.exists()

    def test_a_picture_that_is_there_already_is_named(self, editor_client):
        stored_picture(name="First")
        response = editor_client.post(page("add"), {"upload": picture_file(), "name": "Second"})
        assert "The library has this picture already. It is called “First”." in response.text

    def test_a_record_whose_file_is_missing_takes_one(self, editor_client):
        image = make_image()
        self.change(editor_client, image, upload=picture_file(colour="olive"))
        image.refresh_from_db()
        assert image.file

    def test_the_words_change_and_the_file_stays(self, editor_client):
        image = stored_picture()
        self.change(editor_client, image, name="Better name", alt="Better", upload=picture_file(colour="red"))
        changed = Image.objects.get()
        assert (changed.name, changed.alt, changed.file.name) == ("Better name", "Better", image.file.name)
        assert DBTaskResult.objects.count() == 1

    def test_two_windows_keep_what_each_of_them_changed(self, editor_client):
        image = stored_picture(name="Chair", alt="")
        url = reverse("admin:articles_image_change", args=[image.pk])
        form = editor_client.get(url).context["adminform"].form
        opened = {field.html_name: field.value() for field in form}
        opened |= {field.html_initial_name: field.value() for field in form}
        editor_client.post(url, opened | {"alt": "A chair."})
        editor_client.post(url, opened | {"credit": "Rosa"})
        image.refresh_from_db()
        assert (image.alt, image.credit) == ("A chair.", "Rosa")

    def test_a_new_focal_point_is_handed_to_the_worker(self, editor_client):
        image = stored_picture()
        self.change(editor_client, image, focal_x=20, focal_y=100)
        image.refresh_from_db()
        assert (image.focal_x, image.focal_y) == (20, 100)
        assert DBTaskResult.objects.count() == 2

    @pytest.mark.parametrize("number", ["", "-1", "101", "x", "1.5", "9" * 30])
    def test_a_focal_point_outside_the_picture_is_refused_in_words(self, editor_client, number):
        response = self.change(editor_client, stored_picture(), focal_x=number)
        assert "Choose a whole number from 0 to 100." in response.text

    def test_it_says_where_the_picture_is_used(self, editor_client):
        image = stored_picture()
        article = make_draft(title="It shows it", lead_image=image)
        response = editor_client.get(page("change", image.pk))
        assert reverse("admin:articles_article_change", args=[article.pk]) in response.text
        assert "It shows it" in response.text

    def test_a_picture_that_is_used_stays_and_the_page_says_why(self, editor_client):
        image = stored_picture()
        make_draft(title="Backs", body=figure(image))
        for response in (
            editor_client.get(page("delete", image.pk)),
            editor_client.post(page("delete", image.pk), {"post": "yes"}),
        ):
            assert response["Location"] == page("change", image.pk)
        assert said(response)[-1] == "This picture stays, because it is used in “Backs” (draft)."
        assert Image.objects.exists()

    def test_a_picture_nobody_uses_goes(self, editor_client):
        editor_client.post(page("delete", stored_picture().pk), {"post": "yes"})
        assert not Image.objects.exists()
