"""Readers' reports: who may, what they weigh, what enough of them do, and how they are answered."""

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from cms.refusals import Refused
from comments import moderation, policy
from comments.models import Action, Comment, Outcome, Reason, Report, State
from comments.reporting import AlreadyReported, Reporter, report, weight, weight_of
from tests.factories import make_article, make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment():
    return make_published_comment(make_article(slug="back-pain"), name="Salt Sam")


def reporter(number):
    return Reporter(f"browser:{number}", f"net{number}")


def reported_by(comment, *numbers, reason="spam"):
    return [report(comment, reporter(number), reason=reason) for number in numbers]


def state_of(comment):
    return Comment.objects.get(pk=comment.pk).state


def outcomes(comment):
    return [*comment.reports.values_list("outcome", flat=True)]


def post(client, comment, reason="spam", **fields):
    return client.post(f"/comments/{comment.pk}/report/", {"reason": reason, **fields})


# --- What reports do ---


def test_three_people_put_a_comment_back_to_waiting_with_one_event(comment):
    reported_by(comment, 1, 2)
    assert state_of(comment) == State.PUBLISHED
    reported_by(comment, 3, reason="abusive")
    event = comment.events.last()
    assert state_of(comment) == State.PENDING
    assert (event.action, event.actor, event.rule) == (Action.HOLD, None, "reports")
    assert event.note == "Advertising or spam: 2, Abusive: 1"
    assert comment.events.filter(action=Action.HOLD).count() == 1


def test_one_person_reports_a_comment_once(comment):
    reported_by(comment, 1)
    with pytest.raises(AlreadyReported):
        reported_by(comment, 1, reason="abusive")
    assert Report.objects.count() == 1


def test_many_browsers_of_one_network_weigh_as_one(comment):
    for number in range(5):
        report(comment, Reporter(f"browser:{number}", "one net"), reason="spam")
    assert weight_of(comment) == 1
    assert state_of(comment) == State.PUBLISHED


def test_whoever_was_right_weighs_more_and_whoever_was_wrong_less(comment):
    for number, answer in ((1, moderation.remove), (2, moderation.keep)):
        for _ in range(3):
            other = make_published_comment(comment.article)
            reported_by(other, number)
            answer(other, by=None, **({"reason": Reason.SPAM} if number == 1 else {}))
    reported_by(comment, 1)
    assert weight_of(comment) == 1.6
    reported_by(comment, 2)
    assert weight_of(comment) == 2.0


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_a_weight_is_between_nothing_and_two_and_grows_with_being_right(right, wrong):
    assert 0 < weight(right, wrong) < 2
    assert weight(right + 1, wrong) > weight(right, wrong) > weight(right, wrong + 1)


def test_a_kept_comment_stands_until_somebody_gives_a_new_reason(comment):
    reported_by(comment, 1, 2, 3)
    moderation.approve(comment, by=None)
    assert outcomes(comment) == [Outcome.KEPT] * 3
    reported_by(comment, 4, 5, 6, 7)
    assert outcomes(comment)[3:] == [Outcome.ANSWERED] * 4
    assert state_of(comment) == State.PUBLISHED
    reported_by(comment, 8, 9, 10, reason="private_details")
    assert state_of(comment) == State.PENDING


def test_keeping_a_comment_says_nothing_about_other_words_of_it(comment):
    from comments.submission import store_revision

    reported_by(comment, 1)
    moderation.keep(comment, by=None)
    moderation.hold(comment, by=None)
    store_revision(comment, "Buy my salt.", [])
    moderation.approve(comment, by=None)
    comment.refresh_from_db()
    assert reported_by(comment, 2)[0].outcome == Outcome.OPEN


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        (lambda c: moderation.remove(c, by=None, reason=Reason.SPAM), Outcome.UPHELD),
        (lambda c: moderation.keep(c, by=None), Outcome.KEPT),
        (lambda c: moderation.withdraw(c), Outcome.MOOT),
        (lambda c: moderation.erase(c), Outcome.MOOT),
        (lambda c: moderation.hold(c, by=None), Outcome.OPEN),
    ],
    ids=["remove", "keep", "withdraw", "erase", "hold"],
)
def test_a_decision_answers_the_reports_and_its_undo_opens_them_again(comment, act, outcome):
    reported_by(comment, 1)
    act(comment)
    assert outcomes(comment) == [outcome]
    event = comment.events.last()
    if event.action != Action.ERASE:
        moderation.undo(event, by=None)
        assert outcomes(comment) == [Outcome.OPEN]


def test_restoring_a_removed_comment_says_the_reports_were_wrong_after_all(comment):
    reported_by(comment, 1)
    moderation.remove(comment, by=None, reason=Reason.SPAM)
    moderation.restore(comment, by=None)
    assert outcomes(comment) == [Outcome.KEPT]
    moderation.undo(comment.events.last(), by=None)
    assert outcomes(comment) == [Outcome.UPHELD]


def test_only_what_is_public_can_be_reported_and_only_for_the_four_reasons(comment):
    with pytest.raises(Refused):
        reported_by(make_comment(), 1)
    with pytest.raises(Refused):
        reported_by(comment, 1, reason="off_topic")


@override_settings(REPORT_LIMIT=2)
def test_a_person_may_send_so_many_reports_an_hour_and_a_network_three_times_as_many(comment):
    def more(key, network):
        report(make_published_comment(comment.article), Reporter(key, network), reason="spam")

    for number in range(3):
        more(f"browser:{number}", "net")
        more(f"browser:{number}", "net")
        with pytest.raises(policy.TooQuick) as told:
            more(f"browser:{number}", "another")
        assert str(told.value) == "You are sending reports too quickly. Wait 60 minutes and try again"
    with pytest.raises(policy.TooQuick):
        more("browser:9", "net")


# --- The page ---


def test_a_report_is_thanked_for_and_the_second_too(comment):
    client = Client()
    form = client.get(f"/comments/{comment.pk}/report/")
    assert "Mine turned out to be the chair." in form.content.decode()
    answer = post(client, comment, note="Same words as elsewhere")
    assert answer["Location"] == f"/comments/{comment.pk}/report/?sent"
    assert (
        "A moderator will look at the comment of Salt Sam." in client.get(answer["Location"]).content.decode()
    )
    assert "You already reported this. Thank you." in post(client, comment).content.decode()
    assert "You already reported this. Thank you." in client.get(form.wsgi_request.path).content.decode()
    assert Report.objects.get().note == "Same words as elsewhere"


def test_browsers_are_told_apart_and_without_cookies_a_network_has_one_voice(comment):
    for _ in range(2):
        client = Client()
        client.get(f"/comments/{comment.pk}/report/")
        post(client, comment)
    assert Report.objects.count() == 2
    for _ in range(2):
        post(Client(), comment)
    assert Report.objects.count() == 3


def test_a_signed_in_reader_is_one_person_in_every_browser(comment):
    reader = make_user()
    for _ in range(2):
        client = Client()
        client.force_login(reader)
        post(client, comment)
    assert Report.objects.get().reporter == f"account:{reader.pk}"


def test_a_report_without_a_reason_is_told_so_and_keeps_the_note(comment):
    answer = post(Client(), comment, reason="", note="Look at the link")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_reason_0">Choose what is wrong with the comment</a>' in page
    assert "Look at the link" in page


@override_settings(REPORT_LIMIT=1)
def test_too_many_reports_are_told_when_to_come_back(comment):
    client = Client()
    client.get(f"/comments/{comment.pk}/report/")
    post(client, make_published_comment(comment.article))
    answer = post(client, comment, note="Kept")
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "Wait 60 minutes and try again" in answer.content.decode()
    assert "Kept" in answer.content.decode()


def test_what_is_not_public_has_no_report_page(comment):
    moderation.hold(comment, by=None)
    assert Client().get(f"/comments/{comment.pk}/report/").status_code == 404
    assert post(Client(), comment).status_code == 404


def test_a_report_sent_by_another_site_is_refused(comment):
    answer = Client().post(
        f"/comments/{comment.pk}/report/", {"reason": "spam"}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_moderators_find_what_was_reported_and_keep_it(comment):
    client = Client()
    client.force_login(make_user("Moderator"))
    assert "Salt Sam" not in client.get("/admin/comments/comment/?reported=open").content.decode()
    report(comment, reporter(1), reason="harmful_advice", note="It tells people to stop their pills")
    assert "Salt Sam" in client.get("/admin/comments/comment/?reported=open").content.decode()
    page = client.get(f"/admin/desk/reported/{comment.pk}/").content.decode()
    assert "It tells people to stop their pills" in page
    client.post(f"/admin/desk/reported/{comment.pk}/", {"do": "keep"})
    assert outcomes(comment) == [Outcome.KEPT]
    assert "Salt Sam" not in client.get("/admin/comments/comment/?reported=open").content.decode()
