"""Who may comment, and when: closed, paused, moderated, blocked, too many, too quick, under suspicion."""

import datetime
import hashlib

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from articles.models import Article
from cms.network import earlier_hashes, network_hash
from cms.refusals import Conflict, Refused
from comments import blocking, policy, puzzle
from comments.links import verdicts
from comments.links.record import target_of
from comments.models import Block, Comment, Discussion, Lane, Pause, State
from comments.submission import Submission, submit
from tests.factories import make_article, make_comment, make_user, update_article

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2025, 4, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def article():
    return make_article(slug="back-pain", at=LONG_AGO)


def send(client=None, headers=None, **fields):
    fields = {"text": "Heat helps me.", "name": "Priya S.", "email": "priya@example.org", **fields}
    return (client or Client()).post("/articles/back-pain/comments/", fields, headers=headers)


def assert_refused(answer, words):
    page = answer.content.decode()
    assert answer.status_code == 403
    assert words in page
    assert "Heat helps me." in page
    assert not Comment.objects.exists()


def findings():
    return {one.check_name: one.words for one in Comment.objects.get().current.findings.all()}


# --- Closed, paused, moderated ---


@override_settings(COMMENTS_CLOSE_AFTER_DAYS=30)
def test_a_discussion_closes_so_many_days_after_the_last_update_and_says_which_day(article):
    assert_refused(send(), "Comments on this article closed on 1 May 2025. Your text is kept below")
    assert (
        "Comments on this article closed on 1 May 2025."
        in Client().get("/articles/back-pain/").content.decode()
    )


@override_settings(COMMENTS_CLOSE_AFTER_DAYS=30)
def test_an_update_opens_it_again(article):
    update_article(article)
    assert send().status_code == 303


@pytest.mark.parametrize(("of_site", "own", "is_open"), [
    (0, None, True), (30, None, False), (30, 0, True), (30, 5_000, True), (0, 30, False),
])  # fmt: skip
def test_an_article_may_differ_from_the_site(article, of_site, own, is_open):
    Discussion.objects.update_or_create(article=article, defaults={"close_after_days": own})
    with override_settings(COMMENTS_CLOSE_AFTER_DAYS=of_site):
        assert policy.standing_of(article).is_open is is_open


@pytest.mark.parametrize("switched_by", ["setting", "row"])
def test_a_pause_closes_every_discussion_in_its_words(article, switched_by):
    if switched_by == "row":
        Pause.objects.create(words="Back on Monday.")
    with override_settings(COMMENTS_PAUSED=switched_by == "setting"):
        words = {"row": "Back on Monday", "setting": "We have paused comments on the whole site for now"}
        assert_refused(send(), f"{words[switched_by]}. Your text is kept below")
        assert f"{words[switched_by]}." in Client().get("/articles/back-pain/").content.decode()


def test_the_last_turn_of_the_switch_counts(article):
    Pause.objects.create()
    Pause.objects.create(is_on=False)
    assert send().status_code == 303


def test_a_moderator_turns_the_switch_in_the_admin():
    client = Client()
    client.force_login(make_user("Moderator"))
    client.post("/admin/comments/pause/add/", {"is_on": "on", "words": "Back on Monday."})
    assert policy.paused() == "Back on Monday"
    assert Pause.objects.get().by is not None


def test_where_everything_waits_a_verdict_publishes_nothing_and_still_rejects(article):
    Discussion.objects.update_or_create(article=article, defaults={"mode": "moderated"})
    waits, other = (
        make_comment(article, text="https://spa.example/"),
        make_comment(text="https://spa.example/"),
    )
    assert policy.standing_of(article).everything_waits
    shown = verdicts.preview(target_of("https://spa.example/"), "allow", with_waiting=True)
    assert (shown.published, shown.left_waiting) == (1, 1)
    verdicts.decide(target_of("https://spa.example/"), "allow", by=None, with_waiting=True)
    assert [Comment.objects.get(pk=one.pk).state for one in (waits, other)] == ["pending", "published"]
    verdicts.decide(target_of("https://spa.example/"), "reject", by=None, with_waiting=True)
    assert Comment.objects.get(pk=waits.pk).state == State.REJECTED


# --- Blocked ---


def test_a_blocked_address_is_told_until_when_whatever_its_case(article):
    until = datetime.datetime(2100, 5, 3, 11, tzinfo=datetime.UTC)
    blocking.block(by=None, email="Priya@Example.org", reason="Sells salt", until=until)
    answer = send(email="PRIYA@example.org")
    assert_refused(answer, "You cannot comment here until 3 May 2100, 12:00. Your text is kept below")
    assert "Sells salt" not in answer.content.decode()
    assert send(email="joel@example.org").status_code == 303


def test_a_blocked_account_is_refused_under_any_address(article):
    reader, client = make_user(email="a@example.org"), Client()
    blocking.block(by=None, user=reader, reason="Sells salt")
    client.force_login(reader)
    assert_refused(send(client), "You cannot comment here at present. Your text is kept below")


@pytest.mark.parametrize("month", [0, 1, 2])
def test_a_blocked_network_is_known_under_the_keys_of_the_last_months(article, month):
    request = RequestFactory().post("/", REMOTE_ADDR="127.0.0.1")
    known_as = [network_hash(request), *earlier_hashes(request)][month]
    blocking.block(by=None, network=known_as, reason="A flood", until=timezone.now() + DAY)
    assert_refused(send(), "We take no comments from your network until")


def test_earlier_hashes_are_those_of_the_two_months_before(settings):
    request = RequestFactory().post("/")
    first = timezone.localdate().replace(day=1)
    before = first - DAY
    two_before = before.replace(day=1) - DAY
    assert earlier_hashes(request) == (network_hash(request, before), network_hash(request, two_before))


def test_a_block_ends_by_itself_or_when_lifted_once(article):
    block = blocking.block(by=None, email="priya@example.org", reason="Sells salt")
    moderator = make_user("Moderator")
    blocking.lift(block, by=moderator)
    assert send().status_code == 303
    with pytest.raises(Conflict):
        blocking.lift(block, by=moderator)
    ended = Block.objects.create(email="x@example.org", until=timezone.now() - DAY, reason="Sold salt")
    assert not ended.is_in_force
    assert not Block.objects.in_force().exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "a@example.org", "reason": " "},
        {"email": "a@example.org", "until": timezone.now() - DAY},
        {"network": "abc"},
        {"network": "abc", "until": timezone.now() + 31 * DAY},
    ],
)
def test_a_block_without_a_reason_or_a_right_end_is_refused(fields):
    with pytest.raises(Refused):
        blocking.block(by=None, **{"reason": "Sells salt", **fields})


def test_colleagues_are_not_blocked(article):
    editor, client = make_user("Editor", email="rosa@example.org"), Client()
    with pytest.raises(Refused):
        blocking.block(by=None, user=editor, reason="A joke")
    blocking.block(by=None, email="rosa@example.org", reason="Typed by somebody else")
    client.force_login(editor)
    assert send(client).status_code == 303


def test_a_moderator_blocks_from_a_comment_and_lifts_it(article):
    comment = make_comment(article, email="sam@example.org", network="abc")
    client = Client()
    client.force_login(make_user("Moderator"))
    address = f"/admin/comments/block/of/{comment.pk}/"
    page = client.get(address).content.decode()
    assert "The address sam@example.org" in page
    assert client.post(address, {"whom": "network", "days": "31", "reason": "A flood"}).status_code == 422
    assert client.post(address, {"whom": "email", "days": "7", "reason": "Sells salt"}).status_code == 303
    block = Block.objects.get()
    assert (block.email, block.by is not None, block.is_in_force) == ("sam@example.org", True, True)
    assert "sam@example.org" in client.get(f"/admin/comments/block/{block.pk}/change/").content.decode()
    client.post(f"/admin/comments/block/{block.pk}/lift/")
    block.refresh_from_db()
    assert not block.is_in_force


# --- Too many ---


@override_settings(COMMENT_FLOOD_PERSON=2)
@pytest.mark.parametrize("by_account", [True, False])
def test_a_person_may_send_so_many_from_whatever_networks(article, by_account):
    user = make_user() if by_account else None
    for number in range(2):
        submit(
            article, Submission(f"{number}", "Priya", email="p@example.org", user=user, network=f"n{number}")
        )
    with pytest.raises(policy.TooQuick):
        submit(article, Submission("3", "Priya", email="p@example.org", user=user, network="n3"))


@override_settings(COMMENT_FLOOD_PERSON=1)
def test_nobody_is_kept_out_by_others_who_type_the_address_of_an_account(article):
    submit(article, Submission("1", "Priya", email="p@example.org", network="n1"))
    assert submit(article, Submission("2", "Priya", email="p@example.org", user=make_user(), network="n2"))


@override_settings(COMMENT_FLOOD_SITE=2)
def test_the_whole_site_takes_so_many_a_minute(article):
    for number in range(2):
        submit(article, Submission("1", "A", email=f"{number}@example.org", network=f"n{number}"))
    answer = send()
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    words = "Many people are sending comments at this moment. Wait 1 minute and try again"
    assert words in answer.content.decode()
    assert "Heat helps me." in answer.content.decode()


# --- Too quick, and under suspicion ---


@pytest.mark.parametrize(
    ("spent", "words"),
    [
        ("1", "Sent 1 second after its page was opened"),
        ("3", None),
        ("", None),
        ("soon", None),
        ("9" * 40, None),
    ],
)
def test_too_quick_a_comment_waits_with_a_finding_and_is_never_refused(article, spent, words):
    assert send(spent=spent).status_code == 303
    assert findings().get("too_quick") == words


def answer_to(challenge):
    number = 0
    while not puzzle.is_solved(challenge, str(number)):
        number += 1
    return str(number)


@override_settings(COMMENT_PUZZLE_BITS=6)
def test_a_browser_under_suspicion_is_set_a_puzzle_and_its_answer_dispels_it(article):
    asked = send(spent="20", subject="filled in")
    page = asked.content.decode()
    assert asked.status_code == 428
    assert "Heat helps me." in page
    assert 'data-puzzle-bits="6"' in page
    challenge = asked.context["form"].data["challenge"]
    sent = send(spent="21", subject="filled in", challenge=challenge, answer=answer_to(challenge))
    assert sent.status_code == 303
    assert "unproven" not in findings()
    assert "trap" in findings()


@pytest.mark.parametrize("answer", ["", "12", "x" * 20])
def test_without_the_answer_the_second_press_sends_it_with_a_finding(article, answer):
    challenge = send(spent="20", version="forged").context["form"].data["challenge"]
    assert send(spent="21", version="forged", challenge=challenge, answer=answer).status_code == 303
    words = "Its browser did not do the work we ask for when its version token was not one of ours"
    assert findings()["unproven"] == words


def test_who_has_no_scripts_is_asked_nothing_and_the_comment_goes_last(article):
    assert send(version="forged").status_code == 303
    assert "unproven" in findings()


def test_one_answer_is_good_for_one_comment(article):
    challenge = puzzle.new_challenge()
    assert send(challenge=challenge).status_code == 303
    assert send(challenge=challenge, text="Another.").status_code == 422
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("challenge", ["forged", "", "a:b:c"])
def test_a_challenge_that_is_not_ours_has_no_answer(challenge):
    assert not puzzle.is_ours(challenge)
    with override_settings(COMMENT_PUZZLE_BITS=0):
        assert not puzzle.is_solved(challenge, "1")


def test_a_puzzle_takes_about_as_many_tries_as_its_bits_say():
    challenge = puzzle.new_challenge()
    zeros = [
        hashlib.sha256(f"{challenge}:{number}".encode()).hexdigest().startswith("00")
        for number in range(2_000)
    ]
    with override_settings(COMMENT_PUZZLE_BITS=8):
        assert [puzzle.is_solved(challenge, str(number)) for number in range(2_000)] == zeros


@override_settings(COMMENT_FLOOD_LIMIT=4)
def test_a_network_is_under_suspicion_beyond_half_its_limit(article):
    for number in range(4):
        answer = send(text=f"{number}", spent="9", email=f"{number}@example.org")
        assert answer.status_code == (428 if number == 3 else 303)
    assert send(text="3", email="3@example.org").status_code == 303
    last = Comment.objects.order_by("pk").last().current.findings.get(check_name="unproven")
    assert last.words.endswith("its network sent 3 comments within minutes")


# --- Corrections, on the form ---


def test_an_error_in_the_article_goes_into_its_own_lane(article):
    send(lane="correction")
    assert Comment.objects.get().lane == Lane.CORRECTION
    page = Client().get("/articles/back-pain/comments/?lane=correction").content.decode()
    assert 'value="correction"' in page
    assert page.index('id="reply"') < page.index('id="discussion"')
    assert "checked" in page
    assert Article.objects.get().comments.count() == 1
