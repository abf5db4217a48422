"""Who may enter the desk."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied


def moderators_only(view):
    """A page for those who may decide about comments: the admin's own sign-in first, then 403."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm("comments.moderate_comment"):
            raise PermissionDenied("Only moderators can see this page.")
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)
