"""Telling forms sent from our own pages from those sent by other sites, without a token in the page.

Shareable pages carry no CSRF token. Browsers say where a form comes from: `Sec-Fetch-Site`, and `Origin` with
every POST (Fetch Standard, "HTTP extensions"). A sender that tells neither is not a browser with somebody's
cookies, so there is nothing to forge.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.views.decorators.csrf import csrf_exempt


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent this form."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    return origin is not None and _host(origin) != request.get_host()


def _host(origin):
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def same_origin_form(view):
    """A view whose POST needs no CSRF token and is refused (403) when another site sent it."""

    @csrf_exempt
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and is_from_elsewhere(request):
            raise PermissionDenied("This form was sent from another site.")
        return view(request, *args, **kwargs)

    return guarded
