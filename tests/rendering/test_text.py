from rowback.rendering import render
from tests.rendering.comparisons import correction, headline


def test_a_correction_is_told_in_a_few_lines() -> None:
    lines = render(correction(), "text").splitlines()
    assert lines[0] == "Fire guts Marston mill"
    assert lines[1] == "What changed: 1 sentence edited: number 12 → 19; notice added"
    note = "Correction: an earlier version of this article gave the number of injured people as 12."
    assert f"Notice added: {note} (admits number 12 → 19 in paragraph 2)" in lines


def test_a_changed_headline_is_told_before_and_after() -> None:
    lines = render(headline(), "text").splitlines()
    assert lines[:2] == [
        "Minister admits knowing of leak at Marston mill",
        "Headline before: Minister denies knowing of leak at Marston mill",
    ]
