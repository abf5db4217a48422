"""The desk's pages about drafts: scheduling, handing over, the list, the calendar; who may do what."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import handing_over, invitations, presence, publishing, scheduling, shelves, working_copy
from articles.models import Article, Handover, Invitation, Kind, ScheduledAct, Tag
from articles.scheduling import in_words
from tests.article_form import OpenForm
from tests.checks import assert_accessible_in_every_window, assert_valid_html
from tests.factories import make_article, make_author, make_draft, make_user, update_article

pytestmark = pytest.mark.django_db

NOTE = "Added a line about walking."
REASON = "Its advice was out of date."
BODY = "<h2>Causes</h2><p>Sitting.</p><h2>What helps</h2><p>Walking.</p><h2>When to go</h2><p>Now.</p>"
HOUR = datetime.timedelta(hours=1)


def page(name, *args):
    return reverse(f"admin:articles_article_{name}", args=args)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def stored(article):
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Rosa", last_name="Lind")


@pytest.fixture
def writer():
    return make_user("Writer", first_name="Noor", last_name="Aziz")


@pytest.fixture
def tomorrow():
    day = timezone.localdate() + datetime.timedelta(days=1)
    at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    return {"day": f"{day:%Y-%m-%d}", "time": "12:00", "at": at}


def scheduled(article, by, at=None, **act):
    act = {"kind": Kind.FIRST, **act}
    return scheduling.schedule(stored(article), by=by, at=at or timezone.now() + HOUR, **act)


def failed(article, by):
    act = scheduled(article, by)
    ScheduledAct.objects.filter(pk=act.pk).update(at=timezone.now() - HOUR, by=make_user("Writer"))
    scheduling.do_due.call()
    return ScheduledAct.objects.get(pk=act.pk)


class TestSchedulingInTheForm:
    def test_it_stores_the_draft_and_says_when(self, editor, tomorrow):
        article = make_draft()
        response = OpenForm(editor, article).send("schedule", title="To come", **tomorrow)
        assert (response.status_code, said(response)) == (
            303,
            [f"It is scheduled for {in_words(tomorrow['at'])}."],
        )
        act = ScheduledAct.objects.get()
        assert (act.at, act.by, act.kind) == (tomorrow["at"], editor, "first")
        assert (stored(article).title, stored(article).is_published) == ("To come", False)

    def test_an_update_with_its_note(self, editor, tomorrow):
        article, reviewer = make_article(), make_author("Rey Viewer")
        OpenForm(editor, article).send(
            "schedule", kind="full_review", note=NOTE, reviewer=reviewer.pk, **tomorrow
        )
        act = ScheduledAct.objects.get()
        assert (act.kind, act.note, act.reviewer, act.based_on) == ("full_review", NOTE, reviewer, 1)

    @pytest.mark.parametrize(
        ("sent", "errors"),
        [
            ({"day": ""}, {"day": ["Choose the day."]}),
            ({"time": ""}, {"time": ["Choose the time."]}),
            ({"day": "soon"}, {"day": ["Write the day like 2026-05-03."]}),
            ({"time": "25:00"}, {"time": ["Write the time like 09:00."]}),
            ({"day": "2020-01-01"}, {"day": [scheduling.PAST]}),
            ({"day": "9999-12-31"}, {"day": [scheduling.TOO_FAR]}),
        ],
    )
    def test_a_time_that_will_not_do_is_refused_at_its_field(self, editor, tomorrow, sent, errors):
        article = make_draft()
        form = OpenForm(editor, article)
        response = form.send("schedule", title="Typed", **{**tomorrow, **sent})
        assert (response.status_code, response.context["moment"].errors) == (422, errors)
        assert 'href="#id_' in response.text
        assert form.data["title"] == "Typed"
        assert (stored(article).edit_number, ScheduledAct.objects.count()) == (1, 0)

    def test_a_time_of_today_that_has_passed_is_refused_at_its_day(self, editor):
        now = timezone.localtime()
        sent = {"day": f"{now:%Y-%m-%d}", "time": f"{now:%H:%M}"}
        response = OpenForm(editor, make_draft()).send("schedule", **sent)
        assert response.context["moment"].errors == {"day": [scheduling.PAST]}

    def test_what_is_missing_is_said_as_when_publishing(self, editor, tomorrow):
        form = OpenForm(editor, make_draft(body=""))
        form.send("schedule", **tomorrow)
        assert form.errors == {"body": ["Write the body before you publish."]}

    def test_a_writer_schedules_nothing(self, writer, tomorrow):
        article = make_draft()
        form = OpenForm(writer, article)
        assert 'value="schedule"' not in form.response.text
        assert form.send("schedule", **tomorrow).status_code == 403

    def test_the_form_says_what_is_to_come_and_asks_for_no_other_time(self, editor, tomorrow):
        article = make_draft()
        scheduled(article, editor, tomorrow["at"])
        text = OpenForm(editor, article).response.text
        assert f"Scheduled for {in_words(tomorrow['at'])}" in text
        assert 'value="schedule"' not in text

    def test_the_form_says_when_it_cannot_be_done_any_more(self, editor):
        article = make_article()
        article.title = "New"
        working_copy.save(article, by=None)
        scheduled(article, editor, kind=Kind.UPDATE, note=NOTE)
        assert "It cannot be done any more" not in OpenForm(editor, article).response.text
        update_article(article)
        assert "It cannot be done any more" in OpenForm(editor, article).response.text

    def test_the_form_and_the_dashboard_say_why_it_was_not_done(self, editor):
        article = make_draft()
        act = failed(article, editor)
        assert "may no longer publish" in act.reason
        for text in (OpenForm(editor, article).response.text, signed_in(editor).get("/admin/").text):
            assert act.reason in text


class TestItsOwnPage:
    def test_it_shows_what_it_changes_not_what_was_written_since(self, editor):
        article = make_article(title="First")
        article.title = "Scheduled"
        working_copy.save(article, by=None)
        scheduled(article, editor, kind=Kind.UPDATE, note=NOTE)
        article = stored(article)
        article.title = "Later"
        working_copy.save(article, by=None)
        text = signed_in(editor).get(page("scheduled", article.pk)).text
        assert "Scheduled" in text
        assert "Later</ins>" not in text
        assert NOTE in text

    def test_it_is_moved(self, editor, tomorrow):
        article = make_draft()
        scheduled(article, editor)
        response = signed_in(editor).post(page("scheduled", article.pk), {"move": "yes", **tomorrow})
        assert said(response) == [f"It is scheduled for {in_words(tomorrow['at'])}."]
        assert ScheduledAct.objects.get().at == tomorrow["at"]

    def test_a_time_that_will_not_do_comes_back(self, editor, tomorrow):
        article = make_draft()
        scheduled(article, editor)
        sent = {"move": "yes", **tomorrow, "day": "2020-01-01"}
        response = signed_in(editor).post(page("scheduled", article.pk), sent)
        assert (response.status_code, response.context["form"].errors) == (422, {"day": [scheduling.PAST]})

    def test_it_is_cancelled(self, editor):
        article = make_draft()
        scheduled(article, editor)
        response = signed_in(editor).post(page("scheduled", article.pk), {"cancel": "yes"})
        assert said(response) == ["It is cancelled. The draft is as it was."]
        assert ScheduledAct.objects.get().outcome == "cancelled"
        response = signed_in(editor).get(page("scheduled", article.pk))
        assert said(response) == ["Nothing is scheduled for this article."]

    def test_one_that_was_not_done_is_put_away(self, editor):
        article = make_draft()
        act = failed(article, editor)
        assert act.reason in signed_in(editor).get(page("scheduled", article.pk)).text
        response = signed_in(editor).post(page("scheduled", article.pk), {"cancel": "yes"})
        assert said(response) == ["It is put away."]
        assert stored(article).open_act is None

    def test_a_withdrawal_is_scheduled_with_its_reason(self, editor, tomorrow):
        article = make_article()
        assert page("withdraw_later", article.pk) in signed_in(editor).get(page("withdraw", article.pk)).text
        response = signed_in(editor).post(page("withdraw_later", article.pk), {"words": REASON, **tomorrow})
        assert said(response) == ["The withdrawal is scheduled."]
        act = ScheduledAct.objects.get()
        assert (act.kind, act.note, act.at) == ("withdrawn", REASON, tomorrow["at"])
        assert signed_in(editor).get(page("scheduled", article.pk)).status_code == 200

    @pytest.mark.parametrize("sent", [{"words": "short"}, {"words": REASON, "day": "2020-01-01"}, {}])
    def test_a_withdrawal_without_good_words_and_time_comes_back(self, editor, tomorrow, sent):
        article = make_article()
        response = signed_in(editor).post(page("withdraw_later", article.pk), {**tomorrow, **sent})
        assert (response.status_code, ScheduledAct.objects.count()) == (422, 0)

    def test_a_second_act_is_refused_in_words(self, editor, tomorrow):
        article = make_article()
        scheduled(article, editor, kind=Kind.WITHDRAWN, note=REASON)
        response = signed_in(editor).post(page("withdraw_later", article.pk), {"words": REASON, **tomorrow})
        assert response.context["form"].errors == {"day": [scheduling.ONE_ACT]}


class TestCalendar:
    def test_it_has_what_is_to_come_by_day_and_in_its_month(self, editor, tomorrow):
        scheduled(make_draft(title="To come"), editor, tomorrow["at"])
        response = signed_in(editor).get(page("calendar"), {"month": f"{tomorrow['at']:%Y-%m}"})
        days = [day for week in response.context["page"].weeks for day in week if day.acts]
        assert [(day.date.isoformat(), day.acts[0].article.title) for day in days] == [
            (tomorrow["day"], "To come")
        ]
        assert response.text.count("To come</a>") == 2
        assert "All times are Europe/London." in response.text

    @pytest.mark.parametrize("month", ["", "2026-13", "x", "0001-01", "9999-12", "2026-05"])
    def test_any_month_has_a_page(self, editor, month):
        assert signed_in(editor).get(page("calendar"), {"month": month}).status_code == 200

    def test_what_was_cancelled_is_not_in_it(self, editor):
        scheduling.cancel(scheduled(make_draft(title="Called off"), editor), by=editor)
        assert "Called off" not in signed_in(editor).get(page("calendar")).text


class TestHandingOver:
    def test_a_writer_saves_and_hands_in_and_the_editor_sends_back(self, writer, editor):
        article = make_draft()
        response = OpenForm(writer, article).send("hand_in", title="Ready")
        assert (response["Location"], stored(article).title) == (page("hand_in", article.pk), "Ready")
        signed_in(writer).post(page("hand_in", article.pk), {"words": "Check the doses."})
        assert Article.objects.in_review().get() == article
        form = OpenForm(editor, article)
        assert "Check the doses." in form.response.text
        assert page("send_back", article.pk) in form.response.text
        signed_in(editor).post(page("send_back", article.pk), {"words": "Cite the second one."})
        handover = Handover.objects.get()
        assert (handover.turn, handover.words, handover.by) == ("writer", "Cite the second one.", editor)
        text = OpenForm(writer, article).response.text
        assert "Cite the second one." in text
        assert "Save and ask for review" in text
        lines = LogEntry.objects.order_by("pk").values_list("user__first_name", "change_message")
        assert [*lines][-2:] == [
            ("Noor", "Handed in for review: Check the doses."),
            ("Rosa", "Sent back: Cite the second one."),
        ]

    def test_words_are_needed_to_send_back_and_not_to_hand_in(self, writer, editor):
        article = make_draft()
        assert signed_in(writer).post(page("hand_in", article.pk), {"words": ""}).status_code == 303
        response = signed_in(editor).post(page("send_back", article.pk), {"words": " "})
        assert response.context["form"].errors == {"words": ["Say what is to be done."]}

    def test_what_is_not_in_review_any_more_is_not_sent_back(self, editor):
        response = signed_in(editor).post(page("send_back", make_draft().pk), {"words": "Cite it."})
        assert (response.status_code, "not in review any more" in response.text) == (422, True)

    def test_publishing_ends_it(self, editor):
        article = make_draft()
        handing_over.hand_in(article, by=None)
        OpenForm(editor, article).send("publish")
        assert not Handover.objects.exists()

    def test_an_article_is_assigned_to_somebody_who_may_change_it(self, editor, writer):
        article, moderator = make_draft(), make_user("Moderator")
        client = signed_in(editor)
        assert client.post(page("assign", article.pk), {"to": moderator.pk}).status_code == 422
        client.post(page("assign", article.pk), {"to": writer.pk})
        assert stored(article).owner == writer
        client.post(page("assign", article.pk), {"to": ""})
        assert stored(article).owner is None

    def test_whoever_makes_an_article_looks_after_it(self, writer):
        OpenForm(writer).send("save", title="Mine")
        assert Article.objects.get().owner == writer


class TestTheList:
    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ({"status": "draft"}, {"In review", "To come", "Nobody’s"}),
            ({"status": "review"}, {"In review"}),
            ({"status": "scheduled"}, {"To come", "To be withdrawn"}),
            ({"mine": "yes"}, {"In review"}),
            ({"mine": "nobody"}, {"To come", "Nobody’s", "To be withdrawn"}),
            ({"links": "broken"}, {"To be withdrawn"}),
        ],
    )
    def test_it_is_narrowed(self, editor, query, titles):
        handing_over.hand_in(
            handing_over.assign(make_draft(title="In review"), by=editor, to=editor), by=None
        )
        scheduled(make_draft(title="To come"), editor)
        draft = make_draft(title="Nobody’s")
        article = make_article(
            title="To be withdrawn", body=f'<p><a href="/articles/id/{draft.pk}/">x</a></p>'
        )
        scheduled(article, editor, kind=Kind.WITHDRAWN, note=REASON)
        response = signed_in(editor).get("/admin/articles/article/", query)
        assert {article.title for article in response.context["cl"].result_list} == titles

    def test_each_row_says_where_it_stands(self, editor, tomorrow):
        article = make_article()
        article.title = "New"
        working_copy.save(article, by=None)
        handing_over.hand_in(article, by=None)
        scheduled(article, editor, tomorrow["at"], kind=Kind.WITHDRAWN, note=REASON)
        text = signed_in(editor).get("/admin/articles/article/").text
        at = timezone.localtime(tomorrow["at"])
        words = f"Published, unpublished changes, in review, scheduled for {at.day} {at:%B, %H:%M}"
        assert words in text

    def test_a_draft_older_than_what_was_published_as_scheduled_is_found(self, editor):
        article = make_article()
        article.title = "Scheduled"
        working_copy.save(article, by=None)
        scheduled(article, editor, kind=Kind.UPDATE, note=NOTE)
        article = stored(article)
        article.title = "Later"
        working_copy.save(article, by=None)
        ScheduledAct.objects.update(at=timezone.now())
        scheduling.do_due.call()
        response = signed_in(editor).get("/admin/articles/article/", {"status": "changed"})
        assert [*response.context["cl"].result_list] == [article]


#: Address → who may look at it, and who may send it.
CHANGERS, PUBLISHERS, READERS = {"Writer", "Editor"}, {"Editor"}, {"Writer", "Editor", "Moderator"}
RIGHTS = {
    "autosave": (set(), CHANGERS),
    "presence": (set(), CHANGERS),
    "preview": (CHANGERS, set()),
    "widths": (CHANGERS, set()),
    "links": (CHANGERS, CHANGERS),
    "hand_in": (CHANGERS, CHANGERS),
    "send_back": (PUBLISHERS, PUBLISHERS),
    "assign": (PUBLISHERS, PUBLISHERS),
    "scheduled": (CHANGERS, PUBLISHERS),
    "withdraw_later": (PUBLISHERS, PUBLISHERS),
}


@pytest.mark.parametrize("group", ["", "Writer", "Editor", "Moderator"])
@pytest.mark.parametrize("name", RIGHTS)
def test_who_may_do_what(name, group):
    article = make_article()
    handing_over.hand_in(article, by=None)
    scheduled(article, None, kind=Kind.WITHDRAWN, note=REASON)
    client, address = signed_in(make_user(group)), page(name, article.pk)
    may_look, may_send = RIGHTS[name]
    looked, sent = (
        client.get(address),
        client.post(address, {"words": "Cite the second one.", "cancel": "yes"}),
    )
    if not group:
        assert (looked.status_code, sent.status_code) == (302, 302)
        assert "/admin/login/" in looked["Location"]
        return
    assert looked.status_code == (200 if group in may_look else 405 if not may_look else 403)
    if may_send:
        assert (sent.status_code == 403) == (group not in may_send)
    kept = ScheduledAct.objects.get().outcome, Handover.objects.get().turn, Invitation.objects.count()
    if group not in may_send:
        assert kept == ("waiting", "editor", 0)


@pytest.mark.parametrize("group", ["Writer", "Editor", "Moderator"])
def test_the_calendar_is_for_everybody_who_sees_articles(group):
    assert signed_in(make_user(group)).get(page("calendar")).status_code == (200 if group in READERS else 403)


class TestFramedPreview:
    def test_our_own_pages_may_frame_it_and_nobody_elses(self, editor):
        article, client = make_draft(), signed_in(editor)
        framed = client.get(page("preview", article.pk), {"framed": 1})
        assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
        assert framed["X-Frame-Options"] == "SAMEORIGIN"
        plain = client.get(page("preview", article.pk))
        assert "frame-ancestors 'none'" in plain["Content-Security-Policy"]
        assert plain["X-Frame-Options"] == "DENY"

    def test_its_page_frames_our_own_alone(self, editor):
        response = signed_in(editor).get(page("widths", make_draft().pk), {"width": "desktop"})
        assert re.findall("frame-[a-z]+ [^;]+", response["Content-Security-Policy"]) == [
            "frame-ancestors 'none'",
            "frame-src 'self'",
        ]
        assert 'class="frame desktop"' in response.text

    def test_it_has_what_readers_get_but_the_discussion(self, editor):
        article = make_draft(tags=["backs"], related=[make_article(title="Stretches")], body=BODY)
        framed = signed_in(editor).get(page("preview", article.pk), {"framed": 1}).text
        publishing.publish(article, by=editor, kind=Kind.FIRST)
        live = Client().get(article.get_absolute_url()).text
        # What scripts need of the history line is left out of a preview.
        live = re.sub(r' data-article="[^>]*>', ">", live, count=1)

        begin, end = framed.index("<main"), framed.index("</div>\n</div>\n</article>")
        assert framed[begin:end].strip() in live


def shown_everywhere(editor):
    """Addresses of every page here, each with something to show."""
    coming, not_done, review = make_article(), make_draft(), make_draft(owner=editor)
    scheduled(coming, editor, kind=Kind.WITHDRAWN, note=REASON)
    failed(not_done, editor)
    handing_over.hand_in(review, by=editor, words="Check the doses.")
    invitation, _ = invitations.invite(review, by=editor, name="Ana")
    invitations.remark(invitation, words="Is it?", quote=review.title)
    presence.arrive(review, make_user("Editor", first_name="Noor"))
    numbers = {"change": [coming, not_done, review], "scheduled": [coming, not_done], "assign": [review]}
    numbers |= {name: [review] for name in ("links", "hand_in", "send_back", "widths")}
    pages = [page(name, article.pk) for name, articles in numbers.items() for article in articles]
    pages += [page("withdraw_later", coming.pk), page("calendar"), page("changelist"), "/admin/"]
    return [*pages, *pages_of_tags(editor)]


def pages_of_tags(editor):
    for names in (["Back pain", "Back pains"], ["Sleep"]):
        make_article(tags=names)
    one, two, sleep = Tag.objects.order_by("pk")
    shelves.rename(sleep, name="Sleeping", slug="sleeping", by=editor)
    pages = {name: reverse(f"admin:articles_tag_{name}") for name in ("merge", "duplicates", "changelist")}
    change = reverse("admin:articles_tag_change", args=[sleep.pk])
    return [f"{pages['merge']}?ids={one.pk},{two.pk}", pages["duplicates"], pages["changelist"], change]


def test_markup_is_valid(editor):
    client = signed_in(editor)
    stock = page("changelist"), reverse("admin:articles_tag_changelist")
    addresses = [address for address in shown_everywhere(editor) if address not in stock]
    assert_valid_html({address: client.get(address).text for address in addresses})


@pytest.mark.django_db(transaction=True)
def test_the_pages_are_for_everyone(visitor, editor):
    browser_page = visitor(user=editor)
    for address in shown_everywhere(editor):
        browser_page.goto(address)
        assert_accessible_in_every_window(browser_page)
