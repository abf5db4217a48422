import pytest
from django.core.management import call_command

from comments import moderation
from comments.desk.order import is_preselected
from comments.models import Comment, SpamModel
from comments.spam.features import features_of
from comments.spam.learning import current, explained, learn, learn_again, learnt_words
from comments.spam.model import Weights, area_under_curve, train
from comments.spam.starting import STARTING
from tests.factories import make_article, make_comment

SPAM = ["Visit the casino for a bonus", "A casino bonus, see my page", "Bonus codes at this casino today"]
GENUINE = ["Heat helps my back", "My back hurts when I sit", "Walking helped me sleep"]


def examples(times=4):
    return [(features_of(text, ()), is_spam) for _ in range(times) for text, is_spam in labelled()]


def labelled():
    return [*((text, True) for text in SPAM), *((text, False) for text in GENUINE)]


def test_what_was_decided_ranks_what_comes():
    weights = train(examples())
    spam, genuine = (
        weights.score(features_of(text, ())) for text in ("The casino bonus", "Does heat help backs")
    )
    assert spam > 0.5 > genuine


def test_the_same_decisions_teach_the_same():
    assert train(examples()) == train(examples())


def test_without_decisions_every_site_starts_the_same():
    assert train([]).weights == STARTING


def test_learnt_words_are_those_of_spam_alone_with_their_counts():
    found = train(examples()).learnt(features_of("A casino helps my back", ()))
    assert found == [("casino", 12, 0)]


def test_reasons_add_up_to_the_score():
    weights = Weights({"start": 0.0, "check trap": 2.0})
    assert weights.reasons(features_of("x", ["trap"])) == [("check trap", 2.0)]


@pytest.mark.parametrize(
    ("scored", "area"),
    [
        ([(0.1, False), (0.9, True)], 1.0),
        ([(0.9, False), (0.1, True)], 0.0),
        ([(0.5, False), (0.5, True)], 0.5),
        ([(0.1, False), (0.4, True), (0.5, False), (0.6, True)], 0.75),
        ([(0.5, True)], None),
    ],
)
def test_area_under_the_curve(scored, area):
    assert area_under_curve(scored) == area


def test_words_alone_never_select_a_comment():
    assert not is_preselected(0.99, {"learnt_words", "new_writer"})
    assert is_preselected(0.95, {"look_alike"})
    assert not is_preselected(0.5, {"look_alike"})
    assert not is_preselected(None, set())


@pytest.fixture
def decided():
    article = make_article()
    for number in range(3):
        for text, is_spam in labelled():
            comment = make_comment(article, text=f"{text} {number}")
            if is_spam:
                moderation.reject(comment, by=None, reason="spam")
            else:
                moderation.approve(comment, by=None)
    return article


@pytest.mark.django_db
def test_learning_scores_what_waits_and_tells_why(decided):
    spam, genuine = make_comment(decided, text="Casino!"), make_comment(decided, text="Does heat help sleep?")
    learn_again.call()
    spam.refresh_from_db()
    genuine.refresh_from_db()
    assert spam.score > genuine.score
    assert spam.score > 0.5
    assert Comment.objects.pending().likeliest_spam_first().first() == spam
    assert "the word “casino”" in dict(explained(spam.current))
    assert [(one.word, one.rejected, one.published) for one in learnt_words("A Casino.")] == [
        ("casino", 9, 0)
    ]
    assert learnt_words("A Casino.")[0].places == ((2, 8),)


@pytest.mark.django_db
def test_nothing_is_learnt_twice_and_a_new_decision_is(decided):
    learn_again.call()
    learn_again.call()
    assert SpamModel.objects.count() == 1
    moderation.approve(make_comment(decided), by=None)
    learn_again.call()
    assert [model.decisions for model in SpamModel.objects.all()] == [19, 18]


@pytest.mark.django_db
def test_other_reasons_teach_nothing(decided):
    moderation.reject(make_comment(decided), by=None, reason="abusive")
    assert learn().decisions == 18


@pytest.mark.django_db
def test_a_score_publishes_and_rejects_nothing(decided):
    learn()
    comments = [make_comment(decided, text=text) for text in ("Casino bonus casino", "Heat helps")]
    assert [comment.state for comment in comments] == ["pending", "pending"]


@pytest.mark.django_db
def test_train_spam_says_what_it_learnt(decided, capsys):
    call_command("train_spam", dry_run=True)
    assert not SpamModel.objects.exists()
    call_command("train_spam")
    told = capsys.readouterr().out.splitlines()
    assert told == ["18 decisions, 9 of them spam. Too few to measure how well it ranks."] * 2
    assert current().weights == SpamModel.objects.get().weights
