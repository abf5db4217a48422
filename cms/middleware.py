"""Middleware that concerns every page."""

from django.utils.cache import patch_cache_control


class PrivateUnlessSaid:
    """Pages are private unless their view says otherwise (`cms.sharing.shareable`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response
