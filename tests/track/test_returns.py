"""The rule for texts that come back, over letters that stand for texts."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rowback.model import Article
from rowback.store import Recorded, SeenText
from rowback.store.layout import text_id
from rowback.track.returns import REMEMBERED, earlier, remembered, takes_turns, with_text

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def article(letter: str) -> Article:
    return Article(headline="Ferry", paragraphs=(letter,), sentences_by_paragraph=((letter,),))


def outcomes(looks: str) -> str:
    """For each look: `n`ew, `e`dited, `r`everted, or `.` for unchanged."""
    told, recorded = "", ""
    texts: tuple[SeenText, ...] = ()
    for letter in looks:
        back = earlier(texts, article(letter))
        if letter == recorded or (back and takes_turns(texts)):
            told += "."
            continue
        told += "r" if back else "e" if recorded else "n"
        texts, recorded = with_text(texts, SeenText(text_id(article(letter)), MORNING)), letter
    return told


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        ("AAB", "n.e"),
        ("ABA", "ner"),
        ("ABABABA", "nerr..."),
        ("ABBBABBAAB", "ne..rr...."),
        ("ABCABCABC", "neerr...."),
        ("ABACDC", "nereer"),
        ("ABACA", "nerer"),
        ("ABABABC", "nerr..e"),
        ("ABABCB", "nerrer"),
    ],
)
def test_returns_are_told_until_the_texts_take_turns(looks: str, told: str) -> None:
    assert outcomes(looks) == told


def test_a_text_that_was_long_ago_is_no_return() -> None:
    others = "BCDEFGHIJ"[:REMEMBERED]
    assert outcomes(f"A{others}A")[-1] == "e"
    assert outcomes(f"A{others[1:]}A")[-1] == "r"


def test_a_text_is_known_by_all_that_makes_a_revision() -> None:
    before = article("A")
    assert text_id(before) == text_id(replace(before, modified=MORNING, section="World", language="en"))
    for other in (
        replace(before, headline="Boat"),
        replace(before, authors=("Ines Valcourt",)),
        replace(before, published=MORNING),
        replace(before, notices=("Corrected.",)),
        article("B"),
    ):
        assert text_id(other) != text_id(before)


def test_a_memory_of_another_past_begins_anew() -> None:
    recorded = Recorded("https://tidewater.example/ferry", article("B"), MORNING, "engine 1")
    known = (SeenText(text_id(article("A")), MORNING), SeenText(text_id(article("B")), MORNING))
    assert remembered(known, recorded) == known
    assert remembered(known[:1], recorded) == remembered((), recorded) == known[1:]
