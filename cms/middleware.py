"""Middleware that concerns every page."""

from django.utils.cache import patch_cache_control

from cms.views import bad_request


class PrivateUnlessSaid:
    """Pages are private unless their view says otherwise (`cms.sharing.shareable`).

    A shared page leaves without cookies, whatever the layers inside made of a cookie they could not read.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(response, "is_shared", False):
            response.cookies.clear()
            del response["Vary"]
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


def takes_nulls(view):
    """Let a view answer where the query of its address has a null character; it looks for no such thing."""
    view.takes_nulls = True
    return view


class NoNulls:
    """Answers 400 to an address with a null character: no name holds one, and PostgreSQL refuses to look."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return bad_request(request) if "\x00" in request.path else self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        has_null = "%00" in request.META.get("QUERY_STRING", "")
        return bad_request(request) if has_null and not hasattr(view, "takes_nulls") else None
