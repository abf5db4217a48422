"""Hosts that many people share, and where on them somebody's own pages begin. Pure."""

#: For each site, the paths that lead to one account. `*` stands for its name, `@*` for one behind an "@".
#: A shape with `=` is another way to write the account that follows.
ACCOUNTS: dict[str, tuple[str, ...]] = {
    "bsky.app": ("profile/*",),
    "facebook.com": ("groups/*", "pages/*", "*"),
    "github.com": ("*",),
    "instagram.com": ("*",),
    "linkedin.com": ("in/*", "company/*", "school/*", "groups/*"),
    "medium.com": ("@*",),
    "patreon.com": ("c/*", "*"),
    "pinterest.com": ("*",),
    "reddit.com": ("r/*", "user/*", "u/*=user/*"),
    "sites.google.com": ("view/*", "site/*"),
    "t.me": ("s/*=*", "*"),
    "threads.net": ("@*",),
    "tiktok.com": ("@*",),
    "tumblr.com": ("blog/*=*", "*"),
    "twitter.com": ("*",),
    "vk.com": ("*",),
    "x.com": ("*",),
    "youtube.com": ("@*", "channel/*", "c/*", "user/*"),
}
#: First parts of a path that belong to the site itself.
RESERVED: dict[str, frozenset[str]] = {
    site: frozenset(words.split())
    for site, words in {
        "facebook.com": "events hashtag help login marketplace media permalink.php photo photo.php"
        " profile.php reel share sharer sharer.php story.php watch",
        "github.com": "about collections explore features login marketplace orgs search settings sponsors"
        " topics",
        "instagram.com": "accounts explore p reel reels stories tv",
        "patreon.com": "home login posts search",
        "pinterest.com": "ideas pin search",
        "t.me": "addstickers c iv joinchat proxy share",
        "tumblr.com": "dashboard explore login search tagged",
        "twitter.com": "explore hashtag home i intent login search share",
        "vk.com": "away.php feed login search video wall",
        "x.com": "explore hashtag home i intent login search share",
    }.items()
}
#: Hosts below a site that serve the very same pages; the rest may be anybody's.
ENTRANCES = ("www", "m", "mobile")
MORE_ENTRANCES = {
    "facebook.com": ("mbasic", "touch", "web"),
    "reddit.com": ("new", "np", "old"),
}
COUNTRY_ENTRANCES = frozenset({"facebook.com", "linkedin.com", "pinterest.com"})
#: Names of these are told apart by capitals.
_EXACT = ("channel/*", "view/*", "site/*")


def shared_site(host: str) -> str:
    """The shared site that a host serves, by its plain name; "" for all others."""
    if host in ACCOUNTS:
        return host
    label, _, site = host.partition(".")
    return site if site in ACCOUNTS and _is_entrance(label, site) else ""


def account_in(site: str, folders: list[str]) -> tuple[str, int] | None:
    """The account that a path on a shared site leads to, and how many of its folders name it."""
    for shape in ACCOUNTS[site]:
        parts = shape.partition("=")[0].split("/")
        if _leads_there(site, parts, folders):
            return _account(site, shape, folders[len(parts) - 1]), len(parts)
    return None


def _is_entrance(label, site):
    if label in ENTRANCES or label in MORE_ENTRANCES.get(site, ()):
        return True
    return len(label) == 2 and site in COUNTRY_ENTRANCES


def _leads_there(site, parts, folders):
    """Whether the folders begin with the shape: its fixed words, then a name."""
    *words, pattern = parts
    if len(folders) < len(parts) or [one.lower() for one in folders[: len(words)]] != words:
        return False
    name, start = folders[len(words)], pattern.removesuffix("*")
    return name.startswith(start) and name != start and (bool(words) or name.lower() not in _words_of(site))


def _words_of(site):
    """First parts of a path that name nobody."""
    return RESERVED.get(site, frozenset()) | {shape.split("/")[0] for shape in ACCOUNTS[site] if "/" in shape}


def _account(site, shape, name):
    told = shape.rpartition("=")[2]
    name = name if shape in _EXACT else name.lower()
    return f"{site}/{told.removesuffix('@*').removesuffix('*')}{name}"
