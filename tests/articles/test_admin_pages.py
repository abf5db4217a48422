"""The desk's other pages about articles: list, preview, withdrawing, deleting, record."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from articles import publishing, working_copy
from articles.models import Article, Author, Tag, Topic, UpdateNote, Version
from tests.factories import (
    make_article,
    make_author,
    make_draft,
    make_topic,
    make_user,
    update_article,
)

pytestmark = pytest.mark.django_db
REASON = "A source of it was withdrawn."


@pytest.fixture
def editor_client(client):
    client.force_login(make_user("Editor"))
    return client


def page(name, *args):
    return reverse(f"admin:articles_{name}", args=args)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(client, **query):
    response = client.get(page("article_changelist"), query)
    return [article.title for article in response.context["cl"].result_list]


class TestTheList:
    @pytest.fixture(autouse=True)
    def articles(self):
        today = timezone.localdate()
        make_draft(title="Draft", topic=make_topic("Sleep"))
        make_article(title="Published")
        changed = make_article(title="Changed")
        changed.standfirst = "Changed since."
        working_copy.save(changed, by=None)
        withdrawn = make_article(title="Withdrawn")
        publishing.withdraw(withdrawn, by=make_user("Editor"), reason=REASON)
        for title, days in (("Overdue", -1), ("Due soon", 20), ("Due later", 40)):
            article = make_article(title=title)
            Article.objects.filter(pk=article.pk).update(review_due_on=today + datetime.timedelta(days=days))

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ({"status": "draft"}, {"Draft"}),
            ({"status": "withdrawn"}, {"Withdrawn"}),
            ({"status": "changed"}, {"Changed"}),
            ({"status": "published"}, {"Published", "Changed", "Overdue", "Due soon", "Due later"}),
            ({"review": "overdue"}, {"Overdue"}),
            ({"review": "soon"}, {"Due soon"}),
            ({"q": "withdr"}, {"Withdrawn"}),
            ({"mine": "yes"}, set()),
        ],
    )
    def test_it_is_narrowed_by_status_review_and_words(self, editor_client, query, titles):
        assert set(rows(editor_client, **query)) == titles

    def test_it_is_narrowed_by_topic(self, editor_client):
        assert rows(editor_client, topic__id__exact=make_topic("Sleep").pk) == ["Draft"]

    def test_each_row_says_where_the_article_stands(self, editor_client):
        text = editor_client.get(page("article_changelist")).text
        for words in (
            "Published, unpublished changes",
            "Draft",
            "Withdrawn",
            "Not published",
            "(overdue)",
            "Not set",
        ):
            assert words in text


class TestPreview:
    def test_it_shows_the_working_copy_as_readers_would_see_it(self, editor_client):
        related = make_article(title="Lower Back Pain")
        article = make_article(tags=["back pain"], related=[related])
        article.title, article.body = "Not yet published", "<h2>New</h2><p>Words.</p>"
        working_copy.save(article, by=None)
        response = editor_client.get(page("article_preview", article.pk))
        for words in (
            "Preview: not published",
            "Not yet published",
            "Words.",
            "back pain",
            "Lower Back Pain",
        ):
            assert words in response.text
        assert '<meta name="robots" content="noindex">' in response.text
        assert "private" in response["Cache-Control"]
        assert Version.objects.filter(article=article).count() == 1

    @pytest.mark.parametrize("make", [make_draft, make_article])
    def test_an_article_with_nothing_but_a_title_has_one(self, editor_client, make):
        article = make(topic=None, author=None, standfirst="")
        assert editor_client.get(page("article_preview", article.pk)).status_code == 200

    def test_a_withdrawn_article_has_one(self, editor_client):
        article = make_article()
        publishing.withdraw(article, by=make_user("Editor"), reason=REASON)
        assert editor_client.get(page("article_preview", article.pk)).status_code == 200

    def test_it_is_for_those_who_may_change_the_article(self, client):
        article = make_draft()
        client.force_login(make_user("Moderator"))
        assert client.get(page("article_preview", article.pk)).status_code == 403

    def test_strangers_are_asked_to_sign_in(self, client):
        response = client.get(page("article_preview", make_draft().pk))
        assert response.status_code == 302
        assert "Preview" not in response.text

    def test_an_unknown_article_has_none(self, editor_client):
        assert editor_client.get(page("article_preview", 99)).status_code == 404


class TestWithdrawing:
    def test_it_asks_for_a_public_reason_and_does_it(self, editor_client):
        article = make_article()
        address = page("article_withdraw", article.pk)
        assert "Why, for readers" in editor_client.get(address).text
        response = editor_client.post(address, {"words": REASON})
        assert (response.status_code, said(response)) == (303, ["The article is withdrawn."])
        article.refresh_from_db()
        assert article.is_withdrawn
        assert article.notes.first().text == REASON

    @pytest.mark.parametrize("words", ["", "Too short"])
    def test_without_a_reason_nothing_happens(self, editor_client, words):
        article = make_article()
        response = editor_client.post(page("article_withdraw", article.pk), {"words": words})
        assert response.status_code == 422
        assert "Say why, for readers, in 10 characters or more." in response.text
        article.refresh_from_db()
        assert article.is_published

    def test_looking_at_the_page_does_nothing(self, editor_client):
        article = make_article()
        editor_client.get(page("article_withdraw", article.pk), {"words": REASON})
        article.refresh_from_db()
        assert article.is_published

    def test_a_draft_cannot_be_withdrawn(self, editor_client):
        response = editor_client.post(page("article_withdraw", make_draft().pk), {"words": REASON})
        assert said(response) == ["Only a published article can be withdrawn."]

    @pytest.mark.parametrize("group", ["Writer", "Moderator"])
    def test_it_is_for_editors(self, client, group):
        client.force_login(make_user(group))
        article = make_article()
        assert client.post(page("article_withdraw", article.pk), {"words": REASON}).status_code == 403
        article.refresh_from_db()
        assert article.is_published


class TestDeleting:
    def test_a_draft_nobody_has_read_goes(self, editor_client):
        article = make_draft(tags=["back pain"])
        assert (
            page("article_delete", article.pk) in editor_client.get(page("article_change", article.pk)).text
        )
        editor_client.post(page("article_delete", article.pk), {"post": "yes"})
        assert not Article.objects.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_an_article_with_a_history_stays_and_the_page_says_why(self, editor_client, method):
        article = make_article()
        response = getattr(editor_client, method)(page("article_delete", article.pk), {"post": "yes"})
        assert said(response) == [
            "This article was published. Its versions are kept, so it can be withdrawn but not deleted."
        ]
        assert Article.objects.filter(pk=article.pk).exists()
        assert (
            page("article_delete", article.pk)
            not in editor_client.get(page("article_change", article.pk)).text
        )

    def test_a_writer_deletes_nothing(self, client):
        client.force_login(make_user("Writer"))
        assert client.post(page("article_delete", make_draft().pk), {"post": "yes"}).status_code == 403


class TestTheRecord:
    def test_the_versions_of_an_article_are_listed(self, editor_client):
        article, other = make_article(), make_article()
        update_article(article)
        response = editor_client.get(page("version_changelist"), {"article__id__exact": article.pk})
        listed = response.context["cl"].result_list
        assert {(version.article_id, version.number) for version in listed} == {
            (article.pk, 1),
            (article.pk, 2),
        }
        assert other.pk not in {version.article_id for version in listed}

    @pytest.mark.parametrize("name", ["version", "updatenote"])
    def test_what_was_published_is_shown_and_neither_made_nor_changed_nor_deleted(self, client, name):
        client.force_login(make_user("Editor", is_superuser=True))
        make_article()
        kept = {"version": Version, "updatenote": UpdateNote}[name].objects.get()
        assert client.get(page(f"{name}_change", kept.pk)).status_code == 200
        assert client.post(page(f"{name}_change", kept.pk), {"title": "x"}).status_code == 403
        assert client.get(page(f"{name}_add")).status_code == 403
        assert client.post(page(f"{name}_delete", kept.pk), {"post": "yes"}).status_code == 403

    def test_a_note_is_given_better_words_and_the_first_ones_are_kept(self, editor_client):
        update_article(make_article(), note="Added a lien about walking.")
        note = UpdateNote.objects.get(kind="update")
        address = page("updatenote_reword", note.pk)
        assert address in editor_client.get(page("updatenote_change", note.pk)).text
        assert "Added a lien" in editor_client.get(address).text
        response = editor_client.post(address, {"words": "Added a line about walking."})
        assert said(response) == ["The note is reworded."]
        assert UpdateNote.objects.get(replaces=note).text == "Added a line about walking."
        assert UpdateNote.objects.filter(pk=note.pk).exists()

    def test_a_note_that_was_reworded_meanwhile_is_not_reworded_again(self, editor_client):
        update_article(make_article())
        note = UpdateNote.objects.get(kind="update")
        publishing.reword(note, by=None, text="Added a line about swimming.")
        response = editor_client.post(
            page("updatenote_reword", note.pk), {"words": "Added a line about sleep."}
        )
        assert response.status_code == 422
        assert "This note was reworded meanwhile." in response.text

    def test_a_writer_rewords_nothing(self, client):
        update_article(make_article())
        client.force_login(make_user("Writer"))
        note = UpdateNote.objects.get(kind="update")
        assert client.post(page("updatenote_reword", note.pk), {"words": REASON}).status_code == 403


class TestTheShelves:
    @pytest.mark.parametrize("name", ["topic", "author", "tag"])
    def test_editors_keep_them_and_writers_look(self, client, name):
        make_topic(), make_author(), make_draft(tags=["back pain"])
        client.force_login(make_user("Writer"))
        assert client.get(page(f"{name}_changelist")).status_code == 200
        assert client.get(page(f"{name}_add")).status_code == 403
        client.force_login(make_user("Editor"))
        assert client.get(page(f"{name}_add")).status_code == 200

    @pytest.mark.parametrize(("name", "model"), [("topic", Topic), ("author", Author), ("tag", Tag)])
    def test_one_that_articles_stand_on_stays_and_the_page_says_why(self, editor_client, name, model):
        make_article(tags=["back pain"])
        shelf = model.objects.get()
        response = editor_client.post(page(f"{name}_delete", shelf.pk), {"post": "yes"})
        assert said(response) == [f"“{shelf}” is used by articles, or was by versions readers saw. It stays."]
        assert model.objects.exists()

    def test_an_empty_one_goes(self, editor_client):
        editor_client.post(page("topic_delete", make_topic().pk), {"post": "yes"})
        assert not Topic.objects.exists()

    def test_what_was_done_is_said_plainly(self, editor_client):
        response = editor_client.post(page("topic_add"), {"name": "Sleep", "slug": "sleep"})
        assert said(response) == ["Done."]
