"""The addresses of the desk, below the admin's."""

from django.urls import path

from comments.desk import views

urlpatterns = [
    path("", views.start, name="desk"),
    path("search/", views.search, name="desk-search"),
    path("together/<str:kind>/<str:key>/", views.together, name="desk-together"),
    path("acts/", views.ledger, name="desk-ledger"),
    path("acts/<uuid:batch>/", views.bulk_act, name="desk-act"),
    path("acts/<uuid:batch>/undo/", views.undo_act, name="desk-undo-act"),
    path("undo/<int:pk>/", views.undo, name="desk-undo"),
    path("keys/", views.keys, name="desk-keys"),
    path("comment/<int:pk>/", views.comment, name="desk-comment"),
    path("<str:tab>/", views.queue, name="desk-queue"),
    path("<str:tab>/<int:pk>/", views.item, name="desk-item"),
]
