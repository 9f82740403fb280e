"""rowback is killed at random moments, and nothing is lost, doubled or undone: a short form of `make soak`."""

from pathlib import Path

import pytest

from tests.soak import FIRST_INIT, STEPS, soak
from tests.support import NewsSite

ROUNDS = 3


@pytest.mark.parametrize("action", [*STEPS, FIRST_INIT])
def test_what_is_killed_loses_doubles_and_undoes_nothing(tmp_path: Path, site: NewsSite, action: str) -> None:
    assert soak(tmp_path, site, rounds=ROUNDS, seed=1, only=action).killer.kills.total() > 0
