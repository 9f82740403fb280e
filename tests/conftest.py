"""Fixtures for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import Newsroom, NewsSite

# The same examples on every machine, however slow it is.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the files under tests/golden/")
    parser.addoption("--screenshots", metavar="DIR", help="keep a picture of every page that the browser tests open")


def pytest_configure() -> None:
    """Nothing that is set on this machine may decide a test: no git settings, no proxies, no colours."""
    os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
    os.environ["GIT_CONFIG_SYSTEM"] = os.devnull
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}:
            del os.environ[name]


@pytest.fixture
def site() -> Iterator[NewsSite]:
    """A news site on loopback."""
    with NewsSite() as site:
        yield site


@pytest.fixture
def newsroom(tmp_path: Path, site: NewsSite) -> Newsroom:
    """A store that watches the site."""
    return Newsroom(tmp_path, site)
