"""Addresses that only lead on to another one. Pure.

A redirector names where it leads inside its own address, so both are known. A shortener does not: nobody can
tell without opening it, which nothing here ever does.
"""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from cms.href import safe_href
from comments.links.bare import bare_addresses

#: So many redirectors in a row are followed.
MOST_STEPS = 3

#: Host (and those below it) → the beginning of the path, and the parameters that hold the next address.
#: "?" means that all of the query is the address, "/" that what follows in the path is.
_REDIRECTORS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("amp.dev", "/documentation/examples/preview", ("url",)),
    ("anonym.to", "/", ("?",)),
    ("archive.org", r"/web/[0-9*]+[a-z_]*/", ("/",)),
    ("archive.ph", "/[0-9]+/", ("/",)),
    ("bing.com", "/amp/s/", ("/",)),
    ("cdn.ampproject.org", r"/[acvw]/(?:s/)?", ("/",)),
    ("dereferer.me", "/", ("?",)),
    ("disq.us", "/url", ("url",)),
    ("duckduckgo.com", "/l/", ("uddg",)),
    ("exit.sc", "/", ("url",)),
    ("facebook.com", r"/(?:l|flx/warn)(?:\.php)?/?", ("u",)),
    ("getpocket.com", "/redirect", ("url",)),
    ("google.TLD", r"/amp/(?:s/)?", ("/",)),
    ("google.TLD", "/url", ("q", "url")),
    ("google.TLD", "/imgres", ("imgrefurl", "imgurl")),
    ("translate.google.TLD", "/translate", ("u",)),
    ("href.li", "/", ("?",)),
    ("instagram.com", "/", ("u",)),
    ("linkedin.com", "/(?:redir/redirect|redir/general-malware-page|safety/go)", ("url",)),
    ("medium.com", "/r/", ("url",)),
    ("nullrefer.com", "/", ("?",)),
    ("out.reddit.com", "/", ("url",)),
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("slack-redir.net", "/link", ("url",)),
    ("steamcommunity.com", "/linkfilter/?", ("url", "u", "?")),
    ("t.umblr.com", "/redirect", ("z",)),
    ("urldefense.com", "/v3/__", ("/",)),
    ("urldefense.proofpoint.com", "/v1/url", ("u",)),
    ("vk.com", "/away.php", ("to",)),
    ("yandex.TLD", "/(?:redir|turbo)", ("url", "text")),
    ("youtube.com", "/redirect", ("q",)),
)
SHORTENERS = frozenset(
    "adf.ly amzn.to bit.do bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly dlvr.it fb.me goo.gl goo.su"
    " ht.ly ift.tt is.gd j.mp lnk.to lnkd.in ow.ly qr.ae rb.gy rebrand.ly rotf.lol s.id short.gy shorte.st"
    " shorturl.at smarturl.it snip.ly soo.gd surl.li t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com trib.al"
    " u.to urlz.fr v.gd vk.cc wp.me x.co x.gd".split()
)
#: Hosts whose name is another's, with its full stops as "-" and its "-" doubled.
_NAMED_AFTER = (".translate.goog",)


def is_shortener(site: str) -> bool:
    """Whether a registrable domain is a link shortener's."""
    return site in SHORTENERS


def led_to(url: str) -> list[str]:
    """The addresses a redirector leads on to, one after the other; empty for an address that is none.

    All are in the spelling of `cms.href.safe_href`, as the one that comes in.
    """
    steps: list[str] = []
    while len(steps) < MOST_STEPS and (url := _next(url)):
        steps.append(url)
    return steps


def _next(url):
    parts = urlsplit(url)
    host = (parts.hostname or "").removesuffix(".")
    for suffix in _NAMED_AFTER:
        if host.endswith(suffix):
            return _address(f"{parts.scheme}://{_named_after(host.removesuffix(suffix))}{parts.path}")
    for name, path, where in _REDIRECTORS:
        start = re.match(path, parts.path) if _is_host(host, name) else None
        if start and (address := _held(parts, start.end(), where)):
            return address
    return ""


def _is_host(host, name):
    if name.endswith(".TLD"):
        plain = re.escape(name.removesuffix(".TLD"))
        return bool(re.fullmatch(rf"(?:[a-z0-9-]+\.)*{plain}\.(?:[a-z]{{2,3}}|com?\.[a-z]{{2}})", host))
    return host == name or host.endswith(f".{name}")


def _held(parts, end, where):
    values = dict(reversed(parse_qsl(parts.query)))
    for place in where:
        if place == "?":
            held = unquote(parts.query)
        elif place == "/":
            held = parts.path[end:] + (f"?{parts.query}" if parts.query else "")
        else:
            held = values.get(place, "")
        if address := _address(held):
            return address
    return ""


def _address(held):
    """A web address, with or without its scheme, in its one spelling; "" for anything else."""
    held = re.sub(r"^(https?):/{0,2}(?=[^/])", r"\1://", held.strip())
    if held.lower().startswith(("http://", "https://")):
        return safe_href(held) or ""
    first = next(iter(bare_addresses(held)), None)
    return (safe_href(first.address) or "") if first and first.start == 0 else ""


def _named_after(label):
    return label.replace("--", "\0").replace("-", ".").replace("\0", "-")
