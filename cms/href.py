"""Which link addresses may stand in a text, judged as browsers read them.

Follows the WHATWG URL standard's basic parser (https://url.spec.whatwg.org/) where a lenient reading matters:
what it ignores is removed, what it takes for a slash is a slash. What comes out reads the same everywhere.
"""

import re
import unicodedata

from cms.hostname import hostname

LONGEST = 2000
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_ENDS = "".join(map(chr, range(0x21)))
_IGNORED = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.S)
_LEADING_SLASHES = re.compile(r"[/\\]*")
_AUTHORITY = re.compile(r"([^/\\?#]*)(.*)", re.S)
_HOST_AND_PORT = re.compile(r"(\[[^\]]*\]|[^:]*)(?::([0-9]*))?")
_PATH = re.compile(r"[^?#]*")
_ALWAYS_ENCODED = frozenset(' "<>`')


def safe_href(value: str) -> str | None:
    """The address in one stable spelling, or None when it must not be a link.

    Allowed: http, https and mailto, paths of this site ("/about/"), and fragments ("#causes").
    """
    value = _trimmed(value)
    href = _judged(value) if len(value) <= LONGEST else None
    return href if href and len(href) <= LONGEST else None


def is_too_long(value: str) -> bool:
    """Whether an address is refused for its length, as typed or in its stable spelling."""
    value = _trimmed(value)
    return len(value) > LONGEST or len(_judged(value) or "") > LONGEST


def _trimmed(value: str) -> str:
    return _IGNORED.sub("", value.strip(_ENDS))


def _judged(value: str) -> str | None:
    scheme = _SCHEME.fullmatch(value)
    return _with_scheme(scheme[1].lower(), scheme[2]) if scheme else _on_this_site(value)


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
    host = hostname(place[1]) if place else None
    port = _port(scheme, place[2] or "") if place else None
    if host is None or port is None:
        return None
    return f"{scheme}://{host}{port}{_encoded(_with_forward_slashes(tail))}"


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
