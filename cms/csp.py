"""The content security policy, for public pages and the admin alike.

The only module that knows which package sends the header. Django 6.2 LTS has a policy of its own; moving
to it means changing this file and one line of the middleware list.
"""

from csp.constants import NONCE, NONE, SELF
from django.http import HttpRequest, HttpResponse

MIDDLEWARE = "csp.middleware.CSPMiddleware"

#: The nonce joins the header only on a page that asks for one: the editor's import map. Shared pages never
#: do.
POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF, NONCE],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


def nonce(request: HttpRequest) -> str:
    """The nonce of this answer's header; asking for it puts it there."""
    return str(request.csp_nonce)


def frames_our_pages(response: HttpResponse) -> HttpResponse:
    """Let this page hold frames of our own pages."""
    response._csp_update = {"frame-src": [SELF]}
    return response


def framed_by_our_pages(response: HttpResponse) -> HttpResponse:
    """Let our own pages, and nobody else's, frame this page."""
    response._csp_replace = {"frame-ancestors": [SELF]}
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
