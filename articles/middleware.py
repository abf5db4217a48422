"""Sending readers of an old address on."""

from django.http import HttpResponsePermanentRedirect

from articles.models import OldAddress


class OldAddresses:
    """Where a page is not found, its path may be one that an article once had."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        return redirect_to_article(request.path) or response


def redirect_to_article(path: str) -> HttpResponsePermanentRedirect | None:
    """A redirect to the article that had this path, with or without its closing slash."""
    bare = path.rstrip("/")
    old = OldAddress.objects.select_related("article").filter(path__in=[bare, f"{bare}/"]).first()
    if old is None or old.article.live_slug is None:
        return None
    return HttpResponsePermanentRedirect(old.article.get_absolute_url())
