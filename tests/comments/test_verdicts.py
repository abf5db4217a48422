import datetime
from collections import Counter

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.refusals import Conflict, Refused
from comments import moderation, moves
from comments.links import verdicts
from comments.links.addresses import find_links
from comments.links.record import target_of
from comments.models import (
    Comment,
    LinkTarget,
    LinkUse,
    ModerationEvent,
    State,
    Treatment,
)
from comments.submission import store_revision
from comments.thread import thread_of
from tests.comments.many_uses import make_uses
from tests.comments.rows import rows
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


def test_a_second_moderator_is_told_what_the_first_decided():
    make_comment(text="https://spa.example/")
    first = make_user("Moderator", first_name="Sam")
    verdicts.decide(site(), "allow", by=first, seen=None)
    with pytest.raises(Conflict, match="Sam decided about this since: allow"):
        verdicts.decide(site(), "reject", by=None, seen=None)
    assert site().verdict.treatment == "allow"


def test_a_verdict_is_undone_for_thirty_days():
    make_comment(text="https://spa.example/")
    verdict = verdicts.decide(site(), "allow", by=None)
    verdict.at -= datetime.timedelta(days=31)
    with pytest.raises(Refused, match="30 days"):
        verdicts.undo(verdict, by=None)
    assert site().verdict == verdict


REDIRECTED = "see https://www.google.com/url?q=https%3A%2F%2Fspa.example%2F"


@pytest.mark.parametrize(
    ("google", "spa", "state", "shown"),
    [
        ("allow", "allow", State.PUBLISHED, ">www.google.com/url"),
        ("allow", "strip", State.PUBLISHED, "see [link removed]"),
        ("strip", "allow", State.PUBLISHED, "see [link removed]"),
        ("allow", "reject", State.REJECTED, None),
        ("allow", "hold", State.PENDING, None),
    ],
)
def test_a_redirector_and_where_it_leads_are_both_decided_about(google, spa, state, shown):
    article = make_article()
    comment = make_comment(article, text=REDIRECTED)
    verdicts.decide(site("google.com"), google, by=None)
    verdicts.decide(site(), spa, by=None, with_waiting=True)
    assert state_of(comment) == state
    assert [True for html in words(article) if shown in html] == ([True] if shown else [])


def test_a_disguised_address_is_covered_and_never_a_link():
    article = make_article()
    comment = make_comment(article, text="see spa [dot] example now")
    verdicts.decide(site(), "allow", by=None, with_waiting=True)
    assert state_of(comment) == State.PUBLISHED
    assert words(article) == ["<p>see spa [dot] example now</p>"]
    verdicts.decide(site(), "strip", by=None)
    assert words(article) == ["<p>see [link removed] now</p>"]


TEXTS = [
    "https://a.example/x",
    "https://a.example/x and https://b.example/",
    "[heat](https://www.a.example/y)",
    "a [dot] example",
    "https://www.google.com/url?q=https%3A%2F%2Fa.example%2Fx",
    "no link",
]
DECIDED = ["https://a.example/", "https://a.example/x", "https://b.example/", "https://google.com/"]
WORLDS = st.fixed_dictionaries(
    {
        "comments": st.lists(
            st.tuples(
                st.sampled_from(TEXTS), st.sampled_from(["", "approve", "approve_without_links", "edit"])
            ),
            max_size=6,
        ),
        "verdicts": st.lists(
            st.tuples(
                st.sampled_from(DECIDED),
                st.sampled_from(Treatment.values),
            ),
            max_size=3,
        ),
        "target": st.sampled_from(["https://a.example/", "https://a.example/x", "https://www.a.example/y"]),
        "treatment": st.sampled_from(Treatment.values),
        "with_waiting": st.booleans(),
    }
)


def make_world(world):
    article = make_article()
    for url, treatment in world["verdicts"]:
        verdicts.decide(target_of(url), treatment, by=None)
    for number, (text, act) in enumerate(world["comments"]):
        comment = make_comment(article, text=f"{number} {text}")
        if comment.is_pending and act.startswith("approve"):
            getattr(moderation, act)(comment, by=None)
        elif act == "edit":
            store_revision(comment, f"{number} b [dot] example", find_links("b [dot] example"))
    return article


def shown_by_comment(article):
    return {one.pk: one.html for root in thread_of(article).threads for one in (root, *root.replies)}


@given(world=WORLDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_preview_is_exact_and_an_undo_puts_every_row_back(world):
    with transaction.atomic():
        article = make_world(world)
        target, before, shown = target_of(world["target"]), rows(), shown_by_comment(article)
        options = {"with_waiting": world["with_waiting"]}
        told = verdicts.preview(target, world["treatment"], **options)
        verdict = verdicts.decide(target, world["treatment"], by=None, **options)
        moved = Counter(
            ModerationEvent.objects.filter(rule=verdicts.rule_of(verdict)).values_list("to_state", flat=True)
        )
        after = shown_by_comment(article)
        assert told.shown_differently == sum(after[pk] != html for pk, html in shown.items())
        assert told.published + told.published_without_link == moved[State.PUBLISHED]
        assert told.rejected == moved[State.REJECTED]
        waiting = LinkUse.objects.of(target).filter(revision__comment__current=F("revision"))
        assert told.left_waiting == (
            waiting.filter(revision__comment__state=State.PENDING).values("revision").distinct().count()
        )
        assert verdicts.undo(verdict, by=None) == []
        assert rows() == before
        assert shown_by_comment(article) == shown
        transaction.set_rollback(True)


def test_many_uses_are_decided_about_in_a_few_queries_and_put_back_byte_for_byte(
    monkeypatch, django_assert_max_num_queries
):
    """How long ten thousand take `make bench-links` says. Steps are small here, so that there are several."""
    monkeypatch.setattr(moves, "AT_ONCE", 50)
    target = make_uses(200, articles=4)
    before = rows()
    with django_assert_max_num_queries(7):
        told = verdicts.preview(target, "strip", with_waiting=True)
    assert (told.published_without_link, told.left_waiting) == (80, 20)
    with django_assert_max_num_queries(40):
        verdict = verdicts.decide(target, "strip", by=None, with_waiting=True)
    assert Comment.objects.published().count() == 180
    with django_assert_max_num_queries(40):
        assert verdicts.undo(verdict, by=None) == []
    assert rows() == before
