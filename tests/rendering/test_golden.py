"""Every format over the same hand-made comparisons; `pytest --update-golden` rewrites the files."""

import re
from pathlib import Path

import pytest

from rowback.rendering import FORMATS, render
from rowback.text import visible
from tests.rendering.comparisons import COMPARISONS

GOLDEN = Path(__file__).parents[1] / "golden" / "rendering"
ENDINGS = {"html": "html", "json": "json", "markdown": "md"}


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("form", FORMATS)
def test_output_is_as_reviewed(form: str, name: str, request: pytest.FixtureRequest) -> None:
    text = render(COMPARISONS[name](), form)
    if form == "unified":  # exact, so a hostile page's own characters are in it
        text = "\n".join(map(visible, text.split("\n")))
    check_golden(f"{name}.{form}.{ENDINGS.get(form, 'txt')}", without_assets(text), request)


@pytest.mark.parametrize("name", COMPARISONS)
def test_coloured_output_is_as_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    text = render(COMPARISONS[name](), "terminal", color=True)
    check_golden(f"{name}.terminal-color.txt", text.replace("\x1b", "␛"), request)


def check_golden(name: str, text: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / name
    if request.config.getoption("--update-golden", default=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def without_assets(text: str) -> str:
    """A new colour is no reason to review twelve pages."""
    text = re.sub(r"(?s)(<style>).*?(</style>)", r"\1\2", text)
    text = re.sub(r"(?s)(<script>).*?(</script>)", r"\1\2", text)
    return re.sub(r"'sha256-[^']+'", "'sha256-'", text)
