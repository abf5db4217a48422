"""Words for the desk's pages."""

from django import template
from django.utils import timezone

from comments.acts import ON_MANY
from comments.desk import year
from comments.desk.queue import count
from comments.models import Comment, Correction

register = template.Library()

#: An act → the words on its button, and the key that presses it.
BUTTONS = {
    "approve": ("Approve", "a"),
    "approve_without_links": ("Approve, no link", "l"),
    "spam": ("Spam", "s"),
    "remove": ("Remove", ""),
    "restore": ("Publish after all", "a"),
    "hold": ("Put back to waiting", "h"),
    "keep": ("Keep it", "a"),
    "refuse_edit": ("Keep the words from before", ""),
}
ALL_TICKED = {
    "approve": "Approve all ticked",
    "approve_without_links": "Approve all ticked, no links",
    "spam": "Mark all ticked as spam",
    "reject": "Remove all ticked",
}
CORRECTIONS_SHOWN = 6
KEYS = [
    ("J", "Next comment"),
    ("K", "Previous comment"),
    ("A", "Approve"),
    ("L", "Approve without links"),
    ("S", "Spam"),
    ("R", "Remove"),
    ("Z", "Undo"),
    ("O", "Show the thread"),
    ("D", "The site’s record"),
    ("/", "Search"),
    ("?", "These keys"),
    ("Esc", "Close"),
]


@register.filter
def button_words(name):
    return BUTTONS[name][0]


@register.filter
def button_words_all(name):
    return ALL_TICKED[name]


@register.filter
def key_of(name):
    return BUTTONS[name][1]


@register.filter
def done_words(name):
    return ON_MANY[name].done


@register.simple_tag
def desk_keys():
    return KEYS


@register.filter
def age(moment):
    """How long ago, in one short unit: "9 h"."""
    seconds = (timezone.now() - moment).total_seconds()
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{int(seconds // length)} {unit}"
    return "now"


@register.simple_tag
def comments_to_decide():
    """How many comments wait (`Count`), and since when the oldest does."""
    waiting = Comment.objects.to_decide()
    oldest = waiting.oldest_first().first()
    return {"count": count(waiting), "since": oldest.created_at if oldest else None}


@register.simple_tag
def reported_comments():
    """How many comments readers reported that nobody has answered (`Count`)."""
    return count(Comment.objects.reported())


@register.simple_tag
def open_corrections():
    """How many corrections by readers are open (`Count`), and the oldest of them."""
    found = Correction.objects.open()
    oldest = found.on_readable().select_related("current").defer("article__body", "article__live__body")
    return {"count": count(found), "oldest": oldest.oldest_first()[:CORRECTIONS_SHOWN]}


@register.simple_tag
def year_plots():
    """Publications and comments by month (`comments.desk.year`)."""
    return year.plots(timezone.localdate())
