from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

import rowback
from rowback.errors import UsageError
from rowback.model import Comparison
from tests.rendering.comparisons import (
    COMPARISONS,
    article,
    chinese,
    headline,
    hostile,
    number,
    paragraph_moved,
)

image = pytest.importorskip("PIL.Image", reason="Pillow is not installed")

from rowback.rendering.picture import draw  # noqa: E402  it needs Pillow
from rowback.rendering.picture.card import MARKS, SIZE  # noqa: E402

INSERTED, DELETED = ("#d9e9fb", "#fde2c9")


def of_one_sentence(before: str, after: str) -> Comparison:
    return rowback.compare(article(((before,),)), article(((after,),)))


def colors(made: Comparison) -> set[str]:
    with image.open(BytesIO(draw(made).png)) as picture:
        assert picture.size == SIZE
        found = picture.getcolors(maxcolors=1_000_000)
    return {"#{:02x}{:02x}{:02x}".format(*color) for _, color in found}


@pytest.mark.parametrize("name", [name for name in COMPARISONS if name != chinese.__name__])
def test_every_comparison_has_a_picture_and_words_for_it(name: str) -> None:
    made = draw(COMPARISONS[name]())
    with image.open(BytesIO(made.png)) as picture:
        assert picture.format == "PNG"
        assert picture.size == (1200, 675)
        assert picture.text["Description"] == made.alt
    assert "\n" not in made.alt


def test_what_changed_is_marked() -> None:
    assert {ground for ground, _ in MARKS.values()} == {INSERTED, DELETED}
    assert {INSERTED, DELETED} <= colors(number())
    assert not {INSERTED, DELETED} & colors(paragraph_moved())


def test_the_words_say_what_the_picture_shows() -> None:
    alt = draw(number()).alt
    assert "silent edit" in alt
    assert "before: “Police said 12 people were taken to hospital.”" in alt
    assert "after: “Police said 19 people were taken to hospital.”" in alt
    assert "number 12 → 19" in alt
    assert "The headline changed" in draw(headline()).alt


def test_hidden_characters_are_shown() -> None:
    alt = draw(hostile()).alt
    assert "⟨U+202E⟩" in alt
    assert "\u202e" not in alt
    assert "⟨U+27E8⟩U+202E" not in alt


def test_of_a_long_sentence_what_changed_is_shown() -> None:
    words = " ".join(f"word{k}" for k in range(400))
    before, after = (f"{words} the fire hurt {count} people and {words}." for count in (12, 19))
    assert {INSERTED, DELETED} <= colors(of_one_sentence(before, after))


@pytest.mark.parametrize("text", ["x" * 1_000_000, "word " * 200_000, " ", ""])
def test_no_text_is_too_long(text: str) -> None:
    assert draw(of_one_sentence(text, text + " and 19 more")).png


def test_a_font_without_the_letters_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match="no letters for") as caught:
        draw(chinese())
    assert "--font" in (caught.value.hint or "")


def test_a_font_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "font.ttf").write_text("no font", encoding="ascii")
    with pytest.raises(UsageError, match="cannot be read as a font"):
        draw(number(), font=tmp_path / "font.ttf")
    with pytest.raises(UsageError, match=r"cannot be read as a font: No such file or directory$"):
        draw(number(), font=tmp_path / "none.ttf")


def test_nothing_changed_is_a_picture_too() -> None:
    unchanged = replace(number(), before=article(), after=article(), changes=(), weight=None, disclosure=None)
    assert "silent" not in draw(unchanged).alt
