"""Two moderators, a writer who edits, and verdicts, in a thousand random orders.

Everybody acts on what they read some time before. No decision is lost or overwritten unread, and every state
is explained by its events.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection, transaction

from cms.refusals import Conflict, Refused
from comments import acts, editing, moderation, submission
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Action, Comment, Discussion, LinkTarget, ModerationEvent, State, Treatment
from tests.factories import make_article, make_comment, make_published_comment, make_user

#: How many ways to go on are tried after each of six acts: 1,024 orders in all.
BRANCHES = (2, 2, 2, 2, 4, 16)
TEXTS = ("Now without", "Now see https://spa.example/salt", "Now see https://other.example/")


@dataclass(frozen=True)
class View:
    """What somebody's open page knows: the last event and words of each comment, and the verdict."""

    events: dict
    wordings: dict
    verdict: int | None


@dataclass(frozen=True)
class World:
    """Whom and what the acts are about, and every page that somebody may still have open."""

    moderators: tuple
    comments: tuple
    site: LinkTarget
    views: tuple = ()

    def looked_at(self):
        events = {pk: event for event, pk in self.events().order_by("pk").values_list("pk", "comment")}
        rows = Comment.objects.filter(pk__in=self.comments).select_related("current")
        verdict = LinkTarget.objects.get(pk=self.site.pk).verdict_id
        view = View(events, {row.pk: row.current for row in rows}, verdict)
        return replace(self, views=(*self.views, view))

    def events(self):
        return ModerationEvent.objects.filter(comment__in=self.comments)


def a_moderator_decides(world, lot):
    view, by, pk = lot.choice(world.views), lot.choice(world.moderators), lot.choice(world.comments)
    record = {"reason": "abusive", "revision": view.wordings[pk], "seen": view.events[pk]}
    event = acts.perform(lot.choice([*acts.ACTS]), Comment.objects.get(pk=pk), by=by, **record)
    before = world.events().filter(comment=pk, pk__lt=event.pk).last()
    assert before.pk == view.events[pk], "decided about something else than what was read"


def a_moderator_undoes(world, lot):
    decided = world.events().exclude(actor=None)
    if decided:
        moderation.undo(lot.choice(decided), by=lot.choice(world.moderators))


def the_writer_edits(world, lot):
    editing.edit(Comment.objects.get(pk=lot.choice(world.comments)), lot.choice(TEXTS))


def the_writer_withdraws(world, lot):
    comment = Comment.objects.get(pk=lot.choice(world.comments))
    act = editing.put_back if comment.state == State.WITHDRAWN else moderation.withdraw
    act(comment)


def a_verdict_is_given(world, lot):
    seen, treatment = lot.choice(world.views).verdict, lot.choice(Treatment.values)
    verdict = verdicts.decide(
        world.site, treatment, by=lot.choice(world.moderators), with_waiting=lot.random() < 0.7, seen=seen
    )
    assert verdict.replaces_id == seen, "replaced another verdict than the one that was read"


def a_verdict_is_undone(world, lot):
    site = LinkTarget.objects.get(pk=world.site.pk)
    if site.verdict:
        verdicts.undo(site.verdict, by=lot.choice(world.moderators))


DEEDS = (
    *(a_moderator_decides,) * 4, a_moderator_undoes, *(the_writer_edits,) * 2, the_writer_withdraws,
    *(a_verdict_is_given,) * 2, a_verdict_is_undone,
)  # fmt: skip


def assert_explained(world):
    """Every event begins where the one before it ended, and the rows are where the last ones ended."""
    comments = [*Comment.objects.filter(pk__in=world.comments)]
    for comment in comments:
        events = [*comment.events.exclude(action=Action.SUBMIT)]
        assert all(first.after == second.before for first, second in pairwise(events) if second.before)
        if events:
            assert moderation.columns(comment) == events[-1].after
            assert comment.state == events[-1].to_state
    given = [*ModerationEvent.objects.filter(target=world.site)]
    assert all(first.after == second.before for first, second in pairwise(given))
    now = LinkTarget.objects.get(pk=world.site.pk).verdict_id
    assert now == (given[-1].after["verdict_id"] if given else None)
    counted = Discussion.objects.get(article__comments=world.comments[0]).public_count
    assert counted == sum(comment.is_published for comment in comments)


def make_world():
    article = make_article()
    comments = (
        make_comment(article, text="See https://spa.example/salt"),
        make_published_comment(article, text="See https://spa.example/"),
    )
    site = target_of("https://spa.example/")
    people = (make_user("Moderator"), make_user("Moderator"))
    return World(people, tuple(one.pk for one in comments), site).looked_at()


def walk(world, lot, depth=0):
    """Go on in every way, each act that happened taken back afterwards; returns how many orders that were."""
    if depth == len(BRANCHES):
        return 1
    orders = 0
    for _ in range(BRANCHES[depth]):
        with transaction.atomic():
            with suppress(Conflict, Refused), transaction.atomic():
                lot.choice(DEEDS)(world, lot)
                assert_explained(world)
            is_last = depth + 1 == len(BRANCHES)
            orders += walk(world if is_last else world.looked_at(), lot, depth + 1)
            transaction.set_rollback(True)
    return orders


@pytest.fixture
def without_screening(monkeypatch):
    """What the checks would say of changed words moves no comment, and takes most of the time."""
    monkeypatch.setattr(submission, "screen", lambda facts: [])
    monkeypatch.setattr(submission, "facts_of", lambda *args, **more: None)


@pytest.mark.django_db
@pytest.mark.usefixtures("without_screening")
def test_a_thousand_orders_lose_nothing_and_are_explained_by_their_events():
    assert walk(make_world(), random.Random(5)) == 1_024


@pytest.mark.django_db(transaction=True)
def test_all_at_once_lose_nothing_and_are_explained_by_their_events():
    """SQLite takes turns; PostgreSQL really races."""
    world = make_world()
    together = Barrier(len(DEEDS))

    def do(number):
        together.wait(timeout=10)
        lot = random.Random(number)
        try:
            for _ in range(4):
                with suppress(Conflict, Refused):
                    DEEDS[number](world.looked_at(), lot)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(DEEDS)) as pool:
        [*pool.map(do, range(len(DEEDS)))]
    assert_explained(world)
