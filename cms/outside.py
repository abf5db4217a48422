"""Asking a page on another site whether it is there, without ever talking to our own network.

Every host name is resolved here, each of its addresses judged, and the connection made to the very address
that was judged: a name that answers differently the second time wins nothing. Redirects use the same door.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings

TIMEOUT = 8  # seconds, for each connection and each answer
MOST_REDIRECTS = 5
GONE = frozenset({404, 410})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Says whether a network address may be talked to.
Guard = Callable[[Address], bool]


@dataclass(frozen=True)
class Answer:
    """What came of asking: an HTTP status, or in words why there is none."""

    status: int | None = None
    trouble: str = ""
    is_gone: bool = False


class Refused(Exception):
    """This address is not for us to ask."""


class NoSuchName(Exception):
    """There is no such host."""


def is_public(address: Address) -> bool:
    """Whether a network address belongs to the internet at large, whatever it is wrapped in."""
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def ask(url: str, *, allows: Guard = is_public) -> Answer:
    """Ask for a page, with HEAD and, where that is not answered well, with GET; no page is read.

    Gone is what answers 404 or 410 and what has no host. A host that is slow, refuses us or has trouble of
    its own may well be there. `allows` is the guard; nothing but a test has a reason to give another.
    """
    try:
        status = _status("HEAD", url, allows)
        if status >= http.client.BAD_REQUEST:
            status = _status("GET", url, allows)
    except NoSuchName:
        return Answer(trouble="there is no site of that name", is_gone=True)
    except Refused as refusal:
        return Answer(trouble=str(refusal))
    except TimeoutError:
        return Answer(trouble="it took too long to answer")
    except ssl.SSLError:
        return Answer(trouble="its certificate is not in order")
    except (OSError, ValueError, http.client.HTTPException):
        return Answer(trouble="it could not be reached")
    return Answer(status=status, is_gone=status in GONE)


def _status(method, url, allows):
    for _ in range(MOST_REDIRECTS + 1):
        status, location = _answer(method, url, allows)
        if status not in _REDIRECTS or not location:
            return status
        url = urljoin(url, location)
    raise Refused("it leads in circles")


def _answer(method, url, allows):
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("it leads to no web page")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _connection(parts.scheme, parts.hostname, port, allows)
    try:
        connection.request(method, _target(parts), headers=_headers())
        response = connection.getresponse()
        return response.status, response.getheader("Location", "")
    finally:
        connection.close()


def _connection(scheme, host, port, allows):
    """A connection to an address of the host that passed the guard."""
    sock = socket.create_connection((str(_judged(host, port, allows)), port), TIMEOUT)
    try:
        if scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
    except BaseException:
        sock.close()
        raise
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    connection = kind(host, port, timeout=TIMEOUT)
    connection.sock = sock
    return connection


def _judged(host: str, port: int, allows: Guard) -> Address:
    """The first of the host's addresses; refused when any of them is not allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as failure:
        # A resolver that does not answer says nothing about the name.
        if failure.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise NoSuchName from failure
        raise
    except UnicodeError as failure:
        raise NoSuchName from failure
    addresses = [ipaddress.ip_address(place[4][0].partition("%")[0]) for place in found]
    if not addresses or not all(map(allows, addresses)):
        raise Refused("it leads into a private network")
    return addresses[0]


def _inside(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 one stands for."""
    if address.version == 4:
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def _target(parts):
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _headers():
    agent = f"Palimpsest link check (+{settings.SITE_URL})"
    return {"User-Agent": agent, "Accept": "*/*", "Connection": "close"}
