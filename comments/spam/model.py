"""The score: a logistic model over words and findings. Pure.

It adds up one weight for each thing noticed, so that every score can be told in words. It orders the queue.
It never publishes and never rejects.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from comments.spam.features import CHECK, word_of
from comments.spam.pairs import SHORT
from comments.spam.starting import STARTING
from comments.spam.words import LINK

Example = tuple[frozenset[str], bool]

#: Passes over the examples, the first step, and the pull back to the starting weights.
PASSES = 4
STEP = 0.5
PULL = 1e-4
#: What says less than this is left out of the stored model.
LEAST = 0.05
#: A word is called learnt when so many rejected comments had it, and its weight is at least this.
LEARNT_FROM = 5
LEARNT_WEIGHT = 1.2
#: So many times more often in rejected comments than in published ones.
LEARNT_RATIO = 20


@dataclass(frozen=True)
class Weights:
    """What each feature adds to the score, and how many rejected and published comments had each word."""

    weights: dict[str, float] = field(default_factory=lambda: dict(STARTING))
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)

    def score(self, features: Iterable[str]) -> float:
        """How likely a comment is spam, from 0 to 1."""
        return _chance(_sum(self.weights, _scaled(features)))

    def reasons(self, features: Iterable[str], most: int = 5) -> list[tuple[str, float]]:
        """The features that moved the score most, and by how much; more than 0 is towards spam."""
        parts = [(one, self.weights.get(one, 0.0) * scale) for one, scale in _scaled(features)[1:]]
        parts.sort(key=lambda part: (-abs(part[1]), part[0]))
        return [part for part in parts[:most] if abs(part[1]) >= LEAST]

    def learnt(self, features: Iterable[str], most: int = 3) -> list[tuple[str, int, int]]:
        """The words that speak most against a comment: the word, rejected and published comments with it."""
        found = [
            (word_of(one), *self.counts[one])
            for one in sorted(features, key=lambda one: (-self.weights.get(one, 0.0), one))
            if one in self.counts and _is_learnt(self.weights.get(one, 0.0), *self.counts[one])
        ]
        return found[:most]


def train(examples: Sequence[Example]) -> Weights:
    """Learn from decisions, the oldest first, starting where every site starts. The same in, the same out."""
    weights, steps = Counter(STARTING), Counter()
    shuffle = random.Random(len(examples))
    order = [(_scaled(features), is_spam) for features, is_spam in examples]
    for _ in range(PASSES):
        for parts, is_spam in order:
            _step(weights, steps, parts, is_spam)
        shuffle.shuffle(order)
    kept = {one: round(weight, 4) for one, weight in weights.items() if abs(weight) >= LEAST}
    return Weights(kept, _counts(examples))


def area_under_curve(scored: Iterable[tuple[float, bool]]) -> float | None:
    """How often a spam comment scores above a genuine one, ties as half; None without both kinds."""
    ranked = sorted(scored)
    spam = sum(is_spam for _, is_spam in ranked)
    genuine = len(ranked) - spam
    if not spam or not genuine:
        return None
    wins = seen = place = 0
    while place < len(ranked):
        same = [is_spam for score, is_spam in ranked[place:] if score == ranked[place][0]]
        place += len(same)
        wins += sum(same) * (seen + (len(same) - sum(same)) / 2)
        seen += len(same) - sum(same)
    return wins / (spam * genuine)


def _step(weights, steps, parts, is_spam):
    """One step of AdaGrad (Duchi and others, 2011): what was often moved moves less."""
    error = _chance(_sum(weights, parts)) - is_spam
    for one, scale in parts:
        weight = weights.get(one, 0.0)
        slope = error * scale + PULL * (weight - STARTING.get(one, 0.0))
        steps[one] = step = steps.get(one, 0.0) + slope * slope
        weights[one] = weight - STEP * slope / (1e-4 + math.sqrt(step))


def _sum(weights, parts):
    return sum(weights.get(one, 0.0) * scale for one, scale in parts)


def _scaled(features):
    """What is added up, and what each counts: words together, however many; checks in full."""
    features = [*features]
    share = 1 / math.sqrt(1 + sum(not one.startswith(CHECK) for one in features))
    return [("start", 1.0), *((one, 1.0 if one.startswith(CHECK) else share) for one in features)]


def _chance(total):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _counts(examples):
    spam, genuine = Counter(), Counter()
    for features, is_spam in examples:
        (spam if is_spam else genuine).update(
            one for one in features if len(word_of(one)) > SHORT and word_of(one) != LINK
        )
    return {one: (count, genuine[one]) for one, count in spam.items() if count >= LEARNT_FROM}


def _is_learnt(weight, rejected, published):
    return weight >= LEARNT_WEIGHT and rejected >= LEARNT_FROM and rejected >= LEARNT_RATIO * published
