import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from comments import moderation, trust
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Action, Comment, Commenter, ScreeningRule, State
from comments.submission import Submission, submit
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

EMAIL = "priya@example.org"


@pytest.fixture(autouse=True)
def published_at_once(settings):
    settings.PUBLISH_KNOWN_READERS = True


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def known(article):
    """A reader with three published comments and a proven address."""
    for _ in range(3):
        make_published_comment(article, email=EMAIL)
    Commenter.objects.filter(email=EMAIL).update(proven_at=timezone.now())
    return Commenter.objects.get(email=EMAIL)


def signed_in():
    """The known reader's account: whoever is signed in with a proven address is who they say."""
    return get_user_model().objects.filter(email=EMAIL).first() or make_user(email=EMAIL)


def send(article, text="Walking helped me too.", **fields):
    fields = {"name": "Priya S.", "email": EMAIL, "key": text, "user": signed_in(), **fields}
    return submit(article, Submission(text=text, **fields))


def test_a_known_readers_comment_is_published_at_once_and_the_event_says_why(article, known):
    comment = send(article)
    event = comment.events.last()
    assert comment.is_published
    assert (event.action, event.actor, event.rule) == (Action.APPROVE, None, "known reader")


def test_without_the_setting_everything_waits(article, known, settings):
    settings.PUBLISH_KNOWN_READERS = False
    assert send(article).is_pending


def test_whoever_types_a_known_readers_address_waits(article, known):
    assert send(article, user=None).is_pending
    assert send(article, "Another one", user=make_user()).is_pending


def test_an_address_nobody_proved_earns_no_trust(article, known):
    Commenter.objects.update(proven_at=None)
    assert send(article).is_pending


def test_two_published_comments_are_too_few(article):
    for _ in range(2):
        make_published_comment(article, email=EMAIL)
    Commenter.objects.update(proven_at=timezone.now())
    assert send(article).is_pending


def test_an_unknown_link_waits_and_a_known_one_does_not(article, known):
    assert send(article, "See https://spa.example/heat").is_pending
    verdicts.decide(target_of("https://spa.example/"), "allow", by=None)
    assert send(article, "Once more https://spa.example/heat").is_published
    assert send(article, "And https://other.example/ https://spa.example/heat").is_pending


def test_a_verdict_that_holds_holds_known_readers_too(article, known):
    verdicts.decide(target_of("https://spa.example/"), "hold", by=None)
    assert send(article, "See https://spa.example/heat").is_pending


def test_a_rejection_costs_trust_and_good_comments_earn_it_back(article, known):
    moderation.reject(make_comment(article, email=EMAIL), by=None, reason="abusive")
    assert trust.standing(known) == -2
    assert send(article).is_pending
    for _ in range(5):
        make_published_comment(article, email=EMAIL)
    assert trust.is_known(known)


def test_what_a_rule_or_a_check_holds_waits_whoever_wrote_it(article, known):
    ScreeningRule.objects.create(kind="words", pattern="walking")
    assert send(article).is_pending
    assert send(article, "Heat helps", trap_filled=True).is_pending


def test_the_score_publishes_nobody_and_stops_no_known_reader(article, known):
    comment = send(article)
    Comment.objects.filter(pk=comment.pk).update(score=1.0)
    assert Comment.objects.get(pk=comment.pk).state == State.PUBLISHED
    assert make_comment(article, text="Heat helps.").is_pending
