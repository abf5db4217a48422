"""Finding addresses in plain text, and naming what they point at. Pure."""

import ipaddress
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS
from publicsuffixlist import PublicSuffixList

PATH_MAX_LENGTH = 240

#: Hosts where the first part of the path is somebody's account.
SHARED_HOSTS = frozenset(
    "facebook.com instagram.com linkedin.com medium.com pinterest.com reddit.com t.me tiktok.com tumblr.com"
    " twitter.com vk.com x.com youtube.com sites.google.com".split()
)
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
    """Every web address in the text, with or without its scheme, in order."""
    matches = _finder().match(text) or []
    found = (FoundLink(m.index, m.last_index, _with_scheme(m.url)) for m in matches)
    return [link for link in found if link.url]


def places(url: str) -> list[Place]:
    """What an http(s) address points at, widest first: site, host, account, page. Empty without a host."""
    parts = _split(url)
    host = host_of(url)
    if parts is None or not host:
        return []
    domain = registrable_domain(host)
    chain = [Place("domain", domain)]
    if host != domain:
        chain.append(Place("host", host))
    chain += _places_in_path(host, _folders(parts.path))
    return chain


def host_of(url: str) -> str:
    """The host in its ASCII form, lower case, without port and closing dot; "" when there is none."""
    parts = _split(url)
    host = (parts.hostname or "").strip(".") if parts else ""
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return host


def registrable_domain(host: str) -> str:
    """The part of a host that somebody registered, by the Public Suffix List; the host itself for an IP."""
    if _is_ip_address(host):
        return host
    return _suffixes().privatesuffix(host) or host


def _is_ip_address(host):
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _places_in_path(host, folders):
    if not folders:
        return []
    bare = host.removeprefix("www.").removeprefix("m.")
    account = [Place("account", f"{bare}/{folders[0]}")] if bare in SHARED_HOSTS else []
    if account and len(folders) == 1:
        return account
    return [*account, Place("path", "/".join([host, *folders]))]


def _folders(path):
    """The parts of a path, as many as a target's value has room for."""
    folders = [folder for folder in unquote(path).split("/") if folder]
    while sum(len(folder) + 1 for folder in folders) > PATH_MAX_LENGTH:
        folders.pop()
    return folders


def _split(url):
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _with_scheme(url):
    if url.startswith("//"):
        return f"https:{url}"
    return url if url.lower().startswith(("http://", "https://")) else ""


@cache
def _finder():
    finder = LinkifyIt(options={"fuzzy_email": False})
    return finder.tlds([*TLDS, *EXAMPLE_TLDS], keep_old=True)


@cache
def _suffixes():
    return PublicSuffixList(accept_unknown=True)
