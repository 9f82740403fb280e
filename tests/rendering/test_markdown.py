from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rowback.model import Article, Change, ChangeKind, Comparison, Span, SpanKind
from rowback.rendering import render
from rowback.rendering._spans import readable
from tests.rendering.comparisons import COMPARISONS, headline, hostile, merge

PARSER = MarkdownIt("gfm-like", {"linkify": False})


def tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield from token.children or [token]


def shown(text: str) -> str:
    """What a reader of the rendered Markdown reads, a line a block."""
    return "".join("\n" if token.type.endswith("_close") and token.block else token.content for token in tokens(text))


@pytest.mark.parametrize("name", COMPARISONS)
def test_every_mark_is_read_as_one(name: str) -> None:
    text = render(COMPARISONS[name](), "markdown")
    assert "**" not in shown(text)
    assert "~~" not in shown(text).replace("~~gone~~", "")


def test_a_page_writes_no_markup() -> None:
    kinds = {token.type for token in tokens(render(hostile(), "markdown"))}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "fence", "code_block"}


def test_a_page_calls_nobody_and_links_nothing() -> None:
    """Sites make mentions and links out of plain text, but never out of code."""
    plain = "".join(token.content for token in tokens(render(hostile(), "markdown")) if token.type == "text")
    for start in ("@", "://", "www.", "#12"):
        assert start not in plain
    assert "@everyone about #12 at www.evil.example or https://evil.example" in shown(render(hostile(), "markdown"))


def test_an_edit_reads_as_an_edit() -> None:
    assert "mill **, which** has stood empty since 1998 ~~. It~~ **,** was sold" in render(merge(), "markdown")
    assert "Minister ~~denies~~ knowing" in render(headline(), "markdown")


TEXT = st.text(st.sampled_from("ab1 .,*_~`[]()!<>&\\@#:-+=|$中\"'"), min_size=1, max_size=20)


@given(TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    sentence = f"Then {text} ended."
    article = Article(sentences_by_paragraph=((sentence,),))
    moved = Change(ChangeKind.UNCHANGED, True, (0,), (0,))
    assert sentence in shown(render(Comparison(article, article, (moved,)), "markdown"))


@given(st.lists(st.tuples(st.sampled_from(SpanKind), TEXT.filter(str.strip)), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_words_can_be_marked(pieces: list[tuple[SpanKind, str]]) -> None:
    spans = (Span(SpanKind.SAME, "A long enough beginning "), *(Span(kind, text) for kind, text in pieces))
    before, after = (
        "".join(span.text for span in spans if span.kind in (SpanKind.SAME, kind))
        for kind in (SpanKind.DELETED, SpanKind.INSERTED)
    )
    made = Comparison(
        Article(sentences_by_paragraph=((before,),)),
        Article(sentences_by_paragraph=((after,),)),
        (Change(ChangeKind.EDITED, False, (0,), (0,), spans),),
    )
    text = render(made, "markdown")
    marks = readable(spans, before, after)
    opened = [token.type for token in tokens(text[text.index("**Edited:**") + len("**Edited:**") :])]
    assert opened.count("strong_open") == sum(span.kind is SpanKind.INSERTED for span in marks)
    assert opened.count("s_open") == sum(span.kind is SpanKind.DELETED for span in marks)
