"""Names that may mean the same: "Back pain", "back-pain", "Back Pains", "Bakc pain". Pure.

The work grows with the number of names and the length of each, never with the pairs of them: names a letter
apart are found by what is left of each without one of its letters.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from cms.slugs import slug_of

#: From this many letters on, a letter more, less or changed may be a mistake; shorter words differ by one.
SPELLED_FROM = 7
#: What is left of more names than these says nothing.
MOST_ALIKE = 12
#: Accents have such a class of combining marks; vowel signs that are letters of their own have a lower one.
ACCENTS = 200
_PLURALS = (
    (re.compile("ies$"), "y"),
    (re.compile("(?<=ss|sh|ch)es$|(?<=[xz])es$"), ""),
    (re.compile("(?<![siu])s$"), ""),
)


def alike(names: Mapping[int, str]) -> list[list[int]]:
    """Sets of keys whose names may mean the same, in the order given.

    First those that differ in case, accents, punctuation or plural alone, then those that are a letter apart.
    """
    keys = defaultdict(list)
    for key, name in names.items():
        keys[likeness(name)].append(key)
    near = _a_letter_apart(keys)
    same = [group for words, group in keys.items() if len(group) > 1 and words not in near]
    order = {key: place for place, key in enumerate(names)}
    spelled = {
        tuple(sorted((key for words in group for key in keys[words]), key=order.get))
        for group in near.values()
    }
    return same + sorted((list(group) for group in spelled), key=lambda group: order[group[0]])


def likeness(name: str) -> str:
    """What is left of a name without case, accents, punctuation and plural."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = slug_of("".join(letter for letter in letters if unicodedata.combining(letter) < ACCENTS))
    return " ".join(map(_singular, re.split("[-_]+", plain))) or name


def _singular(word):
    if len(word) > 3:
        for ending, instead in _PLURALS:
            if ending.search(word):
                return ending.sub(instead, word)
    return word


def _a_letter_apart(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """To each of the words that has one: the set of words that lead to each other a letter at a time."""
    shortened = defaultdict(list)
    for word in words:
        if len(word) >= SPELLED_FROM:
            for short in {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}:
                shortened[short].append(word)
    groups = {}
    for candidates in shortened.values():
        if 1 < len(candidates) <= MOST_ALIKE:
            for place, one in enumerate(candidates):
                for other in candidates[place + 1 :]:
                    if _is_mistake(one, other):
                        _unite(groups, one, other)
    return groups


def _unite(groups, one, other):
    together = groups.get(one, frozenset({one})) | groups.get(other, frozenset({other}))
    groups |= dict.fromkeys(together, together)


def _is_mistake(one, other):
    """Whether a slip of the pen makes one of the other: never another number, never another first letter."""
    if one[0] != other[0] or re.findall("[0-9]+", one) != re.findall("[0-9]+", other):
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, rest_of_other = one[start:], other[start:]
    return (
        rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or rest[1:] == rest_of_other[1:]
        or (rest[:2] == rest_of_other[1::-1] and rest[2:] == rest_of_other[2:])
    )
