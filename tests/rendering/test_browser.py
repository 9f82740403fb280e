"""The HTML report in a real browser."""

from pathlib import Path
from typing import Any, Literal

import pytest

from rowback.rendering import render
from tests.rendering.browser import Opened
from tests.rendering.comparisons import COMPARISONS, headline, number, paragraph_moved, paragraphs_added_and_removed


def opened(browser: Any, folder: Path, name: str, **options: Any) -> Opened:
    return Opened(browser, folder, render(COMPARISONS[name](), "html"), **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["correction", "headline", "hostile", "paragraph_moved", "right_to_left"])
def test_a_report_fits_every_screen_and_reads_well(
    browser: Any, tmp_path: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    report = opened(browser, tmp_path, name, color_scheme=scheme)
    report.page.keyboard.press("f")
    report.check_fits_and_reads_well()


def test_keys_walk_through_the_changes(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, paragraphs_added_and_removed.__name__)
    walked = []
    for key in "jjjjkkkk":
        report.page.keyboard.press(key)
        walked.append(report.at())
    assert walked == ["#c1", "#c2", "#c3", "#c3", "#c2", "#c1", "#c1", "#c1"]
    assert report.page.evaluate("document.activeElement.id") == "c1"


def test_walking_goes_on_from_the_permalink_that_was_opened(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, paragraphs_added_and_removed.__name__)
    report.page.evaluate("location.hash = '#c2'")
    report.page.keyboard.press("j")
    assert report.at() == "#c3"


def test_a_changed_headline_is_the_first_stop(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, headline.__name__)
    report.page.keyboard.press("j")
    assert report.at() == "#headline"


def test_a_key_opens_all_folds_and_closes_them(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, number.__name__)
    story = report.page.get_by_text("Flames could be seen from the harbour.")
    assert not story.is_visible()
    report.page.keyboard.press("f")
    assert story.is_visible()
    report.page.keyboard.press("f")
    assert not story.is_visible()


def test_without_script_folds_open_and_links_lead_on(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, paragraph_moved.__name__, java_script_enabled=False)
    story = report.page.get_by_text("Flames could be seen from the harbour.")
    assert not story.is_visible()
    report.page.locator("summary").first.click()
    assert story.is_visible()
    assert not report.page.locator(".keys").is_visible()
    report.page.get_by_text("where it was").click()
    assert report.page.url.endswith("#from1")
    report.page.locator("#from1").click()
    assert report.page.url.endswith("#c1")


def test_print_shows_marks_without_colour(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, number.__name__)
    report.page.emulate_media(media="print")
    lines = "selector => getComputedStyle(document.querySelector(selector)).textDecorationLine"
    assert report.page.evaluate(lines, "main del") == "line-through"
    assert report.page.evaluate(lines, "main ins") == "underline"


def test_before_and_after_stand_side_by_side(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, number.__name__)
    report.page.get_by_label("Before and after").check()
    before, after = report.page.locator(".pair > div").all_inner_texts()
    assert ("12" in before, "19" in before) == (True, False)
    assert ("12" in after, "19" in after) == (False, True)
    assert not report.page.locator(".block > p").first.is_visible()
    report.check_fits_and_reads_well()


def test_what_moved_stands_where_it_was_and_where_it_is(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, paragraph_moved.__name__)
    moved = report.page.locator(".change.moved").inner_text()[:30]
    report.page.keyboard.press("v")
    report.page.keyboard.press("v")
    pairs = [pair.locator(":scope > div").all_inner_texts() for pair in report.page.locator(".pair").all()]
    assert sum(moved in before for before, _ in pairs) == 1
    assert sum(moved in after for _, after in pairs) == 1
    assert not any(moved in before and moved in after for before, after in pairs)


def test_changes_only_leaves_out_what_is_unchanged(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, number.__name__)
    report.page.keyboard.press("v")
    assert not report.page.locator("summary").first.is_visible()
    assert report.page.locator("main ins").first.is_visible()
    report.page.keyboard.press("j")
    assert report.at() == "#c1"


def test_it_prints(browser: Any, tmp_path: Path) -> None:
    report = opened(browser, tmp_path, number.__name__)
    assert report.page.pdf(format="A4").startswith(b"%PDF")
