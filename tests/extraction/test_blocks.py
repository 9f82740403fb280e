from rowback.extraction import read_page
from rowback.model import Block


def blocks(body: str) -> tuple[Block, ...]:
    return read_page(f"<html><body>{body}</body></html>", blocks=True).blocks


def test_a_block_has_the_names_round_it_as_its_slot() -> None:
    body = '<article class="x7"><p class="k2">One.</p><div class="z9 a1"><p>Two <b>and</b> three.</p></div></article>'
    assert blocks(body) == (
        Block("One.", "article.x7/p.k2"),
        Block("Two and three.", "article.x7/div.a1.z9/p"),
    )


def test_what_holds_blocks_is_none() -> None:
    body = "<ul><li>One<li><p>Two</p></ul><blockquote><p>Three</p></blockquote><div></div>"
    assert [block.text for block in blocks(body)] == ["One", "Two", "Three"]


def test_a_link_round_a_block_or_in_it_is_counted() -> None:
    body = '<a href="/1"><div><p>All of it</p></div></a><p>See <a href="/2">this</a></p><p>None</p>'
    assert [block.linked for block in blocks(body)] == [9, 4, 0]


def test_the_number_of_an_article_is_no_part_of_a_slot() -> None:
    one, other = (blocks(f'<div class="post-{number}"><p>Text</p></div>') for number in (48213, 51002))
    assert one == other


def test_blocks_are_read_only_when_they_are_asked_for() -> None:
    assert read_page("<html><body><p>One.</p></body></html>").blocks == ()
