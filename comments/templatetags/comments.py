"""Tags with which pages of articles show their discussion."""

from django import template

from comments import by_account, own, version_token
from comments.credits import credits_by_version
from comments.forms import CommentForm
from comments.models import Comment
from comments.printed import Printer
from comments.thread import Thread, thread_of

register = template.Library()


@register.simple_tag
def discussion_of(article):
    """The newest part of the article's discussion as everyone sees it."""
    return thread_of(article)


@register.filter
def printed(thread: Thread):
    """The threads of a page as list items."""
    return Printer(thread.article, can_reply=thread.discussion.is_open).threads(thread.threads)


@register.simple_tag
def comment_form(version):
    """An empty comment form for readers of this version; the same for everyone."""
    return CommentForm(initial={"version": version_token.sign(version)})


@register.simple_tag
def credits_of(article):
    """The comments that each version of the article thanks, by the version's id."""
    return credits_by_version(article)


@register.filter
def of_version(credits, pk):
    return credits.get(pk, [])


@register.simple_tag
def waiting_comments():
    """How many comments wait for a moderator, changed ones too."""
    return Comment.objects.to_decide().count()


@register.simple_tag
def comments_by(user, before=""):
    """A page of what a signed-in reader wrote (`comments.by_account.Page`)."""
    return by_account.page_of(user, before)


@register.filter
def status_token(comment):
    return own.status_token(comment)


@register.filter
def state_words(comment):
    """Where a comment stands, as its writer is told."""
    return by_account.WORDS[comment.state]
