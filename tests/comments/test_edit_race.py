"""Writer, moderator and reports at once: whatever comes first, nothing unread is public and nothing is lost.

SQLite takes turns; PostgreSQL really races. Each round starts its acts together; how much each has to read
first is drawn by lot.
"""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise, permutations
from threading import Barrier

import pytest
from django.db import connection

from articles.models import Article
from cms.refusals import Conflict, Refused
from comments import editing, moderation
from comments.models import Action, Comment, LinkTreatment, ModerationEvent, State
from comments.thread import thread_of
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, SHARES = 200, 10
LINK = re.compile(r'href="https://([a-z0-9]+)\.example/')


def edit(comment, moderator):
    editing.edit(comment, f"Now see https://second{comment.pk}.example/")
    return Action.EDIT


def approve(comment, moderator):
    read = Comment.objects.get(pk=comment.pk).current
    moderation.approve(comment, by=moderator, revision=read)
    return Action.APPROVE


def report(comment, moderator):
    """Enough reports put a public comment back to the desk."""
    moderation.hold(comment, by=None, rule="reports")
    return Action.HOLD


def withdraw(comment, moderator):
    moderation.withdraw(comment)
    return Action.WITHDRAW


ACTS = (edit, approve, report, withdraw)


def race(comment, moderator, delays):
    """What each act that was not refused says it did, and every link readers saw meanwhile."""
    together, seen = Barrier(len(ACTS) + 1), set()

    def act(one, delay):
        together.wait(timeout=10)
        try:
            for _ in range(delay):
                comment.events.count()
            return one(comment, moderator)
        except (Conflict, Refused):
            return None
        finally:
            connection.close()

    def read():
        together.wait(timeout=10)
        for _ in range(3):
            seen.update(links_shown(comment.article))
        connection.close()

    with ThreadPoolExecutor(len(ACTS) + 1) as pool:
        reading = pool.submit(read)
        acting = [pool.submit(act, one, delay) for one, delay in zip(ACTS, delays, strict=True)]
        reading.result()
        done = [one.result() for one in acting]
    return [one for one in done if one], seen | links_shown(comment.article)


def links_shown(article):
    thread = thread_of(Article.objects.get(pk=article.pk))
    return {
        host for root in thread.threads for one in (root, *root.replies) for host in LINK.findall(one.html)
    }


def links_approved(comment):
    """The links of every wording that an event says was approved with its links."""
    approved = set()
    for event in comment.events.all():
        if event.after.get("state") == "published" and event.after["link_treatment"] == LinkTreatment.ALLOW:
            approved.add(event.after["approved_id"])
    texts = comment.revisions.filter(pk__in=approved).values_list("text", flat=True)
    return {host for text in texts for host in re.findall(r"https://([a-z0-9]+)\.example/", text)}


def assert_explained(comment):
    """Every event begins where the one before ended, and the row is where the last one ended."""
    events = [*comment.events.exclude(action=Action.SUBMIT)]
    for first, second in pairwise(events):
        assert first.after == second.before
    now = Comment.objects.get(pk=comment.pk)
    if events:
        assert moderation.columns(now) == events[-1].after
        assert now.state == events[-1].to_state
    else:
        assert now.state == State.PENDING


@pytest.mark.parametrize("share", range(SHARES))
def test_edit_approve_report_and_withdraw_in_any_order(share):
    lot, article, moderator = random.Random(share), make_article(), make_user("Moderator")
    for number in range(ROUNDS // SHARES):
        make = make_published_comment if number % 2 else make_comment
        comment = make(article, text="See https://first.example/")
        before = comment.events.count()
        done, seen = race(comment, moderator, [lot.choice((0, 0, 1, 3, 6)) for _ in ACTS])
        assert seen <= links_approved(comment)
        acted = comment.events.all()[before:].values_list("action", flat=True)
        assert sorted(acted) == sorted(done)
        assert_explained(comment)
        with suppress(Conflict):
            moderation.withdraw(comment)


def test_the_same_four_acts_one_after_the_other_in_every_order():
    """The orders a race may take, without the race: the same must hold."""
    article, moderator = make_article(), make_user("Moderator")
    for make in (make_comment, make_published_comment):
        for order in permutations(ACTS):
            comment = make(article, text="See https://first.example/")
            for act in order:
                with suppress(Conflict, Refused):
                    act(comment, moderator)
                assert links_shown(article) <= links_approved(comment)
            assert_explained(comment)
            with suppress(Conflict):
                moderation.withdraw(comment)
    assert ModerationEvent.objects.filter(action=Action.EDIT).count() > 20
