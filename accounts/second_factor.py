"""Who has to show a second factor before entering staff pages."""

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

#: What counts; recovery codes stand in for one of these and come with it.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_missing(request: HttpRequest) -> bool:
    """Whether staff pages have to wait: a second factor is required, and this session has not shown one.

    Having one is not enough: a session from before it was set up, or of somebody who knew the password then,
    must show it too.
    """
    if not settings.REQUIRE_STAFF_SECOND_FACTOR or not request.user.is_staff:
        return False
    return not (has_one(request.user) and _was_shown(request))


def has_one(user) -> bool:
    return is_mfa_enabled(user, FACTORS)


def next_step(request: HttpRequest, wanted: str) -> str:
    """The address of the page where this person sets up a second factor, or shows it and goes on to
    `wanted`."""
    if not has_one(request.user):
        return reverse("mfa_index")
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    # The last is the passkey, where there is one; its page leads to the others.
    way = [way["url"] for way in ways if way["id"].startswith("mfa")][-1]
    return f"{way}?{urlencode({'next': wanted})}"


def _was_shown(request):
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))
