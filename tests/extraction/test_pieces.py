"""A story in several containers is read to its end, and what the engine loses between two parts is put back."""

import pytest
from lxml import html

from rowback.extraction import read_page
from rowback.extraction.engine import Block
from rowback.extraction.restoring import restore
from tests.extraction.test_body import PARAGRAPHS, page

HARBOUR = (
    "The harbour office has asked three yards for an offer, and the cheapest of them can begin in the autumn.",
    "Until then a smaller boat will carry travellers without cars, as it did after the storm of two years ago.",
)
ADVERT = "<div class='grid'><div class='slot'><span>Advertisement</span></div></div>"


def part(*texts: str, around: str = "div", above: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<{around} class='grid'>{above}<div class='col'><div class='article-body'>{paragraphs}</div></div></{around}>"
    )


def told(*parts: str) -> tuple[str, ...]:
    source = (
        page(f"<div class='chunks'>{''.join(parts)}</div>")
        .replace("<article>", "<main>")
        .replace("</article></body>", "</main></body>")
    )
    return read_page(source).article.paragraphs


PROMO = (
    "<div class='grid'><div class='x5'><p>Every morning the news of the valley, sent before breakfast.</p></div></div>"
)


@pytest.mark.parametrize("between", ["", ADVERT, PROMO, "<div><nav><a href='/1'>Bridge closed</a></nav></div>"])
def test_a_story_in_pieces_is_read_to_its_end(between: str) -> None:
    assert told(part(*PARAGRAPHS), between, part(HARBOUR[0]), between, part(HARBOUR[1])) == (*PARAGRAPHS, *HARBOUR)


@pytest.mark.parametrize(
    "between",
    ["<h2>What comes next</h2>", "<div><h2>What comes next</h2></div>", "<blockquote>What comes next</blockquote>"],
)
def test_a_subhead_and_a_quotation_between_two_pieces_stay(between: str) -> None:
    pieces = (part(*PARAGRAPHS), between, part(*HARBOUR))
    assert told(*pieces) == (*PARAGRAPHS, "What comes next", *HARBOUR)


def test_a_story_in_sections_is_read_to_its_end() -> None:
    pieces = [part(*PARAGRAPHS, around="section"), part(*HARBOUR, around="section")]
    assert told(*pieces) == (*PARAGRAPHS, *HARBOUR)


@pytest.mark.parametrize(
    "other",
    [
        f"<article class='x2'>{part(*HARBOUR)}</article>",
        part(*HARBOUR, above="<h1>Three yards make an offer for the ramp</h1>"),
        f"<div class='list'><div class='teaser'><div class='text'><p>{HARBOUR[0]}</p></div></div></div>",
    ],
)
def test_another_story_on_the_page_is_no_piece_of_this_one(other: str) -> None:
    assert told(part(*PARAGRAPHS), other) == PARAGRAPHS


def restored(source: str, *found: Block) -> list[str]:
    return [block.text for block in restore(html.fragment_fromstring(source), found)]


FIRST, LAST = Block("p", PARAGRAPHS[0]), Block("p", PARAGRAPHS[1])


@pytest.mark.parametrize(
    "lost",
    [
        f"<p>{HARBOUR[0]}</p>",
        f"<p>{HARBOUR[0][:40]}<a href='/1'>{HARBOUR[0][40:60]}</a>{HARBOUR[0][60:]}</p>",
        f"<ul><li>{HARBOUR[0]}</li></ul>",
    ],
)
def test_running_text_lost_between_two_paragraphs_is_put_back(lost: str) -> None:
    source = f"<div><p>{PARAGRAPHS[0]}</p>{lost}<p>{PARAGRAPHS[1]}</p></div>"
    assert restored(source, FIRST, LAST) == [PARAGRAPHS[0], HARBOUR[0], PARAGRAPHS[1]]


def test_a_paragraph_lost_in_a_wrapper_like_its_neighbours_is_put_back() -> None:
    parts = (f"<div class='part'><p>{text}</p></div>" for text in (PARAGRAPHS[0], HARBOUR[0], PARAGRAPHS[1]))
    assert restored(f"<div>{''.join(parts)}</div>", FIRST, LAST) == [PARAGRAPHS[0], HARBOUR[0], PARAGRAPHS[1]]


@pytest.mark.parametrize(
    "other",
    [
        f"<div class='box'><p>{HARBOUR[0]}</p></div>",
        f"<p><a href='/1'>{HARBOUR[0]}</a></p>",
        f"<p>{HARBOUR[0]}<script>queue.push(1)</script></p>",
        "<p>By Ana Ruiz in Lower Holm</p>",
        "<ul><li>Share</li><li>Print</li></ul>",
    ],
)
def test_what_hangs_elsewhere_or_is_no_running_text_stays_out(other: str) -> None:
    source = f"<div><p>{PARAGRAPHS[0]}</p>{other}<p>{PARAGRAPHS[1]}</p></div>"
    assert restored(source, FIRST, LAST) == [PARAGRAPHS[0], PARAGRAPHS[1]]


def test_what_stands_after_the_last_text_is_not_put_back() -> None:
    source = f"<div><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>{HARBOUR[0]}</p></div>"
    assert restored(source, FIRST, LAST) == [PARAGRAPHS[0], PARAGRAPHS[1]]


def test_a_paragraph_read_as_several_lines_is_not_told_twice() -> None:
    start, end = PARAGRAPHS[0].split(" on ", 1)
    source = f"<div><p>{HARBOUR[0]}</p><p>{start}<br>{end}</p><p>{PARAGRAPHS[1]}</p></div>"
    blocks = (Block("p", HARBOUR[0]), Block("p", start), Block("p", end), LAST)
    assert restored(source, *blocks) == [block.text for block in blocks]
