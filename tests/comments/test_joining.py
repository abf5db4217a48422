"""A guest's earlier comments join an account when, and only when, their address is proven."""

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed

from comments.joining import join
from comments.models import Comment, Commenter
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


def owners():
    return [*Comment.objects.order_by("pk").values_list("user", flat=True)]


def prove(user):
    address = EmailAddress.objects.get(user=user)
    email_confirmed.send(EmailAddress, request=None, email_address=address)


def test_comments_join_the_account_whose_address_is_proven():
    priya = make_user(email="priya@example.org")
    make_comment(email="Priya@Example.org")
    make_comment(email="joel@example.org")
    assert owners() == [None, None]
    prove(priya)
    assert owners() == [priya.pk, None]


def test_comments_of_another_account_stay_there():
    joel, priya = make_user(), make_user(email="priya@example.org")
    make_comment(email="priya@example.org", user=joel)
    prove(priya)
    assert owners() == [joel.pk]


def test_comments_without_an_address_join_nobody():
    make_comment(email="")
    assert join(make_user(), "nobody@example.org") == 0
    assert owners() == [None]


def test_an_unproven_address_joins_nothing(client):
    make_comment(email="priya@example.org")
    fields = {"name": "Mallory", "email": "priya@example.org", "password1": "a long password"}
    client.post("/sign-up/", fields)
    client.post("/sign-in/", {"login": "priya@example.org", "password": "a long password"})
    assert owners() == [None]


def test_nothing_joins_staff_beside_whom_editor_would_stand():
    editor = make_user("Editor", email="rosa@example.org")
    make_comment(email="rosa@example.org")
    prove(editor)
    assert owners() == [None]


def test_whoever_comments_with_a_proven_address_is_proven():
    make_comment(email="priya@example.org")
    make_comment(email="joel@example.org")
    prove(make_user(email="priya@example.org"))
    assert [*Commenter.objects.exclude(proven_at=None).values_list("email", flat=True)] == [
        "priya@example.org"
    ]
