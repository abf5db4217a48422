"""The pages where people get a copy of all they sent, or have it erased. A link in a mail opens them."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cms.network import network_hash
from cms.origin import same_origin_form
from comments import own_data, policy
from comments.views.forms import AddressForm


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer is the same whether or not we know the address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _asked(request, form)
    context = {"form": form, "sent": "sent" in request.GET and not form.is_bound}
    return render(request, "comments/ask_own_data.html", context, status=422 if form.is_bound else 200)


def _asked(request, form):
    try:
        own_data.ask(form.cleaned_data["email"], network_hash(request))
    except policy.TooQuick as wait:
        form.add_error(None, str(wait))
        answer = render(request, "comments/ask_own_data.html", {"form": form}, status=429)
        answer["Retry-After"] = str(wait.minutes * 60)
        return answer
    return HttpResponseRedirect(f"{reverse('ask-own-data')}?sent", status=303)


@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """How much there is, and the two things to do with it."""
    commenter = own_data.commenter_of(token)
    if commenter is None:
        return _too_old(request)
    context = {"commenter": commenter, "token": token, "count": commenter.comments.count()}
    return render(request, "comments/own_data.html", context)


@require_safe
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """All of it as a file."""
    commenter = own_data.commenter_of(token)
    if commenter is None:
        return _too_old(request)
    response = JsonResponse(
        own_data.copy_of(commenter), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="my-comments.json"'
    return response


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """The one question asked before something is gone for good, and its answer."""
    commenter = own_data.commenter_of(token)
    if commenter is None:
        return _too_old(request)
    if request.method != "POST":
        context = {"commenter": commenter, "token": token, "count": commenter.comments.count()}
        return render(request, "comments/erase_own_data.html", context)
    own_data.erase_all(commenter)
    return HttpResponseRedirect(reverse("own-data-erased"), status=303)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "comments/own_data_erased.html")


def _too_old(request):
    return render(request, "comments/own_data_too_old.html", {"form": AddressForm()}, status=410)
