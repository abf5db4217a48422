"""Numbers, doses and dates among words, and words that deny: in English, and figures in any language."""

import re
from collections.abc import Iterable

_NUMBERS = frozenset(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
        " thousand million billion dozen half third quarter once twice double triple first second fourth"
        " fifth 一 二 三 四 五 六 七 八 九 十 百 千 万 两 半"
    ).split()
)
_DATES = frozenset(
    (
        "january february march april may june july august september october november december monday"
        " tuesday wednesday thursday friday saturday sunday"
    ).split()
)
_UNITS = frozenset(
    (
        "% ‰ ° µg μg mcg mg g kg ml cl dl l litre litres liter liters mm cm m km inch inches foot feet mile"
        " miles oz lb kcal kj calories mmol iu mmhg bpm hz second seconds minute minutes hour hours day days"
        " night nights week weeks month months year years daily weekly monthly hourly times time percent per"
        " tablet tablets pill pills capsule capsules drop drops dose doses spoon spoons teaspoon teaspoons"
        " tablespoon tablespoons cup cups glass glasses portion portions gram grams milligram milligrams"
        " microgram micrograms kilogram kilograms millilitre millilitres degrees units 毫克 克"
    ).split()
)
_NEGATIONS = frozenset(
    (
        "not no never without cannot neither nor none nothing nobody nowhere avoid unless except hardly"
        " barely 不 没 無 无 非 لا ليس nicht kein keine nunca jamais pas"
    ).split()
)
# Words that are a number or a month only beside one.
_UNSURE = frozenset("may march second third quarter first one half".split())
_DIGIT = re.compile(r"\d")


def amounts(words: Iterable[str]) -> list[str]:
    """The numbers among these words, each with its unit, and the dates: "10 mg", "4 March 2025"."""
    found: list[list[str]] = [[]]
    for word in words:
        if _is_number(word) or _is_date(word) or (word.lower() in _UNITS and found[-1]):
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return [" ".join(group).replace(" %", "%") for group in found if _is_sure(group)]


def is_negation(word: str) -> bool:
    """Whether the word denies something: "not", "don’t", "without"."""
    return word.lower() in _NEGATIONS or word.lower().replace("’", "'").endswith("n't")


def _is_number(word: str) -> bool:
    return bool(_DIGIT.search(word)) or word.lower() in _NUMBERS


def _is_date(word: str) -> bool:
    return word.lower() in _DATES


def _is_sure(group: list[str]) -> bool:
    return len(group) > 1 or (bool(group) and group[0].lower() not in _UNSURE)
