"""Where a link copied from a mail or a search really leads."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: Sites that stand between a reader and a page, each with the name of the query's part that has its address.
_BETWEEN = {"/url": ("q", "url"), "/l.php": ("u",), "/": ("url",)}
_HOSTS = (".google.com", ".safelinks.protection.outlook.com", "l.facebook.com", "lm.facebook.com")
#: Parts of a query that only tell where a reader came from.
_TRACKING = ("utm_", "mc_cid", "mc_eid", "fbclid", "gclid", "dclid", "msclkid", "igshid", "_hsenc", "_hsmi")
_MOST_HOPS = 3


def direct(href: str) -> str:
    """The address without who stands between, and without what only counts visitors."""
    for _ in range(_MOST_HOPS):
        inner = _behind(href)
        if inner is None:
            break
        href = inner
    return _without_tracking(href)


def _behind(href):
    parts = _split(href)
    host = f".{parts.hostname}" if parts and parts.hostname else ""
    if not host.endswith(_HOSTS) or parts.path not in _BETWEEN:
        return None
    query = dict(parse_qsl(parts.query))
    found = next((query[name] for name in _BETWEEN[parts.path] if name in query), "")
    return found if found.startswith(("http://", "https://")) else None


def _without_tracking(href):
    parts = _split(href)
    if not parts or not any(name in parts.query for name in _TRACKING):
        return href
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not name.startswith(_TRACKING)]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _split(href):
    try:
        return urlsplit(href) if href.startswith(("http://", "https://")) else None
    except ValueError:
        return None
