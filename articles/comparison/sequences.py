"""Which items of two sequences stay, in order: the alignment under both blocks and words.

Three ways, from the best to the cheapest. The shortest way from one sequence to the other (Myers' greedy
O(ND) algorithm) while the two are close; where they are not, items that are unique on both sides, as in
patience diff, but with the heaviest chain of them and not the longest, so that of two that changed places the
smaller one moves; where no item is unique, several in a row that are; where nothing is, nothing stays. Every
step is paid for out of a fixed effort, so that no input takes long.

Swapping the two sequences gives the same pairs swapped.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

Pair = tuple[int, int]
Span = tuple[int, int, int, int]

#: Differences after which the shortest way is no longer looked for.
FARTHEST = 200
#: How many items in a row may be unique where no single one is.
RUNS = (4, 12)


class Effort:
    """The work a comparison may still do, in steps of about a quarter of a microsecond."""

    def __init__(self, steps: int):
        self.left = steps

    def spend(self, steps: int) -> None:
        self.left -= steps

    def give_up(self) -> None:
        """Spend all that is left."""
        self.left = -1

    @property
    def is_spent(self) -> bool:
        return self.left < 0


def matches(old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort) -> list[Pair]:
    """Places of equal items, ascending on both sides: as many as possible."""
    ways = (_by_shortest, _by_unique(_length), *(_by_unique(_total_length, length) for length in RUNS))
    return _same_when_swapped(old, new, ways, effort)


def heavy_matches(old, new, effort: Effort, weigh: Callable[[Hashable], float]) -> list[Pair]:
    """Places of equal items, ascending on both sides: those that weigh most rather than most of them."""
    return _same_when_swapped(old, new, (_by_unique(weigh), _by_shortest), effort)


def heaviest_chain(candidates: list[tuple[int, int, float]]) -> list[Pair]:
    """Of candidate pairs with weights, those that ascend on both sides and weigh most together."""
    order = sorted(candidates, key=lambda pair: (pair[0], -pair[1]))
    ranks = {place: rank for rank, place in enumerate(sorted({j for _, j, _ in order}), start=1)}
    best = _BestBefore(len(ranks))
    before = []
    for at, (_, j, weight) in enumerate(order):
        total, last = best.up_to(ranks[j] - 1)
        before.append(last)
        best.add(ranks[j], total + weight, at)
    chain, at = [], best.up_to(len(ranks))[1]
    while at >= 0:
        chain.append(order[at][:2])
        at = before[at]
    return chain[::-1]


class _BestBefore:
    """The heaviest chain that ends at or before a place; a Fenwick tree of maxima."""

    def __init__(self, size: int):
        self.tree = [(0.0, -1)] * (size + 1)

    def up_to(self, rank: int) -> tuple[float, int]:
        best = (0.0, -1)
        while rank:
            best = max(best, self.tree[rank], key=lambda found: found[0])
            rank &= rank - 1
        return best

    def add(self, rank: int, total: float, at: int) -> None:
        while rank < len(self.tree):
            if total > self.tree[rank][0]:
                self.tree[rank] = (total, at)
            rank += rank & -rank


def _same_when_swapped(old, new, ways, effort) -> list[Pair]:
    if (len(new), new) < (len(old), old):
        return [(i, j) for j, i in _aligned(new, old, ways, effort)]
    return _aligned(old, new, ways, effort)


def _aligned(old, new, ways, effort) -> list[Pair]:
    found: list[Pair] = []
    spans = [(0, len(old), 0, len(new))]
    while spans:
        span = _without_equal_ends(old, new, spans.pop(), found)
        if span[0] == span[1] or span[2] == span[3] or effort.is_spent:
            continue
        pairs, is_final = next(filter(None, (way(old, new, span, effort) for way in ways)), ([], True))
        found += pairs
        if not is_final:
            spans += _between(pairs, span)
    return sorted(found)


def _without_equal_ends(old, new, span: Span, found: list[Pair]) -> Span:
    i, i_end, j, j_end = span
    while i < i_end and j < j_end and old[i] == new[j]:
        found.append((i, j))
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        found.append((i_end, j_end))
    return i, i_end, j, j_end


def _between(pairs: list[Pair], span: Span) -> list[Span]:
    i, i_end, j, j_end = span
    stops = [*pairs, (i_end, j_end)]
    starts = [(i, j), *((a + 1, b + 1) for a, b in pairs)]
    return [(a, a_end, b, b_end) for (a, b), (a_end, b_end) in zip(starts, stops, strict=True)]


def _length(item) -> int:
    return len(item) or 1


def _total_length(run) -> int:
    return sum(map(_length, run))


def _by_unique(weigh, length: int = 1):
    """A way that pairs what stands once on both sides: items, or so many in a row. The rest is for the next
    round.
    """

    def way(old, new, span, effort):
        i, i_end, j, j_end = span
        effort.spend(length * (i_end - i + j_end - j))
        once_old, once_new = _once(old, i, i_end, length), _once(new, j, j_end, length)
        common = once_old.keys() & once_new.keys()
        if not common:
            return None
        return heaviest_chain([(once_old[item], once_new[item], weigh(item)) for item in common]), False

    return way


def _once(items, start: int, end: int, length: int) -> dict[Hashable, int]:
    found = items[start:end]
    if length > 1:
        found = [*zip(*(found[shift:] for shift in range(length)), strict=False)]
    counts = Counter(found)
    return {item: start + place for place, item in enumerate(found) if counts[item] == 1}


def _by_shortest(old, new, span, effort):
    """A way with as few differences as possible, or None when there are too many of them."""
    i, i_end, j, j_end = span
    width, height = i_end - i, j_end - j
    if abs(width - height) > FARTHEST:
        return None
    trail = _fronts(old[i:i_end], new[j:j_end], effort)
    if trail is None:
        return None
    return [(i + a, j + b) for a, b in _walked_back(trail, width, height)], True


def _fronts(old, new, effort) -> list[list[int]] | None:
    """For each number of differences, how far one gets on each diagonal with fewer; None when it is too far.

    A front is a list over diagonals -FARTHEST-1 … FARTHEST+1; -1 marks one that was not reached.
    """
    width, height = len(old), len(new)
    front = [-1] * (2 * FARTHEST + 3)
    middle = FARTHEST + 1
    front[middle + 1] = 0
    trail = []
    for differences in range(min(FARTHEST, width + height) + 1):
        trail.append(front[:])
        first = -differences + 2 * max(0, differences - height)
        last = differences - 2 * max(0, differences - width)
        walked = 0
        for diagonal in range(middle + first, middle + last + 1, 2):
            below, above = front[diagonal - 1], front[diagonal + 1]
            x = start = above if below < above else below + 1
            y = x - diagonal + middle
            while x < width and y < height and old[x] == new[y]:
                x, y = x + 1, y + 1
            walked += x - start
            front[diagonal] = x
            if x == width and y == height:
                return trail
        effort.spend(differences + 1 + walked)
        if effort.is_spent:
            return None
    return None


def _walked_back(trail: list[list[int]], x: int, y: int) -> list[Pair]:
    pairs = []
    middle = FARTHEST + 1
    for front in reversed(trail):
        diagonal = middle + x - y
        below, above = front[diagonal - 1], front[diagonal + 1]
        came_x = above if below < above else below
        came_y = came_x - (1 if below < above else -1) - diagonal + middle
        start = came_x if below < above else came_x + 1
        pairs += [(x - step, y - step) for step in range(1, x - start + 1)]
        x, y = came_x, came_y
    return pairs[::-1]
