"""The stock admin under the site's own name, behind the site's own sign-in."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from accounts import second_factor


class AdminSite(admin.AdminSite):
    site_header = f"{settings.SITE_NAME} desk"
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "Desk"

    def has_permission(self, request):
        """Asked before every admin page."""
        return super().has_permission(request) and not second_factor.is_missing(request)

    def login(self, request, extra_context=None):
        """Sends on to what is missing: signing in, or a second factor."""
        wanted = request.GET.get("next") or reverse("admin:index")
        if request.user.is_anonymous:
            return redirect_to_login(wanted)
        if second_factor.is_missing(request):
            return redirect(second_factor.next_step(request, wanted))
        if not self.has_permission(request):
            raise PermissionDenied("This page is for staff.")
        return redirect("admin:index")

    def logout(self, request, extra_context=None):
        return redirect("sign-out")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
