"""What the article form keeps by itself, who else has it open, and what a browser kept."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import presence
from articles.models import Article, Presence, Tag
from articles.models.presence import GONE_AFTER
from tests.article_form import OpenForm
from tests.factories import make_article, make_draft, make_user
from tests.pictures import stored_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return make_user("Writer", first_name="Noor", last_name="Aziz")


@pytest.fixture
def rosa():
    return make_user("Editor", first_name="Rosa", last_name="Lind")


def stored(article):
    return Article.objects.get(pk=article.pk)


def autosave(form, article, **changes):
    """What the form's script would send, and be told."""
    address = reverse("admin:articles_article_autosave", args=[article.pk])
    return form.client.post(address, {**form.data, **changes}).json()


def tell(user, article, **data):
    client = Client()
    client.force_login(user)
    return client.post(reverse("admin:articles_article_presence", args=[article.pk]), data)


class TestAutosave:
    def test_it_stores_the_draft_and_says_when(self, writer):
        article = make_draft()
        answer = autosave(OpenForm(writer, article), article, title="New", tags="backs", body="<p>B.</p>")
        kept = stored(article)
        at = timezone.localtime(kept.edited_at)
        assert answer == {"outcome": "stored", "at": f"{at:%H:%M}", "number": 2, "fields": {}}
        assert (kept.title, str(kept.body), kept.edited_by) == ("New", "<p>B.</p>", writer)
        assert [tag.name for tag in kept.tags_in_order()] == ["backs"]

    def test_it_leaves_no_version_and_no_line_in_the_log(self, rosa):
        article = make_article()
        autosave(OpenForm(rosa, article), article, title="New")
        assert (article.versions.count(), LogEntry.objects.count()) == (1, 0)
        assert stored(article).live.title == article.title

    def test_without_a_change_nothing_is_stored(self, writer):
        article = make_draft(tags=["backs"])
        answer = autosave(OpenForm(writer, article), article)
        assert (answer["outcome"], answer["number"]) == ("stored", 1)
        assert stored(article).edited_at == article.edited_at
        assert (stored(article).edit_number, stored(article).edited_by) == (1, None)

    def test_again_and_again_it_goes_on_from_its_own(self, writer):
        article = make_draft()
        form = OpenForm(writer, article)
        for number in (2, 3):
            answer = autosave(form, article, title=f"Title {number}")
            form.data["edit_number"] = answer["number"]
        assert (stored(article).title, stored(article).edit_number) == ("Title 3", 3)
        assert form.send("save", title="Title 4").status_code == 303

    def test_over_somebody_elses_it_stores_nothing_and_says_so(self, writer, rosa):
        article = make_draft()
        mine = OpenForm(writer, article)
        OpenForm(rosa, article).send("save", title="Rosa’s")
        answer = autosave(mine, article, title="Mine")
        at = timezone.localtime(stored(article).edited_at)
        assert answer == {
            "outcome": "conflict",
            "words": f"Rosa saved at {at:%H:%M}. Compare, then save again.",
        }
        assert stored(article).title == "Rosa’s"

    def test_what_is_wrong_is_said_and_nothing_is_stored(self, writer):
        article = make_draft()
        answer = autosave(OpenForm(writer, article), article, title="", tags="never made")
        assert answer == {"outcome": "refused", "words": "Give the article a title."}
        assert (stored(article).edit_number, Tag.objects.count()) == (1, 0)

    def test_what_the_site_fills_in_is_told(self, writer):
        article, picture = make_draft(), stored_picture(alt="A back", credit="Drawing: us")
        answer = autosave(OpenForm(writer, article), article, lead_image=picture.pk, slug="", title="Necks")
        assert answer["fields"] == {"slug": "necks", "lead_alt": "A back", "lead_credit": "Drawing: us"}

    def test_words_about_a_publication_wait(self, rosa):
        article = make_article()
        form = OpenForm(rosa, article)
        autosave(form, article, kind="correction", note="The dose was wrong.")
        form.response = form.client.get(form.url)
        assert form._filled_in()["note"] == "The dose was wrong."

    def test_looking_at_its_address_does_nothing(self, writer):
        article = make_draft()
        client = OpenForm(writer, article).client
        for name in ("autosave", "presence"):
            assert client.get(reverse(f"admin:articles_article_{name}", args=[article.pk])).status_code == 405


class TestPresence:
    def test_others_are_told_since_when(self, writer, rosa):
        article = make_draft()
        tell(rosa, article)
        at = timezone.localtime(Presence.objects.get().since)
        words = f"Rosa has had this open since {at:%H:%M}."
        assert tell(writer, article, edit_number=1).json() == {"others": [words], "words": ""}
        assert words in OpenForm(writer, article).response.text
        assert "has had this open" not in OpenForm(make_user("Editor"), make_draft()).response.text

    def test_nobody_is_told_of_themselves(self, rosa):
        article = make_draft()
        tell(rosa, article)
        assert tell(rosa, article).json()["others"] == []
        assert "has had this open" not in OpenForm(rosa, article).response.text

    def test_it_ends_by_itself_and_begins_anew(self, writer, rosa):
        article = make_draft()
        tell(rosa, article)
        long_ago = timezone.now() - GONE_AFTER - datetime.timedelta(seconds=1)
        Presence.objects.update(since=long_ago, seen_at=long_ago)
        assert presence.others(article, writer) == []
        tell(rosa, article)
        assert presence.others(article, writer)[0].since > long_ago

    def test_it_ends_when_the_form_is_closed(self, writer, rosa):
        article = make_draft()
        tell(rosa, article)
        assert tell(rosa, article, leaving="yes").status_code == 204
        assert presence.others(article, writer) == []

    def test_a_save_meanwhile_is_told_before_anybody_loses_time(self, writer, rosa):
        article = make_draft()
        OpenForm(rosa, article).send("save", title="Rosa’s")
        assert "Rosa saved at " in tell(writer, article, edit_number=1).json()["words"]
        assert tell(writer, article, edit_number=2).json()["words"] == ""


class TestWordsABrowserKept:
    def test_they_come_back_beside_what_is_stored_with_the_redline(self, writer):
        article = make_article(body="<p>Walk a little.</p>")
        form = OpenForm(writer, article)
        response = form.send("recover", body="<p>Walk a lot.</p>")
        assert (response.status_code, stored(article).edit_number) == (200, 1)
        assert "Words that this browser kept" in response.text
        (difference,) = response.context["meanwhile"].differences
        assert (str(difference.theirs), str(difference.yours)) == (
            "<p>Walk a little.</p>",
            "<p>Walk a lot.</p>",
        )
        assert response.context["meanwhile"].shown.comparison.changes[0].html in response.text

    def test_saving_them_is_possible_even_after_somebody_saved(self, writer, rosa):
        article = make_draft()
        form = OpenForm(writer, article)
        OpenForm(rosa, article).send("save", title="Rosa’s")
        form.send("recover", title="Kept")
        form.data = form._filled_in()
        assert form.send("save").status_code == 303
        assert stored(article).title == "Kept"

    def test_the_same_words_are_said_to_be_the_same(self, writer):
        response = OpenForm(writer, make_draft()).send("recover")
        assert "They are the same as the draft that is stored." in response.text

    def test_what_is_wrong_with_them_is_said(self, writer):
        form = OpenForm(writer, make_draft())
        response = form.send("recover", title="")
        assert form.errors == {"title": ["Give the article a title."]}
        assert "Error: " in response.text


class TestBothTextsAndTheirRedline:
    def test_a_draft_that_moved(self, writer, rosa):
        article = make_draft(body="<p>Walk a little.</p>")
        mine = OpenForm(writer, article)
        OpenForm(rosa, article).send("save", body="<p>Walk a lot.</p>")
        response = mine.send("save", body="<p>Walk a bit.</p>", tags="backs")
        changes = response.context["meanwhile"].shown.comparison.changes
        assert [change.heading for change in changes][-1:] == ["Tags changed"]
        assert changes[0].html in response.text
        assert "data-autosave" not in response.text

    def test_a_version_that_was_published(self, rosa):
        article = make_article(title="Before")
        mine = OpenForm(rosa, article)
        other = OpenForm(make_user("Editor"), article)
        other.send("publish", title="Theirs", kind="update", note="Another title for it.")
        mine.data["edit_number"] = 2
        response = mine.send("publish", title="Mine", kind="update", note="My title for it.")
        assert response.status_code == 422
        shown = response.context["meanwhile"].shown.comparison.changes[0].html
        assert "Theirs" in shown
        assert "Mine" in shown
