"""Which addresses may be links. The host is the one browsers would go to."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from cms.html import clean_body, safe_href

PARTS = st.sampled_from(
    "http: https: HTTP: mailto: javascript: data: // / \\ /\\ \t \n \0 @ : :80 :443 :99999 ? # % %2f %00 %65"
    ' [ ] [::1] .. evil.example EVIL a_b ü ß İ 。 ｅ \u200b \u202e \xa0 \xad \ufeff \ud800 " < > ` ^ | {'
    " 1.2.3.4".split(" ")
)


@pytest.mark.parametrize(
    "href",
    [
        "https://a.example",
        "https://a.example/",
        "http://a.example:8080/b/../c?d=e&f[]=%20#g",
        "https://xn--bcher-kva.example/",
        "https://a.example/straße?q=ä#ö",
        "https://127.0.0.1/",
        "https://[2001:db8::1]/",
        "http://localhost/",
        "mailto:editor@a.example?subject=a%20b",
        "/",
        "/about/?a=b#c",
        "/a//b",
        "/.//evil.example",
        "#causes",
        "#東京",
    ],
)
def test_a_good_address_stays_as_it_is(href):
    assert safe_href(href) == href


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        (" \x00\x1f https://a.example/ \n", "https://a.example/"),
        ("HTTPS://A.Example/B", "https://a.example/B"),
        ("ht\ntp\t://a.exa\rmple/", "http://a.example/"),
        ("https:a.example", "https://a.example"),
        ("https:/a.example", "https://a.example"),
        ("https:///a.example", "https://a.example"),
        ("http:/\\evil.example", "http://evil.example"),
        ("http:\\\\evil.example\\a?b\\c#d\\e", "http://evil.example/a?b\\c#d\\e"),
        ("https://good.example@evil.example/", "https://evil.example/"),
        ("https://good.example\\@evil.example/", "https://good.example/@evil.example/"),
        ("https://user:secret@a.example:443/", "https://a.example/"),
        ("https://a@b@c.example", "https://c.example"),
        ("http://a.example:80/", "http://a.example/"),
        ("http://a.example:/", "http://a.example/"),
        ("http://a.example:0080/", "http://a.example/"),
        ("http://a.example:0", "http://a.example:0"),
        ("https://ｅxample。ＣＯＭ/", "https://example.com/"),
        ("https://ex%61mple.com/", "https://example.com/"),
        ("https://exa\u200bmp\u00adle.com/", "https://example.com/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://FAẞ.de/", "https://xn--fa-hia.de/"),
        ("https://☕.example/", "https://xn--53h.example/"),
        ("https://a.example./", "https://a.example./"),
        ("https://0x7f.1/", "https://127.0.0.1/"),
        ("https://2130706433/", "https://127.0.0.1/"),
        ("https://[2001:0DB8::0001]/", "https://[2001:db8::1]/"),
        ('https://a.example/a b"<c>`', "https://a.example/a%20b%22%3Cc%3E%60"),
        ("https://a.example/\u202egpj.exe", "https://a.example/%E2%80%AEgpj.exe"),
        ("/a b", "/a%20b"),
        ("/a\\b", "/a/b"),
        ("/a\tb\nc", "/abc"),
        ("#a b", "#a%20b"),
        ("MAILTO: a@b.example ", "mailto:a@b.example"),
    ],
)
def test_an_address_is_kept_as_browsers_read_it(href, kept):
    assert safe_href(href) == kept
    assert safe_href(kept) == kept


@pytest.mark.parametrize(
    "href",
    [
        "",
        " ",
        "javascript:alert(1)",
        "javascript:123",
        "JaVa\tScRiPt:alert(1)",
        "\x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "javascript://a.example/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "tel:123",
        "view-source:https://a.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n\\evil.example",
        " //evil.example",
        "foo/bar",
        "foo",
        "?a=b",
        "../a",
        "#",
        "mailto:",
        "mailto://a",
        "http:",
        "http://",
        "https:///",
        "https://?a",
        "https://#a",
        "https://.",
        "https://@/",
        "https://user@",
        "https://a b.example/",
        "https://a%20b.example/",
        "https://a%2fb.example/",
        "https://a%00.example/",
        "https://a.example%40evil.example/",
        "https://<a>.example/",
        "https://a`b.example/",
        "https://a℀b.example/",
        "https://a\u202eb.example/",
        "https://a.example:99999/",
        "https://a.example:8a/",
        "https://a..example/",
        "https://a\u200cb.example/",
        "https://" + ".".join(["a" * 60] * 12) + "/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "ä" * 60 + ".example/",
        "https://a.1/",
        "https://1.2.3.256/",
        "https://[::1/",
        "https://[::1%25eth0]/",
        "https://[a]/",
        "https://a.example/" + "a" * 2_000,
    ],
)
def test_no_other_address_is_a_link(href):
    assert safe_href(href) is None
    assert clean_body(f'<a href="{escape(href)}">a</a>') == "<p>a</p>"


def test_half_a_character_is_no_part_of_a_host():
    assert safe_href("https://a\ud800b.example/") is None


@given(st.lists(PARTS, max_size=8).map("".join) | st.text())
def test_an_address_that_was_judged_is_judged_the_same_again(href):
    judged = safe_href(href)
    assert judged is None or safe_href(judged) == judged


@given(st.lists(PARTS, max_size=8).map("".join))
def test_a_judged_address_goes_where_it_says(href):
    judged = safe_href(href) or "#"
    assert judged.startswith(("http://", "https://", "mailto:", "/", "#"))
    assert not judged.startswith("//")
    assert not any(character in judged for character in ' \t\n"<>`\xa0\u202e')
    assert "@" not in judged.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]
