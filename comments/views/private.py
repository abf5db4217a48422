"""Pages behind a private link: kept by nobody, found by no search, told to no other site."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from comments.models import Comment
from comments.private_links import STATUS

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """A page for whoever has its address, which is the only key.

    Its forms carry no CSRF token and need no cookie: who does not know the address cannot send them. Its own
    address is not told to other sites, or in an `Origin` header, which is why nothing here may ask for one.
    """

    @csrf_exempt
    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return page


def for_its_writer(view: View) -> View:
    """A private page about one comment: `view(request, token, comment)`. Says so when the link has ended."""

    @private_page
    @wraps(view)
    def page(request: HttpRequest, token: str):
        comment, has_ended = comment_of(token)
        if has_ended:
            return render(request, "comments/status_ended.html", {"token": token}, status=410)
        return view(request, token, comment)

    return page


def comment_of(token: str) -> tuple[Comment, bool]:
    """The comment a status link is about, and whether the link has ended."""
    opened = STATUS.open(token)
    comments = Comment.objects.select_related("article__live", "current", "approved", "commenter", "parent")
    comment = opened and comments.filter(pk=opened.about[0]).first()
    if comment is None:
        raise Http404
    return comment, opened.has_ended
