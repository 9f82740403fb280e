"""The HTML report in a real browser, from a file, as users open it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from rowback.rendering import render
from tests.rendering.comparisons import COMPARISONS, headline, number, paragraph_moved, paragraphs_added_and_removed

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the path")

INKS = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, k) => sum + c * [0.2126, 0.7152, 0.0722][k], 0);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const color = channels(getComputedStyle(element).backgroundColor);
      if (color[3] !== 0) return color;
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const poor = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest("script")) continue;
    const [a, b] = [light(channels(getComputedStyle(element).color)), light(ground(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) poor.push(`${contrast.toFixed(2)} ${element.className} ${texts.currentNode.data}`);
  }
  return poor;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Report:
    """A report opened in a browser; collects what it asks for and complains of."""

    def __init__(self, browser: Any, folder: Path, name: str, **options: Any) -> None:
        path = folder / f"{name}.html"
        path.write_text(render(COMPARISONS[name](), "html"), encoding="utf-8")
        self.page = browser.new_page(**options)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def at(self) -> str:
        """The permalink that the reader stands at."""
        return str(self.page.evaluate("location.hash"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["correction", "headline", "hostile", "paragraph_moved", "right_to_left"])
def test_a_report_fits_every_screen_and_reads_well(
    browser: Any, tmp_path: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    report = Report(browser, tmp_path, name, color_scheme=scheme)
    for width in (320, 768, 1280, 1600):
        report.page.set_viewport_size({"width": width, "height": 800})
        assert report.page.evaluate("document.documentElement.scrollWidth") <= width
    report.page.keyboard.press("f")
    assert report.page.evaluate(INKS) == []
    assert report.complaints == []
    assert report.requests == [report.page.url.partition("#")[0]]


def test_keys_walk_through_the_changes(browser: Any, tmp_path: Path) -> None:
    report = Report(browser, tmp_path, paragraphs_added_and_removed.__name__)
    walked = []
    for key in "jjjjkkkk":
        report.page.keyboard.press(key)
        walked.append(report.at())
    assert walked == ["#c1", "#c2", "#c3", "#c3", "#c2", "#c1", "#c1", "#c1"]
    assert report.page.evaluate("document.activeElement.id") == "c1"


def test_walking_goes_on_from_the_permalink_that_was_opened(browser: Any, tmp_path: Path) -> None:
    report = Report(browser, tmp_path, paragraphs_added_and_removed.__name__)
    report.page.evaluate("location.hash = '#c2'")
    report.page.keyboard.press("j")
    assert report.at() == "#c3"


def test_a_changed_headline_is_the_first_stop(browser: Any, tmp_path: Path) -> None:
    report = Report(browser, tmp_path, headline.__name__)
    report.page.keyboard.press("j")
    assert report.at() == "#headline"


def test_a_key_opens_all_folds_and_closes_them(browser: Any, tmp_path: Path) -> None:
    report = Report(browser, tmp_path, number.__name__)
    story = report.page.get_by_text("Flames could be seen from the harbour.")
    assert not story.is_visible()
    report.page.keyboard.press("f")
    assert story.is_visible()
    report.page.keyboard.press("f")
    assert not story.is_visible()


def test_without_script_folds_open_and_links_lead_on(browser: Any, tmp_path: Path) -> None:
    report = Report(browser, tmp_path, paragraph_moved.__name__, java_script_enabled=False)
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
    report = Report(browser, tmp_path, number.__name__)
    report.page.emulate_media(media="print")
    lines = "selector => getComputedStyle(document.querySelector(selector)).textDecorationLine"
    assert report.page.evaluate(lines, "main del") == "line-through"
    assert report.page.evaluate(lines, "main ins") == "underline"
