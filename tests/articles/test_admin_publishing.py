"""Publishing from the article form: all of it happens, or nothing; and two editors at one article."""

import datetime

import pytest
from django.utils import timezone

from articles import publishing, working_copy
from articles.models import Article, Kind
from tests.article_form import OpenForm
from tests.factories import make_article, make_author, make_draft, make_image, make_user, update_article

pytestmark = pytest.mark.django_db

NOTE = "Added a line about walking."


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Noor", last_name="Haddad")


@pytest.fixture
def rosa():
    return make_user("Editor", first_name="Rosa", last_name="Lind")


def stored(article):
    return Article.objects.get(pk=article.pk)


def test_links_to_an_address_that_moved_are_put_right_by_a_button(editor):
    moved = make_article(slug="old")
    update_article(moved, slug="new")
    article = make_draft()
    Article.objects.filter(pk=article.pk).update(body='<p><a href="/articles/old/#x">there</a></p>')
    form = OpenForm(editor, article)
    assert "Save with the new address" in form.response.text
    form.send("settle")
    assert stored(article).body == f'<p><a href="/articles/id/{moved.pk}/#x">there</a></p>'
    assert "Save with the new address" not in OpenForm(editor, article).response.text


class TestPublishing:
    def test_a_first_publication_asks_for_no_kind_of_change(self, editor):
        form = OpenForm(editor, make_draft())
        assert form.response.context["publication"].fields == {}
        assert form.send("publish", title="Live").status_code == 303
        version = Article.objects.get().live
        assert (version.number, version.title, version.published_by) == (1, "Live", editor)
        assert version.notes.get().kind == Kind.FIRST

    def test_an_article_can_be_published_from_an_empty_form(self, editor):
        OpenForm(editor).send("publish", title="At once", body="<p>Said.</p>")
        assert Article.objects.get().is_published

    def test_an_update_takes_a_kind_and_a_note(self, editor):
        article = make_article()
        OpenForm(editor, article).send(
            "publish", body="<p>Walk.</p>", tags="walking", kind="update", note=NOTE
        )
        version = stored(article).live
        assert (version.number, version.body, version.tags) == (2, "<p>Walk.</p>", ["walking"])
        assert (version.notes.get().kind, version.notes.get().text) == (Kind.UPDATE, NOTE)

    def test_a_small_fix_needs_no_note(self, editor):
        article = make_article(title="Fixd")
        OpenForm(editor, article).send("publish", title="Fixed", kind="small_fix")
        assert stored(article).live.title == "Fixed"

    @pytest.mark.parametrize(
        ("sent", "errors"),
        [
            ({}, {"kind": ["Choose what kind of change this is."]}),
            ({"kind": "update"}, {"note": ["Say what changed, for readers."]}),
            ({"kind": "update", "note": "Too short"}, {"note": ["Say what changed, for readers."]}),
            ({"kind": "full_review", "note": NOTE}, {"reviewer": ["Choose who reviewed it."]}),
            ({"kind": "small_fix", "body": ""}, {"body": ["Write the body before you publish."]}),
            (
                {"kind": "small_fix", "lead_alt": ""},
                {"lead_alt": ["Describe the image, or mark it as decoration."]},
            ),
            (
                {"kind": "small_fix", "title": "The same"},
                {"kind": ["Nothing has changed since the version readers see."]},
            ),
        ],
    )
    def test_what_is_missing_is_said_at_its_field_and_nothing_is_stored(self, editor, sent, errors):
        article = make_article(title="The same", lead_image=make_image(), lead_alt="A back")
        form = OpenForm(editor, article)
        response = form.send("publish", **{"title": "Changed", **sent})
        assert (response.status_code, form.errors) == (422, errors)
        assert {name: form.data.get(name, "") for name in sent} == sent
        article = stored(article)
        assert (article.title, article.edit_number, article.versions.count()) == ("The same", 1, 1)

    def test_a_note_that_is_too_long_is_refused_and_kept(self, editor):
        form = OpenForm(editor, make_article())
        form.send("publish", kind="update", note="x" * 201)
        assert list(form.errors) == ["note"]
        assert form.data["note"] == "x" * 201

    def test_a_first_publication_that_is_refused_leaves_no_draft_behind(self, editor):
        form = OpenForm(editor)
        assert form.send("publish", title="Without a body").status_code == 422
        assert form.errors == {"body": ["Write the body before you publish."]}
        assert Article.objects.count() == 0
        assert form.send("publish", body="<p>Now.</p>").status_code == 303

    def test_an_address_that_another_article_had_is_refused_at_its_field(self, editor):
        update_article(make_article(title="Backs", slug="first-address"), slug="second-address")
        form = OpenForm(editor, make_draft())
        form.send("publish", slug="first-address")
        said = "“Backs” had this address, and it leads there for ever. Choose another one."
        assert form.errors == {"slug": [said]}
        assert not Article.objects.filter(slug="first-address").exists()

    def test_a_full_review_sets_who_and_when_and_the_next_one(self, editor):
        article, reviewer = make_article(), make_author("Rey Viewer")
        OpenForm(editor, article).send(
            "publish",
            kind="full_review",
            note="Checked every line.",
            reviewer=reviewer.pk,
            review_due_on="2031-05-01",
        )
        article = stored(article)
        assert (article.last_reviewed_on, article.reviewer) == (timezone.localdate(), reviewer)
        assert article.review_due_on == datetime.date(2031, 5, 1)

    def test_the_review_fields_of_another_kind_of_change_count_for_nothing(self, editor):
        article = make_article(title="Fixd")
        OpenForm(editor, article).send(
            "publish", title="Fixed", kind="small_fix", reviewer=make_author().pk, review_due_on="2031-05-01"
        )
        article = stored(article)
        assert (article.live.title, article.reviewer, article.review_due_on) == ("Fixed", None, None)

    def test_words_about_a_publication_wait_while_a_draft_is_saved(self, editor):
        article = make_article()
        OpenForm(editor, article).send("save", kind="correction", note=NOTE)
        form = OpenForm(editor, article)
        form.send("save", kind="correction", note=NOTE)
        form.response = form.client.get(form.url)
        assert form._filled_in()["note"] == NOTE
        assert form._filled_in()["kind"] == "correction"
        form.data = form._filled_in()
        form.send("publish", title="Corrected")
        assert "note" not in OpenForm(editor, article).data

    def test_a_withdrawn_article_is_published_again_as_its_next_version(self, editor):
        article = make_article()
        publishing.withdraw(article, by=editor, reason="It was not ours to publish.")
        OpenForm(editor, article).send("publish", kind="update", note="It is ours after all.")
        article = stored(article)
        assert (article.is_published, article.live.number) == (True, 2)


class TestWhoMay:
    def test_a_writer_sees_no_way_to_publish(self):
        page = OpenForm(make_user("Writer"), make_article()).response.text
        assert 'value="publish"' not in page
        assert 'name="kind"' not in page
        assert 'value="save"' in page

    def test_a_writer_who_sends_it_anyway_is_refused(self):
        article = make_draft()
        assert OpenForm(make_user("Writer"), article).send("publish", title="Forged").status_code == 403
        assert (stored(article).title, stored(article).state) == (article.title, "draft")

    def test_a_moderator_reads_the_form_and_cannot_send_it(self):
        article = make_article()
        form = OpenForm(make_user("Moderator"), article)
        assert all(field.disabled for field in form.response.context["form"].fields.values())
        assert 'name="do"' not in form.response.text
        assert form.send("save", title="Forged").status_code == 403
        assert stored(article).title == article.title

    def test_a_moderator_makes_no_article(self, client):
        client.force_login(make_user("Moderator"))
        assert client.get("/admin/articles/article/add/").status_code == 403
        assert client.post("/admin/articles/article/add/", {"title": "Forged"}).status_code == 403


class TestTwoEditors:
    def test_saving_over_somebody_is_told_and_loses_nothing(self, editor, rosa):
        article = make_article(title="Before", tags=["back pain"])
        mine = OpenForm(editor, article)
        OpenForm(rosa, article).send(
            "save", title="Rosa’s", body="<p>Rosa’s <b>body</b>.</p>", tags="posture"
        )
        response = mine.send("save", body="<p>My body.</p>", standfirst="My standfirst.")
        saved_at = timezone.localtime(stored(article).edited_at)
        assert response.status_code == 422
        assert f"Rosa saved at {saved_at:%H:%M}. Compare, then save again." in response.text
        shown = {(d.label, str(d.theirs), str(d.yours)) for d in response.context["meanwhile"].differences}
        assert shown == {
            ("Title", "Rosa’s", "Before"),
            ("Standfirst", "What it is and what helps.", "My standfirst."),
            ("Body", "<p>Rosa’s <strong>body</strong>.</p>", "<p>My body.</p>"),
            ("Tags", "posture", "back pain"),
        }
        assert "<p>Rosa’s <strong>body</strong>.</p>" in response.text
        assert stored(article).title == "Rosa’s"

    def test_saving_again_is_possible_and_keeps_the_second_text(self, editor, rosa):
        article = make_article()
        mine = OpenForm(editor, article)
        OpenForm(rosa, article).send("save", title="Rosa’s")
        mine.send("save", title="Mine")
        assert mine.send("save").status_code == 303
        assert (stored(article).title, stored(article).edited_by) == ("Mine", editor)

    def test_a_third_save_meanwhile_is_told_again(self, editor, rosa):
        article = make_article()
        mine = OpenForm(editor, article)
        OpenForm(rosa, article).send("save", title="Rosa’s")
        mine.send("save", title="Mine")
        OpenForm(rosa, article).send("save", title="Rosa’s second")
        assert mine.send("save").status_code == 422

    def test_a_save_of_yesterday_is_told_with_its_day(self, editor, rosa):
        article = make_article()
        mine = OpenForm(editor, article)
        OpenForm(rosa, article).send("save", title="Rosa’s")
        Article.objects.update(edited_at=datetime.datetime(2025, 3, 4, 14, 2, tzinfo=datetime.UTC))
        response = mine.send("save", title="Mine")
        assert "Rosa saved on 4 March 2025 at 14:02. Compare, then save again." in response.text

    def test_a_window_of_ones_own_is_told_as_such(self, editor):
        article = make_article()
        mine = OpenForm(editor, article)
        OpenForm(editor, article).send("save", title="In the other window")
        assert "You saved in another window at " in mine.send("save", title="Here").text

    def test_publishing_over_somebody_stores_nothing(self, editor, rosa):
        article = make_article()
        mine = OpenForm(editor, article)
        OpenForm(rosa, article).send("save", title="Rosa’s")
        assert mine.send("publish", title="Mine", kind="update", note=NOTE).status_code == 422
        assert (mine.data["title"], mine.data["note"]) == ("Mine", NOTE)
        assert (stored(article).title, stored(article).versions.count()) == ("Rosa’s", 1)

    def test_publishing_after_somebody_published_is_told_with_the_newer_version(self, editor, rosa):
        article = make_article()
        mine = OpenForm(editor, article)
        OpenForm(rosa, article).send("publish", title="Rosa’s", kind="update", note=NOTE)
        response = mine.send("publish", title="Mine", kind="update", note=NOTE)
        assert response.status_code == 422
        assert "Version 2 was published while you were writing." in response.text
        assert f'href="/articles/{article.slug}/versions/2/"' in response.text
        assert mine.send("publish").status_code == 303
        assert (stored(article).live.number, stored(article).live.title) == (3, "Mine")

    def test_a_version_published_without_a_save_is_told_too(self, editor, rosa):
        article = make_article()
        article.title = "Rosa’s"
        working_copy.save(article, by=rosa)
        mine = OpenForm(editor, article)
        publishing.publish(article, by=rosa, kind=Kind.UPDATE, note=NOTE)
        response = mine.send("publish", title="Mine", kind="update", note=NOTE)
        assert response.status_code == 422
        assert "Version 2 was published while you were writing." in response.text
        assert "Compare, then save again." not in response.text
        assert mine.send("publish").status_code == 303
