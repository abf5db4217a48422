import pytest

from cms.href import safe_href
from comments.links.addresses import find_links, has_too_long_link, host_of, places, registrable_domain
from comments.links.record import target_of
from comments.links.spelling import words_of
from comments.markup import ShownLink, comment_html, fill_links
from comments.models import LinkTarget, LinkUse
from tests.factories import make_comment


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("No address here. Thank you,Andre", []),
        ("see https://spa.example/salt, then rest", ["https://spa.example/salt"]),
        ("see spa.example/salt.", ["http://spa.example/salt"]),
        ("(https://en.wikipedia.org/wiki/Back_(anatomy))", ["https://en.wikipedia.org/wiki/Back_(anatomy)"]),
        ("//spa.example/x", ["https://spa.example/x"]),
        ("write to me@spa.example", []),
        ("HTTPS://SPA.EXAMPLE/", ["https://spa.example/"]),
        ("javascript:alert(1)", []),
        ("ftp://files.example/x", []),
        ("www.new.clinic", ["http://www.new.clinic"]),
        ("one http://a.example two http://b.example", ["http://a.example", "http://b.example"]),
    ],
)
def test_addresses_are_found_in_text(text, urls):
    assert [link.url for link in find_links(text)] == urls


def test_a_found_link_says_where_it_stands():
    link = find_links("see spa.example/salt.")[0]
    assert (link.start, link.end) == (4, 20)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://spa.example/", [("domain", "spa.example")]),
        ("https://www.spa.example", [("domain", "spa.example"), ("host", "www.spa.example")]),
        ("https://shop.spa.co.uk/a/b/", [
            ("domain", "spa.co.uk"), ("host", "shop.spa.co.uk"),
            ("path", "shop.spa.co.uk/a"), ("path", "shop.spa.co.uk/a/b"),
        ]),
        ("https://www.facebook.com/Joe/photos", [
            ("domain", "facebook.com"), ("account", "facebook.com/joe"), ("path", "facebook.com/Joe/photos"),
        ]),
        ("https://sites.google.com/view/Joe", [
            ("domain", "google.com"), ("host", "sites.google.com"), ("account", "sites.google.com/view/Joe"),
        ]),
        ("https://user:pw@spa.example:8080/x?q=1#f", [("domain", "spa.example"), ("path", "spa.example/x")]),
        ("http://127.0.0.1:8000/x", [("domain", "127.0.0.1"), ("path", "127.0.0.1/x")]),
        ("https://例え.jp/", [("domain", "xn--r8jz45g.jp")]),
        ("https://faß.de/", [("domain", "xn--fa-hia.de")]),
        ("http://[::1", []),
        ("mailto:jo@spa.example", []),
    ],
)  # fmt: skip
def test_an_address_points_at_its_site_and_what_is_inside(url, expected):
    assert [(place.scope, place.value) for place in places(url)] == expected


PAGE = [("domain", "spa.example"), ("path", "spa.example/a"), ("path", "spa.example/a/b")]


@pytest.mark.parametrize(
    "path",
    [
        "/a/b",
        "/a/b/",
        "/a//b",
        "/./a/x/../b",
        "/a/x//../../b",
        "/../a/b",
        "/%61/b",
        "/a/%2E/b",
        "/a/x/%2e%2E/b",
        "\\a\\b",
        "/a/b?c/d#e/f",
    ],
)
def test_paths_that_browsers_take_for_one_are_one_place(path):
    assert [(place.scope, place.value) for place in places(f"https://spa.example{path}")] == PAGE


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/a%2Fb", "a%2Fb"),
        ("/a%2fb", "a%2Fb"),
        ("/%00abc", "%00abc"),
        ("/%0Aabc", "%0Aabc"),
        ("/a%25b", "a%25b"),
        ("/a%3Fb", "a%3Fb"),
        ("/%E2%80%AEgpj", "%E2%80%AEgpj"),
        ("/%FF%61", "%FFa"),
        ("/stra%C3%9Fe", "straße"),
        ("/straße", "straße"),
        ("/☕{", "%E2%98%95%7B"),
        ("/%e2%98%95%7b", "%E2%98%95%7B"),
    ],
)
def test_a_path_is_decoded_only_where_that_changes_nothing(path, value):
    assert places(f"https://spa.example{path}")[-1].value == f"spa.example/{value}"


def test_a_very_long_path_is_named_as_far_as_there_is_room():
    value = places("https://spa.example/" + "a" * 200 + "/" + "b" * 200)[-1].value
    assert value == "spa.example/" + "a" * 200


def test_a_deep_page_is_named_down_to_its_fifth_folder():
    values = [place.value for place in places("https://spa.example/1/2/3/4/5/6/7")]
    assert values[-2:] == ["spa.example/1/2/3/4", "spa.example/1/2/3/4/5"]


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://www.linkedin.com/in/Jo-Bloggs/details", "linkedin.com/in/jo-bloggs"),
        ("https://uk.linkedin.com/in/jo-bloggs", "linkedin.com/in/jo-bloggs"),
        ("https://www.linkedin.com/in", None),
        ("https://www.linkedin.com/jobs/view/3", None),
        ("https://www.youtube.com/@Salt/videos", "youtube.com/@salt"),
        ("https://m.youtube.com/channel/UCab", "youtube.com/channel/UCab"),
        ("https://youtube.com/c/Salt", "youtube.com/c/salt"),
        ("https://youtube.com/user/Salt", "youtube.com/user/salt"),
        ("https://www.youtube.com/watch?v=1", None),
        ("https://www.youtube.com/@", None),
        ("https://old.reddit.com/u/Jo/comments", "reddit.com/user/jo"),
        ("https://www.reddit.com/user/Jo", "reddit.com/user/jo"),
        ("https://www.reddit.com/r/backpain/comments/1", "reddit.com/r/backpain"),
        ("https://www.reddit.com/r", None),
        ("https://sites.google.com/view/jo/home", "sites.google.com/view/jo"),
        ("https://docs.google.com/view/jo", None),
        ("https://www.facebook.com/groups/123", "facebook.com/groups/123"),
        ("https://www.facebook.com/groups", None),
        ("https://www.facebook.com/watch/?v=1", None),
        ("https://business.facebook.com/jo", None),
        ("https://medium.com/@Jo/a-post", "medium.com/@jo"),
        ("https://medium.com/topics", None),
        ("https://t.me/Salt", "t.me/salt"),
        ("https://t.me/s/Salt/4", "t.me/salt"),
        ("https://x.com/Jo/status/1", "x.com/jo"),
        ("https://x.com/i/flow", None),
        ("https://ab.tumblr.com/post", None),
        ("https://spa.example/in/jo", None),
    ],
)
def test_each_shared_host_has_its_own_rule_for_accounts(url, account):
    accounts = [place.value for place in places(url) if place.scope == "account"]
    assert accounts == ([account] if account else [])


FORGED = r"see http://evil-host.example\@goodsite.example/"


def test_a_forged_host_is_seen_through_everywhere():
    link = find_links(FORGED)[0]
    assert link.url == "http://evil-host.example/@goodsite.example/"
    assert host_of(link.url) == "evil-host.example"
    assert places(link.url)[0].value == "evil-host.example"
    shown = fill_links(comment_html(FORGED), {0: ShownLink(link.url, "link")})
    assert 'href="http://evil-host.example/@goodsite.example/"' in shown
    assert ">evil-host.example/@goodsite.example</a>" in shown


@pytest.mark.parametrize(
    "text",
    [
        "http://goodsite.example@evil.example/",
        "http://goodsite.example:80@evil.example/",
        r"http:\\evil.example/",
        "https://evil.example%2Fgoodsite.example/",
        "http://ｇoodsite.example/",
    ],
)
def test_what_is_shown_begins_with_the_host_that_browsers_go_to(text):
    for link in find_links(text):
        assert link.url.partition("//")[2].startswith(host_of(link.url))
        assert words_of(link.url).startswith(host_of(link.url))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://spa.example/salt/", "spa.example/salt"),
        ("https://spa.example:443/", "spa.example"),
        ("https://spa.example:8443/", "spa.example:8443"),
        ("http://[::1]:80/a", "[::1]/a"),
        ("https://spa.example/%E2%80%AEgpj.exe", "spa.example/%E2%80%AEgpj.exe"),
        ("https://spa.example/a%0Ab%20c", "spa.example/a%0Ab%20c"),
        ("https://spa.example/stra%C3%9Fe?a=%41", "spa.example/straße?a=%41"),
        ("https://spa.example/" + "a" * 60, "spa.example/" + "a" * 38 + "…"),
        (f"https://goodsite.example.{'a' * 60}.evil.example/", f"goodsite.example.{'a' * 60}.evil.example"),
    ],
)
def test_an_address_is_shown_without_anything_that_misleads(url, words):
    assert words_of(safe_href(url)) == words


LONG = "https://spa.example/" + "a" * 2_000


def test_an_address_that_is_too_long_is_no_link_and_is_not_cut():
    assert has_too_long_link(f"see {LONG} there")
    assert find_links(f"see {LONG} there") == []
    assert LONG in fill_links(comment_html(LONG), {})
    assert not has_too_long_link("see https://spa.example/" + "a" * 1_980)


def test_an_address_too_long_once_encoded_is_no_link_either():
    text = "https://spa.example/" + "`" * 1_000
    assert has_too_long_link(text)
    assert find_links(text) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "http://nul.example/%00abc",
        "http://" + ".".join(["a" * 60] * 12) + ".example/",
        "http://" + ".".join(["a" * 60] * 4) + ".example/" + "/".join(["ü" * 50] * 9),
        "http://spa.example/" + "\u0958" * 1_900,
        LONG,
    ],
)
def test_every_address_can_be_stored(text):
    comment = make_comment(text=text)
    assert comment.current.text == text
    assert [use.url for use in LinkUse.objects.filter(revision=comment.current)] == [
        link.url for link in find_links(text)
    ]


@pytest.mark.django_db
def test_a_target_covers_what_is_below_it_and_nothing_beside():
    comment = make_comment(text="https://pfx.example/blog/post https://pfx.example/blogs")
    blog = target_of("https://pfx.example/blog")
    assert [use.url for use in LinkUse.objects.of(blog)] == ["https://pfx.example/blog/post"]
    site = LinkTarget.objects.get(scope="domain", value="pfx.example")
    assert LinkUse.objects.of(site).filter(revision=comment.current).count() == 2
    make_comment(text="https://beside.example/blog")
    assert LinkUse.objects.of(site).count() == 2


@pytest.mark.django_db
def test_an_account_is_one_target_whichever_host_it_was_met_on():
    first = target_of("https://www.facebook.com/jo")
    assert target_of("https://m.facebook.com/Jo") == first
    assert [target.value for target in first.chain()] == ["facebook.com/jo", "facebook.com"]


def test_hosts_under_a_public_suffix_are_sites_of_their_own():
    assert registrable_domain("jo.github.io") == "jo.github.io"
    assert host_of("https://JO.GitHub.io./x") == "jo.github.io"
