import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cms.refusals import Conflict, Refused
from comments import moderation
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import (
    Action,
    Comment,
    Discussion,
    LinkTarget,
    LinkTreatment,
    ModerationEvent,
    Reason,
    State,
)
from comments.transitions import TRANSITIONS, leads_to
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("pending", "published"),
    ("pending", "rejected"),
    ("pending", "withdrawn"),
    ("published", "removed"),
    ("published", "pending"),
    ("published", "withdrawn"),
    ("rejected", "published"),
    ("removed", "published"),
    ("published", "published"),  # kept after reports
    *((state, "erased") for state in State.values if state != "erased"),
}


def fresh(comment):
    return Comment.objects.get(pk=comment.pk)


def test_the_table_allows_exactly_the_moves_of_the_architecture():
    moves = {(start.value, end.value) for starts, end in TRANSITIONS.values() for start in starts}
    assert moves == ALLOWED


def test_approving_publishes_the_current_words_with_one_event():
    moderator, comment = make_user("Moderator"), make_comment()
    moderation.approve(comment, by=moderator)
    approved = fresh(comment)
    assert (approved.state, approved.approved, approved.link_treatment) == (
        State.PUBLISHED,
        comment.current,
        LinkTreatment.ALLOW,
    )
    event = comment.events.get(action=Action.APPROVE)
    assert (event.actor, event.from_state, event.to_state) == (moderator, "pending", "published")


def test_approving_without_links_drops_them():
    comment = make_comment(text="See https://spa.example/offer")
    moderation.approve_without_links(comment, by=None)
    assert fresh(comment).link_treatment == LinkTreatment.STRIP


def test_approving_counts_into_the_discussion_and_removing_out_of_it():
    comment = make_published_comment()
    assert Discussion.objects.get(article=comment.article).public_count == 1
    moderation.remove(comment, by=None, reason=Reason.SPAM)
    assert Discussion.objects.get(article=comment.article).public_count == 0


def test_a_rejection_needs_a_known_reason():
    comment = make_comment()
    for reason in ("", "because"):
        with pytest.raises(Refused) as refused:
            moderation.reject(comment, by=None, reason=reason)
        assert refused.value.message_dict == {"reason": ["Choose what is wrong with the comment."]}
    assert fresh(comment).state == State.PENDING


def test_the_second_moderator_is_told_who_was_quicker():
    sam, comment = make_user("Moderator", first_name="Sam"), make_comment()
    moderation.approve(comment, by=sam)
    with pytest.raises(Conflict, match="Sam was quicker: approved"):
        moderation.approve(comment, by=make_user("Moderator"))
    assert comment.events.filter(action=Action.APPROVE).count() == 1


def test_a_rejection_is_not_overridden_by_an_approval_from_a_stale_page():
    comment = make_comment()
    moderation.reject(comment, by=make_user("Moderator", first_name="Sam"), reason=Reason.SPAM)
    with pytest.raises(Conflict, match="Sam was quicker"):
        moderation.approve(comment, by=make_user("Moderator"))
    assert fresh(comment).state == State.REJECTED


@pytest.mark.parametrize("action", [*TRANSITIONS])
@pytest.mark.parametrize("state", State.values)
def test_every_action_moves_along_the_table_or_is_refused(action, state):
    starts, end = TRANSITIONS[action]
    assert leads_to(action, State(state)) == (end if state in starts else None)


def test_undoing_a_removal_keeps_the_time_of_publication():
    comment = make_published_comment()
    published_at = fresh(comment).published_at
    moderation.remove(comment, by=None, reason=Reason.ABUSIVE)
    moderation.undo(comment.events.last(), by=None)
    assert (fresh(comment).state, fresh(comment).published_at) == (State.PUBLISHED, published_at)


def test_an_act_is_undone_once_and_not_over_a_later_decision():
    comment = make_comment()
    moderation.reject(comment, by=None, reason=Reason.SPAM)
    rejection = comment.events.last()
    moderation.restore(comment, by=None)
    with pytest.raises(Conflict):
        moderation.undo(rejection, by=None)
    approval = comment.events.last()
    moderation.undo(approval, by=None)
    with pytest.raises(Conflict):
        moderation.undo(approval, by=None)


def test_an_act_of_more_than_thirty_days_ago_stays():
    comment = make_comment()
    long_ago = timezone.now() - datetime.timedelta(days=31)
    moderation.approve(comment, by=None, at=long_ago)
    with pytest.raises(Refused):
        moderation.undo(comment.events.last(), by=None)


def test_erasing_wipes_words_and_writer_and_keeps_the_place_in_the_thread():
    comment = make_published_comment(text="My name is Jo, see https://spa.example", name="Jo Bloggs")
    reply = make_published_comment(comment.article, parent=comment)
    moderation.erase(comment, by=None)
    gone = fresh(comment)
    assert (gone.state, gone.name, gone.email, gone.approved) == (State.ERASED, "", "", None)
    assert [(r.text, r.html, r.links.count()) for r in gone.revisions.all()] == [("", "", 0)]
    assert fresh(reply).path.startswith(gone.path)


def values():
    """Everything that is still named as a target of links."""
    return {*LinkTarget.objects.values_list("value", flat=True)}


def test_erasing_leaves_no_name_in_the_records_of_links():
    text = "https://example.net/john-smith/a https://example.net/john-smith/a https://jo-bloggs.example/"
    moderation.erase(make_comment(text=text, website="https://example.net/john-smith"), by=None)
    assert values() == set()


def test_erasing_keeps_targets_that_are_used_or_were_decided_about():
    comment = make_comment(text="https://spa.example/a/b https://salt.example/jo/private https://x.example/a")
    make_comment(text="https://spa.example/a")
    verdicts.undo(verdicts.decide(target_of("https://salt.example/jo"), "hold", by=None), by=None)
    moderation.erase(comment, by=None)
    assert values() == {"spa.example", "spa.example/a", "salt.example", "salt.example/jo"}


def test_erasing_leaves_no_key_made_of_the_words():
    comment = make_comment(text="My name is Jo.", key="", name="Jo", email="jo@example.org")
    keys = {comment.submission_key, fresh(comment).submission_key}
    moderation.erase(comment, by=None)
    assert fresh(comment).submission_key not in keys
    again = make_comment(comment.article, text="My name is Jo.", key="", name="Jo", email="jo@example.org")
    assert again != comment


@pytest.mark.parametrize("table", ["comments_moderationevent", "comments_linkverdict"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET note = 'Rewritten'"])
def test_the_database_refuses_to_rewrite_decisions(table, statement):
    make_published_comment()
    verdicts.decide(target_of("https://spa.example/"), "strip", by=None)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_a_reply_stands_below_its_parent_in_the_path():
    article = make_article()
    first = make_published_comment(article)
    second = make_published_comment(article)
    reply = make_published_comment(article, parent=first)
    paths = [*Comment.objects.in_thread_order().values_list("pk", flat=True)]
    assert paths == [first.pk, reply.pk, second.pk]


def test_events_explain_every_state():
    comment = make_published_comment()
    moderation.remove(comment, by=None, reason=Reason.OFF_TOPIC)
    moves = [*ModerationEvent.objects.filter(comment=comment).values_list("from_state", "to_state")]
    assert moves == [("", "pending"), ("pending", "published"), ("published", "removed")]
