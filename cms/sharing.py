"""Shareable pages: the same for everyone who is not signed in, so that any cache may hold them."""

import datetime
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import http_date

#: A cookie that tells scripts that there is something personal to ask for; it holds nothing itself.
MARK = "has_own"
MARKED_FOR = 30 * 24 * 60 * 60


def mark_personal(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser's scripts ask a private address for what shared pages leave out."""
    response.set_cookie(MARK, "1", max_age=MARKED_FOR, samesite="Lax", secure=request.is_secure())


def unmark_personal(response: HttpResponse) -> None:
    """Nobody is signed in here any more: scripts have nothing to ask for."""
    response.delete_cookie(MARK, samesite="Lax")


def shareable(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let caches keep what the view answers, and answer 304 when the reader has it already.

    Caches ask again each time, so a change shows at once. Whether they have it is told by the ETag alone:
    `response.changed_at` (a datetime), which a view may set for Last-Modified, says when the article changed
    and nothing of its comments. A shareable view may not touch the session, the user or a CSRF token; a
    test holds every such page to it.
    """

    @wraps(view)
    def shared(request: HttpRequest, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(request, *args, **kwargs)
        response.is_shared = True
        if response.status_code != 200:
            return response
        patch_cache_control(response, public=True, no_cache=True)
        set_response_etag(response)
        changed_at: datetime.datetime | None = getattr(response, "changed_at", None)
        if changed_at:
            response["Last-Modified"] = http_date(changed_at.timestamp())
        return get_conditional_response(request, etag=response["ETag"], response=response)

    return shared
