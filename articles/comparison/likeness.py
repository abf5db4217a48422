"""How much two blocks have in common, and which pairs of blocks are worth a closer look."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from articles.comparison.blocks import HEADINGS, WORDED, Block
from articles.comparison.sequences import Effort

#: Up to so many pairs, every pair is looked at; beyond, those that share rare words or the same place.
_EVERY_PAIR = 900
_RARE = 4
_MOST_RIVALS = 4

Candidate = tuple[int, int, float]


def likeness(old: Block, new: Block) -> float:
    """0 for two blocks that have nothing to do with each other, 1 for the same words in the same kind of
    block.
    """
    if not may_pair(old, new):
        return 0.0
    if old.tag == "figure":
        return _likeness_of_figures(old, new)
    if not (old.weight and new.weight):
        return 1.0 if old.text == new.text else 0.0
    common = common_weight(old.bag, new.bag)
    shorter = common / min(old.weight, new.weight)
    both = 2 * common / (old.weight + new.weight)
    if shorter < 0.4 or both < 0.15:
        return 0.0
    same_kind = 1.0 if (old.tag, old.place) == (new.tag, new.place) else 0.9
    return same_kind * (shorter + both) / 2


def may_pair(old: Block, new: Block) -> bool:
    """Whether the one could have become the other: text only text, a figure only a figure."""
    return old.tag == new.tag or (old.tag in WORDED and new.tag in WORDED)


def common_weight(old: Counter, new: Counter) -> int:
    """The weight of the words that both hold."""
    few, many = (old, new) if len(old) <= len(new) else (new, old)
    return sum(len(word) * min(count, many[word]) for word, count in few.items() if word in many)


def candidates(old: list[Block], new: list[Block], effort: Effort) -> list[Candidate]:
    """Pairs of places of blocks that may belong together, with their likeness."""
    found = []
    for i, j in sorted(_places(old, new)):
        if effort.is_spent:
            break
        effort.spend(4 + min(len(old[i].bag), len(new[j].bag)))
        if alike := likeness(old[i], new[j]):
            found.append((i, j, alike))
    return found


def sharing_rare_words(old: list[Block], new: list[Block]) -> Iterator[tuple[int, int]]:
    """For each old block the places of the new blocks with which it shares most rare words."""
    places = _postings(new)
    often = Counter(word for block in old for word in block.bag)
    for i, block in enumerate(old):
        rivals: Counter = Counter()
        for word in block.bag:
            if often[word] <= _RARE:
                for j in places.get(word, ()):
                    rivals[j] += len(word)
        yield from ((i, j) for j, _ in rivals.most_common(_MOST_RIVALS))


def is_renamed(old: Block, new: Block) -> bool:
    """Whether two headings that share no word still are one heading: they stand in the same place."""
    return old.tag == new.tag and old.tag in HEADINGS


def _places(old: list[Block], new: list[Block]) -> Iterable[tuple[int, int]]:
    if len(old) * len(new) <= _EVERY_PAIR:
        return {(i, j) for i in range(len(old)) for j in range(len(new))}
    near = min(len(old), len(new))
    from_start = {(place, place) for place in range(near)}
    from_end = {(len(old) - place, len(new) - place) for place in range(1, near + 1)}
    turned = {(i, j) for j, i in sharing_rare_words(new, old)}
    return from_start | from_end | turned | {*sharing_rare_words(old, new)}


def _postings(blocks: list[Block]) -> dict[str, list[int]]:
    places = defaultdict(list)
    for place, block in enumerate(blocks):
        for word in block.bag:
            places[word].append(place)
    return {word: found for word, found in places.items() if len(found) <= _RARE}


def _likeness_of_figures(old: Block, new: Block) -> float:
    if old.nodes[0].attrs["src"] == new.nodes[0].attrs["src"]:
        return 1.0
    common = common_weight(old.bag, new.bag)
    return 0.3 + common / (old.weight + new.weight or 1)
