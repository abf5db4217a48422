"""Checks on who the writer says to be. Pure. What they say is told, and holds nothing by itself."""

import re

from comments.links.addresses import find_links
from comments.noticing import Facts
from comments.spam.words import folded_words

#: A name with more words than this and no capital letter is rarely a person's.
MOST_NAME_WORDS = 4
#: Digits in the part of an email address before the @.
MANY_DIGITS = 4
_LETTERS = re.compile("[^a-z0-9]")


def name_is_address(facts: Facts) -> str | None:
    return "The name is a web address" if find_links(facts.name) else None


def name_repeats_site(facts: Facts) -> str | None:
    """A name that is also the site's, or words of it: “Cheap Shoes” at cheap-shoes.example."""
    name = _LETTERS.sub("", facts.name.casefold())
    if len(name) < 5:
        return None
    for link in facts.links:
        if name in _LETTERS.sub("", link.site):
            return f"The name repeats the site it links to, {link.site}"
    return None


def name_is_phrase(facts: Facts) -> str | None:
    count = len(facts.name.split())
    is_phrase = count > MOST_NAME_WORDS and facts.name.islower()
    return f"The name is {count} words long, like a search" if is_phrase else None


def name_unlike_address(facts: Facts) -> str | None:
    """A machine's email address: many digits, and nothing of the name in it."""
    local = facts.email.partition("@")[0].casefold()
    if sum(map(str.isdigit, local)) < MANY_DIGITS or not facts.name.isascii():
        return None
    parts = [word for word in folded_words(facts.name) if len(word) > 2]
    if not parts or any(part[:4] in local for part in parts):
        return None
    return "The name and the email address have nothing in common"
