"""The moderators' pages about rules, second looks and the report card, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import moderation
from comments.models import ScreeningRule
from comments.records import count_records
from comments.second_looks import draw, judge
from comments.spam import trials
from comments.spam.learning import learn
from tests.checks import assert_accessible_in_every_window, assert_valid_html
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moderator():
    return make_user("Moderator", first_name="Rosa")


@pytest.fixture
def site(moderator):
    """Rules of every standing, comments they fit, a judged and an open sample, and what was learnt."""
    article = make_article()
    rule = ScreeningRule.objects.create(kind="words", pattern="cheap loans", note="Since May", by=moderator)
    suspended = ScreeningRule.objects.create(
        kind="site", pattern="spa.example", suspended_at=timezone.now(), suspended_after="held 20, right 1"
    )
    for number in range(3):
        make_published_comment(article, text=f"No cheap loans, {number}")
        moderation.reject(make_comment(article, text=f"Cheap loans {number}"), by=moderator, reason="spam")
    for look in draw(timezone.now())[:4]:
        judge(look, "fine", by=moderator)
    count_records()
    learn()
    waiting = make_comment(article, text="Cheap loans at https://spa.example/shop?ref=a\nsee you")
    trials.begin("words", "cheap loans now")
    trials._keep(trials.Trial("words", "elsewhere", of=400_000, looked_at=2_000))
    return {"rule": rule, "suspended": suspended, "waiting": waiting}


def pages(site):
    return {
        "rules": reverse("desk-rules"),
        "new rule": reverse("desk-new-rule"),
        "rule": reverse("desk-rule", args=[site["rule"].pk]),
        "suspended rule": reverse("desk-rule", args=[site["suspended"].pk]),
        "tried": f"{reverse('desk-new-rule')}?kind=words&pattern=cheap+loans+now&is_on=on",
        "being tried": f"{reverse('desk-new-rule')}?kind=words&pattern=elsewhere&is_on=on",
        "second look": reverse("desk-second-looks"),
        "report card": reverse("desk-report-card"),
        "comment": reverse("desk-item", args=["waiting", site["waiting"].pk]),
    }


def test_every_page_is_valid_html(site, moderator, client):
    client.force_login(moderator)
    shown = {name: client.get(address).content.decode() for name, address in pages(site).items()}
    shown["refused"] = client.post(pages(site)["new rule"], {"kind": "site", "pattern": "x"}).content.decode()
    assert_valid_html(shown)


def test_every_page_is_accessible(site, moderator, visitor, live_server):
    page = visitor(user=moderator)
    for address in pages(site).values():
        page.goto(live_server.url + address)
        assert_accessible_in_every_window(page)


def test_a_comments_page_marks_the_words_and_tells_the_records(site, moderator, client):
    client.force_login(moderator)
    shown = client.get(pages(site)["comment"]).content.decode()
    assert "<mark>Cheap loans</mark>" in shown
    assert "<mark>https://spa.example/shop?ref=a</mark>" in shown
    assert '<span class="quiet">(held 6, right 3)</span>' in shown


def test_a_rule_is_written_without_scripts(site, moderator, visitor, live_server):
    page = visitor(scripts=False, user=moderator)
    page.goto(live_server.url + pages(site)["new rule"])
    page.get_by_label("Words in the comment").check()
    page.get_by_label("Pattern").fill("no cheap")
    page.get_by_role("button", name="Try it on all comments so far").click()
    assert page.get_by_text("3 of 3 approved").count() == 1
    page.get_by_role("button", name="Save the rule").click()
    assert page.get_by_text("It holds comments from now on.").count() == 1
    assert ScreeningRule.objects.filter(pattern="no cheap", by=moderator).exists()
