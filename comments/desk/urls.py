"""The addresses of the moderators' pages, below the admin's own."""

from django.urls import path

from comments.desk import sites

app_name = "desk"
urlpatterns = [
    path("links/", sites.listing, name="sites"),
    path("links/<str:site>/", sites.record, name="site"),
    path("links/<str:site>/preview/", sites.preview, name="preview-verdict"),
    path("links/<str:site>/decide/", sites.decide, name="decide-link"),
    path("links/<str:site>/undo/<int:pk>/", sites.undo, name="undo-verdict"),
    path("links/<str:site>/ignore/<int:pk>/", sites.ignore, name="ignore-proposal"),
]
