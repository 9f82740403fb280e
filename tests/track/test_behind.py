import pytest

from rowback.errors import StoreError
from rowback.track.behind import LAG, Behind


def stop(behind: Behind[int], error: BaseException) -> None:
    with behind:
        behind.add(1)
        raise error


def test_findings_are_told_in_their_order_and_all_of_them() -> None:
    told: list[int] = []
    with Behind(told.append) as behind:
        for number in range(3 * LAG):
            behind.add(number)
            assert len(told) == max(0, number + 1 - LAG)
    assert told == [*range(3 * LAG)]


def test_what_was_found_before_a_ctrl_c_is_told() -> None:
    told: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        stop(Behind(told.append), KeyboardInterrupt())
    assert told == [1]


def test_an_error_stays_the_one_that_it_was() -> None:
    """Git may have died, and cannot name the findings any more."""

    def tell(_: int) -> None:
        raise StoreError("git is gone")

    with pytest.raises(StoreError, match="the first"):
        stop(Behind(tell), StoreError("the first"))
