"""Pages that belong to neither articles nor comments: signing in, the small pages, errors."""

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from cms.forms import SignInForm
from cms.sharing import mark_personal, shareable

MONTH = 30 * 24 * 60 * 60

#: The site's own small pages: address → template.
PAGES = ("about", "how-we-review", "comment-rules", "privacy", "accessibility")


@shareable
def page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"pages/{name}.html")


class SignIn(auth_views.LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    # The stock view would say the host's name here.
    extra_context = {"site_name": settings.SITE_NAME}

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session.set_expiry(MONTH if form.cleaned_data["remember"] else 0)
        mark_personal(self.request, response)
        return response

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def bad_request(request, exception=None):
    return _bare_page("400.html", status=400)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"words": str(exception or "")}, status=403)


def csrf_failure(request, reason=""):
    return render(request, "403.html", {"words": "This form was open too long."}, status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    return _bare_page("500.html", status=500)


def _bare_page(template, status):
    """A page made without the request, which may be what is wrong: a host name that is not ours, say."""
    page = loader.render_to_string(template, {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=status)
