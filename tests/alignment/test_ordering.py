from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment.ordering import heaviest_chain


def rises(points: tuple[tuple[int, int, int], ...]) -> bool:
    return all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(points))


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_no_other_chain_is_heavier(order: list[int], weights: list[int]) -> None:
    points = list(zip(range(7), order, weights, strict=True))
    heaviest = max(
        sum(point[2] for point in chain) for size in range(1, 8) for chain in combinations(points, size) if rises(chain)
    )
    found = heaviest_chain(points)
    assert found == sorted(found)
    assert sum(weights[before] for before, _ in found) == heaviest


def test_the_longest_text_keeps_its_place() -> None:
    assert heaviest_chain([(0, 1, 10), (1, 0, 90)]) == [(1, 0)]


def test_no_points_make_no_chain() -> None:
    assert heaviest_chain([]) == []
