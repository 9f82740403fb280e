from rowback.alignment.links import Links


def test_gaps_hold_what_is_free_between_pairs_in_order() -> None:
    links = Links(["one", "two", "three", "four"], ["a", "b", "c", "d"])
    links.link(1, 1)
    assert links.gaps() == [([0], [0]), ([2, 3], [2, 3])]


def test_a_pair_out_of_order_bounds_no_gap() -> None:
    links = Links(["one", "a long sentence that stays", "another of them", "four"], ["a", "b", "c", "d"])
    links.link(1, 1)
    links.link(2, 2)
    links.link(0, 3)
    assert links.chain() == [(1, 1), (2, 2)]
    assert links.gaps() == [([], [0]), ([3], [])]


def test_who_has_no_partner_is_free() -> None:
    links = Links(["one", "two"], ["a", "b"])
    links.link(0, 1)
    assert links.free_before() == [1]
    assert links.free_after() == [0]
    assert links.are_free(1, 0)
    assert not links.are_free(0, 0)
    assert list(links.pairs()) == [(0, 1)]
