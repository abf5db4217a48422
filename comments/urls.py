"""The addresses of discussions. The article's own address belongs to `articles.urls`."""

from django.urls import path

from articles.feeds import feed_paths
from comments.feeds import CommentsFeed
from comments.views import discussion, emails, own_data, reports, status

urlpatterns = [
    *feed_paths("articles/<uslug:slug>/comments", CommentsFeed, "comments-feed"),
    path("articles/<uslug:slug>/comments/", discussion.discussion, name="discussion"),
    path("articles/<uslug:slug>/comments/own/", discussion.own_comments, name="own-comments"),
    path("articles/<uslug:slug>/comments/<int:pk>/", discussion.comment, name="comment"),
    path("comments/status/<str:token>/", status.status, name="comment-status"),
    path("comments/status/<str:token>/edit/", status.edit, name="edit-comment"),
    path("comments/status/<str:token>/delete/", status.withdraw, name="withdraw-comment"),
    path("comments/status/<str:token>/put-back/", status.put_back, name="put-comment-back"),
    path("comments/status/<str:token>/erase/", status.erase, name="erase-comment"),
    path("comments/status/<str:token>/emails/", status.emails, name="comment-emails"),
    path("comments/status/<str:token>/new-link/", status.fresh_link, name="fresh-status-link"),
    path("comments/emails/confirm/<str:token>/", emails.confirm, name="confirm-email"),
    path("comments/emails/moderators/", emails.my_desk_emails, name="my-desk-emails"),
    path("comments/emails/moderators/<str:token>/", emails.desk_emails, name="desk-emails"),
    path("comments/emails/mine/<int:pk>/", emails.own_emails, name="own-emails"),
    path("comments/emails/<str:token>/", emails.emails, name="emails"),
    path("comments/emails/<str:token>/new-link/", emails.fresh_emails_link, name="fresh-emails-link"),
    path("comments/<int:pk>/report/", reports.report_page, name="report-comment"),
    path("privacy/your-comments/", own_data.ask, name="ask-own-data"),
    path("privacy/your-comments/erased/", own_data.erased, name="own-data-erased"),
    path("privacy/your-comments/<str:token>/", own_data.show, name="own-data"),
    path("privacy/your-comments/<str:token>/comments.json", own_data.copy, name="own-data-copy"),
    path("privacy/your-comments/<str:token>/erase/", own_data.erase, name="erase-own-data"),
]
