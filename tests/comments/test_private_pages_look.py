"""The private pages for everyone: with a screen reader, small, dark, and as HTML that browsers agree on."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comments import editing, moderation
from comments.own import status_token
from comments.private_links import DESK_MAIL, MAIL, PROOF
from tests.checks import LOOKS, assert_accessible, assert_valid_html
from tests.factories import make_comment, make_published_comment, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(monkeypatch):
    """A page of each kind, by what it is."""
    waiting = make_comment(name="Priya S.", wants_replies=True)
    changed = make_published_comment()
    editing.edit(changed, "See https://spa.example/" + "long/" * 30)
    withdrawn = moderation.withdraw(make_comment())
    mail = MAIL.sign(waiting.commenter_id, waiting.article_id)
    then = timezone.now().timestamp() - datetime.timedelta(days=401).total_seconds()
    with monkeypatch.context() as patch:
        patch.setattr("django.core.signing.time.time", lambda: then)
        ended = status_token(waiting)
        ended_mail = MAIL.sign(waiting.commenter_id, 0)
        ended_proof = PROOF.sign(waiting.commenter_id, waiting.pk)
    return {
        "waiting": reverse("comment-status", args=[status_token(waiting)]),
        "changed": reverse("comment-status", args=[status_token(changed)]),
        "withdrawn": reverse("comment-status", args=[status_token(withdrawn)]),
        "edit": reverse("edit-comment", args=[status_token(waiting)]),
        "erase": reverse("erase-comment", args=[status_token(waiting)]),
        "ended": reverse("comment-status", args=[ended]),
        "confirm": reverse("confirm-email", args=[PROOF.sign(waiting.commenter_id, waiting.pk)]),
        "confirm ended": reverse("confirm-email", args=[ended_proof]),
        "emails": reverse("emails", args=[mail]),
        "emails ended": reverse("emails", args=[ended_mail]),
        "moderators": reverse("desk-emails", args=[DESK_MAIL.sign(make_user("Moderator").pk)]),
    }


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_every_private_page_is_accessible(visitor, addresses, width, dark):
    page = visitor(width=width, dark=dark)
    for address in addresses.values():
        page.goto(address)
        assert_accessible(page)
        if page.get_by_role("button", name="Stop emails for this article").count():
            page.get_by_role("button", name="Stop emails for this article").click()
            assert_accessible(page)


def test_every_private_page_is_valid_html(addresses):
    client = Client()
    pages = {name: client.get(address).content.decode() for name, address in addresses.items()}
    pages["edit with an error"] = client.post(addresses["edit"], {"text": ""}).content.decode()
    pages["confirmed"] = client.post(addresses["confirm"]).content.decode()
    pages["stopped"] = client.post(addresses["emails"], {"emails": "article"}).content.decode()
    pages["all stopped"] = client.post(addresses["emails"], {"emails": "off"}).content.decode()
    pages["asked"] = client.post(addresses["ended"] + "new-link/").content.decode()
    pages["moderators, off"] = client.post(addresses["moderators"]).content.decode()
    assert_valid_html(pages)
