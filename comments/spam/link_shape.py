"""Checks on what an address looks like, whoever's it is. Pure.

What an address looks like proves nothing; it is told to the moderator, and the score learns what it is worth
here.
"""

import re
from urllib.parse import parse_qsl, urlsplit

from comments.noticing import Facts, LinkFacts, Told

#: Names that services behind advertising give to the one who is paid for a click.
TRACKING = frozenset(
    "aff aff_id affid affiliate affiliate_id afid aid campaign cid click click_id clickid partner pid"
    " promo ref refer referral referrer source sub subid tag tid tracking".split()
)
#: Folders of shops and of what is sold through comments.
SELLING = frozenset(
    "buy cart casino cbd cheap checkout collections coupon coupons deal deals discount escort escorts"
    " loan loans offer offers order payday pills poker product products promo rehab replica shop slots"
    " store".split()
)
_MARKUP = re.compile(r"<a\s[^>]*href|\[url[=\]]|\[[^\]\n]{1,200}\]\(\s*(?:https?:|www\.|/)", re.IGNORECASE)
_PARTS = re.compile(r"[-_./]+")


def tracking_code(facts: Facts) -> Told | None:
    """A code in an address that tells somebody who sent the reader."""
    for link in facts.links:
        code = _tracking(link)
        if code:
            return Told(f"The link to {link.site} has a tracking code: {code}", link.places)
    return None


def selling_address(facts: Facts) -> Told | None:
    """An address deep inside what looks like a shop."""
    for link in facts.links:
        words = SELLING & {*_PARTS.split(urlsplit(link.url).path.casefold())}
        if words:
            return Told(f"The address at {link.site} has “{min(words)}” in it", link.places)
    return None


def link_markup(facts: Facts) -> Told | None:
    """Markup for a link, typed where only plain text is shown."""
    found = _MARKUP.search(facts.text)
    return Told("The link was written as code, as programs do", (found.span(),)) if found else None


def _tracking(link: LinkFacts) -> str:
    for name, value in parse_qsl(urlsplit(link.url).query):
        if name.casefold() in TRACKING or name.casefold().startswith("utm_"):
            return f"{name}={value}"[:60]
    return ""
