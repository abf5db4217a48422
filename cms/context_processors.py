"""What every template knows."""

from django.conf import settings


def names() -> dict[str, str]:
    """What the site is called, for pages and mails."""
    return {"site_name": settings.SITE_NAME, "site_description": settings.SITE_DESCRIPTION}


def site(request):
    return {**names(), "base_url": f"{request.scheme}://{request.get_host()}"}
