"""What every template knows."""

from django.conf import settings


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "site_description": settings.SITE_DESCRIPTION,
        "base_url": f"{request.scheme}://{request.get_host()}",
    }
