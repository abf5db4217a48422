"""Finding addresses in plain text, and naming what they point at. Pure.

Every address is first judged by `cms.href.safe_href`. What readers see, where their browsers go and what a
verdict covers all come from the one spelling it gives, so that they cannot differ.
"""

import ipaddress
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, urlsplit

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS
from publicsuffixlist import PublicSuffixList

from cms.href import is_too_long, safe_href
from comments.links.accounts import account_in, shared_site
from comments.links.spelling import readable

PATH_MAX_LENGTH = 240
#: A page deeper than this is one with what stands beside it.
PATH_DEPTH = 5
#: Reserved for examples (RFC 2606), so in no list of real ones; our demo content lives there.
EXAMPLE_TLDS = ["example", "test"]


@dataclass(frozen=True)
class FoundLink:
    """An address in a text: the characters from `start` to `end`, and the web address they mean."""

    start: int
    end: int
    url: str


@dataclass(frozen=True)
class Place:
    """Something an address points at: `scope` is one of the scopes of `comments.models.Scope`."""

    scope: str
    value: str


def find_links(text: str) -> list[FoundLink]:
    """Every web address in the text, with or without its scheme, in order.

    What may not be a link, being too long or leading nowhere, is none: it stays in the text as it is.
    """
    found = (FoundLink(m.index, m.last_index, safe_href(_typed(m))) for m in _matches(text))
    return [link for link in found if link.url]


def has_too_long_link(text: str) -> bool:
    """Whether an address in the text is longer than a link may be."""
    return any(is_too_long(_typed(match)) for match in _matches(text))


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


def _matches(text):
    matches = _finder().match(text) or []
    return [match for match in matches if _typed(match)]


def _typed(match) -> str:
    """The web address of a match as it was typed, with a scheme; "" for other kinds of address."""
    if match.url.startswith("//"):
        return f"https:{match.url}"
    return match.url if match.url.lower().startswith(("http://", "https://")) else ""


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
def _finder():
    finder = LinkifyIt(options={"fuzzy_email": False})
    return finder.tlds([*TLDS, *EXAMPLE_TLDS], keep_old=True)


@cache
def _suffixes():
    return PublicSuffixList(accept_unknown=True)
