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


@pytest.mark.parametrize("treatment", ["allow", "text", "strip"])
def test_a_verdict_publishes_no_comment_with_another_undecided_link(treatment):
    article = make_article()
    make_comment(article, text="https://a.example and https://b.example")
    told = verdicts.preview(site("a.example"), treatment, with_waiting=True)
    assert (told.published, told.published_without_link, told.left_waiting) == (0, 0, 1)
    verdicts.decide(site("a.example"), treatment, by=None, with_waiting=True)
    assert Comment.objects.get().state == State.PENDING
    assert words(article) == []


@pytest.mark.parametrize(
    ("other", "state"),
    [
        ("allow", State.PUBLISHED),
        ("text", State.PUBLISHED),
        ("strip", State.PUBLISHED),
        ("hold", State.PENDING),
        ("allow_known", State.PENDING),
        ("reject", State.PENDING),
    ],
)
def test_the_last_verdict_a_comment_waits_for_publishes_it(other, state):
    make_comment(text="https://a.example and https://b.example")
    verdicts.decide(site("b.example"), other, by=None)
    told = verdicts.preview(site("a.example"), "allow", with_waiting=True)
    verdicts.decide(site("a.example"), "allow", by=None, with_waiting=True)
    assert Comment.objects.get().state == state
    assert (told.published + told.published_without_link, told.left_waiting) == (
        (1, 0) if state == State.PUBLISHED else (0, 1)
    )


def test_the_website_field_is_a_link_too():
    comment = make_comment(text="https://a.example", website="https://b.example")
    verdicts.decide(site("a.example"), "allow", by=None, with_waiting=True)
    assert state_of(comment) == State.PENDING


def test_a_comment_published_by_a_verdict_shows_only_links_that_have_one():
    article = make_article()
    make_comment(article, text="https://a.example https://b.example")
    other = verdicts.decide(site("b.example"), "allow", by=None)
    verdicts.decide(site("a.example"), "allow", by=None, with_waiting=True)
    assert 'href="https://b.example"' in words(article)[0]
    verdicts.undo(other, by=None)
    assert 'href="https://a.example"' in words(article)[0]
    assert "[link waiting for a moderator]" in words(article)[0]


def test_a_verdict_settles_nothing_that_a_narrower_one_covers():
    comment = make_comment(text="https://spa.example/salt")
    verdicts.decide(target_of("https://spa.example/salt"), "hold", by=None)
    for treatment in ("allow", "reject"):
        assert verdicts.preview(site(), treatment, with_waiting=True).left_waiting == 1
        verdicts.decide(site(), treatment, by=None, with_waiting=True)
    assert state_of(comment) == State.PENDING


def test_a_verdict_on_a_page_covers_those_below_it():
    verdicts.decide(target_of("https://pfx.example/blog"), "reject", by=None)
    below = ("/blog/post", "/blog/2025/a/b/c/d/e", "/x/../blog/post", "/%62log/post", "/blog//../blog/post")
    assert {make_comment(text=f"https://pfx.example{path}").state for path in below} == {State.REJECTED}
    assert make_comment(text="https://pfx.example/blogs").state == State.PENDING


def test_a_forged_host_borrows_no_verdict():
    verdicts.decide(target_of("https://goodsite.example/"), "allow", by=None)
    comment = make_comment(text=r"see http://evil-host.example\@goodsite.example/")
    use = comment.current.links.get()
    assert (use.target.site, use.target.verdict_in_force) == ("evil-host.example", None)


def test_verdicts_are_undone_one_after_the_other():
    comment = make_comment(text="https://spa.example/")
    first = verdicts.decide(site(), "allow", by=None, with_waiting=True)
    second = verdicts.decide(site(), "strip", by=None)
    assert verdicts.undo(second, by=None) == []
    assert site().verdict == first
    assert verdicts.undo(first, by=None) == []
    assert (site().verdict, state_of(comment)) == (None, State.PENDING)


def test_a_verdict_is_undone_once():
    make_comment(text="https://spa.example/")
    verdict = verdicts.decide(site(), "allow", by=None)
    verdicts.undo(verdict, by=None)
    with pytest.raises(Conflict):
        verdicts.undo(verdict, by=None)


@pytest.mark.parametrize(
    "since",
    [
        lambda comment: moderation.withdraw(comment),
        lambda comment: moderation.erase(comment),
        lambda comment: moderation.remove(comment, by=None, reason="abusive"),
    ],
    ids=["withdrawn", "erased", "removed"],
)
def test_an_undo_skips_what_was_decided_since_and_says_so(since):
    first, second = (make_comment(text=f"{number} https://spa.example/") for number in range(2))
    verdict = verdicts.decide(site(), "allow", by=None, with_waiting=True)
    since(first)
    moved = state_of(first)
    assert verdicts.undo(verdict, by=None) == [first]
    assert (state_of(first), state_of(second)) == (moved, State.PENDING)
    assert site().verdict is None


def rejected_on_arrival():
    verdict = verdicts.decide(target_of("https://spa.example/"), "reject", by=None)
    return verdict, make_comment(text="see https://spa.example/salt")


def test_undoing_a_verdict_returns_what_it_rejected_on_arrival():
    verdict, comment = rejected_on_arrival()
    assert state_of(comment) == State.REJECTED
    assert verdicts.undo(verdict, by=None) == []
    assert state_of(comment) == State.PENDING
    assert [event.action for event in comment.events.all()] == ["submit", "reject", "undo"]


def test_a_rejection_on_arrival_can_be_undone_by_itself():
    verdict, comment = rejected_on_arrival()
    moderation.undo(comment.events.last(), by=None)
    assert state_of(comment) == State.PENDING
    assert verdicts.undo(verdict, by=None) == []
    assert state_of(comment) == State.PENDING
