"""The stock admin under the site's own name."""

from django.conf import settings
from django.contrib import admin


class AdminSite(admin.AdminSite):
    site_header = f"{settings.SITE_NAME} desk"
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "Desk"
