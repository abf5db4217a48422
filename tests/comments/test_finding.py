"""Addresses as spammers write them: one site in two hundred spellings, and look-alikes that are others."""

import pytest

from comments.links.addresses import Written, find_links, places
from comments.links.lookalikes import skeleton, warnings
from comments.links.record import sites_of
from comments.links.redirectors import led_to
from comments.markup import ShownLink, comment_html, fill_links

HOSTS = [
    "spa-salz.example",
    "SPA-SALZ.EXAMPLE",
    "Spa-Salz.Example",
    "www.spa-salz.example",
    "shop.spa-salz.example",
    "spa-salz.example.",
    "spa-salz[.]example",
    "spa-salz(.)example",
    "spa-salz{.}example",
    "spa-salz[dot]example",
    "spa-salz(dot)example",
    "spa-salz{dot}example",
    "spa-salz<dot>example",
    "spa-salz[DOT]example",
    "spa-salz [dot] example",
    "spa-salz (dot) example",
    "spa-salz ( dot ) example",
    "spa-salz[punkt]example",
    "spa-salz*dot*example",
    "spa-salz&#46;example",
    "spa-salz&#x2E;example",
    "spa-salz&period;example",
    "spa-salz\uff0eexample",
    "spa-salz\u3002example",
    "spa-salz\uff61example",
    "spa-salz\u2024example",
    "spa-salz\ufe52example",
    "\uff53\uff50\uff41-\uff53\uff41\uff4c\uff5a.example",
    "spa-salz.\uff45xample",
    "\U0001d42c\U0001d429\U0001d41a-salz.example",
    "\u24e2\u24df\u24d0-salz.example",
    "s\u200bpa-salz.example",
    "spa\u200c-salz.example",
    "spa-s\u200dalz.example",
    "spa-salz\u2060.example",
    "spa-salz.\ufeffexample",
    "spa-sa\u00adlz.example",
    "spa-salz.exam\u00adple",
    "spa-sa\u034flz.example",
    "spa-sa\ufe0flz.example",
]
SCHEMES = ["http://{}/salt", "https://{}/salt", "HTTP://{}/salt", "hxxp://{}/salt"]
WHOLE = [
    "spa-salz dot example",
    "spa-salz DOT example",
    "spa-salz . example",
    "www dot spa-salz dot example",
    "spa-salz d0t example",
    "h**p://spa-salz.example/",
    "\U0001f449spa-salz.example",
    "\u2192 spa-salz.example\u2190",
    "\U0001f517http://spa-salz.example/salt\U0001f517",
    "visit:spa-salz.example",
    "here...spa-salz.example...",
    "-spa-salz.example",
    "`spa-salz.example`",
    "~~spa-salz.example~~",
    "__spa-salz.example__",
    "\u770bspa-salz.example\u770b",
    "\u770bhttp://spa-salz.example/\u770b",
    "xhttp://spa-salz.example/",
    "<img src=http://spa-salz.example/salt>",
    "spa-sal\u1dbb.example",
    "\U0001f142\U0001f13f\U0001f130-salz.example",
    "hXXps://spa-salz.example/",
    "hxxp://spa-salz[.]example/",
    "hxxp[:]//spa-salz[.]example/",
    "http:/spa-salz.example/x",
    "http:spa-salz.example/x",
    "http:///spa-salz.example/x",
    "http:\\\\spa-salz.example\\x",
    "http:/\\spa-salz.example/x",
    "http;//spa-salz.example/x",
    "http\uff1a//spa-salz.example/x",
    "http\uff1a\uff0f\uff0fspa-salz.example/x",
    "//spa-salz.example/x",
    "http://spa-salz.example:8080/x",
    "http://spa-salz.example:80/x",
    "http://user@spa-salz.example/x",
    "http://user:pass@spa-salz.example/x",
    "http://good.example@spa-salz.example/",
    "http://good.example:80@spa-salz.example/",
    f"http://{'a' * 80}@spa-salz.example/",
    "http://spa-salz%2Eexample/x",
    "http://%73pa-salz.example/x",
    "http://spa%2dsalz.example/%61",
    "http://spa-salz.example/%2e%2e/x",
    "http://spa-salz.example\\@good.example/",
    "http://spa-salz.example#@good.example/",
    "http://spa-salz.example?@good.example/",
    "[heat](http://spa-salz.example/x)",
    "[heat](spa-salz.example/x)",
    "[heat](<http://spa-salz.example/x>)",
    '[heat](http://spa-salz.example/x "warm")',
    "[heat](hxxp://spa-salz[.]example)",
    "![heat](http://spa-salz.example/x.png)",
    "<http://spa-salz.example/x>",
    '<a href="http://spa-salz.example/x">heat</a>',
    "<a href='http://spa-salz.example/x'>heat</a>",
    "<a href=http://spa-salz.example/x>heat</a>",
    '<A class="x" HREF = "http://spa-salz.example/x" rel=nofollow>heat</A>',
    '<a href="http://spa-\nsalz.example/x">heat</a>',
    '<a href="ht\ttp://spa-salz.example/x">heat</a>',
    '<a href="//spa-salz.example/x">heat</a>',
    '<a href="http://spa-salz&#46;example/x"><b>heat</b></a>',
    '<a href="http:\\\\spa-salz.example\\x">heat</a>',
    "[url=http://spa-salz.example/x]heat[/url]",
    '[URL="http://spa-salz.example/x"]heat[/URL]',
    "[url]http://spa-salz.example/x[/url]",
    "[link=http://spa-salz.example/x]heat[/link]",
    "(spa-salz.example)",
    "“spa-salz.example”",
    "spa-salz.example, they said",
    "spa-salz.example!",
]
HOSTILE = [*(shape.format(host) for host in HOSTS for shape in SCHEMES if " " not in host), *HOSTS, *WHOLE]


@pytest.mark.parametrize("host", HOSTS)
def test_a_bare_host_is_found_however_it_is_spelled(host):
    assert sites_of(find_links(f"Try {host} for it")) == {"spa-salz.example"}


def test_two_hundred_hostile_spellings_are_one_site():
    assert len(set(HOSTILE)) >= 200
    found = {text: sites_of(find_links(f"See {text} today")) for text in HOSTILE}
    assert {text: sites for text, sites in found.items() if sites != {"spa-salz.example"}} == {}


@pytest.mark.parametrize(
    ("address", "ip"),
    [
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://017700000001/", "127.0.0.1"),
        ("http://127.1/", "127.0.0.1"),
        ("http://127.0.0.1.:8000/x", "127.0.0.1"),
        ("http://[::1]/x", "[::1]"),
        ("http://[0:0:0:0:0:0:0:1]:80/x", "[::1]"),
    ],
)
def test_every_spelling_of_an_ip_address_is_one_site(address, ip):
    assert [link.url.split("/")[2].split(":8000")[0] for link in find_links(f"see {address}")] == [ip]


LOOK_ALIKES = [
    "spa.example", "sра.example", "ѕpa.example", "spа.example", "ѕра.example", "spa.exаmple.com",
    "5pa.example",
    "sp-a.example", "s-pa.example", "spa1.example", "spaa.example", "sppa.example", "spa.test", "spa.com",
    "spa.net", "spa.co.uk", "spa.org.uk", "spä.example", "spá.example", "spà.example", "spâ.example",
    "spã.example", "spā.example", "spą.example", "şpa.example", "śpa.example", "špa.example", "sþa.example",
    "spɑ.example", "sρa.example", "spα.example", "σpa.example", "ſpa-x.example", "spa--x.example",
    "xn--spa-x.example", "spa.example.com", "example.spa", "aps.example", "spaexample.com", "spa-example.com",
    "spa.github.io", "spa.blogspot.com", "paypal.example", "paypa1.example", "раураl.example",
    "pаypal.example",
    "paypaI-x.example", "ρaypal.example", "rnedia.example", "media.example",
]  # fmt: skip


def test_fifty_look_alikes_are_fifty_sites():
    assert len(LOOK_ALIKES) == 50
    sites = {name: places(f"https://{name}")[0].value for name in LOOK_ALIKES if places(f"https://{name}")}
    assert len({*sites.values()}) == len(sites)
    assert len(sites) >= 49


@pytest.mark.parametrize(
    ("host", "alike"),
    [
        ("xn--80a5axd.example", "spa.example"),
        ("paypa1.com", "paypal.com"),
        ("rnedia.example", "media.example"),
    ],
)
def test_look_alikes_share_a_skeleton(host, alike):
    assert skeleton(host) == skeleton(alike)


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("spa.example", []),
        ("xn--r8jz45g.jp", []),
        ("xn--caf-dma.fr", []),
        ("xn--e1afmkfd.xn--p1ai", []),
        ("xn--ypal-43d9g.com", ["Mixes Cyrillic and Latin letters in “раypal”"]),
        ("xn--80a5axd.example", ["“ѕра” is written in Cyrillic letters and looks like “spa”"]),
    ],
)
def test_a_name_that_passes_for_another_is_warned_about(host, told):
    assert warnings(host) == told


@pytest.mark.parametrize(
    ("url", "steps"),
    [
        ("https://www.google.com/url?q=https%3A%2F%2Fspa.example%2Fa&sa=D", ["https://spa.example/a"]),
        ("https://google.co.uk/url?sa=t&url=http://spa.example", ["http://spa.example"]),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fspa.example%2F&h=AT", ["https://spa.example/"]),
        ("https://out.reddit.com/t3_x?url=https%3A%2F%2Fspa.example", ["https://spa.example"]),
        ("https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fspa.example", ["https://spa.example"]),
        ("https://href.li/?https://spa.example/x", ["https://spa.example/x"]),
        ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fspa.example", ["https://spa.example"]),
        ("https://vk.com/away.php?to=http%3A%2F%2Fspa.example", ["http://spa.example"]),
        ("https://web.archive.org/web/20150101/http://spa.example/x", ["http://spa.example/x"]),
        ("https://translate.google.com/translate?sl=a&u=http://spa.example", ["http://spa.example"]),
        ("https://spa-example.translate.goog/x?_x_tr=1", ["https://spa.example/x"]),
        ("https://www.google.com/amp/s/spa.example/x", ["http://spa.example/x"]),
        ("https://spa-example.cdn.ampproject.org/c/s/spa.example/x", ["http://spa.example/x"]),
        (
            "https://google.com/url?q=https%3A%2F%2Fhref.li%2F%3Fhttps%3A%2F%2Fspa.example",
            ["https://href.li/?https://spa.example", "https://spa.example"],
        ),
        ("https://t.co/abc", []),
        ("https://spa.example/?u=https://other.example", []),
        ("https://www.google.com/search?q=spa.example", []),
    ],
)
def test_a_redirector_tells_where_it_leads(url, steps):
    assert led_to(url) == steps


@pytest.mark.parametrize(
    "prose",
    [
        "In the early dot com era we used dot net.",
        "The red dot in the middle. A dot (dot) in ink.",
        "This is e.g. fine, i.e. it helps. I said so.It did",
        "見出しです。ありがとう。AIで",
        "Use http: or https: before it, see http://",
        "Doctors use [brackets](and parentheses) a lot",
        "Take 2.5 mg. In the morning . Then rest",
        "Half <a bit> of salt [url] and so",
        "It helped:it.Is that odd...Not for me, at 10:30 or a ratio of 3:1.5 → better",
        "std::vector.data() in C:\\notes\\back.txt, x² + y² = z",
    ],
)
def test_honest_prose_holds_no_address(prose):
    assert find_links(prose) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see spa [dot] example now", {
            "link": "see spa [dot] example now", "held": "see spa [dot] example now",
            "text": "see spa.example now", "strip": "see [link removed] now",
        }),
        ("try [heat](https://spa.example/x) now", {
            "link": 'try heat (<a href="https://spa.example/x" rel="ugc nofollow noopener">'
                    "spa.example/x</a>) now",
            "held": "try heat now", "text": "try heat (spa.example/x) now", "strip": "try heat now",
        }),
        ("see spa.example now", {
            "held": "see [link waiting for a moderator] now", "text": "see spa.example now",
            "strip": "see [link removed] now",
        }),
    ],
)  # fmt: skip
def test_a_slot_shows_a_link_as_it_was_written_and_decided(text, shown):
    [link] = find_links(text)
    for treatment, words in shown.items():
        filled = fill_links(comment_html(text), {0: ShownLink(link.url, treatment, link.written, link.words)})
        assert filled == f"<p>{words}</p>"


def test_words_that_hold_an_address_hide_no_other():
    links = find_links("[good.example](https://evil.example/)")
    assert [link.url for link in links] == ["http://good.example", "https://evil.example/"]


def test_a_disguised_address_says_so():
    links = find_links("spa[.]example https://spa.example [x](https://spa.example)")
    assert [link.written for link in links] == [Written.DISGUISED, Written.ADDRESS, Written.WORDS]
