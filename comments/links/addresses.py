"""Finding addresses in plain text, and naming what they point at. Pure.

Every address is first judged by `cms.href.safe_href`. What readers see, where their browsers go and what a
verdict covers all come from the one spelling it gives, so that they cannot differ.
"""

import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import SplitResult, urlsplit

from publicsuffixlist import PublicSuffixList

from cms.href import is_too_long, safe_href
from comments.links.accounts import account_in, shared_site
from comments.links.bare import Bare, bare_addresses
from comments.links.reading import Reading
from comments.links.spelling import readable
from comments.links.wrapped import Wrapped, wrapped_addresses

PATH_MAX_LENGTH = 240
#: A page deeper than this is one with what stands beside it.
PATH_DEPTH = 5


class Written(StrEnum):
    """How an address stands in a text."""

    ADDRESS = "address"
    WORDS = "words"
    DISGUISED = "disguised"


@dataclass(frozen=True)
class FoundLink:
    """An address in a text: the characters from `start` to `end`, and the web address they mean.

    `words` are those it stands behind, or, of a disguised one, what was typed.
    """

    start: int
    end: int
    url: str
    written: Written = Written.ADDRESS
    words: str = ""


@dataclass(frozen=True)
class Place:
    """Something an address points at: `scope` is one of the scopes of `comments.models.Scope`."""

    scope: str
    value: str


def find_links(text: str) -> list[FoundLink]:
    """Every web address in the text, with or without its scheme, in order.

    What may not be a link, being too long or leading nowhere, is none: it stays in the text as it is.
    """
    read = Reading(text)
    found = (_found(read, one) for one in _addresses(read.text))
    return [link for link in found if link.url]


def has_too_long_link(text: str) -> bool:
    """Whether an address in the text is longer than a link may be."""
    return any(is_too_long(one.address) for one in _addresses(Reading(text).text))


def places(url: str) -> list[Place]:
    """What an http(s) address points at, widest first: site, host, account, pages. Empty without a host.

    Each place follows from the one after it alone, whichever address it was first met in.
    """
    host = host_of(url)
    if not host:
        return []
    host = shared_site(host) or host
    domain = registrable_domain(host)
    chain = [Place("domain", domain)]
    if host != domain:
        chain.append(Place("host", host))
    return [*chain, *_places_in_path(host, _folders(_split(url).path))]


def host_of(url: str) -> str:
    """The host in its ASCII form, lower case, without port and closing dot; "" when there is none."""
    return (_split(url).hostname or "").removesuffix(".")


def registrable_domain(host: str) -> str:
    """The part of a host that somebody registered, by the Public Suffix List; the host itself for an IP."""
    if _is_ip_address(host):
        return host
    return _suffixes().privatesuffix(host) or host


def _addresses(text) -> list[Bare | Wrapped]:
    """Those behind words and those by themselves, none inside another."""
    found, end = [], 0
    both = [*wrapped_addresses(text), *bare_addresses(text)]
    for one in sorted(both, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            found.append(one)
            end = one.end
    return found


def _found(read, one):
    start, end = read.start(one.start), read.end(one.end)
    url = safe_href(one.address) or ""
    words, is_plain = (one.words, one.is_plain) if isinstance(one, Wrapped) else ("", True)
    if not is_plain or not (words or read.is_as_typed(one.start, one.end)):
        return FoundLink(start, end, url, Written.DISGUISED, read.original[start:end])
    return FoundLink(start, end, url, Written.WORDS if words else Written.ADDRESS, words)


def _split(url) -> SplitResult:
    return urlsplit(safe_href(url) or "")


def _is_ip_address(host):
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _places_in_path(host, folders):
    """The account, if the host is a shared one, and then every folder down to the page."""
    account = account_in(host, folders) if shared_site(host) else None
    value, depth = account or (host, 0)
    chain = [Place("account", value)] if account else []
    deeper = range(depth + 1, len(folders) + 1)
    return chain + [Place("path", "/".join([host, *folders[:end]])) for end in deeper]


def _folders(path):
    """The parts of a path as browsers resolve them, as many as a target has room for."""
    folders = [folder for folder in _resolved(readable(path).split("/")) if folder][:PATH_DEPTH]
    while sum(len(folder) + 1 for folder in folders) > PATH_MAX_LENGTH:
        folders.pop()
    return folders


def _resolved(segments):
    """Without "." and "..", each of which takes the segment before it away, even an empty one."""
    kept = []
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return kept


@cache
def _suffixes():
    return PublicSuffixList(accept_unknown=True)
