"""A site of a store in a real browser, opened from a disk."""

from pathlib import Path
from typing import Any, Literal

import pytest

from tests.rendering.browser import Opened
from tests.support import STORY, Newsroom, page


@pytest.fixture
def folder(newsroom: Newsroom, tmp_path: Path) -> Path:
    """A site with one article that was changed and one that was not."""
    newsroom.watch("/bridge", page(*STORY, headline="Bridge is closed"))
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(STORY[0], STORY[1].replace("£4", "£6"), *STORY[2:]))
    newsroom.check(address)
    newsroom.must("site", "-o", tmp_path / "public")
    return tmp_path / "public"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_every_screen_and_reads_well(
    browser: Any, folder: Path, scheme: Literal["light", "dark"]
) -> None:
    for one in ("index.html", "*/index.html", "*/*/wall-*/index.html", "search.html"):
        (path,) = folder.glob(one)
        opened = Opened.at_file(browser, path, color_scheme=scheme)
        opened.check_fits_and_reads_well(own=folder.as_uri())
        opened.page.close()


def test_the_search_finds_what_an_article_said_before(browser: Any, folder: Path) -> None:
    opened = Opened.at_file(browser, folder / "search.html")
    opened.page.get_by_role("searchbox").fill("4 million")
    opened.page.get_by_text("1 article", exact=True).wait_for()
    opened.page.get_by_role("link", name="Harbour wall").click()
    opened.page.wait_for_url("**/wall-*/index.html")
    assert "£6" in opened.page.locator("main").inner_text()
    assert opened.complaints == []


def test_without_script_the_search_points_to_the_lists(browser: Any, folder: Path) -> None:
    opened = Opened.at_file(browser, folder / "search.html", java_script_enabled=False)
    opened.page.get_by_role("link", name="outlets", exact=True).click()
    assert opened.page.locator("h1").inner_text() == "Edits of watched articles"
