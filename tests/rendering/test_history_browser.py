"""The history of an article in a real browser."""

from pathlib import Path
from typing import Any, Literal

import pytest

from rowback.rendering.web.history import render_history
from tests.rendering.browser import Opened
from tests.rendering.comparisons import article
from tests.rendering.histories import HISTORIES, MILL, ROAD, corrected, history


def opened(browser: Any, folder: Path, name: str = corrected.__name__, **options: Any) -> Opened:
    return Opened(browser, folder, render_history(HISTORIES[name]()), **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_fits_every_screen_and_reads_well(
    browser: Any, tmp_path: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    opened(browser, tmp_path, name, color_scheme=scheme).check_fits_and_reads_well()


def test_keys_buttons_and_the_slider_step_through_the_states(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path)
    text = report.page.locator("main")
    assert "12 people" in text.inner_text()
    report.page.keyboard.press("ArrowLeft")
    assert "19 people" in text.inner_text()
    assert report.at() == "#r3"
    report.page.get_by_role("button", name="Older revision").click()
    assert ROAD[0] not in text.inner_text()
    report.page.get_by_role("slider").fill("1")
    assert "Revision 1 of 4" in report.page.get_by_role("status").inner_text()
    assert report.page.locator("h1").inner_text() == "Fire guts Marston mill"
    report.page.get_by_role("button", name="Newer revision").click()
    assert report.page.locator("[aria-current] ins").first.is_visible()


def test_a_state_drawn_by_the_script_is_the_one_that_was_written(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path)
    plain = opened(browser, tmp_path, java_script_enabled=False)
    assert report.page.locator("main").inner_text() == plain.page.locator("main").inner_text()
    classes = "nodes => nodes.map(node => node.className)"
    assert report.page.locator("main span").evaluate_all(classes) == ["age0", "age0", "age3"]


def test_a_permalink_opens_its_state(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path)
    report.page.evaluate("location.hash = '#r2'")
    report.page.wait_for_function("document.querySelector('#state').value === '2'")
    assert "19 people" in report.page.locator("main").inner_text()


def test_wordings_are_shown_on_demand_without_script(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, java_script_enabled=False)
    assert not report.page.get_by_role("slider").is_visible()
    wording = report.page.locator("[popover]", has_text="19 people")
    assert not wording.is_visible()
    report.page.locator("main button").first.click()
    assert wording.is_visible()
    report.page.locator("summary").last.click()
    assert report.page.locator("#r2 ins").is_visible()


def test_an_article_that_never_changed_has_nothing_to_step_through(browser: Any, tmp_path: Path) -> None:
    report = Opened(browser, tmp_path, render_history(history(article((MILL,)))))
    assert report.complaints == []
    assert report.page.get_by_role("slider").count() == 0
