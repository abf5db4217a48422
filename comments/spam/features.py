"""What the score looks at. Pure."""

import math
from collections.abc import Iterable

from comments.spam.words import LINK, folded_words

#: Said by the score's own weights; fed back into it they would count twice.
OWN = frozenset({"learnt_words"})
WORD = "word "
CHECK = "check "


def features_of(text: str, check_names: Iterable[str]) -> frozenset[str]:
    """The words of a comment, how long it is, and which checks had something to say."""
    words = folded_words(text)
    found = {WORD + word for word in words if len(word) <= 40}
    found |= {CHECK + name for name in check_names if name not in OWN}
    found.add(f"length {min(8, math.ceil(math.log2(len(words) + 1)))}")
    if LINK in words:
        found.add("link in the text")
    return frozenset(found)


def word_of(feature: str) -> str:
    """The word a feature stands for; "" when it stands for something else."""
    return feature.removeprefix(WORD) if feature.startswith(WORD) else ""
