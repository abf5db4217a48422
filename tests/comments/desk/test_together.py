"""Many comments in one act."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cms.refusals import Conflict
from comments import bulk, moderation
from comments.desk.views import many
from comments.links import verdicts
from comments.models import BulkAct, Comment, LinkTarget, ModerationEvent, Treatment
from comments.submission import store_revision
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return make_user("Moderator")


@pytest.fixture
def desk(moderator):
    client = Client()
    client.force_login(moderator)
    return client


@pytest.fixture
def campaign():
    """Five comments that link to one site, and one that does not."""
    article = make_article()
    comments = [make_comment(article, text=f"Try https://spa.example/{n}, it is fine") for n in range(5)]
    make_comment(article, text="Heat helps me.")
    return comments


SITE = "/admin/desk/together/site/spa.example/"


def states(comments):
    return {Comment.objects.get(pk=comment.pk).state for comment in comments}


def test_comments_that_share_a_site_are_offered_together_above_the_queue(desk, campaign):
    page = desk.get("/admin/desk/waiting/").content.decode()
    assert "5 comments that link to the same site,</b> under 5 names." in page
    assert SITE in page


def test_comments_of_one_writer_and_of_the_same_words_are_offered_too(desk):
    article = make_article()
    writer = [make_comment(article, email="m@example.org", text=f"Words {n}") for n in range(3)]
    for number in range(4):
        make_comment(article, email=f"n{number}@example.org", text="Best article ever!")
    offered = {(one.kind, one.size) for one in desk.get("/admin/desk/waiting/").context["together"]}
    assert offered == {("writer", 3), ("words", 4), ("quiet", 4)}
    listed = desk.get(f"/admin/desk/together/writer/{writer[0].commenter_id}/").context["listed"]
    assert [*listed] == writer


def test_one_decision_covers_what_is_ticked_and_one_undo_brings_all_back(desk, campaign, moderator):
    spared, *ticked = campaign
    answer = desk.post(SITE, {"do": "spam", "wording": [comment.current_id for comment in ticked]})
    act = BulkAct.objects.get()
    assert (answer.status_code, answer.url) == (303, reverse("desk-act", args=[act.batch]))
    assert states(ticked) == {"rejected"}
    assert states([spared]) == {"pending"}
    assert ModerationEvent.objects.filter(batch=act.batch, actor=moderator).count() == 4
    desk.post(reverse("desk-undo-act", args=[act.batch]))
    assert states(campaign) == {"pending"}


def test_comments_outside_the_set_cannot_be_ticked(desk, campaign):
    outside = Comment.objects.get(current__text="Heat helps me.")
    page = desk.post(SITE, {"do": "spam", "wording": [outside.current_id]})
    assert page.status_code == 422
    assert states([outside]) == {"pending"}


def test_one_decision_reaches_every_page_but_what_lost_its_tick_or_came_meanwhile(
    monkeypatch, desk, campaign
):
    monkeypatch.setattr(many, "LISTED", 2)
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    pages = [
        desk.get(SITE),
        desk.get(SITE, {"from": campaign[2].pk}),
        desk.get(SITE, {"from": campaign[4].pk}),
    ]
    assert [[*page.context["listed"]] for page in pages] == [campaign[:2], campaign[2:4], campaign[4:]]
    assert "All 5, on the other pages too" in pages[0].text
    late = make_comment(campaign[0].article, text="Try https://spa.example/late, it is fine")
    spared, *others = campaign
    sent = {
        "do": "spam",
        "everything": pages[0].context["until"],
        "listed": [one.current_id for one in campaign[:2]],
        "wording": [campaign[1].current_id],
    }
    desk.post(SITE, sent)
    bulk.carry_out.call(str(BulkAct.objects.get().batch))
    assert (states(others), states([spared, late])) == ({"rejected"}, {"pending"})


def test_the_whole_queue_is_decided_page_by_page_alone(monkeypatch, desk, campaign):
    monkeypatch.setattr(many, "LISTED", 2)
    assert 'name="everything"' not in desk.get("/admin/desk/together/all/any/").text


def test_removing_many_needs_a_reason(desk, campaign):
    page = desk.post(SITE, {"do": "reject", "wording": [comment.current_id for comment in campaign]})
    assert page.status_code == 422
    assert "Choose what is wrong with the comments." in page.content.decode()
    assert states(campaign) == {"pending"}


def begun(comments, moderator):
    """An act on these that was stored and not yet carried out."""
    rows = [[comment.pk, comment.current_id] for comment in comments]
    return BulkAct.objects.create(act="spam", by=moderator, batch=moderation.new_batch(), rows=rows)


def test_what_somebody_else_decided_meanwhile_is_passed_over_and_told(desk, campaign, moderator):
    act = begun(campaign, moderator)
    moderation.reject(campaign[0], by=make_user("Moderator"), reason="abusive")
    bulk.carry_out.call(str(act.batch))
    act.refresh_from_db()
    assert (act.done, act.passed_over) == (5, 1)
    assert Comment.objects.get(pk=campaign[0].pk).reason == "abusive"


@pytest.mark.django_db(transaction=True)
def test_a_large_act_goes_to_the_worker_and_its_page_tells_how_far_it_is(monkeypatch, desk, campaign):
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    desk.post(SITE, {"do": "spam", "wording": [comment.current_id for comment in campaign]})
    act = BulkAct.objects.get()
    assert "0 of 5 done." in desk.get(reverse("desk-act", args=[act.batch])).content.decode()
    call_command("worker", once=True)
    assert states(campaign) == {"rejected"}
    assert "5 comments." in desk.get(reverse("desk-act", args=[act.batch])).content.decode()


def test_words_that_changed_while_they_were_read_are_not_approved(campaign, moderator):
    first, *others = campaign
    act = BulkAct(act="approve", by=moderator, batch=moderation.new_batch())
    act.rows = [[comment.pk, comment.current_id] for comment in campaign]
    act.save(force_insert=True)
    store_revision(first, "Other words", [])
    bulk.carry_out.call(str(act.batch))
    assert (states([first]), states(others)) == ({"pending"}, {"published"})


def test_an_act_that_was_stopped_goes_on_where_it_was(monkeypatch, campaign, moderator):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    act = begun(campaign, moderator)
    bulk._step(str(act.batch), act.rows)
    with pytest.raises(Conflict, match="still under way"):
        bulk.undo(act.batch, by=moderator)
    assert ModerationEvent.objects.filter(batch=act.batch).count() == 2
    bulk.carry_out.call(str(act.batch))
    assert ModerationEvent.objects.filter(batch=act.batch).count() == 5


def test_the_ledger_shows_an_act_on_many_as_one_line(desk, campaign):
    desk.post(SITE, {"do": "spam", "wording": [comment.current_id for comment in campaign]})
    lines = desk.get(reverse("desk-ledger")).context["lines"]
    assert [(line.size, line.undone) for line in lines] == [(5, 0)]


@pytest.mark.parametrize(
    "path", ["site/nowhere.example/", "writer/x/", "words/abc/", "alike/0/", "alike/x/", "moon/1/"]
)
def test_a_set_that_is_none_is_not_found(desk, path):
    assert desk.get(f"/admin/desk/together/{path}").status_code == 404


def test_comments_with_almost_the_same_words_are_offered_together(desk):
    article, spun = make_article(), "great lovely splendid fine".split()
    template = "What a {} page about this, it changed my whole week and I will tell every friend about it"
    comments = [make_comment(article, text=template.format(word)) for word in spun]
    make_comment(article, text="Heat helps me.")
    [offered] = [one for one in desk.get("/admin/desk/waiting/").context["together"] if one.kind == "alike"]
    assert (offered.size, offered.names) == (4, 4)
    assert [*desk.get(offered.get_absolute_url()).context["listed"]] == comments


def test_a_decision_about_links_stands_in_the_ledger_with_its_site(desk, campaign, moderator):
    site = LinkTarget.objects.get(scope="domain", value="spa.example")
    verdicts.decide(site, Treatment.REJECT, by=moderator, with_waiting=True)
    assert '<a href="/admin/links/spa.example/">spa.example</a>' in desk.get(reverse("desk-ledger")).text
    batch = ModerationEvent.objects.exclude(batch=None).first().batch
    assert desk.post(reverse("desk-undo-act", args=[batch])).url == "/admin/links/spa.example/"
    assert states(campaign) == {"rejected"}
