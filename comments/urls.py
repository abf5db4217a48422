"""The addresses of discussions. The article's own address belongs to `articles.urls`."""

from django.urls import path

from comments import views
from comments.pages import own_data, reports

urlpatterns = [
    path("articles/<uslug:slug>/comments/", views.discussion, name="discussion"),
    path("articles/<uslug:slug>/comments/own/", views.own_comments, name="own-comments"),
    path("comments/status/<str:token>/", views.status, name="comment-status"),
    path("comments/<int:pk>/report/", reports.report_page, name="report-comment"),
    path("privacy/your-comments/", own_data.ask, name="ask-own-data"),
    path("privacy/your-comments/erased/", own_data.erased, name="own-data-erased"),
    path("privacy/your-comments/<str:token>/", own_data.show, name="own-data"),
    path("privacy/your-comments/<str:token>/comments.json", own_data.copy, name="own-data-copy"),
    path("privacy/your-comments/<str:token>/erase/", own_data.erase, name="erase-own-data"),
]
