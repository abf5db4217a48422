import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text import MOST_MARKS, clean_line, clean_text, count_characters, initials, without_controls

ANY_TEXT = st.text(
    alphabet=st.sampled_from(
        "ab \n\r\t\0\v\x85\xa0\u2028\u202a\u202b\u202c\u202d\u202e\u2066\u2068\u2069\u200b\u200d"
    )
    | st.sampled_from("e\u0301\u0338\u0489\ufe0f\u0e48\u05b8\ufeff\ud800é한\u1112\u1161\u09c7\u09be")
    | st.characters()
)
HONEST = [
    "Žluťoučký kůň",
    "ภาษาไทยที่น้ำปั่น",
    "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ",
    "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
    "क्षत्रिय हिन्दी",
    "བོད་སྐད་ ཧྐྵྨླྺྼྻྂ",
    "Tiếng Việt",
    "👩‍👩‍👧‍👦 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 1️⃣ 🏳️‍🌈",
    "می‌خواهم",
    "I ♥ NY – “quotes” ‘n’ ½ ﬁ ①",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_stays_as_typed(text):
    assert clean_text(text) == text
    assert clean_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  a \t\n b\xa0 c ", "a b c"),
        ("a\x00b\x1bc\x9bd", "abcd"),
        ("a\r\nb\u2028c\x85d\x0be", "a b c d e"),
        ("e\u0301", "é"),
        ("\u202eevil\u202c \u2067x\u2069", "evil x"),
        ("\u200fשלום\u200f", "\u200fשלום\u200f"),
        ("\ufeffa\ufeff", "a"),
        ("\u200b \u2060", ""),
        ("a\u200bb\u200b", "a\u200bb"),
        ("a\ud800b", "ab"),
        ("ﬁ ①", "ﬁ ①"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_a_line_is_kept_as(typed, kept):
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("\n \n  a\n\n\n b \t\n \n", "  a\n\n\n b"),
        ("a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a\tb"),
        ("a\x00b\x1ac\x7fd\x80e", "abcde"),
        ("a\ud83d", "a"),
        ("\ufeffa\ufffe\uffff", "a"),
        ("e\u0301", "e\u0301"),
        ("<script>", "<script>"),
    ],
)
def test_a_text_is_kept_as(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a \u202eb", "a b"),
        ("a \u202eb\u202c c", "a b c"),
        ("\u202dx\u202c", "x"),
        ("a \u202bb\u202c c", "a \u202bb\u202c c"),
        ("a \u2067b\u2069 c", "a \u2067b\u2069 c"),
        ("a \u2067b", "a b"),
        ("a \u202bb\nc\u202c", "a b\nc"),
        ("a\u2069 b\u202c", "a b"),
        ("\u2068\u202ba\u2069b\u202c", "\u2068a\u2069b"),
        ("\u202b\u2068a\u202cb\u2069\u202c", "\u202b\u2068ab\u2069\u202c"),
        ("\u202b\u202ea\u202c\u202c", "\u202ba\u202c"),
    ],
)
def test_direction_controls_stay_only_in_pairs_and_override_nothing(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u20dd", "\ufe0f", "\u200d\u0301"])
def test_a_tower_of_marks_is_cut_to_a_bound(mark):
    kept = clean_text(f"a{mark * 50}b")
    assert kept == f"a{(mark * 50)[:MOST_MARKS]}b"


def test_a_line_has_no_tower_of_marks_either():
    assert len(clean_line("a" + "\u0301\u0302" * 50)) <= 1 + MOST_MARKS


#: Pieces of honest writing, each whole in itself, that people set side by side.
WORDS = [*" ".join(HONEST).split(), "👨🏽‍❤️‍💋‍👨🏻", "🇺🇦", "한국어", "日本語"]
WRITING = st.lists(st.sampled_from(WORDS), min_size=1)


@given(WRITING)
def test_honest_words_of_any_scripts_side_by_side_stay_as_typed(words):
    assert clean_text(" ".join(words)) == " ".join(words)
    assert clean_line(" ".join(words)) == unicodedata.normalize("NFC", " ".join(words))


@given(WRITING, st.sampled_from("\u202e\u202d\u2066\u202b\x00\x1a\ufeff\ufdd0\U0001ffff"), st.data())
def test_what_steers_is_left_out_and_the_words_around_it_stay(words, control, data):
    at = data.draw(st.integers(0, len(words)))
    typed = " ".join([*words[:at], control, *words[at:]])
    assert clean_line(typed) == unicodedata.normalize("NFC", " ".join(words))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc\n", 4),
        ("👨🏽‍👩🏽‍👧🏽‍👦🏽", 1),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿🇺🇦", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("각", 1),
        ("น้ำ", 1),
        ("a" + "\u0301" * 120, 11),
    ],
)
def test_characters_are_counted_as_people_see_them(text, count):
    assert count_characters(text) == count


@given(ANY_TEXT, ANY_TEXT)
def test_more_text_is_never_fewer_characters(text, more):
    assert count_characters(text) <= count_characters(text + more) <= len(text + more)


@given(ANY_TEXT)
def test_cleaning_a_clean_text_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@given(ANY_TEXT)
def test_cleaning_a_clean_line_changes_nothing(text):
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_clean_text_can_be_stored_and_shown(text):
    for kept in (clean_line(text), clean_text(text), without_controls(text)):
        kept.encode()
        assert not any(unicodedata.category(letter) == "Cc" for letter in kept if letter not in "\n\t")
    assert not {"\n", "\t", "\xa0"} & set(clean_line(text))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Maureen T.", "MT"),
        ("Dana van Ellery", "DE"),
        ("kate", "K"),
        ("Ôna", "Ô"),
        ("  “Jo” (B)  ", "JB"),
        ("ßeta", "S"),
        ("李小龍", "李"),
        ("— !", ""),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_word(name, letters):
    assert initials(name) == letters
