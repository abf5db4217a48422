"""Which link addresses may stand in a text, judged as browsers read them.

Follows the WHATWG URL standard's basic parser (https://url.spec.whatwg.org/) where a lenient reading matters:
what it ignores is removed, what it takes for a slash is a slash. What comes out reads the same everywhere.
"""

import re
import unicodedata
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import unquote

LONGEST = 2000
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_ENDS = "".join(map(chr, range(0x21)))
_IGNORED = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.S)
_LEADING_SLASHES = re.compile(r"[/\\]*")
_AUTHORITY = re.compile(r"([^/\\?#]*)(.*)", re.S)
_HOST_AND_PORT = re.compile(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?")
# No name of a site holds any ASCII but letters, digits and these three: - . _
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-,/:-^`{-\x7f\ufffd]")
_MAPPED_AWAY = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_PATH = re.compile(r"[^?#]*")
_ALWAYS_ENCODED = frozenset(' "<>`')


def safe_href(value: str) -> str | None:
    """The address in one stable spelling, or None when it must not be a link.

    Allowed: http, https and mailto, paths of this site ("/about/"), and fragments ("#causes").
    """
    value = _IGNORED.sub("", value.strip(_ENDS))
    if len(value) > LONGEST:
        return None
    scheme = _SCHEME.fullmatch(value)
    href = _with_scheme(scheme[1].lower(), scheme[2]) if scheme else _on_this_site(value)
    return href if href and len(href) <= LONGEST else None


def _with_scheme(scheme: str, rest: str) -> str | None:
    if scheme == "mailto":
        address = rest.strip()
        return f"mailto:{_encoded(address)}" if address and not address.startswith("/") else None
    if scheme in _DEFAULT_PORTS:
        return _web_address(scheme, rest)
    return None


def _on_this_site(value: str) -> str | None:
    if value.startswith("#"):
        return _encoded(value) if len(value) > 1 else None
    value = _with_forward_slashes(value)
    if value.startswith("/") and not value.startswith("//"):
        return _encoded(value)
    return None


def _web_address(scheme: str, rest: str) -> str | None:
    # However many slashes follow, and whichever way they lean, browsers read a host after them.
    authority, tail = _AUTHORITY.fullmatch(_LEADING_SLASHES.sub("", rest, count=1)).groups()
    # A name before "@" only disguises the host.
    place = _HOST_AND_PORT.fullmatch(authority.rpartition("@")[2])
    host = _host(place[1]) if place else None
    port = _port(scheme, place[2] or "") if place else None
    if host is None or port is None:
        return None
    return f"{scheme}://{host}{port}{_encoded(_with_forward_slashes(tail))}"


def _host(name: str) -> str | None:
    if name.startswith("["):
        return _ipv6(name[1:-1])
    name = _mapped(unquote(name, errors="replace"))
    if not name.strip(".") or _FORBIDDEN_IN_HOST.search(name) or not all(map(_is_visible, name)):
        return None
    return name


def _ipv6(address: str) -> str | None:
    try:
        return f"[{IPv6Address(address).compressed}]" if "%" not in address else None
    except AddressValueError:
        return None


def _mapped(name: str) -> str:
    """The host's spelling as browsers map it: no wide letters, no other full stops, no capitals."""
    name = _MAPPED_AWAY.sub("", name).replace("\u3002", ".")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).lower())


def _port(scheme: str, digits: str) -> str | None:
    """The port with its colon, nothing when it is the usual one, None when there is no such port."""
    digits = digits.lstrip("0") if digits.strip("0") else digits[:1]
    if not digits or digits == _DEFAULT_PORTS[scheme]:
        return ""
    return f":{digits}" if len(digits) <= 5 and int(digits) <= 65535 else None


def _with_forward_slashes(value: str) -> str:
    path = _PATH.match(value)[0]
    return path.replace("\\", "/") + value[len(path) :]


def _encoded(value: str) -> str:
    """Spaces, quotes, angle brackets and what cannot be seen percent-encoded; letters of any script stay."""
    return "".join(map(_encoded_character, value))


def _encoded_character(character: str) -> str:
    if character not in _ALWAYS_ENCODED and _is_visible(character):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="replace"))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "CZ"
