"""Tags with which pages of articles show their discussion."""

from django import template

from comments import editing, version_token
from comments.credits import credits_by_version
from comments.forms import CommentForm
from comments.models import Comment
from comments.own import status_token
from comments.thread import thread_of

register = template.Library()


@register.simple_tag
def discussion_of(article):
    """The article's discussion as everyone sees it."""
    return thread_of(article)


@register.simple_tag
def comment_form(version):
    """An empty comment form for readers of this version; the same for everyone."""
    return CommentForm(initial={"version": version_token.sign(version)})


@register.simple_tag
def credits_of(article):
    """The comments that each version of the article thanks, by the version's id."""
    return credits_by_version(article)


@register.simple_tag
def own_acts(comment):
    """What the writer can do about a waiting comment: the token of its page, and whether it can be edited."""
    return {"token": status_token(comment), "is_editable": editing.is_open(comment)}


@register.filter
def of_version(credits, pk):
    return credits.get(pk, [])


@register.simple_tag
def waiting_comments():
    """How many comments wait for a moderator, changed ones too."""
    return Comment.objects.to_decide().count()
