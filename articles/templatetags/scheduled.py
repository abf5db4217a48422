"""What is scheduled, for pages of the desk."""

from django import template

from articles.models import ScheduledAct

register = template.Library()

#: So many acts to come are shown; the calendar has all of them.
SHOWN = 8


@register.simple_tag
def failed_acts():
    """Acts that could not be done and that nobody has put away."""
    return ScheduledAct.objects.failed().select_related("article")


@register.simple_tag
def acts_to_come():
    return ScheduledAct.objects.waiting().select_related("article")[:SHOWN]
