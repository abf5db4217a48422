"""Several people at once, on connections of their own. SQLite takes turns; PostgreSQL really races."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Barrier

import pytest
from django.db import connection

from articles import publishing, working_copy
from articles.models import Article, Kind
from cms.refusals import Conflict, Refused
from comments import moderation
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Action, Comment, State
from comments.reporting import AlreadyReported, Reporter, report
from comments.submission import Submission, submit
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run every act in a thread of its own, all started together; their results or the conflicts they met."""
    together = Barrier(len(acts))

    def run(act):
        together.wait(timeout=10)
        try:
            return act()
        except Conflict as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [*pool.map(run, acts)]


def test_four_approvals_of_one_comment_make_one_event_and_tell_three():
    comment, moderators = make_comment(), [make_user("Moderator") for _ in range(4)]
    results = at_once(*(lambda by=by: moderation.approve(comment, by=by) for by in moderators))
    told = [one for one in results if isinstance(one, Conflict)]
    assert len(told) == 3
    assert all("was quicker" in str(one) for one in told)
    assert comment.events.filter(action=Action.APPROVE).count() == 1
    assert Comment.objects.get(pk=comment.pk).state == State.PUBLISHED


def test_approving_and_withdrawing_at_once_leaves_one_of_both_and_events_that_explain_it():
    comment, moderator = make_comment(), make_user("Moderator")
    at_once(
        lambda: moderation.approve(comment, by=moderator),
        lambda: moderation.withdraw(comment),
    )
    moves = [(event.from_state, event.to_state) for event in comment.events.all()]
    assert moves[-1][1] == Comment.objects.get(pk=comment.pk).state
    assert all(first[1] == second[0] for first, second in pairwise(moves))


def test_four_reports_at_once_put_a_comment_back_once():
    comment = make_published_comment(make_article())

    def send(number):
        return lambda: report(comment, Reporter(f"browser:{number}", f"net{number}"), reason="spam")

    def send_and_tell(number):
        try:
            return send(number)()
        except Refused as told:
            return told

    results = at_once(*(lambda number=number: send_and_tell(number) for number in range(4)))
    assert sum(isinstance(one, Refused) for one in results) == 1
    assert comment.events.filter(action=Action.HOLD, rule="reports").count() == 1
    assert Comment.objects.get(pk=comment.pk).state == State.PENDING


def test_one_person_reporting_four_times_at_once_is_one_report():
    comment = make_published_comment(make_article())

    def send():
        try:
            return report(comment, Reporter("browser:1", "net"), reason="spam")
        except AlreadyReported as told:
            return told

    results = at_once(*[send] * 4)
    assert sum(isinstance(one, AlreadyReported) for one in results) == 3
    assert comment.reports.count() == 1


def test_the_same_form_sent_four_times_at_once_is_one_comment():
    article = make_article()
    sent = Submission(text="Heat helps me.", name="Priya S.", email="priya@example.org", key="pressed")
    results = at_once(*(lambda: submit(article, sent) for _ in range(4)))
    assert len({comment.pk for comment in results}) == 1
    assert Comment.objects.count() == 1


def test_the_same_form_without_a_key_sent_four_times_at_once_is_one_comment():
    article = make_article()
    sent = Submission(text="Heat helps me.", name="Priya S.", email="priya@example.org")
    at_once(*(lambda: submit(article, sent) for _ in range(4)))
    assert Comment.objects.count() == 1


def test_two_editors_who_publish_at_once_make_one_version_and_one_is_told():
    article = make_article()
    article.title = "Changed"
    working_copy.save(article, by=None)
    editors = [make_user("Editor") for _ in range(2)]
    results = at_once(
        *(
            lambda by=by: publishing.publish(
                article, by=by, kind=Kind.UPDATE, note="Changed the title.", based_on=1
            )
            for by in editors
        )
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1
    assert [version.number for version in article.versions.all()] == [2, 1]


def test_two_editors_who_save_at_once_lose_nothing():
    article = make_article()

    def save(title):
        mine = Article.objects.get(pk=article.pk)
        mine.title = title
        return working_copy.save(mine, by=None, edit_number=article.edit_number)

    results = at_once(lambda: save("One"), lambda: save("Two"))
    saved = [one for one in results if not isinstance(one, Conflict)]
    assert len(saved) == 1
    assert Article.objects.get(pk=article.pk).title == saved[0].title


def test_comments_approved_at_once_are_all_counted():
    article = make_article()
    comments = [make_comment(article) for _ in range(6)]
    at_once(*(lambda one=one: moderation.approve(one, by=None) for one in comments))
    article.refresh_from_db()
    assert article.discussion.public_count == 6


def test_a_verdict_and_approvals_at_once_lose_nothing_and_never_lock_each_other_out():
    articles, moderator = [make_article() for _ in range(3)], make_user("Moderator")
    comments = [make_comment(articles[n % 3], text=f"{n} https://spa.example/{n}") for n in range(12)]
    site = target_of("https://spa.example/")
    at_once(
        lambda: verdicts.decide(site, "strip", by=moderator, with_waiting=True),
        lambda: [moderation.approve(one, by=moderator) for one in reversed(comments) if one.pk % 2],
        lambda: verdicts.decide(site, "allow", by=moderator, with_waiting=True),
        lambda: moderation.erase(comments[5], by=moderator),
    )
    for comment in Comment.objects.filter(pk__in=[one.pk for one in comments]):
        moves = [(event.from_state, event.to_state) for event in comment.events.all()]
        assert moves[-1][1] == comment.state
        assert all(first[1] == second[0] for first, second in pairwise(moves))
    for article in articles:
        article.refresh_from_db()
        assert article.discussion.public_count == Comment.objects.on(article).published().count()
