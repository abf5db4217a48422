"""A reader's own page. Signing in and what belongs to it are allauth's views, with our templates."""

from allauth.account import views as stock
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import second_factor
from accounts.forms import Name
from accounts.names import rename, shown_name
from cms.sharing import unmark_personal
from cms.signals import account_leaves


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Everything of one's own in one place; the comments are the template's to ask for."""
    context = {
        "addresses": EmailAddress.objects.filter(user=request.user).order_by("-primary", "email"),
        "has_second_factor": second_factor.has_one(request.user),
        "before": request.GET.get("before", ""),
    }
    return render(request, "accounts/account.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    form = Name(request.POST or None, initial={"name": shown_name(request.user)})
    if not form.is_valid():
        return render(request, "accounts/name.html", {"form": form}, status=422 if form.is_bound else 200)
    rename(request.user, form.cleaned_data["name"])
    messages.success(request, "Your name is changed.")
    return redirect("account")


@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """Asks once, then the account is gone. Those of staff, and with decisions on record, stay."""
    if request.method != "POST":
        return render(request, "accounts/delete.html")
    try:
        if request.user.is_staff:
            raise ProtectedError("Staff", {request.user})
        with transaction.atomic():
            account_leaves.send(sender=delete, user=request.user)
            request.user.delete()
    except ProtectedError:
        messages.error(request, "This account is part of our records. Ask an administrator to close it.")
        return redirect("account")
    logout(request)
    messages.success(request, "Your account is deleted.")
    response = redirect("sign-in")
    unmark_personal(response)
    return response


class SignOut(stock.LogoutView):
    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        unmark_personal(response)
        return response
