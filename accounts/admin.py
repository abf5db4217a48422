"""The stock admin under the site's own name, behind the site's own sign-in."""

from functools import wraps

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models.base import ModelBase
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from accounts import second_factor

#: A package registers its own tags; ours are `articles.Tag`.
UNUSED = {"taggit.tag"}


class SecondFactorAdmin(admin.ModelAdmin):
    """Somebody's second factor: taken off for who lost it. Its secret is shown to nobody."""

    fields = ["user", "type", "created_at", "last_used_at"]
    list_display = fields
    list_filter = ["type"]
    list_select_related = ["user"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


#: In place of what their packages register.
OURS = {"mfa.authenticator": SecondFactorAdmin}


class AdminSite(admin.AdminSite):
    site_header = f"{settings.SITE_NAME} desk"
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "Desk"

    def register(self, model_or_iterable, admin_class=None, **options):
        """Packages register what they have; here is what of it the desk shows, and how."""
        models = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        for model in models:
            label = model._meta.label_lower
            if label not in UNUSED:
                super().register(model, OURS.get(label, admin_class), **options)

    def admin_view(self, view, cacheable=False):
        """Numbers in an address that no column can hold name nothing."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answered(request, *args, **kwargs):
            try:
                return guarded(request, *args, **kwargs)
            except OverflowError:
                raise Http404 from None

        return answered

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
