import pytest

from cms.refusals import Conflict
from comments import moderation
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Comment, LinkTarget, ModerationEvent, State
from comments.thread import thread_of
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

LINK = 'see <a href="https://spa.example/salt" rel="ugc nofollow noopener">spa.example/salt</a>'


def words(article):
    """The comments' paragraphs as readers see them."""
    return [one.html for one in thread_of(article).threads]


def site(value="spa.example"):
    return LinkTarget.objects.get(scope="domain", value=value)


def state_of(comment):
    return Comment.objects.get(pk=comment.pk).state


@pytest.mark.parametrize(
    ("treatment", "shown"),
    [
        ("allow", LINK),
        ("text", "see spa.example/salt"),
        ("strip", "see [link removed]"),
        ("reject", "see [link removed]"),
        ("hold", "see [link waiting for a moderator]"),
    ],
)
def test_a_verdict_changes_what_readers_see_of_a_published_comment_at_once(treatment, shown):
    article = make_article()
    make_published_comment(article, text="see https://spa.example/salt")
    verdicts.decide(site(), treatment, by=make_user("Moderator"))
    assert shown in words(article)[0]


def test_without_a_verdict_an_approved_link_is_shown_and_a_dropped_one_is_not():
    article = make_article()
    make_published_comment(article, text="see https://spa.example/salt")
    dropped = make_comment(article, text="see https://spa.example/salt too")
    moderation.approve_without_links(dropped, by=None)
    first, second = words(article)
    assert LINK in first
    assert "see [link removed] too" in second


def test_links_dropped_from_one_comment_stay_dropped_when_their_site_is_allowed():
    article = make_article()
    moderation.approve_without_links(make_comment(article, text="see https://spa.example/salt"), by=None)
    verdicts.decide(site(), "allow", by=None)
    assert "[link removed]" in words(article)[0]


def test_the_most_specific_verdict_wins():
    article = make_article()
    make_published_comment(article, text="see https://spa.example/salt")
    verdicts.decide(site(), "reject", by=None)
    verdicts.decide(target_of("https://spa.example/salt"), "allow", by=None)
    assert LINK in words(article)[0]


def test_the_preview_says_exactly_what_the_verdict_then_does():
    article = make_article()
    make_published_comment(article, text="see https://spa.example/salt")
    for number in range(3):
        make_comment(article, text=f"{number} https://spa.example/{number}")
    make_comment(article, text="https://other.example/")
    told = verdicts.preview(site(), "reject", with_waiting=True)
    assert (told.shown_differently, told.rejected, told.left_waiting) == (1, 3, 0)
    verdicts.decide(site(), "reject", by=None, with_waiting=True)
    assert Comment.objects.filter(state=State.REJECTED).count() == 3
    assert Comment.objects.pending().count() == 1


def test_one_undo_puts_everything_back():
    article, moderator = make_article(), make_user("Moderator")
    make_published_comment(article, text="see https://spa.example/salt")
    waiting = [make_comment(article, text=f"{number} https://spa.example/{number}") for number in range(3)]
    before = words(article), [moderation.columns(Comment.objects.get(pk=one.pk)) for one in waiting]
    verdict = verdicts.decide(site(), "strip", by=moderator, with_waiting=True)
    assert words(article) != before[0]
    verdicts.undo(verdict, by=moderator)
    after = words(article), [moderation.columns(Comment.objects.get(pk=one.pk)) for one in waiting]
    assert after == before
    assert site().verdict is None


def test_an_undo_after_a_later_verdict_is_refused():
    make_comment(text="https://spa.example/")
    first = verdicts.decide(site(), "hold", by=None)
    verdicts.decide(site(), "allow", by=None)
    with pytest.raises(Conflict):
        verdicts.undo(first, by=None)


def test_a_verdict_and_what_it_settled_share_one_batch():
    make_comment(text="https://spa.example/")
    verdicts.decide(site(), "reject", by=None, with_waiting=True)
    batches = ModerationEvent.objects.exclude(batch=None).values_list("action", "batch")
    assert {action for action, _ in batches} == {"decide_link", "reject"}
    assert len({batch for _, batch in batches}) == 1
