"""How alike two texts are when one may be the other with words swapped, added and left out. Pure.

A text is seen as its *pairs*: two words at most four apart, in order. A template whose words are spun keeps
the pairs of the words it does not spin, wherever the others went.
"""

import hashlib
from collections.abc import Collection, Iterable

Pair = tuple[str, str]

#: How far apart the words of a pair may stand.
REACH = 4
#: Words of a text that are looked at: enough for a template, little enough to be quick.
MOST_WORDS = 200
#: Hashes that stand for a text in the index.
SKETCH_SIZE = 16
#: A word longer than this is rarely one that every sentence has ("the", "und", "que").
SHORT = 3
#: What a pair with none, one or two longer words says.
WEIGHTS = (3, 8, 12)


def pairs_of(words: Iterable[str]) -> frozenset[Pair]:
    """The pairs of a text's folded words."""
    words = [*words][:MOST_WORDS]
    return frozenset(
        (word, other) for place, word in enumerate(words) for other in words[place + 1 : place + REACH + 1]
    )


def likeness(one: Collection[Pair], other: Collection[Pair]) -> float:
    """How alike two texts are, from 0 up: what they share, counted once more by its part of them both.

    Long texts that share a lot score high; short ones have to be almost the same.
    """
    one, other = frozenset(one), frozenset(other)
    shared = _weight(one & other)
    return shared * shared / _weight(one | other) if shared else 0.0


def sketch(pairs: Collection[Pair]) -> list[int]:
    """A few hashes that stand for the text: texts with many pairs in common have some of these in common.

    The lowest hashes of all pairs (a bottom-k sketch after Broder, 1997); pairs of two short words count
    only in texts that have no others.
    """
    telling = [pair for pair in pairs if max(map(len, pair)) > SHORT] or pairs
    return sorted({_hash(pair) for pair in telling})[:SKETCH_SIZE]


def _weight(pairs):
    return sum(WEIGHTS[(len(one) > SHORT) + (len(other) > SHORT)] for one, other in pairs)


def _hash(pair: Pair) -> int:
    """A number that fits a signed 64-bit column."""
    digest = hashlib.blake2b("\x1f".join(pair).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
