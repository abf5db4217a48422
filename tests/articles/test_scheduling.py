"""Publishing and withdrawing at a set time: done once, in order, or kept with the reason why not."""

import datetime
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import publishing, scheduling, working_copy
from articles.handing_over import hand_in
from articles.models import Article, Kind, ScheduledAct, Topic
from articles.tellings import mail_about_failure
from cms.clock import moment_of
from cms.refusals import Conflict, Refused
from tests.factories import make_article, make_draft, make_image, make_topic, make_user, update_article
from worker.models import Pulse
from worker.tending import DEAD_AFTER

pytestmark = pytest.mark.django_db

NOTE = "Added a line about walking."
REASON = "Its advice was out of date."
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def editor():
    return make_user("Editor", first_name="Noor", last_name="Haddad")


def stored(article):
    return Article.objects.get(pk=article.pk)


def changed(article, **changes):
    article = stored(article)
    for name, value in changes.items():
        setattr(article, name, value)
    return working_copy.save(article, by=None)


def schedule(article, by, *, hours=1, **act):
    act = {"kind": Kind.UPDATE, "note": NOTE, **act}
    return scheduling.schedule(stored(article), by=by, at=timezone.now() + hours * HOUR, **act)


def time_comes(*acts, ago=HOUR):
    """The time of these acts was a while ago; of all that wait without any named."""
    chosen = (
        ScheduledAct.objects.filter(pk__in=[act.pk for act in acts]) if acts else ScheduledAct.objects.all()
    )
    chosen.update(at=timezone.now() - ago)


def do_due():
    scheduling.do_due.call()


def outcomes():
    return [*ScheduledAct.objects.order_by("pk").values_list("outcome", flat=True)]


class TestDone:
    def test_a_first_publication(self, editor):
        draft = make_draft(title="To come")
        schedule(draft, editor, kind=Kind.FIRST, note="")
        do_due()
        assert not stored(draft).is_published
        time_comes()
        do_due()
        version = stored(draft).live
        assert (version.title, version.number, version.published_by) == ("To come", 1, editor)
        assert outcomes() == ["done"]

    def test_an_update_with_everything_that_belongs_to_it(self, editor):
        other, article = make_article(title="Stretches"), make_article(slug="old")
        image, topic = make_image(), make_topic("Sleep")
        changed(
            article, title="New", slug="new", standfirst="S.", body="<p>B.</p>", topic=topic,
            lead_image=image, lead_alt="A", lead_caption="C", lead_credit="Cr",
        )  # fmt: skip
        working_copy.set_tags(article, ["walking", "backs"])
        working_copy.set_related(article, [other.pk])
        expected = stored(article).snapshot()
        schedule(article, editor)
        time_comes()
        do_due()
        article = stored(article)
        assert (article.live.snapshot(), article.live_slug, article.live.number) == (expected, "new", 2)
        assert (article.live.notes.get().kind, article.live.notes.get().text) == ("update", NOTE)
        assert not article.has_unpublished_changes

    def test_a_withdrawal(self, editor):
        article = make_article()
        schedule(article, editor, kind=Kind.WITHDRAWN, note=REASON)
        update_article(article)
        time_comes()
        do_due()
        assert stored(article).is_withdrawn
        assert stored(article).notes.first().text == REASON

    def test_a_full_review_with_its_reviewer(self, editor):
        article = make_article()
        review = publishing.Review(article.author, timezone.localdate() + datetime.timedelta(days=90))
        schedule(article, editor, kind=Kind.FULL_REVIEW, review=review)
        time_comes()
        do_due()
        assert (stored(article).reviewer, stored(article).review_due_on) == (article.author, review.due_on)

    def test_twice_does_nothing_twice(self, editor):
        article = make_article()
        changed(article, title="New")
        schedule(article, editor)
        time_comes()
        do_due()
        do_due()
        assert article.versions.count() == 2

    def test_missed_ones_catch_up_in_the_order_of_their_times(self, editor):
        articles = [make_draft() for _ in range(3)]
        acts = [schedule(article, editor, kind=Kind.FIRST, note="") for article in articles]
        for act, hours in zip(acts, (1, 3, 2), strict=True):
            time_comes(act, ago=hours * HOUR)
        do_due()
        done = ScheduledAct.objects.order_by("ended_at").values_list("article", flat=True)
        assert [*done] == [articles[1].pk, articles[2].pk, articles[0].pk]

    def test_one_that_breaks_keeps_no_other_waiting(self, editor):
        broken, article = make_draft(), make_draft()
        schedule(broken, editor, kind=Kind.FIRST, note="")
        schedule(article, editor, kind=Kind.FIRST, note="")
        ScheduledAct.objects.filter(article=broken).update(content={})
        time_comes()
        do_due()
        assert (stored(article).is_published, outcomes()) == (True, ["waiting", "done"])

    def test_the_log_says_who_scheduled_it_and_that_it_was_done(self, editor):
        schedule(make_draft(), editor, kind=Kind.FIRST, note="")
        time_comes()
        do_due()
        lines = LogEntry.objects.order_by("pk").values_list("user", "change_message")
        when = scheduling.in_words(ScheduledAct.objects.get().made_at + HOUR)
        assert [*lines] == [
            (editor.pk, f"Scheduled for {when}: First version."),
            (editor.pk, "Done as scheduled: First version."),
        ]


class TestTheDraft:
    def test_what_is_written_after_scheduling_stays_a_draft(self, editor):
        article = make_article(title="First", tags=["one"])
        changed(article, title="Scheduled")
        schedule(article, editor)
        later = changed(article, title="Half a senten", body="<p>Not yet.</p>")
        working_copy.set_tags(later, ["two"])
        time_comes()
        do_due()
        article = stored(article)
        assert (article.live.title, article.live.tags) == ("Scheduled", ["one"])
        assert (article.title, str(article.body)) == ("Half a senten", "<p>Not yet.</p>")
        assert [tag.name for tag in article.tags_in_order()] == ["two"]
        assert (article.based_on, article.edit_number) == (2, later.edit_number)

    def test_a_draft_handed_in_meanwhile_stays_in_review(self, editor):
        article = make_article()
        changed(article, title="Scheduled")
        hand_in(article, by=None)
        schedule(article, editor)
        assert not Article.objects.in_review().exists()
        hand_in(changed(article, title="The next one"), by=None)
        time_comes()
        do_due()
        assert Article.objects.in_review().get() == article

    def test_nothing_of_it_is_kept_twice_once_it_is_done_or_cancelled(self, editor):
        schedule(make_draft(), editor, kind=Kind.FIRST, note="")
        time_comes()
        do_due()
        scheduling.cancel(schedule(make_draft(), editor, kind=Kind.FIRST, note=""), by=editor)
        assert [act.content for act in ScheduledAct.objects.all()] == [{}, {}]


class TestNotDone:
    @pytest.fixture
    def article(self, editor):
        article = make_article(title="First")
        changed(article, title="Scheduled")
        schedule(article, editor)
        return article

    def failed(self, article):
        time_comes()
        do_due()
        act = ScheduledAct.objects.get(article=article)
        assert (act.outcome, stored(article).open_act) == ("failed", act)
        return act.reason

    def test_after_another_version(self, article):
        publishing.publish(stored(article), by=None, kind=Kind.UPDATE, note=NOTE)
        assert self.failed(article) == "Another version was published after it was scheduled."
        assert article.versions.count() == 2

    def test_when_its_topic_is_gone(self, article, editor):
        ScheduledAct.objects.update(content={**ScheduledAct.objects.get().content, "topic": 99})
        assert not Topic.objects.filter(pk=99).exists()
        assert self.failed(article) == "The topic was deleted meanwhile."

    def test_when_its_address_was_taken(self, editor):
        article = make_article(slug="old")
        changed(article, slug="new")
        schedule(article, editor)
        changed(article, slug="old")
        make_draft(slug="new")
        assert self.failed(article) == "Another article has this address. Choose another one."

    def test_when_whoever_scheduled_it_may_not_publish_any_more(self, article, editor):
        editor.groups.set(Group.objects.filter(name="Writer"))
        assert self.failed(article) == "Noor Haddad, who scheduled it, may no longer publish."
        assert stored(article).live.title == "First"

    def test_when_their_account_is_closed_or_gone(self, article, editor):
        editor.is_active = False
        editor.save()
        assert self.failed(article) == "Noor Haddad, who scheduled it, may no longer publish."
        other = make_draft()
        schedule(other, make_user("Editor"), kind=Kind.FIRST, note="")
        ScheduledAct.objects.filter(article=other).update(by=None)
        assert self.failed(other) == "The account that scheduled it is gone."

    def test_a_withdrawal_of_what_is_withdrawn(self, editor):
        article = make_article()
        schedule(article, editor, kind=Kind.WITHDRAWN, note=REASON)
        publishing.withdraw(article, by=editor, reason=REASON)
        assert self.failed(article) == "Only a published article can be withdrawn."

    def test_whoever_scheduled_it_is_told(self, article, editor):
        publishing.publish(stored(article), by=None, kind=Kind.UPDATE, note=NOTE)
        self.failed(article)
        queued = DBTaskResult.objects.get(task_path=mail_about_failure.module_path)
        mail_about_failure.call(*queued.args_kwargs["args"])
        (told,) = mail.outbox
        assert (told.to, told.subject) == ([editor.email], "Not done as scheduled: Scheduled")
        assert "Another version was published after it was scheduled." in told.body
        assert f"/admin/articles/article/{article.pk}/change/" in told.body

    def test_a_new_one_takes_its_place(self, article, editor):
        update_article(article)
        self.failed(article)
        changed(article, title="Again")
        schedule(article, editor)
        assert outcomes() == ["cancelled", "waiting"]


class TestScheduling:
    def test_what_would_be_refused_now_is_refused_now_and_nothing_is_stored(self, editor):
        article = make_draft(body="")
        with pytest.raises(Refused) as refused:
            schedule(article, editor, kind=Kind.FIRST, note="")
        assert refused.value.message_dict == {"body": ["Write the body before you publish."]}
        assert (article.versions.count(), ScheduledAct.objects.count()) == (0, 0)

    def test_a_small_fix_that_does_not_look_like_one_is_doubted(self, editor):
        article = make_article(body="<p>Take 10 mg.</p>")
        changed(article, body="<p>Take 100 mg.</p>")
        with pytest.raises(Refused) as refused:
            schedule(article, editor, kind=Kind.SMALL_FIX, note="")
        assert list(refused.value.message_dict) == ["kind"]
        assert schedule(article, editor, kind=Kind.SMALL_FIX, note="", despite_doubts=True).is_waiting

    def test_on_a_base_that_moved_it_is_a_conflict(self, editor):
        article = make_article()
        update_article(article)
        changed(article, title="New")
        with pytest.raises(Conflict):
            schedule(article, editor, based_on=1)

    def test_an_article_has_one_act_at_a_time(self, editor):
        article = make_article()
        schedule(article, editor, kind=Kind.WITHDRAWN, note=REASON)
        changed(article, title="New")
        with pytest.raises(Refused) as refused:
            schedule(article, editor)
        assert refused.value.message_dict == {"at": [scheduling.ONE_ACT]}

    @pytest.mark.parametrize(("hours", "words"), [(-1, scheduling.PAST), (3 * 365 * 24, scheduling.TOO_FAR)])
    def test_its_time_is_to_come_and_not_too_far(self, editor, hours, words):
        with pytest.raises(Refused) as refused:
            schedule(make_draft(), editor, hours=hours, kind=Kind.FIRST, note="")
        assert refused.value.message_dict == {"at": [words]}

    def test_it_is_moved_in_the_name_of_whoever_moves_it(self, editor):
        act, other = schedule(make_draft(), editor, kind=Kind.FIRST, note=""), make_user("Editor")
        at = timezone.now() + 5 * HOUR
        moved = scheduling.move(act, by=other, at=at)
        assert (moved.at, moved.by) == (at, other)

    @pytest.mark.parametrize("act", ["move", "cancel"])
    def test_what_was_done_is_neither_moved_nor_cancelled(self, editor, act):
        scheduled = schedule(make_draft(), editor, kind=Kind.FIRST, note="")
        time_comes()
        do_due()
        later = {"at": timezone.now() + HOUR} if act == "move" else {}
        with pytest.raises(Conflict):
            getattr(scheduling, act)(scheduled, by=editor, **later)

    def test_it_is_queued_for_its_minute(self, editor):
        act = schedule(make_draft(), editor, kind=Kind.FIRST, note="")
        result = DBTaskResult.objects.get()
        assert (result.run_after, result.task_path) == (act.at, "articles.scheduling.do_due")


class TestClock:
    def test_a_time_is_the_sites_own(self):
        moment = moment_of(datetime.date(2027, 7, 1), datetime.time(9))
        assert moment.astimezone(datetime.UTC) == datetime.datetime(2027, 7, 1, 8, tzinfo=datetime.UTC)

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            ((2027, 3, 28), "On 28 March 2027 the clocks go forward, and 01:30 does not come."),
            ((2027, 10, 31), "On 31 October 2027 the clocks go back, and 01:30 comes twice."),
        ],
    )
    def test_a_time_that_does_not_come_or_comes_twice_is_refused(self, day, words):
        with pytest.raises(Refused) as refused:
            moment_of(datetime.date(*day), datetime.time(1, 30))
        assert refused.value.messages == [f"{words} Choose another time."]

    @pytest.mark.parametrize("time", [(0, 59), (2, 0)])
    @pytest.mark.parametrize("day", [(2027, 3, 28), (2027, 10, 31)])
    def test_the_hours_around_are_fine(self, day, time):
        moment = moment_of(datetime.date(*day), datetime.time(*time))
        assert timezone.localtime(moment).time() == datetime.time(*time)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_publishes_leaves_it_to_the_next_which_does_it_once(editor, tmp_path):
    articles = [make_draft(), make_draft()]
    for article in articles:
        schedule(article, editor, kind=Kind.FIRST, note="")
    time_comes()
    DBTaskResult.objects.update(run_after=timezone.now())
    began = tmp_path / "began"
    environment = {**os.environ, "NAME": str(connection.settings_dict["NAME"]), "BEGAN": str(began)}
    with subprocess.Popen([sys.executable, "-c", WORKER], env=environment) as killed:
        while not began.exists() and killed.poll() is None:
            pass
        killed.kill()
    assert not any(stored(article).is_published for article in articles)
    Pulse.objects.update(seen_at=timezone.now() - 2 * DEAD_AFTER)
    call_command("worker", once=True)
    call_command("worker", once=True)
    assert [article.versions.count() for article in articles] == [1, 1]
    assert outcomes() == ["done", "done"]


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_do_each_act_once(editor):
    articles = [make_draft() for _ in range(5)]
    for article in articles:
        schedule(article, editor, kind=Kind.FIRST, note="")
    time_comes()

    def work(_):
        try:
            do_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(work, range(4))] == [None] * 4
    assert [article.versions.count() for article in articles] == [1] * 5
    assert outcomes() == ["done"] * 5


@pytest.mark.django_db(transaction=True)
def test_of_two_who_schedule_at_the_same_time_one_is_refused(editor):
    article = make_draft()

    def try_to(_):
        try:
            return schedule(article, editor, kind=Kind.FIRST, note="").outcome
        except Refused as refusal:
            return refusal.message_dict["at"][0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_to, range(2))) == [scheduling.ONE_ACT, "waiting"]


#: A worker on the tests' database that never ends its first publication.
WORKER = """
import os
import django
django.setup()
from pathlib import Path
from django.db import connection
connection.settings_dict["NAME"] = os.environ["NAME"]
from articles import publishing, scheduling
publish = publishing.publish
def hang(*args, **kwargs):
    publish(*args, **kwargs)
    Path(os.environ["BEGAN"]).touch()
    while True:
        pass
publishing.publish = hang
from django.core.management import call_command
call_command("worker", once=True)
"""
