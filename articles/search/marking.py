"""Showing where words were found, in markup that nothing in a text can break out of."""

from django.utils.html import escape
from django.utils.safestring import SafeString

#: What the databases put around what they found: control characters, which no text of ours holds.
START, STOP = "\x02", "\x03"


def marked(found: str) -> SafeString:
    """The text with `<mark>` around what was found, everything else escaped."""
    return SafeString(escape(found).replace(START, "<mark>").replace(STOP, "</mark>"))


def has_mark(found: str) -> bool:
    return START in found
