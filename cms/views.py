"""Pages that belong to no app: the small pages, errors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from cms.sharing import shareable

#: The site's own small pages: address → template.
PAGES = ("about", "how-we-review", "comment-rules", "privacy", "accessibility")


@shareable
def page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"pages/{name}.html")


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
