"""An address is proven before anything goes there but the mail that asks."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from comments import moderation, proof, subscriptions
from comments.models import Comment, Commenter, MailTurn, Reason
from comments.notifications import send_link
from comments.own import status_token
from comments.private_links import PROOF
from tests.factories import make_article, make_comment, make_published_comment, make_user
from tests.mailbox import comments_linked, prove, words_of, work

pytestmark = pytest.mark.django_db

PRIYA = "priya@example.org"


def send(article=None, **fields):
    return make_comment(article, email=PRIYA, wants_replies=True, **fields)


def proof_address(mail):
    return re.search(r"https://health\.example(/comments/emails/confirm/\S+)", words_of(mail))[1]


def test_a_comment_that_asks_for_mail_sends_one_that_asks_back(mailbox):
    send(text="Marker words.")
    work()
    (mail,) = mailbox.all()
    assert (mail["To"], mail["Subject"]) == (PRIYA, "Is this your email address?")
    assert "Marker words" not in mailbox.text()
    assert comments_linked(words_of(mail)) == set()


def test_a_comment_that_asks_for_nothing_sends_nothing(mailbox):
    comment = make_comment(email=PRIYA)
    moderation.approve(comment, by=None)
    work()
    assert mailbox.all() == []


# --- The link to a comment goes to every guest who gave an address ---


@pytest.fixture
def links_mailed(settings):
    settings.COMMENT_MAIL_LINKS = True


@pytest.mark.usefixtures("links_mailed")
def test_a_guest_who_asked_for_nothing_is_mailed_the_link_once_the_address_is_proven(mailbox):
    comment = make_comment(email=PRIYA)
    send_link.func(comment.pk)
    work()
    send_link.func(comment.pk)
    work()
    (mail,) = mailbox.all()
    assert (mail["Subject"], comments_linked(words_of(mail))) == ("Is this your email address?", set())
    assert "asked for emails" not in words_of(mail)
    Client().post(proof_address(mail))
    moderation.approve(comment, by=None)
    work()
    # A decision is told only to those who ticked the box.
    assert [comments_linked(words_of(mail)) for mail in mailbox.all()[1:]] == [{comment.pk}]
    other = make_comment(email=PRIYA)
    work()
    assert comments_linked(words_of(mailbox.all()[-1])) == {other.pk}


@pytest.mark.usefixtures("links_mailed")
@pytest.mark.parametrize(
    "fields",
    [
        {"trap_filled": True},
        {"version_token": "forged"},
        {"rule": "import"},
        {"email": ""},
    ],
    ids=["trap", "suspicion", "import", "no address"],
)
def test_no_link_is_mailed_where_a_machine_may_have_typed_the_address(mailbox, fields):
    make_comment(**{"email": PRIYA, **fields})
    work()
    assert mailbox.all() == []


@pytest.mark.usefixtures("links_mailed")
def test_no_link_is_mailed_to_who_has_it_elsewhere_or_wants_no_mail(mailbox):
    user = make_user(email=PRIYA)
    first = make_comment(email=PRIYA, user=user)
    subscriptions.stop(prove(first), first.article)
    make_comment(first.article, email=PRIYA)
    subscriptions.stop(first.commenter)
    make_comment(email=PRIYA)
    work()
    assert mailbox.all() == []


# --- The button ---


def test_opening_the_link_proves_nothing_and_pressing_the_button_does(mailbox):
    comment = send()
    work()
    address = proof_address(mailbox.all()[0])
    for _ in range(3):
        assert "Is this your email address?" in Client().get(address).content.decode()
        Client().head(address)
    assert Commenter.objects.get().proven_at is None
    pressed = Client(enforce_csrf_checks=True).post(address)
    assert "Your email address is confirmed" in pressed.content.decode()
    assert Commenter.objects.get().is_proven
    work()
    mail = mailbox.all()[-1]
    assert mail["Subject"] == f"Your comment on “{comment.article.live.title}”"
    assert comments_linked(words_of(mail)) == {comment.pk}


def test_pressing_the_button_again_changes_nothing(mailbox):
    send()
    work()
    address = proof_address(mailbox.all()[0])
    Client().post(address)
    proven_at = Commenter.objects.get().proven_at
    Client().post(address)
    work()
    assert Commenter.objects.get().proven_at == proven_at
    assert len(mailbox.all()) == 2


def test_what_was_decided_before_the_proof_is_not_mailed(mailbox):
    moderation.reject(send(), by=None, reason=Reason.SPAM)
    work()
    assert mailbox.subjects() == ["Is this your email address?"]


def test_a_proven_address_gets_the_link_to_the_next_comment_at_once(mailbox):
    prove(make_comment(email=PRIYA))
    send()
    work()
    assert len(mailbox.all()) == 1
    assert "take the comment back" in words_of(mailbox.all()[0])


def test_an_address_is_asked_twice_a_day_at_most_whoever_types_it(mailbox):
    for _ in range(4):
        send(make_article())
    work()
    assert len(mailbox.all()) == 2


def test_erasing_the_comment_does_not_reset_that(mailbox):
    for _ in range(4):
        moderation.erase(send())
    moderation.erase(send())
    work()
    assert mailbox.all() == []
    assert MailTurn.objects.count() == 2
    assert PRIYA not in str([*MailTurn.objects.values()])


def test_one_network_makes_us_ask_ten_addresses_a_day_at_most(mailbox, settings):
    settings.COMMENT_FLOOD_LIMIT = 100
    article = make_article()
    for number in range(12):
        make_comment(article, email=f"reader{number}@example.org", wants_replies=True, network="n1")
    make_comment(article, email="other@example.org", wants_replies=True, network="n2")
    work()
    assert len(mailbox.all()) == 11
    assert len(mailbox.all(to="other@example.org")) == 1


def test_the_first_email_can_be_asked_for_again_on_the_page(mailbox):
    comment = send()
    work()
    address = reverse("comment-emails", args=[status_token(comment)])
    assert Client().post(address, {"emails": "on"}).status_code == 303
    work()
    assert len(mailbox.all()) == 2
    first, second = mailbox.all()
    assert first["Message-ID"] != second["Message-ID"]
    refused = Client().post(address, {"emails": "on"})
    assert refused.status_code == 429
    assert "Try again tomorrow" in refused.content.decode()


def test_the_page_does_not_tell_whether_an_address_is_proven():
    unproven, proven = send(), make_comment(email="joel@example.org", wants_replies=True)
    prove(proven)
    said = []
    for comment in (unproven, proven):
        token = status_token(comment)
        page = Client().get(reverse("comment-status", args=[token])).content.decode()
        said.append(page.partition('id="emails"')[2].partition("</section>")[0].replace(token, ""))
    assert said[0] == said[1] != ""


@pytest.mark.parametrize("token", ["forged", "a:b:c"])
def test_a_forged_proof_is_not_found(token):
    assert Client().post(reverse("confirm-email", args=[token])).status_code == 404


def test_a_proof_of_an_erased_commenter_has_ended():
    comment = send()
    token = PROOF.sign(comment.commenter_id, comment.pk)
    moderation.erase(comment)
    assert Client().post(reverse("confirm-email", args=[token])).status_code == 410


def test_a_proof_for_one_address_proves_no_other():
    comment, other = send(), make_published_comment(email="other@example.org")
    proof.prove(comment.commenter, other)
    assert not Commenter.objects.get(email="other@example.org").is_proven


def test_erasing_the_last_comment_of_an_address_erases_the_address():
    comment = send()
    prove(comment)
    moderation.erase(comment)
    assert not Commenter.objects.exists()
    assert Comment.objects.get().email == ""
