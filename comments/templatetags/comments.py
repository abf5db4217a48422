"""Tags with which pages of articles show their discussion."""

from django import template

from comments import version_token
from comments.credits import credits_by_version
from comments.forms import CommentForm
from comments.links import sites
from comments.models import Comment
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


@register.filter
def of_version(credits, pk):
    return credits.get(pk, [])


@register.simple_tag
def waiting_comments():
    """How many comments wait for a moderator."""
    return Comment.objects.pending().count()


@register.simple_tag
def waiting_sites():
    """How many sites have comments that wait."""
    return len(sites.waiting_by_site())


@register.filter
def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent."""
    return f"{share:.0%}"


@register.filter
def unlocalised(number: float) -> str:
    """A number as drawings need it, whatever the language."""
    return f"{number:g}"


@register.filter
def spoken(name: str) -> str:
    """A check's name as people read it."""
    return name.replace("_", " ").capitalize()
