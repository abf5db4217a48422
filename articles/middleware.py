"""Sending readers of an old address on."""

import unicodedata
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from articles.models import OldAddress

#: How many folders deep a path is looked at: more than any old address with what stands below it.
DEEPEST = 12


class OldAddresses:
    """Where a page is not found, its path may be one that an article once had, or stand below one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return redirect_to_article(request) or response


def redirect_to_article(request: HttpRequest) -> HttpResponse | None:
    """A redirect to the same page of the article that had this address, with the query.

    A form sent to an old address is sent again to the new one (308), with all that was typed.
    """
    address = _new_address(request.path_info)
    if address is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    whole = f"{address}?{query}" if query else address
    return HttpResponsePermanentRedirect(whole, preserve_request=request.method not in ("GET", "HEAD"))


def _new_address(path):
    """Where the page at an old path is now: the article that had it, or what stands below the article."""
    # Ours are kept composed; those of another site as they were written there.
    below = _prefixes(unicodedata.normalize("NFC", path)) | _prefixes(path)
    found = OldAddress.objects.select_related("article").filter(
        path__in=below, article__live_slug__isnull=False
    )
    old = max(found, key=lambda old: len(old.path), default=None)
    if old is None:
        return None
    rest = below[old.path]
    if rest and not _is_page(f"/articles/{old.article.live_slug}/{rest}"):
        return None
    return old.article.get_absolute_url() + quote(rest)


def _prefixes(path):
    """The folders a path stands in and itself, with and without a closing slash, each to what is below."""
    if "\x00" in path:
        return {}
    parts = path.strip("/").split("/")
    prefixes = {}
    for depth in range(1, min(len(parts), DEEPEST) + 1):
        bare, rest = "/" + "/".join(parts[:depth]), "/".join(parts[depth:])
        rest += "/" if rest and path.endswith("/") else ""
        prefixes |= {bare: rest, f"{bare}/": rest}
    return prefixes


def _is_page(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
