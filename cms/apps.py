from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """The stock admin, with our site in its place."""

    default_site = "accounts.admin.AdminSite"
