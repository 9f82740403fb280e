import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment.tokens import tokens


@pytest.mark.parametrize(
    "piece",
    [
        "don't", "l’homme", "1,234.5", "3.5%", "$40m", "US$40bn", "20:15", "2026-11-23", "23/11/2026", "U.S.",
        "cafe\u0301", "हिन्दी", "น้ำ", "か\u3099", "👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "1st", "covid19", "40€",
    ],
)  # fmt: skip
def test_what_belongs_together_is_one_piece(piece: str) -> None:
    assert list(tokens(f"{piece} {piece}")) == [piece, " ", piece]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("right-wing", ["right", "-", "wing"]),
        ("(1.5).", ["(", "1.5", ")", "."]),
        ("火事12件", ["火", "事", "12", "件"]),
        ("น้ำใจ", ["น้ำ", "ใ", "จ"]),
        ("one\n\t two", ["one", "\n\t ", "two"]),
    ],
)
def test_other_text_is_cut(text: str, pieces: list[str]) -> None:
    assert list(tokens(text)) == pieces


@given(st.text())
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
