"""The host of a web address, in the one spelling that every browser goes to.

Follows the host parser of the WHATWG URL standard (https://url.spec.whatwg.org/#host-parsing): names in any
script become ASCII by Unicode's UTS 46, without the replacements of 2003 that made "ß" an "ss".
"""

import re
import socket
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import unquote

import idna

LONGEST_NAME = 253
LONGEST_LABEL = 63
# No name of a site holds any ASCII but letters, digits and these three: - . _
_FORBIDDEN = re.compile(r"[\x00-,/:-^`{-\x7f\ufffd]")
# Unseen, they tell names apart that look the same. The few honest names with one are written in ASCII.
_JOINERS = re.compile("[\u200c\u200d]")
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\.?")


def hostname(name: str) -> str | None:
    """The host in ASCII and lower case, an IP address in its usual form; None when there is no such host."""
    if name.startswith("["):
        return _ipv6(name[1:-1])
    name = _mapped(unquote(name, errors="replace"))
    if name is None or _FORBIDDEN.search(name) or _JOINERS.search(name):
        return None
    if _ENDS_IN_NUMBER.fullmatch(name):
        return _ipv4(name.removesuffix("."))
    name = ".".join(map(_ascii, name.split(".")))
    return name if _can_be_looked_up(name.removesuffix(".")) else None


def _mapped(name: str) -> str | None:
    """The name without capitals, wide letters, other full stops and what cannot be seen."""
    try:
        return idna.uts46_remap(name, std3_rules=False)
    except idna.IDNAError:
        return None


def _ascii(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def _can_be_looked_up(name: str) -> bool:
    return len(name) <= LONGEST_NAME and all(0 < len(label) <= LONGEST_LABEL for label in name.split("."))


def _ipv4(digits: str) -> str | None:
    """From any spelling browsers read: fewer parts, octal, hexadecimal."""
    try:
        return socket.inet_ntoa(socket.inet_aton(digits))
    except OSError:
        return None


def _ipv6(address: str) -> str | None:
    try:
        return f"[{IPv6Address(address).compressed}]" if "%" not in address else None
    except AddressValueError:
        return None
