"""Telling apart the readers who report, without knowing who they are.

A signed-in reader is an account. Others get a signed cookie with a random number when they open the form of
a report. A browser that keeps no cookie speaks for its network: that has one voice for each comment.
"""

import secrets

from django.core import signing
from django.http import HttpRequest, HttpResponse

from cms.network import network_hash
from comments.reporting import Reporter

COOKIE = "reporter"
SALT = "comments.reporter"
MAX_AGE = 180 * 24 * 60 * 60


def reporter_of(request: HttpRequest) -> Reporter:
    """Who sends this request, as far as reports tell people apart."""
    network = network_hash(request)
    if request.user.is_authenticated:
        return Reporter(f"account:{request.user.pk}", network)
    browser = _browser(request)
    return Reporter(f"browser:{browser}" if browser else f"network:{network}", network)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Give a browser that is nobody yet its number."""
    if request.user.is_authenticated or _browser(request):
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(secrets.token_hex(8), salt=SALT),
        max_age=MAX_AGE,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )


def _browser(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return ""
