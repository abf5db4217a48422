"""Every act a moderator has, undone: every row is as it was before."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.refusals import Conflict
from comments import acts, bulk, editing, moderation
from comments.models import BulkAct, Comment, ModerationEvent
from comments.reporting import Reporter, report
from tests.comments.rows import rows
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db

LINK = "See https://spa.example/salt"


@pytest.fixture
def world():
    """A comment in every state, reported ones and changed ones among them."""
    article = make_article()
    waiting, public, edited, rejected, removed, withdrawn = [
        make(article, text=f"{LINK}/{number}", wants_replies=True)
        for number, make in enumerate(
            (make_comment, *(make_published_comment,) * 2, make_comment, make_published_comment, make_comment)
        )
    ]
    editing.edit(edited, "Changed words")
    for comment in (public, removed):
        report(comment, Reporter("browser:1", "net1"), reason="spam")
    moderation.reject(rejected, by=None, reason="abusive")
    moderation.remove(removed, by=None, reason="spam")
    moderation.withdraw(withdrawn)
    return [waiting, public, edited, rejected, removed, withdrawn]


@pytest.fixture
def desk():
    client = Client()
    client.force_login(make_user("Moderator"))
    return client


@pytest.mark.parametrize("name", acts.ACTS)
def test_an_act_on_one_comment_and_its_undo_leave_every_row_as_it_was(world, desk, name):
    before, done = rows(), 0
    for comment in world:
        try:
            event = acts.perform(name, comment, by=make_user("Moderator"), reason="off_topic")
        except Conflict:
            continue
        assert name == "keep" or rows()["Comment"] != before["Comment"]
        desk.post(reverse("desk-undo", args=[event.pk]))
        assert rows() == before, comment.state
        done += 1
    assert done


@pytest.mark.parametrize("name", acts.ON_MANY)
def test_an_act_on_many_and_its_undo_leave_every_row_as_it_was(world, desk, name):
    before = rows()
    wordings = {comment.pk: Comment.objects.get(pk=comment.pk).current_id for comment in world}
    act = bulk.decide(wordings, name, by=make_user("Moderator"), reason="off_topic")
    assert rows()["Comment"] != before["Comment"]
    desk.post(reverse("desk-undo-act", args=[act.batch]))
    assert rows() == before
    assert BulkAct.objects.filter(undoes=act.batch, passed_over=0).exists()


def test_the_verbs_are_all_of_them_acts_or_tried_elsewhere():
    """Whoever adds a verb that moves comments has its undo tried."""
    here = {button.verb for button in (*acts.ACTS.values(), *acts.ON_MANY.values())}
    tried = {moderation.approve_all_as_decided, moderation.withdraw, moderation.reject, moderation.remove}
    final = {moderation.erase, moderation.undo, moderation.undo_all}
    aside = {moderation.can_be_undone, moderation.new_batch}
    verbs = {one for name, one in vars(moderation).items() if callable(one) and not name.startswith("_")}
    own = {one for one in verbs if getattr(one, "__module__", "") == "comments.moderation"}
    assert own - here - tried - final - aside == set()


def test_what_the_writer_took_back_only_the_writer_puts_back(world, desk):
    withdrawn, event = world[5], world[5].events.last()
    page = desk.get(reverse("desk-comment", args=[withdrawn.pk]), follow=True).text
    assert reverse("desk-undo", args=[event.pk]) not in page
    told = desk.post(reverse("desk-undo", args=[event.pk]), follow=True).text
    assert "Only the writer can put it back." in told
    assert Comment.objects.get(pk=withdrawn.pk).state == "withdrawn"


def test_what_cannot_be_undone_offers_no_undo(world, desk):
    event = ModerationEvent.objects.filter(comment=world[0]).get()
    assert "This cannot be undone." in desk.post(reverse("desk-undo", args=[event.pk]), follow=True).text
