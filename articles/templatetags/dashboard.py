"""What the dashboard shows about articles. Each tag reads a bounded number of rows."""

import datetime

from django import template
from django.utils import timezone

from articles.models import Article, Image, LiveLink, ScheduledAct, UpdateNote
from articles.models.article import State
from articles.unpublished import changed_among

register = template.Library()

#: So many of each are shown; the lists they lead to have all of them.
SHOWN = 6
#: One's latest articles that are looked at for unpublished changes.
LOOKED_AT = 30
SOON = datetime.timedelta(days=30)


@register.simple_tag
def failed_acts():
    """Acts that could not be done and that nobody has put away."""
    return ScheduledAct.objects.failed().select_related("article")


@register.simple_tag
def acts_to_come():
    return ScheduledAct.objects.waiting().select_related("article")[:SHOWN]


@register.simple_tag
def reviews_due():
    """Published articles whose review is overdue or comes in the next 30 days, the most overdue first."""
    due = Article.objects.due_for_review(timezone.localdate() + SOON).select_related("live", "owner")
    return due.defer("body", "live__body").order_by("review_due_on", "pk")[:SHOWN]


@register.simple_tag
def recently_published():
    """The latest publications, corrections and withdrawals that readers are told about."""
    notes = UpdateNote.objects.current().listed().select_related("article")
    return notes.defer("article__body").order_by("-at", "-pk")[:SHOWN]


@register.simple_tag
def drafts_of(user):
    """What somebody looks after and readers do not see yet: drafts, and changes to what they see."""
    own = Article.objects.owned_by(user).exclude(state=State.WITHDRAWN).defer("body").order_by("-edited_at")
    latest = [*own[:LOOKED_AT]]
    changed = changed_among([article.pk for article in latest])
    drafts = [article for article in latest if article.pk in changed or article.state == State.DRAFT]
    return drafts[:SHOWN]


@register.simple_tag
def handed_in():
    """Drafts that an editor is asked to look at, the longest waiting first."""
    waiting = Article.objects.in_review().select_related("handover__by").defer("body")
    return waiting.order_by("handover__at")[:SHOWN]


@register.simple_tag
def broken_links():
    return (
        LiveLink.objects.broken()
        .for_rows()
        .defer("article__body", "article__live__body", "target__body")[:SHOWN]
    )


@register.simple_tag
def pictures_without_credit():
    return Image.objects.filter(credit="")[:SHOWN]
