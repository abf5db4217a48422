import pytest
from django.core.management import call_command

from comments.models import Finding, ScreeningRule
from tests.factories import make_article, make_comment, make_published_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments():
    """A waiting and a published comment that a rule fits which came after them."""
    article = make_article()
    comments = [
        make_comment(article, text="cheap loans", trap_filled=True),
        make_published_comment(article, text="cheap loans helped"),
    ]
    ScreeningRule.objects.create(kind="words", pattern="cheap loans")
    return comments


def of_rules():
    return [*Finding.objects.filter(check_name="rule").values_list("revision__comment", flat=True)]


def test_screen_says_what_would_change_and_changes_nothing(comments, capsys):
    call_command("screen")
    told = capsys.readouterr().out
    assert "+ Fits the rule “cheap loans”" in told
    assert "1 looked at, 1 would change: new findings 1, gone 0." in told
    assert of_rules() == []


def test_screen_with_apply_stores_it_and_how_the_comment_was_sent_stays(comments, capsys):
    call_command("screen", apply=True)
    assert of_rules() == [comments[0].pk]
    assert comments[0].current.findings.filter(check_name="trap").exists()
    comments[0].refresh_from_db()
    assert comments[0].is_pending
    call_command("screen", apply=True)
    assert "1 looked at, 0 changed" in capsys.readouterr().out


def test_screen_looks_at_other_states_when_told_to(comments, capsys):
    call_command("screen", state="all", quiet=True)
    assert capsys.readouterr().out.startswith("2 looked at, 2 would change")
