"""The HTML is valid: a parser that follows the standard to the letter finds no error in it."""

import html5lib
import pytest

from rowback.rendering import render
from rowback.rendering.web.history import Place, render_history
from tests.rendering.comparisons import COMPARISONS
from tests.rendering.histories import HISTORIES


def errors(page: str) -> list[str]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(page)
    return [f"{place}: {code}" for place, code, _ in parser.errors]


@pytest.mark.parametrize("name", COMPARISONS)
def test_a_comparison_is_valid(name: str) -> None:
    assert errors(render(COMPARISONS[name](), "html")) == []


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_is_valid(name: str, full: bool) -> None:
    assert errors(render_history(HISTORIES[name](), full=full, place=Place("../", "x/"))) == []
