import pytest
from django.core import mail
from django.urls import reverse

from comments import moderation
from comments.models import CheckRecord, ScreeningRule
from comments.records import count_records, keep_records, with_records
from comments.spam.house_rules import dry_run
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db


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
    outcome = dry_run("words", "cheap loans")
    assert (outcome.published, outcome.of_published) == (1, 2)
    assert (outcome.refused, outcome.of_refused) == (1, 1)
    assert (outcome.waiting, outcome.of_waiting) == (1, 1)
    assert outcome.sample == [wrong]


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


@pytest.fixture
def moderator(client):
    client.force_login(make_user("Moderator"))
    return client


ADD = "admin:comments_screeningrule_add"


def test_a_rule_is_tried_before_it_is_saved(moderator):
    make_published_comment(text="No cheap loans for me")
    typed = {"kind": "words", "pattern": "cheap loans", "note": "", "is_on": "on"}
    page = moderator.post(reverse(ADD), {**typed, "save": "1"})
    assert "<b>1 of 1</b> approved" in page.content.decode()
    assert not ScreeningRule.objects.exists()
    answer = moderator.post(reverse(ADD), {**typed, "tried": "words cheap loans", "save": "1"})
    assert answer.url == reverse("admin:comments_screeningrule_changelist")
    assert ScreeningRule.objects.get().pattern == "cheap loans"


def test_what_was_tried_for_other_words_is_tried_again(moderator):
    typed = {"kind": "words", "pattern": "other", "tried": "words cheap loans", "save": "1"}
    moderator.post(reverse(ADD), typed)
    assert not ScreeningRule.objects.exists()


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
    page = reverse("admin:comments_screeningrule_change", args=[rule.pk])
    moderator.post(page, {"kind": "words", "pattern": rule.pattern, "is_on": "on", "save": "1"})
    rule.refresh_from_db()
    assert rule.is_active


def test_only_moderators_write_rules(client):
    client.force_login(make_user("Writer"))
    assert client.get(reverse(ADD)).status_code == 403
    assert client.get(reverse("admin:comments_secondlook_changelist")).status_code == 403
    assert client.get(reverse("admin:report-card")).status_code == 403
