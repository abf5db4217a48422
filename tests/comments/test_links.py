import pytest

from comments.links.addresses import find_links, host_of, places, registrable_domain


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("No address here. Thank you,Andre", []),
        ("see https://spa.example/salt, then rest", ["https://spa.example/salt"]),
        ("see spa.example/salt.", ["http://spa.example/salt"]),
        ("(https://en.wikipedia.org/wiki/Back_(anatomy))", ["https://en.wikipedia.org/wiki/Back_(anatomy)"]),
        ("//spa.example/x", ["https://spa.example/x"]),
        ("write to me@spa.example", []),
        ("HTTPS://SPA.EXAMPLE/", ["HTTPS://SPA.EXAMPLE/"]),
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
            ("domain", "spa.co.uk"), ("host", "shop.spa.co.uk"), ("path", "shop.spa.co.uk/a/b"),
        ]),
        ("https://www.facebook.com/joe", [
            ("domain", "facebook.com"), ("host", "www.facebook.com"), ("account", "facebook.com/joe"),
        ]),
        ("https://user:pw@spa.example:8080/x?q=1#f", [("domain", "spa.example"), ("path", "spa.example/x")]),
        ("http://127.0.0.1:8000/x", [("domain", "127.0.0.1"), ("path", "127.0.0.1/x")]),
        ("https://例え.jp/", [("domain", "xn--r8jz45g.jp")]),
        ("http://[::1", []),
        ("mailto:jo@spa.example", []),
    ],
)  # fmt: skip
def test_an_address_points_at_its_site_and_what_is_inside(url, expected):
    assert [(place.scope, place.value) for place in places(url)] == expected


def test_a_very_long_path_is_named_as_far_as_there_is_room():
    value = places("https://spa.example/" + "a" * 200 + "/" + "b" * 200)[-1].value
    assert value == "spa.example/" + "a" * 200


def test_hosts_under_a_public_suffix_are_sites_of_their_own():
    assert registrable_domain("jo.github.io") == "jo.github.io"
    assert host_of("https://JO.GitHub.io./x") == "jo.github.io"
