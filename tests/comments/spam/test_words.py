import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.spam.rules import fits_address, fits_phrase, fits_site, phrase_places
from comments.spam.words import folded_words, words_in

LETTERS = st.text(st.sampled_from(string.ascii_lowercase + "éßжλกहि日한"), min_size=1, max_size=12)
ANY = st.text(max_size=200)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Great ARTICLE", "great article"),
        ("ＧＲＥＡＴ", "great"),
        ("c\u200ba\u200bsino", "casino"),
        ("cаsinо with two Cyrillic letters", "casino with two cyrillic letters"),
        ("казино", "казино"),
        ("I couldn’t, it's", "i could not it is"),
        ("the sister’s", "the sister"),
        ("in 1999 and 12", "in 0 and 0"),
        ("see https://spa.example/a?b=1 there", "see link:// there"),
        ("हिन्दी", "हिन्दी"),
        ("日本語", "日 本 語"),
        ("'quoted' words", "quoted words"),
    ],
)
def test_words_are_folded(text, words):
    assert folded_words(text) == words.split()


@given(ANY)
def test_every_word_stands_where_it_says(text):
    places = [(word.start, word.end) for word in words_in(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(ANY)
def test_case_and_width_change_no_word(text):
    plain = "".join(one for one in text if one.isascii() and one not in ":./@")
    wide = "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else one for one in plain)
    assert folded_words(plain) == folded_words(plain.swapcase()) == folded_words(wide)


@given(LETTERS, LETTERS, LETTERS)
def test_a_pattern_fits_whole_words_only(before, word, after):
    pattern = folded_words(word)
    if len(pattern) != 1 or len(folded_words(before + word + after)) != 1:
        return
    assert fits_phrase(word, f"Take {word}, now.")
    assert not fits_phrase(word, f"Take {before}{word}{after} now.")


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("cialis", "Ask a specialist about it", False),
        ("cialis", "Buy C\u200bialis now", True),
        ("cheap loans", "CHEAP, loans", True),
        ("cheap loans", "cheap personal loans", False),
        ("loans", "loans' end", True),
        ("本語", "日本語です", True),
        ("本日", "日本語です", False),
        ("ass", "assess the class", False),
        (".*", "anything", False),
        ("a.c", "abc", False),
    ],
)
def test_a_phrase_fits_words_in_a_row(pattern, text, fits):
    assert fits_phrase(pattern, text) == fits


def test_the_places_of_a_phrase_are_those_of_its_words():
    text = "Now: cheap  loans. Cheap loans!"
    assert [text[start:end] for start, end in phrase_places("cheap loans", words_in(text))] == [
        "cheap  loans",
        "Cheap loans",
    ]


@pytest.mark.parametrize(
    ("pattern", "email", "fits"),
    [
        ("sam@spa.example", "SAM@spa.example", True),
        ("sam@spa.example", "sam@other.example", False),
        ("@spa.example", "anyone@spa.example", True),
        ("@spa.example", "anyone@mail.spa.example", True),
        ("@spa.example", "anyone@notspa.example", False),
    ],
)
def test_an_address_fits_whole_or_by_its_host(pattern, email, fits):
    assert fits_address(pattern, email) == fits


def test_a_site_fits_itself_and_what_is_below_it():
    assert fits_site("spa.example", ["www.spa.example"])
    assert not fits_site("spa.example", ["myspa.example"])
