"""Every address of the desk, as the resolver knows them: who may open it, and what it makes of odd input."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.converters import get_converters

from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db

#: What stands for a part of an address, by its kind.
PARTS = {"int": "1", "uuid": str(uuid.UUID(int=1)), "path": "1", "str": "x"}
ODD = ("%00", "%FF", "٣²", "x" * 600, "[::1]", "'")


def routes(resolver=None, before=""):
    """Every route below /admin/ that leads to a page of ours, with its pattern."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if not isinstance(one, URLPattern):
            yield from routes(one, route)
        elif route.startswith("admin/") and one.name:
            yield route, one


def is_desks(route, pattern):
    """Moderators alone may open it. Corrections are the editors'."""
    if "comments/correction/" in route:
        return False
    return pattern.callback.__module__.startswith("comments.") or route.startswith("admin/comments/")


def address(route, pattern, **given):
    for name, converter in pattern.pattern.converters.items():
        [kind] = [kind for kind in PARTS if type(converter) is type(get_converters()[kind])]
        route = route.replace(f"<{kind}:{name}>", {**PARTS, **given}[kind])
    return f"/{route}"


def addresses(**given):
    return [address(*one, **given) for one in routes() if is_desks(*one)]


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_nobody_without_the_permission_gets_into_any_address_the_resolver_knows():
    """The stock admin leads from what is not there to its first page, before it asks who wants to know."""
    almost, paths = make_user("Editor"), addresses()
    almost.user_permissions.set(Permission.objects.exclude(codename="moderate_comment"))
    staff, reader = signed_in(almost), signed_in(make_user())
    assert len(paths) > 40
    assert {"/admin/desk/", "/admin/desk/together/x/x/", "/admin/links/x/decide/"} < {*paths}
    for method in ("get", "post"):
        for path in paths:
            answer = getattr(staff, method)(path)
            assert answer.status_code in (403, 405) or answer.get("Location") == "/admin/", (method, path)
            assert getattr(reader, method)(path).status_code == 302, (method, path)
            assert getattr(Client(), method)(path).status_code == 302, (method, path)


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_address_is_answered_and_never_with_an_error_of_ours(odd):
    make_comment(text="See https://spa.example/")
    moderator = signed_in(make_user("Moderator"))
    kinds = ("site", "writer", "words", "alike", "quiet", "all")
    paths = [*addresses(str=odd), *(f"/admin/desk/together/{kind}/{odd}/" for kind in kinds)]
    for path in paths:
        for answer in (moderator.get(path), moderator.post(path)):
            assert answer.status_code < 500, path


@pytest.mark.parametrize("odd", ["\0", "٣²", "9" * 30, "-1", "x" * 3_000, "2026-13-45", "0-0"])
def test_odd_fields_are_answered_and_never_with_an_error_of_ours(odd):
    comment = make_comment(text="See https://spa.example/")
    moderator = signed_in(make_user("Moderator"))
    names = (
        "q",
        "from",
        "after",
        "before",
        "done",
        "part",
        "by",
        "writer",
        "site",
        "article",
        "since",
        "page",
    )
    for path in ("/admin/desk/waiting/", "/admin/desk/search/", "/admin/desk/acts/", "/admin/links/",
                 "/admin/links/spa.example/"):  # fmt: skip
        for name in names:
            assert moderator.get(path, {name: odd}).status_code < 500, (path, name)
    fields = (
        "revision",
        "seen",
        "note",
        "reason",
        "do",
        "wording",
        "treatment",
        "target",
        "with_waiting",
        "name",
    )
    sent = {"do": "approve", "revision": odd, "seen": odd, "wording": odd, "note": odd, "reason": odd}
    for path in (f"/admin/desk/waiting/{comment.pk}/", "/admin/desk/together/all/any/",
                 "/admin/links/spa.example/preview/", "/admin/links/spa.example/decide/"):  # fmt: skip
        for name in fields:
            assert moderator.post(path, {**sent, name: odd}).status_code < 500, (path, name)
