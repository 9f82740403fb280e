from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.rendering.browser import CHROMIUM, Opened


@pytest.fixture(autouse=True)
def screenshots(request: pytest.FixtureRequest) -> None:
    """Keep pictures where the run was told to, named by the test."""
    folder = request.config.getoption("--screenshots")
    Opened.pictures = Path(folder) / str(request.node.name).replace("/", "-") if folder else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium on the path")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
