from itertools import pairwise

import pytest

from articles.comparison.words import said, text_of, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t take 10 mg.", ["Don’t", "take", "10", "mg", "."]),
        ("well-known follow-up", ["well-known", "follow-up"]),
        ("1.5 ml, 10,000 and 3/4 at 10:30", ["1.5", "ml", ",", "10,000", "and", "3/4", "at", "10:30"]),
        ("-5 to +3, not 10-12", ["-5", "to", "+3", ",", "not", "10-12"]),
        ("50% of £1,200 (some)", ["50%", "of", "£1,200", "(", "some", ")"]),
        ("see backcare.example today", ["see", "backcare.example", "today"]),
        ("naïve cafe\u0301", ["naïve", "cafe\u0301"]),
        ("我喜欢 tea", ["我", "喜", "欢", "tea"]),
        ("スーパー", ["ス", "ー", "パ", "ー"]),
        ("tea茶", ["tea", "茶"]),
        ("สองครั้ง", ["ส", "อ", "ง", "ค", "รั้", "ง"]),
        ("เท้า", ["เท้า"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("한국어 문장", ["한국어", "문장"]),
        ("شرب الماء", ["شرب", "الماء"]),
        ("👩🏿\u200d⚕️👨\u200d👩\u200d👧🇫🇷🇩🇪1️⃣", ["👩🏿\u200d⚕️", "👨\u200d👩\u200d👧", "🇫🇷", "🇩🇪", "1️⃣"]),
        ("", []),
    ],
)
def test_what_a_word_is(text, expected):
    assert words(text) == expected


def test_punctuation_is_not_counted():
    assert said(["Rest", ",", "then", "walk", ".", "—", "👍"]) == 3


def test_words_and_gaps_make_up_the_whole():
    text = text_of(["  Take ", "10\xa0mg\n now"], ["Then rest."])
    items = range(2 * len(text.words))
    places = [text.place(item) for item in items] + [len(text.whole)]
    assert text.whole == "  Take 10\xa0mg\n now\fThen rest."
    assert "".join(text.whole[a:b] for a, b in pairwise(places)) == text.whole
    assert [text.gap(place) for place in range(len(text.words))] == [
        "  ",
        " ",
        "\xa0",
        "\n ",
        "\f",
        " ",
        "",
        "",
    ]
