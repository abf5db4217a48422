"""Around publishing: the redline beforehand, doubted small fixes, restoring, redacting, reviews due."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import publishing, working_copy
from articles.comparison import compare
from articles.models import Article, Kind, UpdateNote
from cms.refusals import Refused
from tests.article_form import OpenForm
from tests.checks import assert_accessible_in_every_window, assert_valid_html
from tests.factories import make_article, make_draft, make_user, update_article

pytestmark = pytest.mark.django_db

DOSE = "<h2>Causes</h2>\n<p>Sitting for long is one.</p>\n<p>Take 10 mg once a day.</p>"
WRONG_DOSE = DOSE.replace("10 mg", "100 mg")
DOUBT = "This does not look like a small fix: 10 mg became 100 mg"
NOTE = "Put back what the court allowed."
REASON = "A court asked for it"


def page(name, *args):
    return reverse(f"admin:articles_{name}", args=args)


def signed_in(group="Editor", **fields):
    client = Client()
    client.force_login(make_user(group, **fields))
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def stored(article):
    return Article.objects.get(pk=article.pk)


def drafted(article, **changes):
    """The article with a working copy that readers do not see."""
    for name, value in changes.items():
        setattr(article, name, value)
    return working_copy.save(article, by=None)


@pytest.fixture
def article():
    return make_article(title="Backs", slug="backs", body=DOSE)


class TestComparingBeforehand:
    def test_it_shows_the_redline_readers_would_see(self, article):
        drafted(article, body=DOSE.replace("Sitting", "Standing"))
        response = signed_in().get(page("article_compare", article.pk))
        comparison = response.context["shown"].comparison
        assert comparison == compare(article.live.snapshot(), article.snapshot())
        assert comparison.changes[0].html in response.text
        assert re.findall("<(ins|del)[^>]*>.*?</span>(.*?)</", comparison.changes[0].html) == [
            ("del", "Sitting"),
            ("ins", "Standing"),
        ]
        assert "Change 1 of 1 · Causes" in response.text
        assert "private" in response["Cache-Control"]

    def test_nothing_of_it_is_stored(self, article):
        drafted(article, title="Necks")
        signed_in().get(page("article_compare", article.pk))
        assert (stored(article).live.title, article.versions.count()) == ("Backs", 1)

    @pytest.mark.parametrize("view", ["changes", "whole", "side"])
    def test_it_has_the_views_of_the_history(self, article, view):
        drafted(article, title="Necks")
        address = page("article_compare", article.pk)
        response = signed_in().get(address, {"view": view})
        assert response.context["shown"].view == view
        assert f'href="{address}?view={view}#compare" aria-current="page"' in response.text

    def test_without_a_change_it_says_so(self, article):
        response = signed_in().get(page("article_compare", article.pk))
        assert "Nothing a reader could see changed." in response.text

    def test_a_new_address_is_said(self, article):
        drafted(article, slug="spines")
        response = signed_in().get(page("article_compare", article.pk))
        assert "Its address would change from <b>backs</b> to <b>spines</b>." in response.text

    def test_an_article_readers_do_not_see_has_none_and_the_page_says_why(self):
        draft = make_draft()
        response = signed_in().get(page("article_compare", draft.pk))
        assert (response.status_code, response["Location"]) == (303, page("article_change", draft.pk))
        assert said(response) == ["Readers see no version of this article to compare it with."]

    def test_an_unknown_article_has_none(self):
        assert signed_in().get(page("article_compare", 99)).status_code == 404

    def test_it_is_for_those_who_may_change_the_article(self, article):
        address = page("article_compare", article.pk)
        assert signed_in("Writer").get(address).status_code == 200
        assert signed_in("Moderator").get(address).status_code == 403
        assert Client().get(address).status_code == 302

    def test_the_form_leads_there_when_there_is_something_to_compare(self, article):
        client, link = signed_in(), f'href="{page("article_compare", article.pk)}"'
        assert link not in client.get(page("article_change", article.pk)).text
        drafted(article, title="Necks")
        assert link in client.get(page("article_change", article.pk)).text


class TestTheNoteSuggested:
    def hint(self, form):
        return form.response.context["publication"]["note"].help_text

    def test_it_says_what_the_draft_changes(self, article):
        drafted(article, body=DOSE.replace("Sitting", "Standing"))
        form = OpenForm(make_user("Editor"), article)
        assert self.hint(form) == "You could write: “Changed 1 paragraph under Causes”"
        assert "You could write: “Changed 1 paragraph under Causes”" in form.response.text

    def test_it_says_what_was_sent_when_the_form_comes_back(self, article):
        form = OpenForm(make_user("Editor"), article)
        form.send("publish", title="Necks", kind="update")
        assert self.hint(form) == "You could write: “Changed the title”"
        assert 'aria-describedby="id_note_helptext id_note_error"' in form.response.text

    def test_without_a_change_there_is_none(self, article):
        assert self.hint(OpenForm(make_user("Editor"), article)) == ""

    def test_a_first_publication_has_none(self):
        assert "You could write" not in OpenForm(make_user("Editor"), make_draft()).response.text

    def test_a_writer_who_cannot_publish_gets_none(self, article):
        drafted(article, title="Necks")
        assert "You could write" not in OpenForm(make_user("Writer"), article).response.text


class TestSmallFixes:
    def test_a_slip_is_put_right_without_a_question(self, article):
        OpenForm(make_user("Editor"), article).send(
            "publish", body=DOSE.replace("Sitting", "Siting"), kind="small_fix"
        )
        note = stored(article).live.notes.get()
        assert (note.kind, note.doubts) == ("small_fix", [])

    def test_a_dose_is_no_small_fix_and_the_form_comes_back(self, article):
        form = OpenForm(make_user("Editor"), article)
        assert 'name="despite_doubts"' not in form.response.text
        response = form.send("publish", body=WRONG_DOSE, kind="small_fix")
        assert (response.status_code, form.errors) == (422, {"kind": [DOUBT]})
        assert "It is a small fix all the same" in response.text
        assert 'name="despite_doubts"' in response.text
        assert (str(stored(article).body), stored(article).versions.count()) == (DOSE, 1)

    def test_everything_that_speaks_against_it_is_said(self, article):
        form = OpenForm(make_user("Editor"), article)
        body = WRONG_DOSE.replace("is one", "is not one")
        form.send("publish", body=body, kind="small_fix")
        (sentence,) = form.errors["kind"]
        assert sentence.startswith("This does not look like a small fix: ")
        assert "10 mg became 100 mg" in sentence
        assert "“not” was added" in sentence

    def test_all_the_same_it_is_published_and_what_spoke_against_it_is_kept(self, article):
        form = OpenForm(make_user("Editor"), article)
        form.send("publish", body=WRONG_DOSE, kind="small_fix")
        assert form.send("publish", despite_doubts="on").status_code == 303
        note = stored(article).live.notes.get()
        assert (str(stored(article).live.body), note.doubts) == (WRONG_DOSE, ["10 mg became 100 mg"])
        response = signed_in().get(page("updatenote_change", note.pk))
        assert "10 mg became 100 mg" in response.text

    def test_an_answer_stays_ticked_when_something_else_is_wrong(self, article):
        form = OpenForm(make_user("Editor"), article)
        form.send("publish", body=WRONG_DOSE, kind="small_fix")
        form.send("publish", title="", despite_doubts="on")
        assert form.errors == {"title": ["Give the article a title."]}
        assert form.data["despite_doubts"] is True
        assert 'name="despite_doubts"' in form.response.text

    def test_the_question_is_asked_anew_once_a_draft_was_saved(self, article):
        form = OpenForm(make_user("Editor"), article)
        form.send("save", body=WRONG_DOSE, kind="small_fix", despite_doubts="on")
        form = OpenForm(make_user("Editor"), article)
        form.send("publish", kind="small_fix")
        assert form.errors == {"kind": [DOUBT]}

    def test_what_is_published_without_a_change_is_refused_without_that_question(self, article):
        form = OpenForm(make_user("Editor"), article)
        response = form.send("publish", kind="small_fix")
        assert form.errors == {"kind": ["Nothing has changed since the version readers see."]}
        assert 'name="despite_doubts"' not in response.text

    def test_another_kind_of_change_is_not_doubted(self, article):
        form = OpenForm(make_user("Editor"), article)
        form.send(
            "publish", body=WRONG_DOSE, kind="correction", note="The dose was wrong.", despite_doubts="on"
        )
        assert stored(article).live.notes.get().doubts == []

    def test_the_verb_itself_refuses(self, article):
        drafted(article, body=WRONG_DOSE)
        with pytest.raises(Refused) as refused:
            publishing.publish(article, by=None, kind=Kind.SMALL_FIX)
        assert refused.value.message_dict == {"kind": [DOUBT]}
        publishing.publish(article, by=None, kind=Kind.SMALL_FIX, despite_doubts=True)
        assert UpdateNote.objects.get(kind="small_fix").doubts == ["10 mg became 100 mg"]

    def test_a_withdrawn_article_comes_back_by_no_small_fix_of_its_dose(self, article):
        publishing.withdraw(article, by=None, reason="The dose is being checked.")
        drafted(stored(article), body=WRONG_DOSE)
        with pytest.raises(Refused) as refused:
            publishing.publish(article, by=None, kind=Kind.SMALL_FIX)
        assert refused.value.message_dict == {"kind": [DOUBT]}


@pytest.fixture
def first(article):
    """A version that is no longer the one readers see."""
    update_article(article, body="<p>Walk a little.</p>")
    return article.versions.get(number=1)


class TestRestoring:
    def test_it_asks_for_a_note_and_does_it(self, article, first):
        client, address = signed_in(), page("version_restore", first.pk)
        assert address in client.get(page("version_change", first.pk)).text
        asked = client.get(address)
        assert "What changed, for readers" in asked.text
        assert "The draft has changes" not in asked.text
        response = client.post(address, {"words": NOTE})
        assert (response.status_code, response["Location"]) == (303, page("article_change", article.pk))
        assert said(response) == ["Version 1 is restored."]
        live = stored(article).live
        assert (live.number, str(live.body), live.restores) == (3, DOSE, first)
        assert (live.notes.get().kind, live.notes.get().text) == ("restored", NOTE)

    @pytest.mark.parametrize("words", ["", "Too short", "x" * 201])
    def test_without_a_good_note_nothing_happens(self, article, first, words):
        response = signed_in().post(page("version_restore", first.pk), {"words": words})
        assert (response.status_code, article.versions.count()) == (422, 2)
        assert "There is a problem" in response.text

    def test_looking_at_the_page_does_nothing(self, article, first):
        signed_in().get(page("version_restore", first.pk), {"words": NOTE})
        assert article.versions.count() == 2

    @pytest.mark.parametrize("is_withdrawn", [False, True])
    def test_a_draft_that_would_be_lost_is_said(self, article, first, is_withdrawn):
        if is_withdrawn:
            publishing.withdraw(article, by=None, reason="It was not ours to publish.")
        drafted(stored(article), title="Written for hours")
        response = signed_in().get(page("version_restore", first.pk))
        assert "The draft has changes that are not published. They are replaced." in response.text

    def test_the_version_readers_see_is_refused_in_words_and_has_no_button(self, article, first):
        client, live = signed_in(), stored(article).live
        address = page("version_restore", live.pk)
        shown = client.get(page("version_change", live.pk)).text
        assert address not in shown
        assert "Readers see this version now." in shown
        response = client.post(address, {"words": NOTE})
        assert response.status_code == 422
        assert response.context["form"].errors == {
            "words": ["Nothing has changed since the version readers see."]
        }

    def test_a_redacted_version_is_refused_in_words_and_has_no_button(self, article, first):
        publishing.redact(first, by=make_user("Editor"), reason=REASON)
        client, address = signed_in(), page("version_restore", first.pk)
        assert address not in client.get(page("version_change", first.pk)).text
        response = client.post(address, {"words": NOTE})
        assert response.status_code == 422
        assert response.context["form"].errors == {
            "words": ["This version was redacted. There is nothing to restore."]
        }

    @pytest.mark.parametrize("group", ["Writer", "Moderator"])
    def test_it_is_for_editors(self, article, first, group):
        client, address = signed_in(group), page("version_restore", first.pk)
        assert client.get(address).status_code == 403
        assert client.post(address, {"words": NOTE}).status_code == 403
        assert address not in client.get(page("version_change", first.pk)).text
        assert article.versions.count() == 2

    def test_an_unknown_version_has_no_page(self):
        assert signed_in().get(page("version_restore", 99)).status_code == 404


class TestRedacting:
    @pytest.fixture
    def admin(self):
        return signed_in(is_superuser=True, username="rosa")

    def test_it_says_what_goes_and_what_stays_and_does_it(self, admin, article, first):
        address = page("version_redact", first.pk)
        assert address in admin.get(page("version_change", first.pk)).text
        asked = admin.get(address).text
        for words in ("This cannot be undone.", "What stays: its number and dates", "Redact for ever"):
            assert words in asked
        response = admin.post(address, {"words": REASON})
        assert (response.status_code, said(response)) == (303, ["Version 1 is redacted."])
        first.refresh_from_db()
        assert (first.is_readable, str(first.body), first.redaction_reason) == (False, "", f"rosa: {REASON}")
        assert address not in admin.get(page("version_change", first.pk)).text

    @pytest.mark.parametrize(
        ("words", "error"),
        [
            ("", "Say why in 10 characters or more."),
            ("Too short", "Say why in 10 characters or more."),
            ("x" * 141, "This is 141 characters. Shorten it to 140 or fewer."),
        ],
    )
    def test_without_a_good_reason_nothing_happens(self, admin, first, words, error):
        response = admin.post(page("version_redact", first.pk), {"words": words})
        assert (response.status_code, response.context["form"].errors) == (422, {"words": [error]})
        first.refresh_from_db()
        assert first.is_readable

    def test_a_reason_fits_behind_the_longest_name(self, article, first):
        admin = signed_in(is_superuser=True, username="r" * 150)
        admin.post(page("version_redact", first.pk), {"words": "x" * 140})
        first.refresh_from_db()
        assert first.redaction_reason == f"{'r' * 150}: {'x' * 140}"

    def test_the_version_readers_see_is_refused_in_words_and_has_no_button(self, admin, article, first):
        live = stored(article).live
        address = page("version_redact", live.pk)
        shown = admin.get(page("version_change", live.pk)).text
        assert address not in shown
        assert "To redact it, publish one without these words first." in shown
        response = admin.post(address, {"words": REASON})
        assert response.status_code == 422
        assert response.context["form"].errors == {
            "words": ["Publish a version without these words first, then redact this one."]
        }

    def test_a_redacted_version_is_not_redacted_again(self, admin, first):
        publishing.redact(first, by=make_user("Editor", username="noor"), reason="Somebody’s address")
        response = admin.post(page("version_redact", first.pk), {"words": REASON})
        assert response.context["form"].errors == {"words": ["This version was already redacted."]}
        first.refresh_from_db()
        assert first.redaction_reason == "noor: Somebody’s address"

    @pytest.mark.parametrize("group", ["Writer", "Editor", "Moderator"])
    def test_it_is_for_administrators(self, first, group):
        client, address = signed_in(group), page("version_redact", first.pk)
        assert client.get(address).status_code == 403
        assert client.post(address, {"words": REASON}).status_code == 403
        assert address not in client.get(page("version_change", first.pk)).text
        first.refresh_from_db()
        assert first.is_readable


class TestReviewsDue:
    def test_the_way_there_lists_overdue_ones_first(self):
        today = timezone.localdate()
        for title, days in (
            ("Soon", 20),
            ("Overdue", -1),
            ("Later", 40),
            ("Long overdue", -90),
            ("Today", 0),
        ):
            due = today + datetime.timedelta(days=days)
            Article.objects.filter(pk=make_article(title=title).pk).update(review_due_on=due)
        client = signed_in()
        address = f"{page('article_changelist')}?review=due"
        assert f'href="{address}">Reviews due</a>' in client.get("/admin/").text
        response = client.get(address)
        listed = [article.title for article in response.context["cl"].result_list]
        assert listed == ["Long overdue", "Overdue", "Today", "Soon"]


@pytest.mark.django_db(transaction=True)
def test_the_pages_are_for_everyone(visitor):
    article = make_article(body=DOSE)
    first = article.live
    update_article(article, body=f"{DOSE}\n<ul><li>one</li><li>two</li></ul>")
    drafted(stored(article), title="Necks", body=WRONG_DOSE)
    admin = make_user("Editor", is_superuser=True)
    browser_page = visitor(user=admin)
    addresses = [
        f"{page('article_compare', article.pk)}?view={view}" for view in ("changes", "whole", "side")
    ]
    addresses += [page(name, first.pk) for name in ("version_change", "version_restore", "version_redact")]
    for address in addresses:
        browser_page.goto(address)
        assert_accessible_in_every_window(browser_page)
    browser_page.goto(page("article_change", article.pk))
    browser_page.get_by_label("Small fix").check()
    browser_page.get_by_role("button", name="Publish").click()
    browser_page.get_by_label("It is a small fix all the same").check()
    assert_accessible_in_every_window(browser_page)
    browser_page.get_by_role("button", name="Publish").click()
    browser_page.get_by_text("Version 3 is published.").wait_for()


def test_their_markup_is_valid(article, first):
    drafted(stored(article), title="Necks", body=WRONG_DOSE)
    client = signed_in(is_superuser=True)
    addresses = [
        f"{page('article_compare', article.pk)}?view={view}" for view in ("changes", "whole", "side")
    ]
    addresses += [page(name, first.pk) for name in ("version_restore", "version_redact")]
    pages = {address: client.get(address).text for address in addresses}
    form = OpenForm(make_user("Editor"), article)
    pages["doubted"] = form.send("publish", kind="small_fix").text
    assert_valid_html(pages)
