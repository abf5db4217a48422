"""Numbers, doses and dates among words, and words that deny: in English, and figures in any language."""

import re
from collections import Counter
from collections.abc import Iterable

_NUMBERS = frozenset(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
        " thousand million billion dozen half third quarter once twice double triple first second fourth"
        " fifth ii iii iv vi vii viii ix 一 二 三 四 五 六 七 八 九 十 百 千 万 两 半"
    ).split()
)
_DATES = frozenset(
    (
        "january february march april may june july august september october november december monday"
        " tuesday wednesday thursday friday saturday sunday"
        " jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"
    ).split()
)
_UNITS = frozenset(
    (
        "% ‰ ° c f am pm µg μg mcg mg g kg ml cl dl l litre litres liter liters mm cm m km inch inches foot"
        " feet mile miles oz lb kcal kj calories mmol iu mmhg bpm hz second seconds minute minutes hour hours"
        " day days night nights week weeks month months year years daily weekly monthly hourly times time"
        " percent per"
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
_SIGNS = frozenset("< > ≤ ≥ ± ~".split())
#: What stands between two parts of one amount: "10 mg/kg", "5–10 mg".
_BETWEEN = frozenset("/ – -".split())
#: How often: "a day", "per week", "every 4 hours".
EVERY = frozenset("a an per each every".split())
_PERIODS = frozenset("minute hour day night week month year".split())
# Words that are a number or a date only beside one.
_UNSURE = (
    frozenset("may march second third quarter first one half mar sat sun wed iv vi".split()) | _SIGNS | EVERY
)
_CLOSE = ((" %", "%"), ("° ", "°"), (" / ", "/"), (" – ", "–"), (" - ", "-"))
_IN_ONE_WAY = ((re.compile(r"(?<=\d) (?=[^\W\d])"), ""), (re.compile("[–−]"), "-"))


def amounts(words: Iterable[str]) -> list[str]:
    """The numbers among these words, each with its unit, and the dates: "10 mg", "4 March 2025", "a week"."""
    found: list[list[str]] = [[]]
    for word in words:
        if _belongs(word, found[-1]):
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return [_as_written(group) for group in map(_trimmed, found) if _is_sure(group)]


def beyond(some: list[str], others: list[str]) -> list[str]:
    """The amounts that the others do not have as often. "10mg" and "10 mg" are one."""
    left = Counter(map(_in_one_way, others))
    found = []
    for amount in some:
        key = _in_one_way(amount)
        if not left[key]:
            found.append(amount)
        left[key] -= bool(left[key])
    return found


def is_negation(word: str) -> bool:
    """Whether the word denies something: "not", "don’t", "without"."""
    return word.lower() in _NEGATIONS or word.lower().replace("’", "'").endswith("n't")


def _belongs(word: str, group: list[str]) -> bool:
    """Whether the word begins an amount, or goes on with this one."""
    name = word.lower()
    if _is_number(word) or name in _DATES or name in _SIGNS or name in EVERY:
        return True
    return bool(group) and (name in _UNITS or name in _BETWEEN)


def _trimmed(group: list[str]) -> list[str]:
    """Without an "a" that is not said of a period, and without what joins nothing."""
    group = [*group]
    while group and group[-1].lower() in _BETWEEN | EVERY:
        group.pop()
    while group and group[0].lower() in EVERY and not _is_period(group[1]):
        group.pop(0)
    return group


def _is_period(word: str) -> bool:
    return word.lower() in _PERIODS


def _is_number(word: str) -> bool:
    return any(map(str.isnumeric, word)) or word.lower() in _NUMBERS


def _is_sure(group: list[str]) -> bool:
    return len(group) > 1 or (bool(group) and group[0].lower() not in _UNSURE)


def _as_written(group: list[str]) -> str:
    amount = " ".join(group)
    for apart, close in _CLOSE:
        amount = amount.replace(apart, close)
    return amount


def _in_one_way(amount: str) -> str:
    for pattern, way in _IN_ONE_WAY:
        amount = pattern.sub(way, amount)
    return amount
