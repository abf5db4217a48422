"""Tags with which pages of articles show their discussion."""

from django import template
from django.conf import settings

from comments import by_account, own, reporter, subscriptions, version_token
from comments.blocking import NETWORK_AT_MOST
from comments.credits import credits_by_version
from comments.desk.queue import count
from comments.forms import CommentForm
from comments.links import sites
from comments.models import Comment
from comments.printed import Printer
from comments.thread import Thread, thread_of

register = template.Library()
DAY = 24 * 60 * 60


@register.simple_tag
def discussion_of(article):
    """The newest part of the article's discussion as everyone sees it."""
    return thread_of(article)


@register.filter
def printed(thread: Thread):
    """The threads of a page as list items."""
    return Printer(thread.article, can_reply=thread.standing.is_open).threads(thread.threads)


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
def kept_days():
    """How many days what is kept; 0 is for as long as it is there."""
    return {
        **settings.COMMENT_KEPT_DAYS,
        "network": settings.NETWORK_KEPT_DAYS,
        "report": settings.REPORT_KEPT_DAYS,
        "block": NETWORK_AT_MOST.days,
    }


@register.simple_tag
def mails_links():
    """Whether every guest is mailed the link to a comment."""
    return settings.COMMENT_MAIL_LINKS


@register.simple_tag
def cookie_days():
    """How many days the cookies for those who comment and for those who report last."""
    return {"own": own.MAX_AGE // DAY, "reporter": reporter.MAX_AGE // DAY}


@register.simple_tag
def waiting_comments():
    """How many comments wait for a moderator, changed ones too (`Count`)."""
    return count(Comment.objects.to_decide())


@register.simple_tag
def comments_by(user, before=""):
    """A page of what a signed-in reader wrote (`comments.by_account.Page`)."""
    return by_account.page_of(user, before)


@register.simple_tag
def mails_to(user):
    """Whom mails about the comments of a signed-in reader go to."""
    return subscriptions.commenters_of(user)


@register.filter
def status_token(comment):
    return own.status_token(comment)


@register.filter
def state_words(comment):
    """Where a comment stands, as its writer is told."""
    return by_account.WORDS[comment.state]


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
