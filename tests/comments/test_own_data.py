"""A copy of everything one sent, or none of it any more; and what is forgotten by itself."""

import datetime
import json
import re

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from comments import blocking, moderation, own_data, retention, subscriptions
from comments.models import (
    Block,
    Comment,
    Commenter,
    CommentRevision,
    Finding,
    LinkTarget,
    LinkUse,
    ModerationEvent,
    Reason,
    Report,
    State,
)
from comments.reporting import Reporter, report
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def article():
    return make_article(slug="back-pain")


def commenter(email="priya@example.org"):
    return Commenter.objects.get(email=email)


def asked(email, client=None):
    return (client or Client()).post("/privacy/your-comments/", {"email": email})


def run_queue():
    for result in DBTaskResult.objects.ready():
        own_data.mail_link.func(*result.args_kwargs["args"])
        result.delete()


def address_in_mail():
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]


# --- Asking ---


def queued():
    """How many links the worker is to mail."""
    return DBTaskResult.objects.filter(task_path="comments.own_data.mail_link").count()


def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(article):
    make_comment(article, email="priya@example.org")
    answers = [asked(email) for email in ("Priya@example.org", "nobody@example.org")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    assert queued() == 2
    assert "nobody@example.org" not in str([*DBTaskResult.objects.values_list("args_kwargs", flat=True)])
    run_queue()
    assert [one.to for one in mail.outbox] == [["priya@example.org"]]
    assert "Look into your mail" in Client().get(answers[0]["Location"]).content.decode()


def test_a_second_mail_goes_no_sooner_than_in_an_hour(article):
    make_comment(article, email="priya@example.org")
    for _ in range(3):
        asked("priya@example.org")
    run_queue()
    assert len(mail.outbox) == 1


def test_a_network_asks_for_ten_links_an_hour_whether_or_not_the_addresses_are_known(article):
    make_comment(article, email="reader3@example.org")
    answers = [asked(f"reader{number}@example.org").status_code for number in range(11)]
    assert answers == [303] * 10 + [429]
    refused = asked("reader3@example.org")
    assert refused["Retry-After"] == "3600"
    assert "You are asking too often. Wait 60 minutes and try again" in refused.content.decode()
    assert 'value="reader3@example.org"' in refused.content.decode()
    assert queued() == 10


@pytest.mark.parametrize("email", ["", "priya@"])
def test_what_is_no_address_is_told_so(email):
    answer = asked(email)
    assert answer.status_code == 422
    assert "email address" in answer.content.decode()


# --- The copy ---


def test_the_link_leads_to_a_copy_of_every_comment_in_every_wording(article):
    comment = make_published_comment(
        article, email="priya@example.org", name="Priya", text="See https://spa.example/ – naïve 🙂"
    )
    make_comment(article, email="joel@example.org", text="Not hers.")
    asked("priya@example.org")
    run_queue()
    page = Client().get(address_in_mail())
    assert "1 comment sent from <b>priya@example.org</b>" in re.sub(r"\s+", " ", page.content.decode())
    copy = Client().get(f"{address_in_mail()}comments.json")
    assert copy["Content-Disposition"] == 'attachment; filename="my-comments.json"'
    data = json.loads(copy.content)
    assert data["email"] == "priya@example.org"
    (only,) = data["comments"]
    assert (only["name"], only["state"], only["article"]) == ("Priya", "Published", article.title)
    assert only["wordings"][0]["text"] == comment.current.text
    assert only["wordings"][0]["links"] == ["https://spa.example/"]
    assert [event["what"] for event in only["what_happened"]] == ["Sent", "Approved"]


def test_the_copy_tells_of_mails_and_blocks_too(article):
    comment = make_published_comment(article, email="priya@example.org", wants_replies=True)
    subscriptions.stop(comment.commenter, article)
    blocking.block(by=None, email="priya@example.org", reason="Sells salt")
    copy = own_data.copy_of(comment.commenter)
    (only,) = copy["comments"]
    assert (only["number"], only["wants_mail"], copy["no_mail_about"]) == (comment.pk, True, [article.title])
    (told,) = copy["mails"]
    assert (told["what"], told["about_comment"]) == ("Is this address yours?", comment.pk)
    assert [block["until"] for block in copy["blocks"]] == [None]
    assert "salt" not in str(copy)


@pytest.mark.parametrize("end", ["", "comments.json", "erase/"])
@pytest.mark.parametrize("token", ["forged", "a:b:c", "WzEsMl0:1abc:xyz"])
def test_a_link_that_is_not_ours_offers_a_new_one(token, end):
    answer = Client().get(f"/privacy/your-comments/{token}/{end}")
    assert answer.status_code == 410
    assert "You can have a new one" in answer.content.decode()


# --- None of it any more ---


def test_erasing_leaves_nothing_of_a_person_and_the_shape_of_the_thread(article):
    reader = make_user(email="zebra@example.org", username="zebra", first_name="Zebra")
    mine = make_published_comment(
        article, email="zebra@example.org", name="Zebra", text="zebra https://zebra.example/", user=reader,
        website="https://zebra.example/", network="zebranet",
    )  # fmt: skip
    make_published_comment(article, parent=mine, text="I see.", name="Joel")
    report(mine, Reporter("browser:1", "net"), reason="spam", note="zebra again")
    moderation.hold(mine, by=None, note="Zebra wrote to me")
    moderation.withdraw(mine, by=reader, note="zebra")
    own_data.erase_all(commenter("zebra@example.org"))
    kept = [
        *Comment.objects.values(), *CommentRevision.objects.values(), *Finding.objects.values(),
        *LinkUse.objects.values(), *LinkTarget.objects.values(), *ModerationEvent.objects.values(),
        *Report.objects.values(), *Commenter.objects.values(),
    ]  # fmt: skip
    assert "zebra" not in str(kept).lower()
    assert not ModerationEvent.objects.filter(actor=reader).exists()
    mine.refresh_from_db()
    assert mine.state == State.ERASED
    page = Client().get("/articles/back-pain/").content.decode()
    assert f'<p class="tombstone" id="c-{mine.pk}">This comment was erased.</p>' in page
    assert "I see." in page


def test_decisions_stay_with_who_took_them():
    moderator, comment = make_user("Moderator"), make_comment()
    moderation.reject(comment, by=moderator, reason=Reason.SPAM, note="Knows Priya")
    moderation.erase(comment)
    event = comment.events.get(action="reject")
    assert (event.actor, event.note, event.reason) == (moderator, "", "spam")


def test_a_get_erases_nothing_and_the_button_everything_once(article):
    make_published_comment(article, email="priya@example.org")
    make_comment(article, email="priya@example.org", text="Another.")
    address = f"/privacy/your-comments/{own_data.token_of(commenter())}/"
    client = Client()
    assert "2 comments sent from priya@example.org" in client.get(f"{address}erase/").content.decode()
    assert Comment.objects.filter(state=State.ERASED).count() == 0
    answer = client.post(f"{address}erase/")
    assert "Everything is erased" in client.get(answer["Location"]).content.decode()
    assert Comment.objects.filter(state=State.ERASED).count() == 2
    assert not Commenter.objects.exists()
    assert client.get(address).status_code == 410
    assert client.post(f"{address}erase/").status_code == 410
    batch, rule = ModerationEvent.objects.filter(action="erase").values_list("batch", "rule").distinct().get()
    assert (batch is not None, rule) == (True, own_data.ASKED)


def test_a_block_in_force_outlives_its_writers_comments(article):
    make_comment(article, email="priya@example.org")
    blocking.lift(blocking.block(by=None, email="priya@example.org", reason="Before"), by=None)
    blocking.block(by=None, email="priya@example.org", reason="Now")
    own_data.erase_all(commenter())
    assert [block.reason for block in Block.objects.all()] == ["Now"]


# --- Forgotten by itself ---


def test_networks_are_dropped_after_thirty_days(article):
    comment = make_published_comment(article, network="net")
    report(comment, Reporter("network:abc", "abc"), reason="spam")
    report(comment, Reporter("browser:1", "abc"), reason="spam")
    now = timezone.now()
    retention.forget_networks(now + 29 * DAY)
    assert Comment.objects.get().network == "net"
    retention.forget_networks(now + 31 * DAY)
    assert Comment.objects.get().network == ""
    first, second = Report.objects.all()
    assert (first.network, first.reporter) == ("", f"forgotten:{first.pk}")
    assert (second.network, second.reporter) == ("", "browser:1")


@pytest.mark.parametrize(
    ("act", "days"),
    [
        (lambda c: None, 365),
        (lambda c: moderation.reject(c, by=None, reason=Reason.SPAM), 90),
        (lambda c: moderation.remove(moderation.approve(c, by=None), by=None, reason=Reason.SPAM), 365),
        (lambda c: moderation.withdraw(c), 30),
    ],
    ids=["pending", "rejected", "removed", "withdrawn"],
)
def test_each_state_has_its_time(act, days):
    comment = make_comment()
    act(comment)
    comment.refresh_from_db()
    before = comment.state
    retention.erase_old(timezone.now() + (days - 1) * DAY)
    assert Comment.objects.get().state == before
    retention.erase_old(timezone.now() + (days + 1) * DAY)
    assert Comment.objects.get().state == State.ERASED
    assert comment.events.last().rule == retention.RULE


def test_answered_reports_are_forgotten_after_a_year(article):
    answered, still_open = make_published_comment(article), make_published_comment(article)
    for comment in (answered, still_open):
        report(comment, Reporter("browser:1", "net"), reason="spam")
    moderation.keep(answered, by=None)
    retention.forget_reports(timezone.now() + 364 * DAY)
    assert Report.objects.count() == 2
    retention.forget_reports(timezone.now() + 366 * DAY)
    assert Report.objects.get().comment == still_open


def test_what_is_published_stays():
    make_published_comment()
    retention.erase_old(timezone.now() + 10_000 * DAY)
    assert Comment.objects.get().state == State.PUBLISHED


@override_settings(COMMENT_KEPT_DAYS={"rejected": 0})
def test_nought_days_is_for_good():
    moderation.reject(make_comment(), by=None, reason=Reason.SPAM)
    retention.erase_old(timezone.now() + 10_000 * DAY)
    assert Comment.objects.get().state == State.REJECTED


def test_a_blocked_network_is_forgotten_when_the_block_ends_and_others_later():
    until = timezone.now() + DAY
    blocking.block(by=None, network="net", reason="A flood", until=until)
    blocking.block(by=None, email="a@example.org", reason="Sells salt", until=until)
    retention.forget_blocks(until - DAY / 2)
    assert Block.objects.count() == 2
    retention.forget_blocks(until + DAY)
    assert [block.email for block in Block.objects.all()] == ["a@example.org"]
    retention.forget_blocks(until + 31 * DAY)
    assert not Block.objects.exists()


def test_the_privacy_page_says_what_the_settings_say():
    page = Client().get("/privacy/").content.decode()
    assert "Those we did not publish: after 90 days." in page
    assert "After 30 days the code is deleted." in page
    with override_settings(COMMENT_KEPT_DAYS={"rejected": 0, "pending": 7}, NETWORK_KEPT_DAYS=3):
        page = Client().get("/privacy/").content.decode()
    assert "Those we did not publish: not by themselves." in page
    assert "Those that nobody decided about: after 7 days." in page
    assert "After 3 days the code is deleted." in page


def test_the_task_is_on_the_clock():
    from cms.schedule import intervals

    assert intervals["comments.retention.forget"] == DAY
    retention.forget.func()
