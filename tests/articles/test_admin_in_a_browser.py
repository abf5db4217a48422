"""The desk in a real browser: with scripts and without, by eye, by keyboard and by checker.

A message in the browser's console fails the test: the content security policy holds on every page here.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from articles.models import Article, Image
from tests.checks import (
    assert_accessible,
    assert_accessible_in_every_window,
    assert_fits,
    assert_valid_css,
    assert_valid_html,
)
from tests.factories import make_article, make_author, make_draft, make_image, make_user, update_article
from tests.pictures import picture_file, stored_picture

pytestmark = pytest.mark.django_db(transaction=True)

TAGS = [f"tag {number}" for number in range(1, 50)]


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Noor", last_name="Haddad")


@pytest.fixture
def article():
    related = [make_article(title="Lower Back Pain"), make_article(title="Stretches")]
    return make_article(tags=TAGS, related=related, lead_image=stored_picture(), lead_alt="A back")


def address(article, page="change"):
    return f"/admin/articles/article/{article.pk}/{page}/"


def opened(visitor, user, article, **options):
    page = visitor(user=user, **options)
    page.goto(address(article))
    return page


def stored(article):
    return Article.objects.get(pk=article.pk)


def tags(article):
    return [tag.name for tag in article.tags_in_order()]


class TestForEveryone:
    def test_the_article_form(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        page.wait_for_selector(".tiptap")
        page.get_by_label("Full review").check()
        assert_accessible_in_every_window(page)

    def test_the_article_form_with_what_is_wrong(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        page.get_by_label("Title").fill("")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("alert")).to_be_focused()
        assert_accessible_in_every_window(page)

    def test_two_texts_side_by_side(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        update_article(article, by=make_user("Editor", first_name="Rosa"), body="<h2>Rosa’s</h2><p>Body.</p>")
        page.get_by_role("button", name="Save draft").click()
        page.get_by_role("heading", name=re.compile("Rosa saved")).wait_for()
        assert_accessible_in_every_window(page)


def test_the_other_pages_are_for_everyone_too(visitor, editor, article):
    page = visitor()
    page.goto("/admin/")
    assert_accessible_in_every_window(page)
    page = visitor(user=editor)
    for path in (
        "",
        "article/",
        "article/add/",
        "image/",
        "image/add/",
        "version/",
        "updatenote/",
        "topic/add/",
    ):
        page.goto(f"/admin/articles/{path}" if path else "/admin/")
        assert_accessible_in_every_window(page)
    for name in ("withdraw", "preview", "history"):
        page.goto(address(article, name))
        assert_accessible_in_every_window(page)
    page = opened(visitor, make_user("Moderator"), article)
    assert_accessible_in_every_window(page)


def test_markup_and_styles_are_valid(client, editor, article):
    client.force_login(editor)
    pages = {name: client.get(address(article, name)).text for name in ("change", "withdraw", "preview")}
    pages["errors"] = client.post(address(article), {"do": "publish"}).text
    pages["new"] = client.get("/admin/articles/article/add/").text
    assert_valid_html(pages)
    assert_valid_css(*Path(settings.BASE_DIR, "static", "css").glob("admin*.css"))


class TestWithScripts:
    def test_tags_are_chips_that_come_and_go(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        expect(page.get_by_text("49 chosen")).to_be_visible()
        page.get_by_role("button", name="tag 2 : remove").click()
        page.get_by_text("Show 40 more tags").click()
        page.get_by_role("button", name="tag 49 : remove").click()
        page.get_by_label("Add a tag").fill("rib pain")
        page.keyboard.press("Enter")
        page.get_by_label("Add a tag").fill("TAG 1")
        page.keyboard.press("Enter")
        page.get_by_label("Add a tag").fill("last one")
        page.get_by_role("button", name="Save draft").click()
        page.get_by_text("The draft is saved.").wait_for()
        assert tags(article) == [tag for tag in TAGS if tag not in ("tag 2", "tag 49")] + [
            "rib pain",
            "last one",
        ]

    def test_removing_a_chip_moves_the_focus_to_the_next_and_says_so(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        page.get_by_role("button", name="tag 2 : remove").press("Enter")
        expect(page.get_by_role("button", name="tag 3 : remove")).to_be_focused()
        expect(page.locator("fieldset [role=status]")).to_have_text("tag 2 removed. 48 chosen.")

    def test_related_articles_move_up_and_go_away(self, visitor, editor, article):
        third = make_article(title="Third")
        page = opened(visitor, editor, article)
        page.get_by_role("button", name="Move up: Stretches").click()
        page.get_by_label("Related article 3").fill("Third")
        page.get_by_role("button", name="Remove: Lower Back Pain").click()
        page.get_by_role("button", name="Save draft").click()
        page.get_by_text("The draft is saved.").wait_for()
        assert [found.title for found in article.related_in_order()] == ["Stretches", third.title]

    def test_the_lead_image_is_found_in_the_library_and_taken_away_again(self, visitor, editor, article):
        picture = stored_picture(name="A long walk", colour="olive")
        make_image(name="Lost")
        Image.objects.bulk_create(Image(name=f"Picture {number}") for number in range(30))
        page = opened(visitor, editor, article)
        page.get_by_role("button", name="Choose another picture").click()
        dialog = page.get_by_role("dialog", name="Picture from the library")
        expect(dialog.get_by_role("radio", name="A back")).to_be_checked()
        dialog.get_by_role("button", name="Show more").click()
        expect(dialog.get_by_role("radio")).to_have_count(33)
        dialog.get_by_label("Find a picture").fill("long walk")
        expect(dialog.get_by_role("radio")).to_have_count(1)
        dialog.get_by_role("radio", name="A long walk").check()
        dialog.get_by_role("button", name="Choose").click()
        shown = page.get_by_alt_text("Chosen: A long walk")
        expect(shown).to_have_js_property("naturalWidth", 60)
        assert shown.get_attribute("src") == f"/images/{picture.pk}/"
        page.get_by_role("button", name="No picture").click()
        page.get_by_role("button", name="Choose a picture").click()
        dialog.get_by_label("Find a picture").fill("lost")
        dialog.get_by_role("radio", name="Lost").check()
        assert_accessible(page)
        dialog.get_by_role("button", name="Choose").click()
        expect(page.get_by_text("The file of “Lost” is missing.")).to_be_visible()
        page.get_by_role("button", name="Save draft").click()
        page.get_by_text("The draft is saved.").wait_for()
        assert stored(article).lead_image.name == "Lost"

    def test_a_focal_point_is_set_by_pressing_on_the_picture_and_by_keys(self, visitor, editor):
        picture = stored_picture(size=(400, 200))
        page = visitor(user=editor)
        page.goto(f"/admin/articles/image/{picture.pk}/change/")
        frame = page.get_by_label("Focal point: 50 % from the left, 50 % from the top.")
        frame.click(position={"x": 120, "y": 24})
        frame = page.get_by_label("Focal point: 25 % from the left, 10 % from the top.")
        frame.press("ArrowRight")
        page.keyboard.press("Shift+ArrowUp")
        page.keyboard.press("ArrowUp")
        assert_accessible(page)
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("**/admin/articles/image/")
        picture.refresh_from_db()
        assert (picture.focal_x, picture.focal_y) == (26, 0)

    def test_leaving_with_unsaved_changes_asks_and_saving_does_not(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        page.get_by_label("Standfirst").fill("Changed.")
        page.get_by_role("link", name="Articles").first.click()
        page.wait_for_url("**/admin/articles/article/")
        assert asked == ["beforeunload"]
        page.goto(address(article))
        page.get_by_label("Standfirst").fill("Changed.")
        page.get_by_role("button", name="Save draft").click()
        page.get_by_text("The draft is saved.").wait_for()
        assert asked == ["beforeunload"]

    def test_the_words_of_a_mistake_lead_to_the_body(self, visitor, editor):
        page = opened(visitor, editor, make_draft(body=""))
        page.get_by_role("button", name="Publish").click()
        page.get_by_role("link", name="Write the body before you publish.").click()
        expect(page.get_by_role("textbox", name="Body")).to_be_focused()

    def test_the_review_fields_show_where_their_kind_is_chosen(self, visitor, editor, article):
        page = opened(visitor, editor, article)
        expect(page.get_by_label("Reviewed by")).to_be_hidden()
        page.get_by_label("Full review").check()
        expect(page.get_by_label("Reviewed by")).to_be_visible()

    def test_enter_in_a_field_saves_the_draft_and_never_publishes(self, visitor, editor):
        article = make_draft()
        page = opened(visitor, editor, article)
        page.get_by_label("Title").fill("Entered")
        page.keyboard.press("Enter")
        page.get_by_text("The draft is saved.").wait_for()
        assert (stored(article).title, stored(article).state) == ("Entered", "draft")


class TestWithoutScripts:
    def test_an_article_is_written_published_corrected_and_withdrawn(self, visitor, editor, tmp_path):
        make_article(title="Lower Back Pain")
        make_author("Ann Other")
        picture = tmp_path / "a-long-walk.png"
        picture.write_bytes(picture_file().read())
        page = visitor(user=editor, scripts=False, width=390)
        page.goto("/admin/articles/article/add/")
        page.get_by_label("Title").fill("Why backs ache")
        page.get_by_label("Byline").select_option(label="Ann Other")
        make_image(name="A long run")
        page.get_by_text("Choose a picture").click()
        page.get_by_label("Find others in the library").fill("long run")
        page.get_by_role("button", name="Find", exact=True).click()
        expect(page.get_by_role("radio", name="A long run")).to_be_visible()
        page.get_by_label("Or upload a new one").set_input_files(picture)
        page.get_by_label("Describe the image").fill("Two people walking")
        page.get_by_label("Body").fill("<p>Mostly from sitting.</p>")
        page.get_by_label("Related article 1").fill("Lower Back Pain")
        page.get_by_label("Tags").last.fill("back pain, sitting")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("Version 1 is published.")).to_be_visible()
        assert_fits(page)

        page.get_by_label("Body").fill("<p>Mostly from sitting still.</p>")
        page.get_by_label("Correction").check()
        page.get_by_role("button", name="Publish").click()
        page.get_by_role("link", name="Say what changed, for readers.").click()
        page.get_by_label("What changed, for readers").fill("It is sitting still that does it.")
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("Version 2 is published.")).to_be_visible()
        article = Article.objects.get(title="Why backs ache")
        assert (article.live.body, article.live.byline) == ("<p>Mostly from sitting still.</p>", "Ann Other")
        assert (article.live.tags, article.live.lead_alt) == (["back pain", "sitting"], "Two people walking")

        page.get_by_role("link", name="Withdraw…").click()
        page.get_by_label("Why, for readers").fill("It says the same as another article.")
        page.get_by_role("button", name="Withdraw").click()
        expect(page.get_by_text("The article is withdrawn.")).to_be_visible()
        assert stored(article).is_withdrawn

    def test_a_draft_is_saved_and_previewed(self, visitor, editor, article):
        page = opened(visitor, editor, article, scripts=False)
        page.get_by_label("Standfirst").fill("Seen in the preview only.")
        page.get_by_role("button", name="Save and preview").click()
        expect(page.get_by_text("Preview: not published")).to_be_visible()
        expect(page.get_by_text("Seen in the preview only.")).to_be_visible()
        page.get_by_role("link", name="Back to the form").click()
        expect(page.get_by_label("Standfirst")).to_have_value("Seen in the preview only.")

    def test_all_49_tags_stay_when_the_form_is_saved(self, visitor, editor, article):
        page = opened(visitor, editor, article, scripts=False)
        page.get_by_role("button", name="Save draft").first.click()
        expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert tags(article) == TAGS
