import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from comments import moderation
from comments.models import CheckRecord, ScreeningRule
from comments.records import count_records, keep_records, with_records
from comments.spam import trials
from comments.spam.house_rules import rules_that_fit
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db


ADD = "desk-new-rule"


@pytest.fixture
def moderator(client):
    client.force_login(make_user("Moderator"))
    return client


def make_rule(pattern="cheap loans", kind="words", **fields):
    return ScreeningRule.objects.create(pattern=pattern, kind=kind, **fields)


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("words", "CHEAP loans"),
        ("address", "@loans.example"),
        ("name", "loan shark"),
        ("site", "loans.example"),
    ],
)
def test_a_comment_that_fits_a_rule_has_a_finding_with_its_places(kind, pattern):
    rule = make_rule(pattern, kind)
    fields = {"name": "Loan Shark", "email": "sam@loans.example"}
    comment = make_comment(text="Ask for cheap loans at https://www.loans.example/", **fields)
    finding = comment.current.findings.get(check_name="rule")
    assert finding.rule == rule
    assert finding.places == ([[8, 19]] if kind == "words" else [])


@pytest.mark.parametrize("state", [{"is_on": False}, {"suspended_at": "2026-01-01T00:00Z"}])
def test_a_rule_that_is_off_or_suspended_finds_nothing(state):
    make_rule(**state)
    assert not make_comment(text="cheap loans").current.findings.filter(check_name="rule").exists()


def test_a_dry_run_counts_the_whole_history_and_lists_what_it_would_do_wrong():
    article = make_article()
    wrong = make_published_comment(article, text="No cheap loans helped me, walking did")
    make_published_comment(article, text="Heat helps")
    moderation.reject(make_comment(article, text="Cheap  LOANS here"), by=None, reason="spam")
    moderation.erase(make_comment(article, text="cheap loans"))
    make_comment(article, text="chеap loans")
    trial = trials.begin("words", "cheap loans")
    assert (trial.published, trial.of_published) == (1, 2)
    assert (trial.refused, trial.of_refused) == (1, 1)
    assert (trial.waiting, trial.of_waiting) == (1, 1)
    assert trials.sample_of(trial) == [wrong]


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("words", "cheap loans"),
        ("address", "@loans.example"),
        ("name", "loan shark"),
        ("site", "loans.example"),
    ],
)
@pytest.mark.parametrize("text", ["cheap loans: loans [dot] example", "Ch\u200beap LOANS, www.loans.example"])
def test_a_trial_fits_what_the_rule_then_holds(kind, pattern, text):
    comment = make_comment(text=text, name="Loan Shark", email="sam@loans.example")
    make_comment(text="cheaper loans at loansexample", name="Loans Sharky", email="sam@xloans.example")
    assert trials.begin(kind, pattern).waiting == 1
    rule = make_rule(pattern, kind)
    assert [hit.rule_id for hit in rules_that_fit(comment, text, ["www.loans.example"])] == [rule.pk]


@pytest.mark.django_db(transaction=True)
def test_a_large_history_is_tried_by_the_worker_a_part_at_a_time_and_goes_on_when_it_was_stopped(
    moderator, monkeypatch
):
    monkeypatch.setattr(trials, "AT_ONCE", 1)
    monkeypatch.setattr(trials, "CHUNK", 2)
    article = make_article()
    for number in range(5):
        make_comment(article, text=f"cheap loans {number}")
    page = moderator.post(
        reverse(ADD), {"kind": "words", "pattern": "cheap loans", "is_on": "on"}, follow=True
    )
    assert "0 of 5 comments looked at." in page.text
    assert "Save the rule" not in page.text
    stopped = trials.find("words", "cheap loans")
    trials._step(stopped)
    trials._keep(stopped)
    asked_again = page.redirect_chain[-1][0]
    assert "2 of 5 comments looked at." in moderator.get(asked_again).text
    saved_early = moderator.post(reverse(ADD), {"kind": "words", "pattern": "cheap loans", "save": "1"})
    assert (saved_early.status_code, ScreeningRule.objects.count()) == (303, 0)
    call_command("worker", once=True)
    assert "5 of 5 waiting comments fit." in moderator.get(asked_again).text


def test_records_count_what_became_of_the_comments_a_check_spoke_about():
    rule, article = make_rule(), make_article()
    for number in range(3):
        comment = make_comment(article, text=f"cheap loans {number}")
        if number:
            moderation.reject(comment, by=None, reason="spam")
        else:
            moderation.approve(comment, by=None)
    waiting = make_comment(article, text="cheap loans")
    count_records()
    assert str(CheckRecord.objects.get(pk=rule.source)) == "held 3, right 2"
    beside = {one.check_name: str(record) for one, record in with_records(waiting.current.findings.all())}
    assert beside["rule"] == "held 3, right 2"
    assert beside["new_writer"] == "held 3, right 2"


def test_a_rule_that_is_wrong_too_often_is_suspended_and_moderators_are_told(settings):
    settings.RULE_FEWEST_DECISIONS = 2
    make_user("Moderator", email="mo@example.org")
    make_user("Writer")
    wrong, right, article = make_rule("heat"), make_rule("casino"), make_article()
    for text in ("heat one", "heat two"):
        make_published_comment(article, text=text)
    for text in ("casino one", "casino two"):
        moderation.reject(make_comment(article, text=text), by=None, reason="spam")
    keep_records.call()
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.is_active, wrong.suspended_after) == (False, "held 2, right 0")
    assert right.is_active
    assert [message.to for message in mail.outbox] == [["mo@example.org"]]
    assert "Words in the comment: heat (held 2, right 0)" in mail.outbox[0].body
    keep_records.call()
    assert len(mail.outbox) == 1


def test_a_rule_is_tried_before_it_is_saved(moderator):
    make_published_comment(text="No cheap loans for me")
    typed = {"kind": "words", "pattern": "cheap loans", "note": "", "is_on": "on", "save": "1"}
    page = moderator.post(reverse(ADD), typed, follow=True)
    assert "<b>1 of 1</b> approved" in page.text
    assert not ScreeningRule.objects.exists()
    moderator.post(reverse(ADD), {**typed, "pattern": "other"})
    assert not ScreeningRule.objects.exists()
    assert moderator.post(reverse(ADD), typed).url == reverse("desk-rules")
    saved = ScreeningRule.objects.get()
    assert (saved.pattern, saved.by.username) == ("cheap loans", LogEntry.objects.get().user.username)
    assert "Nothing decided yet" in moderator.get(reverse("desk-rules")).text


@pytest.mark.parametrize(
    ("kind", "pattern", "words"),
    [
        ("words", "...", "Write at least one word or number"),
        ("words", "", "Write what to look for"),
        ("address", "sam", "Write an email address, or @ and its host"),
        ("site", "not a site", "Write the name of a site, like spa.example"),
        ("words", "taken", "There is a rule for this already"),
    ],
)
def test_a_pattern_that_cannot_fit_is_refused_in_words(moderator, kind, pattern, words):
    make_rule("taken")
    answer = moderator.post(reverse(ADD), {"kind": kind, "pattern": pattern})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_saving_a_suspended_rule_turns_it_on_again(moderator):
    rule = make_rule(suspended_at="2026-01-01T00:00Z", suspended_after="held 20, right 1")
    page = reverse("desk-rule", args=[rule.pk])
    moderator.post(page, {"kind": "words", "pattern": rule.pattern, "is_on": "on", "save": "1"})
    rule.refresh_from_db()
    assert rule.is_active
