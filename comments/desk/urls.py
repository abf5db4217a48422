"""The addresses of the desk, below the admin's own."""

from django.urls import path

from comments.desk import rules, second_looks, sites, views

urlpatterns = [
    path("desk/", views.start, name="desk"),
    path("desk/search/", views.search, name="desk-search"),
    path("desk/together/<str:kind>/<str:key>/", views.together, name="desk-together"),
    path("desk/acts/", views.ledger, name="desk-ledger"),
    path("desk/acts/<uuid:batch>/", views.bulk_act, name="desk-act"),
    path("desk/acts/<uuid:batch>/undo/", views.undo_act, name="desk-undo-act"),
    path("desk/undo/<int:pk>/", views.undo, name="desk-undo"),
    path("desk/keys/", views.keys, name="desk-keys"),
    path("desk/comment/<int:pk>/", views.comment, name="desk-comment"),
    path("desk/rules/", rules.listing, name="desk-rules"),
    path("desk/rules/new/", rules.rule, name="desk-new-rule"),
    path("desk/rules/<int:pk>/", rules.rule, name="desk-rule"),
    path("desk/second-looks/", second_looks.look, name="desk-second-looks"),
    path("desk/report-card/", second_looks.card, name="desk-report-card"),
    path("desk/<str:tab>/", views.queue, name="desk-queue"),
    path("desk/<str:tab>/<int:pk>/", views.item, name="desk-item"),
    path("links/", sites.listing, name="desk-sites"),
    path("links/<str:site>/", sites.record, name="desk-site"),
    path("links/<str:site>/preview/", sites.preview, name="desk-preview-verdict"),
    path("links/<str:site>/decide/", sites.decide, name="desk-decide-link"),
    path("links/<str:site>/undo/<int:pk>/", sites.undo, name="desk-undo-verdict"),
    path("links/<str:site>/ignore/<int:pk>/", sites.ignore, name="desk-ignore-proposal"),
]
