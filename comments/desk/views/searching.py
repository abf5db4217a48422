"""Searching the comments."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cms.keys import primary_key
from comments.desk.access import moderators_only
from comments.desk.order import NEWEST_FIRST
from comments.desk.page import desk_page
from comments.desk.queue import Queue
from comments.desk.searching import SearchForm
from comments.models import Comment


@moderators_only
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Comments that fit, newest first."""
    given = {name: value for name, value in request.GET.items() if value and name != "from"}
    form = SearchForm(given or None)
    context = {"form": form, "asked": urlencode(given)}
    if not given:
        return desk_page(request, "search", **context)
    if not form.is_valid():
        return desk_page(request, "search", 422, **context)
    found = Queue(form.comments(), NEWEST_FIRST)
    start = Comment.objects.filter(pk=primary_key(request.GET.get("from"))).first()
    return desk_page(request, "search", shown=found.page(start), **context)
