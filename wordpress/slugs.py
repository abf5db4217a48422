"""The end of an article's, author's or topic's address: the old site's if it can stay, else one of ours."""

import unicodedata
from collections.abc import Callable

from cms.slugs import MAX_LENGTH, is_slug, slug_of

#: Leaves room for a number behind it.
LONGEST = MAX_LENGTH - 10


def kept_or_made(old: str, name: str, otherwise: str) -> str:
    """The old site's slug as it is when that can be; else one made from it, from the name, or `otherwise`."""
    old = unicodedata.normalize("NFC", old)
    return (
        old if is_slug(old) else slug_of(old, longest=LONGEST) or slug_of(name, longest=LONGEST) or otherwise
    )


def first_free(slug: str, is_taken: Callable[[str], bool]) -> str:
    """The slug, with the first number behind it that makes it nobody's."""
    free, number = slug, 1
    while is_taken(free):
        number += 1
        free = f"{slug[:LONGEST]}-{number}"
    return free
