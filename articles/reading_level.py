"""How hard an English text is to read: an estimate from the lengths of its words and sentences alone. Pure.

The Automated Readability Index (Senter and Smith, AMRL-TR-66-220, 1967): 4.71 × letters a word + 0.5 × words
a sentence − 21.43 is the year of school, in the United States, in which most can read the text. Five more is
the age.
"""

import re
from collections.abc import Iterable

from cms.htmltree import Element, Node, text

#: A shorter text says too little about itself.
FEWEST_WORDS = 100
YEARS_BEFORE_SCHOOL = 5
YOUNGEST, OLDEST = 6, 22
_LEFT_OUT = frozenset({"table", "pre"})
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def reading_age(body: Iterable[Node]) -> int | None:
    """The age from which readers follow the body without effort; None when it is too short to tell."""
    sentences = [
        words for line in _lines(body) for part in _END.split(line) if (words := _WORD.findall(part))
    ]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(sum(map(str.isalnum, word)) for word in words)
    year = 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43
    return min(max(round(year) + YEARS_BEFORE_SCHOOL, YOUNGEST), OLDEST)


def _lines(body):
    """The words of each block; tables and preformatted text are no sentences."""
    kept = [node for node in body if not (isinstance(node, Element) and node.tag in _LEFT_OUT)]
    return text(kept).split("\n")
