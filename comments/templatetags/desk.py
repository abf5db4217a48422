"""Words for the desk's pages."""

from django import template
from django.utils import timezone

from comments.acts import ON_MANY

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
