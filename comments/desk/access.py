"""Who may open the moderators' pages."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def for_moderators(view):
    """The admin's sign-in before a page, and 403 for who signed in and may not moderate."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm("comments.moderate_comment"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)


def desk_page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """A page with the staff bar."""
    return render(request, template, {**admin.site.each_context(request), **context}, status=status)
