"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from cms import views

handler400 = "cms.views.bad_request"
handler403 = "cms.views.permission_denied"
handler404 = "cms.views.page_not_found"
handler500 = "cms.views.server_error"

urlpatterns = [
    path("", include("articles.urls")),
    path("", include("comments.urls")),
    path("", include("accounts.urls")),
    path("admin/", include("comments.desk.urls")),
    path("admin/", admin.site.urls),
    *(path(f"{name}/", views.page, {"name": name}, name=name) for name in views.PAGES),
]

if settings.LOCAL:
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))
