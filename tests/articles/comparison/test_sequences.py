from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from articles.comparison.sequences import Effort, heaviest_chain, heavy_matches, matches

few_letters = st.text("abc", max_size=12).map(list)
letters = st.text("abcdefghij", max_size=40).map(list)


def plenty():
    return Effort(1_000_000)


def longest_common(old, new):
    """How many items can stay, by the textbook."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            best[i + 1][j + 1] = best[i][j] + 1 if one == other else max(best[i][j + 1], best[i + 1][j])
    return best[-1][-1]


def ascends(pairs):
    return all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(few_letters | letters, few_letters | letters)
def test_as_many_items_stay_as_can(old, new):
    pairs = matches(old, new, plenty())
    assert ascends(pairs)
    assert all(old[i] == new[j] for i, j in pairs)
    assert len(pairs) == longest_common(old, new)


@given(letters, letters)
def test_swapped_sequences_give_swapped_pairs(old, new):
    there, back = matches(old, new, plenty()), matches(new, old, plenty())
    assert there == sorted((i, j) for j, i in back)


@given(letters, letters)
def test_heavy_pairs_are_equal_items_in_order(old, new):
    pairs = heavy_matches(old, new, plenty(), weigh=ord)
    assert ascends(pairs)
    assert all(old[i] == new[j] for i, j in pairs)


def test_of_two_that_changed_places_the_heavier_stays():
    weights = {"light": 1, "heavy": 9}
    assert heavy_matches(["light", "heavy"], ["heavy", "light"], plenty(), weigh=weights.get) == [(1, 0)]
    assert heavy_matches(["heavy", "light"], ["light", "heavy"], plenty(), weigh=weights.get) == [(0, 1)]


def test_the_heaviest_chain_is_not_always_the_longest():
    assert heaviest_chain([(0, 1, 1), (1, 2, 1), (2, 0, 5)]) == [(2, 0)]
    assert heaviest_chain([(0, 1, 1), (1, 2, 1), (2, 0, 1)]) == [(0, 1), (1, 2)]
    assert heaviest_chain([]) == []


def test_far_apart_sequences_are_held_together_by_what_is_unique():
    old = [f"old {place}" for place in range(500)]
    new = [f"new {place}" for place in range(500)]
    old[250] = new[100] = "the same"
    assert matches(old, new, plenty()) == [(250, 100)]


def test_where_no_item_is_unique_several_in_a_row_are():
    old = Random(1).choices("abcdefgh", k=3_000)
    new = [letter if place % 13 else "new" for place, letter in enumerate(old)]
    assert len(matches(old, new, plenty())) > 2_500


def test_a_spent_effort_ends_the_search():
    effort = Effort(100)
    old, new = [*"ab" * 300], [*"ba" * 290, "c"]
    matches(old, new, effort)
    assert effort.is_spent
    assert matches(["x", "a", "y"], ["x", "b", "y"], effort) == [(0, 0), (2, 2)]
