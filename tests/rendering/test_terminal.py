import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from rowback.model import Span, SpanKind
from rowback.rendering import render
from tests.rendering.comparisons import COMPARISONS, hostile, number, paragraph_moved, paragraphs_added_and_removed

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, color: bool) -> None:
    text = ANSI.sub("", render(COMPARISONS[name](), "terminal", color=color, width=width))
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_words_are_never_cut() -> None:
    text = render(COMPARISONS["quote_softened"](), "terminal", width=40)
    words = {word for line in text.splitlines() for word in line.split()}
    assert {"neglect[-,", "somebody", "Lindqvist-]{+service", "spokesman"} <= words


def test_without_colour_nothing_is_sent_but_text() -> None:
    for made in COMPARISONS.values():
        assert render(made(), "terminal").replace("\n", "").isprintable()


def test_with_colour_marks_are_colours_and_the_page_sends_none() -> None:
    text = render(hostile(), "terminal", color=True)
    assert "\x1b" not in ANSI.sub("", text)
    assert "\x9b" not in text
    plain = ANSI.sub("", render(number(), "terminal", color=True))
    assert "Police said 12 19 people" in plain


def test_a_silent_edit_is_the_first_thing_said() -> None:
    assert render(number(), "terminal").startswith("SILENT EDIT: ")


def test_what_stayed_is_folded() -> None:
    text = render(number(), "terminal")
    assert "⋯ 2 sentences unchanged" in text
    assert "⋯ 6 sentences unchanged" in text
    assert "Flames" not in text


def test_a_moved_paragraph_says_from_where_to_where_once() -> None:
    text = render(paragraph_moved(), "terminal")
    assert text.count("moved up from paragraph 5 to 1") == 1


def test_every_line_of_an_added_paragraph_has_its_sign() -> None:
    lines = render(paragraphs_added_and_removed(), "terminal").splitlines()
    assert [line[0] for line in lines if line[:2] in {"+ ", "- "}] == ["-", "-", "+", "+"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[-never said-]", "⟨U+005B⟩-never said-⟨U+005D⟩"),
        ("{+said+}", "⟨U+007B⟩+said+⟨U+007D⟩"),
        ("] [brackets] {braces} [", "⟨U+005D⟩ [brackets] {braces} ⟨U+005B⟩"),
    ],
)
def test_a_page_cannot_forge_a_mark(text: str, shown: str) -> None:
    made = number()
    spans = (Span(SpanKind.SAME, "Police said "), Span(SpanKind.INSERTED, text), Span(SpanKind.SAME, " of this."))
    changes = tuple(replace(change, spans=spans) if change.spans else change for change in made.changes)
    assert f"{{+{shown}+}}" in render(replace(made, changes=changes), "terminal", width=200)


def test_page_text_never_stands_where_signs_do() -> None:
    made = number()
    text = "+ Forged line " * 20
    spans = (Span(SpanKind.SAME, text), Span(SpanKind.INSERTED, "x"))
    changes = tuple(replace(change, spans=spans) if change.spans else change for change in made.changes)
    lines = render(replace(made, changes=changes), "terminal").splitlines()
    assert [line for line in lines if line.startswith("+")] == []


def test_a_narrow_terminal_is_not_taken_at_its_word() -> None:
    assert render(number(), "terminal", width=0) == render(number(), "terminal", width=20)


def test_a_headline_that_lost_its_first_words_begins_without_a_blank() -> None:
    spans = (Span(SpanKind.DELETED, "Judge denies "), Span(SpanKind.SAME, "plea in mill case"))
    made = replace(number(), headline=("Judge denies plea in mill case", "plea in mill case"), headline_spans=spans)
    lines = render(made, "terminal").splitlines()
    assert "- [-Judge denies-] plea in mill case" in lines
    assert "+ plea in mill case" in lines


def test_a_headline_that_is_another_one_is_not_marked_word_by_word() -> None:
    made = replace(number(), headline=("Fire guts mill", "Mill burns down"), headline_spans=())
    lines = render(made, "terminal").splitlines()
    assert "- Fire guts mill" in lines
    assert "+ Mill burns down" in lines
