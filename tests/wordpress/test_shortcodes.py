"""Shortcodes become HTML, prose in brackets stays prose, and what goes is told."""

import pytest

from wordpress.shortcodes import expand_shortcodes

IMG = '<img class="wp-image-12" src="https://old.example/a.jpg" alt="a > b" />'
LINK = '<a href="https://video.example/1?a=1&amp;b=2">https://video.example/1?a=1&amp;b=2</a>'


def html(text: str, attached=()) -> str:
    """What `text` becomes, when nothing is left out."""
    expanded, notes = expand_shortcodes(text, attached)
    assert notes == []
    return expanded


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            f'[caption id="attachment_12" align="alignright" width="300"]{IMG} A <em>spine</em>[/caption]',
            f'<figure id="attachment_12">{IMG}<figcaption>A <em>spine</em></figcaption></figure>',
        ),
        (
            f"[caption id='attachment_12'] <a href='/x'>{IMG}</a>\nA spine [/caption]",
            f"<figure id=\"attachment_12\"><a href='/x'>{IMG}</a><figcaption>A spine</figcaption></figure>",
        ),
        (
            f'[wp_caption caption="Back &amp; &quot;spine&quot;"]{IMG}[/wp_caption]',
            f'<figure>{IMG}<figcaption>Back &amp; "spine"</figcaption></figure>',
        ),
        (f"[CAPTION]{IMG}[/CAPTION]", f"<figure>{IMG}</figure>"),
    ],
)
def test_caption_becomes_a_figure(text, figure):
    assert html(f"a {text} b") == f"a {figure} b"


@pytest.mark.parametrize(
    "gallery",
    [
        '[gallery ids="3,12"]',
        "[gallery columns=2 ids='3, 12' /]",
        "[gallery ids=&#8221;3,12&#8243;]",
        "[gallery include=3,12]",
    ],
)
def test_gallery_becomes_its_pictures(gallery):
    assert html(gallery) == (
        '<figure><img class="wp-image-3"></figure>\n<figure><img class="wp-image-12"></figure>'
    )


def test_gallery_that_names_none_means_the_pictures_attached_to_the_post():
    assert html("[gallery]", attached=[12]) == '<figure><img class="wp-image-12"></figure>'


@pytest.mark.parametrize(
    "text",
    [
        "[embed]https://video.example/1?a=1&amp;b=2[/embed]",
        '[embed width="40"] https://video.example/1?a=1&b=2 [/embed]',
        '[video mp4="https://video.example/1?a=1&amp;b=2" width=3][/video]',
        "[audio https://video.example/1?a=1&b=2]",
        f"[embed]{LINK}[/embed]",
    ],
)
def test_embed_and_players_become_a_link_in_a_paragraph(text):
    assert html(text) == f"<p>{LINK}</p>"


def test_address_alone_on_a_line_becomes_a_link():
    assert html("Look:\n\nhttps://video.example/1?a=1&amp;b=2 \n\nNice") == f"Look:\n\n{LINK}\n\nNice"


@pytest.mark.parametrize(
    "text",
    [
        "see https://video.example/1",
        "<pre>\nhttps://video.example/1\n</pre>",
        '<a href="\nhttps://video.example/1\n">a</a>',
    ],
)
def test_other_addresses_stay_as_they_are(text):
    assert html(text) == text


def test_listing_keeps_its_lines():
    assert html('[sourcecode language="py"]\na\n\n[b]\n[/sourcecode]') == "<pre>a\n\n[b]</pre>"


@pytest.mark.parametrize(
    "prose",
    [
        "He wrote [sic] so.",
        "[1] [2, 3] [ ] [] [[",
        "[emphasis added]",
        "Watch [video] and [code]",
        "yes [and/or] no",
        "[let x=1]",
        "[/sarcasm]",
        "[…]",
        "the [Smith 2004] paper",
        "<code>[gallery]</code> and <pre>[caption]</pre>",
        '<a title="[gallery]" href="#">a</a><!-- [gallery] -->',
    ],
)
def test_prose_in_brackets_stays(prose):
    assert html(prose) == prose


def test_doubled_brackets_mean_the_shortcode_itself():
    assert html("Write [[gallery]] or [[embed width=1]]") == "Write [gallery] or [embed width=1]"


@pytest.mark.parametrize(
    "code",
    [
        '[contact-form-7 id="1"]',
        "[poll id=3]",
        "[recent_posts]",
        "[spacer /]",
        "[gallery]",
        "[toc depth=”2″]",
    ],
)
def test_unknown_shortcode_is_left_out_and_told(code):
    assert expand_shortcodes(f"a {code} b") == ("a  b", [f"{code} was left out: nothing here can show it."])


def test_words_inside_an_unknown_pair_stay():
    assert expand_shortcodes("[button]Press <b>me</b> [sic][/button]") == (
        "Press <b>me</b> [sic]",
        ["[button] was left out; the words inside stay."],
    )


def test_nested_pairs_of_one_name_are_matched_from_within():
    assert expand_shortcodes("[box]a[box]b[/box]c[/box]d[/box]")[0] == "abcd[/box]"


def test_known_shortcode_that_holds_nothing_usable_keeps_its_words():
    assert expand_shortcodes("[caption]Only words[/caption]") == (
        "Only words",
        ["[caption] was left out; the words inside stay."],
    )


def test_many_of_one_kind_are_told_once():
    _, notes = expand_shortcodes('[ad id="1"] [ad id="2"] [ad id="3"]')
    assert notes == ['[ad id="1"] and 2 more like it were left out: nothing here can show it.']


def test_long_shortcode_is_shown_in_part():
    _, notes = expand_shortcodes(f'[ad text="{"x" * 200}"]')
    assert notes == [f'[ad text="{"x" * 90}…] was left out: nothing here can show it.']
