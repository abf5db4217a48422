"""Drafts in the article form: what is sent is kept, what is wrong is said, nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import shelves
from articles.models import Article, Image, Tag
from tests.article_form import OpenForm
from tests.factories import make_article, make_author, make_draft, make_image, make_topic, make_user
from tests.pictures import picture_file, stored_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_user("Writer", first_name="Wren", last_name="Ode")


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_a_new_article_needs_a_title_and_gets_its_address_from_it(writer):
    response = OpenForm(writer).send("save", title="Café au lait, and backs")
    article = Article.objects.get()
    assert (response.status_code, response["Location"]) == (
        303,
        f"/admin/articles/article/{article.pk}/change/",
    )
    assert (article.slug, article.edited_by, article.edit_number) == ("café-au-lait-and-backs", writer, 1)


def test_an_address_that_is_taken_gets_a_number(writer):
    make_draft(title="Backs", slug="backs")
    make_draft(slug="backs-2")
    OpenForm(writer).send("save", title="Backs")
    assert Article.objects.filter(slug="backs-3").exists()


def test_without_a_title_the_form_comes_back(writer):
    form = OpenForm(writer)
    response = form.send("save", standfirst="Kept.")
    assert (response.status_code, form.errors) == (422, {"title": ["Give the article a title."]})
    assert form.data["standfirst"] == "Kept."
    assert "Error: " in response.text
    assert 'href="#id_title"' in response.text
    assert Article.objects.count() == 0


def test_what_cannot_be_seen_is_no_title_and_no_tag(writer):
    form = OpenForm(writer)
    form.send("save", title="\u200b", tags="\u3164, \u202e, backs")
    assert form.errors == {"title": ["Give the article a title."]}
    form.send("save", title="Backs")
    assert [tag.name for tag in Article.objects.get().tags_in_order()] == ["backs"]


def test_a_form_that_arrives_empty_comes_back(writer):
    form = OpenForm(writer, make_draft())
    response = form.client.post(form.url)
    assert response.status_code == 422
    assert form.client.post(form.url, {"do": "recover"}).status_code == 200


def test_a_title_without_letters_needs_an_address(writer):
    form = OpenForm(writer)
    form.send("save", title="!?")
    assert form.errors == {"slug": ["Give the article an address of letters, digits and hyphens."]}


def test_a_taken_address_is_refused_in_words(writer):
    make_draft(title="Backs", slug="backs")
    form = OpenForm(writer)
    form.send("save", title="Other", slug="backs")
    assert form.errors == {"slug": ["The article “Backs” has this address. Choose another one."]}


@pytest.mark.parametrize("title", ["x" * 301, "Nothing\x00here"])
def test_a_title_that_cannot_be_kept_is_refused(writer, title):
    form = OpenForm(writer)
    assert form.send("save", title=title).status_code == 422
    assert list(form.errors) == ["title"]


@pytest.mark.parametrize(
    ("field", "length", "words"),
    [
        ("title", 301, "This is 301 characters. Shorten it to 300 or fewer."),
        ("standfirst", 1_001, "This is 1001 characters. Shorten it to 1000 or fewer."),
        ("lead_alt", 501, "This is 501 characters. Shorten it to 500 or fewer."),
        ("body", 500_001, "Body is 500,008 characters. Shorten it to 500,000 or fewer."),
    ],
)
def test_what_is_too_long_is_refused_at_its_field_with_all_of_it_still_there(writer, field, length, words):
    form = OpenForm(writer)
    page = form.send("save", **{"title": "Backs", field: "x" * length}).text
    assert form.errors == {field: [words]}
    assert "x" * length in page
    assert not Article.objects.exists()


def test_no_browser_is_told_to_cut_what_is_pasted():
    form = OpenForm(make_user("Editor"), make_article())
    assert "maxlength" not in form.response.text


def test_every_field_of_a_draft_is_kept(writer):
    picture = stored_picture()
    article, one, two = make_draft(), make_article(title="One"), make_article(title="Two")
    OpenForm(writer, article).send(
        "save",
        title="New title",
        slug="new-address",
        standfirst="New standfirst",
        body="<p>New <b>body</b><script>alert(1)</script></p>",
        topic=make_topic("Sleep").pk,
        author=make_author("Ann Other").pk,
        lead_image=picture.pk,
        lead_alt="New description",
        lead_caption="New caption",
        lead_credit="New credit",
        tags="back pain, Posture",
        related=[f"Two ({two.pk})", "one", ""],
    )
    article = stored(article)
    assert (article.title, article.slug, article.standfirst) == ("New title", "new-address", "New standfirst")
    assert article.body == "<p>New <strong>body</strong></p>"
    assert (article.topic.name, article.author.name, article.lead_image) == ("Sleep", "Ann Other", picture)
    assert (article.lead_alt, article.lead_caption) == ("New description", "New caption")
    assert article.lead_credit == "New credit"
    assert [tag.name for tag in article.tags_in_order()] == ["back pain", "Posture"]
    assert [*article.related_in_order()] == [two, one]


def test_saving_what_the_form_shows_changes_nothing_but_the_count_of_saves(writer):
    related = [make_article(title='A "quoted" title (2)'), make_draft(title="Not published")]
    article = make_article(
        tags=["ribs, cracked", '"quoted"', 'a "half', "Ünïcode", "plain"],
        related=related,
        lead_image=make_image(),
        lead_alt="A back",
    )
    before = stored(article).snapshot()
    OpenForm(writer, article).send("save")
    after = stored(article)
    assert (after.snapshot(), after.edit_number) == (before, article.edit_number + 1)
    assert [*after.related_in_order()] == related


def test_a_tag_that_differs_in_case_only_is_the_same_tag(writer):
    tag = Tag.objects.create(name="Posture")
    article = make_draft()
    OpenForm(writer, article).send("save", tags="posture, POSTURE")
    assert [*article.tags_in_order()] == [tag]


def test_a_topic_that_was_merged_meanwhile_means_what_it_became(writer):
    former, kept = make_topic("Backs"), make_topic("Back and joints")
    form = OpenForm(writer, make_draft(topic=former))
    shelves.merge([former], into=kept, by=writer)
    form.send("save", title="")
    assert form.errors == {"title": ["Give the article a title."]}
    assert f'<option value="{kept.pk}" selected>' in form.response.text
    assert form.send("save", title="Backs").status_code == 303
    assert Article.objects.get().topic == kept


def test_what_was_removed_meanwhile_is_refused_in_words(writer):
    form = OpenForm(writer)
    form.send("save", title="Backs", topic="9" * 30, author="9" * 30, lead_image="x")
    assert form.errors == {
        "topic": ["This topic was removed. Choose another one."],
        "author": ["This author was removed. Choose another one."],
        "lead_image": ["This picture is not in the library any more. Choose another one."],
    }


def test_a_tag_that_is_too_long_is_refused_in_words(writer):
    form = OpenForm(writer, make_draft())
    form.send("save", tags=f"fine, {'x' * 101}")
    assert form.errors == {"tags": [f"The tag “{'x' * 30}…” is 101 characters. Shorten it to 100 or fewer."]}
    assert form.data["tags"] == f"fine, {'x' * 101}"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Nowhere", "No article is called “Nowhere”. Choose one from the list."),
        ("Nowhere (99)", "No article is called “Nowhere (99)”. Choose one from the list."),
        ("Twice", "Several articles are called “Twice”. Choose one from the list."),
    ],
)
def test_a_related_article_that_cannot_be_told_is_refused_in_words(writer, row, words):
    make_article(title="Twice")
    make_article(title="Twice")
    form = OpenForm(writer, make_draft())
    form.send("save", related=[row])
    assert form.errors == {"related": [words]}
    assert form.data["related"] == [row]


def test_an_article_cannot_recommend_itself(writer):
    article = make_draft()
    form = OpenForm(writer, article)
    form.send("save", related=[f"Me ({article.pk})"])
    assert form.errors == {"related": ["An article cannot recommend itself."]}


def test_a_picture_sent_along_goes_into_the_library_and_becomes_the_lead_image(writer):
    article = make_draft()
    form = OpenForm(writer, article)
    form.send("save", lead_upload=picture_file(name="a-long-walk.png"), lead_alt="Two people walking")
    image = stored(article).lead_image
    assert (image.name, image.alt, image.added_by) == ("a long walk", "Two people walking", writer)


def test_a_picture_that_is_refused_is_refused_in_one_sentence(writer):
    form = OpenForm(writer, make_draft())
    form.send("save", lead_upload=SimpleUploadedFile("photo.jpg", b"<svg></svg>"))
    assert form.errors == {
        "lead_upload": ["SVG pictures can carry scripts. Save it as PNG or WebP and upload that."]
    }


def test_a_picture_sent_along_is_not_lost_when_the_rest_of_the_form_comes_back(writer):
    article = make_draft()
    form = OpenForm(writer, article)
    assert form.send("save", title="", lead_upload=picture_file()).status_code == 422
    assert stored(article).lead_image is None
    form.send("save", title="Now with a title")
    assert stored(article).lead_image.name == "a back"


def test_a_picture_of_the_library_brings_its_words(writer):
    article = make_draft(lead_image=make_image(), lead_alt="An old description", lead_credit="")
    picture = stored_picture(alt="A back", caption="Seen from behind", credit="Drawing: us")
    OpenForm(writer, article).send("save", lead_image=picture.pk, lead_caption="My own caption")
    article = stored(article)
    assert (article.lead_alt, article.lead_caption, article.lead_credit) == (
        "A back",
        "My own caption",
        "Drawing: us",
    )


def test_a_new_picture_under_an_old_description_is_pointed_out(writer):
    article = make_draft(lead_image=make_image(), lead_alt="An old description")
    form = OpenForm(writer, article)
    form.send("save", lead_upload=picture_file())
    assert "Check that its description still fits." in form.client.get(form.url).text


@pytest.mark.parametrize("number", ["99", "x", "²", "9" * 30])
def test_a_picture_that_does_not_exist_is_refused(writer, number):
    form = OpenForm(writer, make_draft())
    assert form.send("save", lead_image=number).status_code == 422
    assert list(form.errors) == ["lead_image"]


def test_pictures_are_looked_for_without_scripts_and_nothing_is_stored(writer):
    chosen, found = make_image(name="Chosen"), make_image(name="A long walk")
    for number in range(30):
        make_image(name=f"Other {number}")
    article = make_draft(lead_image=chosen)
    form = OpenForm(writer, article)
    assert "A long walk" not in form.response.text
    page = form.send("find_picture", title="", tags="sitting", picture_words="walk long").text
    assert f'value="{found.pk}"' in page
    assert f'value="{chosen.pk}" checked' in page
    assert "Other" not in page
    assert ("sitting" in page, "There is a problem" in page) == (True, False)
    assert (stored(article).title, Tag.objects.exists()) == (article.title, False)
    assert "No picture has these words." in form.send("find_picture", picture_words="no such").text


def test_the_form_offers_a_few_pictures_however_many_there_are(writer, django_assert_max_num_queries):
    article = make_draft(
        lead_image=make_image(), body=f"<figure><img src='/images/{make_image().pk}/'></figure>"
    )
    asked, offered = [], []
    for _ in range(2):
        Image.objects.bulk_create(Image(name=f"Picture {number}") for number in range(100))
        with django_assert_max_num_queries(60) as queries:
            page = OpenForm(writer, article).response.text
        asked.append(len(queries))
        offered.append(page.count("Picture "))
    assert asked[0] == asked[1]
    assert offered[0] == offered[1] < 20


@pytest.mark.parametrize("number", ["", "-1", "x", "9" * 30])
def test_a_form_that_says_nothing_sensible_about_what_it_was_based_on_changes_nothing(writer, number):
    article = make_draft()
    assert OpenForm(writer, article).send("save", title="New", edit_number=number).status_code == 422
    assert stored(article).title == article.title


def test_an_article_that_is_gone_leads_back_to_the_dashboard(writer):
    form = OpenForm(writer, make_draft())
    Article.objects.all().delete()
    assert form.send("save")["Location"] == "/admin/"
