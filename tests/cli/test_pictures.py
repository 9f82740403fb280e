import sys
from pathlib import Path

import pytest

from tests.support import STORY, Newsroom, page

pytest.importorskip("PIL", reason="Pillow is not installed")


@pytest.fixture
def address(newsroom: Newsroom) -> str:
    address = newsroom.watch("/wall", page(*STORY))
    newsroom.site.publish("/wall", page(STORY[0], STORY[1].replace("£4", "£6"), *STORY[2:]))
    newsroom.check(address)
    return address


def test_a_picture_is_written_with_its_words_beside_it(newsroom: Newsroom, address: str, tmp_path: Path) -> None:
    newsroom.must("diff", address, "--format", "png", "-o", tmp_path / "card.png")
    assert (tmp_path / "card.png").read_bytes().startswith(b"\x89PNG")
    assert "£4 million" in (tmp_path / "card.txt").read_text(encoding="utf-8")


def test_without_pillow_it_is_said_what_to_install(
    newsroom: Newsroom, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rowback.rendering.picture", None)
    done = newsroom("diff", address, "--format", "png", "-o", tmp_path / "card.png")
    assert done.code == 3
    assert "pip install 'rowback[picture]'" in done.err
    assert not (tmp_path / "card.png").exists()


@pytest.mark.parametrize(
    "options", [("--format", "png", "--each"), ("--format", "html", "--font", "x.ttf"), ("--format", "png", "--open")]
)
def test_what_a_picture_cannot_be_is_refused(newsroom: Newsroom, address: str, options: tuple[str, ...]) -> None:
    assert newsroom("diff", address, *options).code == 2
