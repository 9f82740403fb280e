import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowback.model import Article, Comparison
from rowback.rendering import render
from rowback.store.layout import text_of
from tests.rendering.comparisons import COMPARISONS, number
from tests.support import git

PATH = "courier.example/0b/mill-fire-0b4f5cce2b17/article.txt"


@pytest.mark.parametrize("inside", [".", "snapshots"])
@pytest.mark.parametrize("name", COMPARISONS)
def test_git_makes_the_text_after_out_of_the_text_before(name: str, inside: str, tmp_path: Path) -> None:
    made = replace(COMPARISONS[name](), path=PATH)
    if made.before.lines == made.after.lines:
        return
    git(tmp_path, "init", "--quiet")
    store = tmp_path / inside
    text = store / PATH
    text.parent.mkdir(parents=True)
    text.write_bytes(text_of(made.before))
    (tmp_path / "change.patch").write_bytes(render(made, "unified").encode())
    git(store, "apply", "--check", str(tmp_path / "change.patch"))
    git(store, "apply", str(tmp_path / "change.patch"))
    assert text.read_bytes() == text_of(made.after)


def test_without_a_store_the_file_is_called_as_it_is_there() -> None:
    lines = render(number(), "unified").splitlines()
    assert lines[3:5] == ["--- a/article.txt", "+++ b/article.txt"]
    assert lines[2] == "# 1 sentence edited: number 12 → 19"


TEXT = st.text(st.sampled_from("ab -+@#\\\r\x0c\u2028.中"), min_size=1, max_size=8)
SENTENCES = st.lists(st.lists(TEXT, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)


@given(SENTENCES, SENTENCES)
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_patched(
    tmp_path_factory: pytest.TempPathFactory,
    before: tuple[tuple[str, ...], ...],
    after: tuple[tuple[str, ...], ...],
) -> None:
    made = Comparison(Article(sentences_by_paragraph=before), Article(sentences_by_paragraph=after), ())
    folder = tmp_path_factory.mktemp("patched")
    (folder / "article.txt").write_bytes(text_of(made.before))
    patch = render(made, "unified").encode()
    if made.before.lines != made.after.lines:
        subprocess.run(["git", "-C", folder, "apply", "-"], input=patch, check=True, capture_output=True)
    assert (folder / "article.txt").read_bytes() == text_of(made.after)


@given(SENTENCES, st.none() | TEXT, st.lists(TEXT, max_size=2).map(tuple))
@settings(max_examples=50, deadline=None)
def test_an_article_has_the_lines_that_the_store_writes(
    body: tuple[tuple[str, ...], ...], headline: str | None, authors: tuple[str, ...]
) -> None:
    made = Article(headline, authors, sentences_by_paragraph=body)
    assert "".join(f"{line}\n" for line in made.lines).encode() == text_of(made)
