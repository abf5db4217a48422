import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import moderation
from comments.models import Comment, Finding, Shingle
from comments.spam.following import follow_decisions
from comments.spam.lookalikes import ALIKE, MOST_OF_A_HASH, search
from comments.spam.pairs import SKETCH_SIZE, likeness, pairs_of, sketch
from tests.comments.spam.spinning import TEMPLATES, spins
from tests.factories import make_article, make_comment

GENUINE = "I sit all day too. A rolled towel behind my back helped more than any cushion did."
WORDS = st.lists(st.sampled_from("heat helps my back when I sit for long at work".split()), max_size=40)


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_and_most_for_equal_texts(one, other):
    one, other = pairs_of(one), pairs_of(other)
    assert likeness(one, other) == likeness(other, one) <= max(likeness(one, one), likeness(other, other))


@given(WORDS)
def test_a_sketch_is_bounded_and_fits_the_column(words):
    hashes = sketch(pairs_of(words))
    assert len(hashes) <= SKETCH_SIZE
    assert all(-(2**63) <= number < 2**63 for number in hashes)


def proposed(comment):
    return comment.current.findings.filter(check_name="look_alike").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("template", TEMPLATES)
def test_one_spin_marked_as_spam_proposes_the_others_whoever_sends_them_wherever(template):
    first, *others = spins(template, 12)
    moderation.reject(make_comment(text=first), by=None, reason="spam")
    article = make_article()
    assert all(proposed(make_comment(article, text=other)) for other in others)
    assert not proposed(make_comment(article, text=GENUINE))


@pytest.mark.django_db
def test_marking_one_proposes_those_that_wait_and_undoing_takes_it_back():
    article = make_article()
    comments = [make_comment(article, text=text) for text in spins(TEMPLATES[0], 5)]
    moderation.reject(comments[0], by=None, reason="spam")
    event = comments[0].events.last()
    follow_decisions.call()
    assert all(proposed(comment) for comment in comments[1:])
    assert "1 comment rejected as spam" in Finding.objects.filter(check_name="look_alike")[0].words
    moderation.undo(event, by=None)
    follow_decisions.call()
    assert not any(proposed(comment) for comment in comments[1:])


@pytest.mark.django_db
def test_what_was_rejected_for_another_reason_proposes_nothing():
    first, other = spins(TEMPLATES[0], 2)
    moderation.reject(make_comment(text=first), by=None, reason="off_topic")
    assert not proposed(make_comment(text=other))


@pytest.mark.django_db
def test_published_comments_leave_the_index_and_erased_ones_at_once():
    published, erased = make_comment(), make_comment(text=GENUINE)
    moderation.approve(published, by=None)
    follow_decisions.call()
    assert set(Shingle.objects.values_list("revision__comment", flat=True)) == {erased.pk}
    moderation.erase(erased)
    assert not Shingle.objects.exists()


@pytest.mark.django_db
def test_a_text_sent_very_often_stops_filling_the_index():
    article = make_article()
    for number in range(MOST_OF_A_HASH + 6):
        make_comment(article, text=GENUINE, email=f"r{number}@example.org")
    assert Shingle.objects.count() == MOST_OF_A_HASH * len(
        sketch(pairs_of(GENUINE.lower().replace(".", "").split()))
    )


@pytest.mark.django_db
def test_equal_texts_are_alike_only_when_they_are_long_enough_to_say_so():
    assert likeness(pairs_of("thank you".split()), pairs_of("thank you".split())) < ALIKE
    comment = make_comment(text=GENUINE)
    assert search(comment.current).matches == []
    assert [one.comment_id for one in search(make_comment(text=GENUINE).current).matches] == [comment.pk]
    assert Comment.objects.count() == 2
