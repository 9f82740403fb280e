"""Pages in a real browser, from a file, as users open them."""

import shutil
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

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


class Opened:
    """A page opened in a browser; collects what it asks for and complains of.

    Attributes:
        pictures: where a picture of each width is kept, or `None`.
    """

    pictures: Path | None = None

    def __init__(self, browser: Any, folder: Path, html: str, **options: Any) -> None:
        path = folder / "page.html"
        path.write_text(html, encoding="utf-8")
        self._open(browser, path, **options)

    @classmethod
    def at_file(cls, browser: Any, path: Path, **options: Any) -> "Opened":
        """A page that is on the disk already."""
        opened = cls.__new__(cls)
        opened._open(browser, path, **options)
        return opened

    def _open(self, browser: Any, path: Path, **options: Any) -> None:
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

    def check_fits_and_reads_well(self, own: str | None = None) -> None:
        """No width needs scrolling sideways, every text has contrast enough, nothing is complained of or asked for.

        A page may ask for `own` files, when it has any.
        """
        for width in (320, 768, 1280, 1600):
            self.page.set_viewport_size({"width": width, "height": 800})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width
            if self.pictures:
                name = f"{self.pictures.name}-{Path(self.page.url.partition('#')[0]).stem}-{width}.png"
                self.page.screenshot(path=self.pictures.with_name(name), full_page=True)
        assert self.page.evaluate(INKS) == []
        assert self.violations() == []
        assert self.complaints == []
        assert self.requests[0] == self.page.url.partition("#")[0]
        assert all(own and url.startswith(own) for url in self.requests[1:])

    def violations(self) -> list[str]:
        """What axe finds against the guidelines for accessibility."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
