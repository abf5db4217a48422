"""The addresses of discussions. The article's own address belongs to `articles.urls`."""

from django.urls import path

from comments import views

urlpatterns = [
    path("articles/<uslug:slug>/comments/", views.discussion, name="discussion"),
    path("articles/<uslug:slug>/comments/own/", views.own_comments, name="own-comments"),
    path("articles/<uslug:slug>/comments/<int:pk>/", views.comment, name="comment"),
    path("comments/status/<str:token>/", views.status, name="comment-status"),
]
