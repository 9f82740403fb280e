"""What comes and goes around a story without a name that tells: opaque classes, as build tools write them."""

import pytest

from rowback.extraction import read_page

PARAGRAPHS = (
    "The council of Lower Holm put off the vote on the ferry ramp on Tuesday, two members having fallen ill.",
    "Mayor Ada Quill said that a new date would be found before the summer, and that nothing was lost by waiting.",
    "The ramp broke twice this spring, and each time some two hundred travellers waited at the quay for buses.",
    "A repair would cost about four million crowns, the harbour office wrote in a report that was seen on Monday.",
)


def story(inserted: str = "") -> tuple[str, ...]:
    blocks = [f'<p class="k3x9">{text}</p>' for text in PARAGRAPHS]
    body = "".join([*blocks[:2], inserted, *blocks[2:]])
    article = f'<article class="zz1">{body}</article>'
    page = f'<html lang="en"><body><div class="q7"><h1>Vote put off</h1>{article}</div></body></html>'
    return read_page(page).article.paragraphs


@pytest.mark.parametrize(
    "box",
    [
        '<div class="x1"><h4>More</h4><ul><li><a href="/1">Bridge shut</a><li><a href="/2">Bus late</a></ul></div>',
        '<div class="x1"><div>More</div><div><a href="/1">Bridge shut in May</a> <a href="/2">Bus late</a></div></div>',
        '<div class="x1"><p>The five stories of the valley, before breakfast.</p><form><input name="e"></form></div>',
        '<div class="x1"><p>The five stories of the valley, before breakfast.</p><button>Sign up</button></div>',
        '<p class="x1">Read more: <a href="/1">Bridge to Upper Holm closed until May</a></p>',
        '<p class="x1">214 comments</p>',
        '<div class="x1"><span>214 comments</span> <span>3,012 shares</span></div>',
        '<p class="x1">Updated 12 minutes ago</p>',
        '<p class="x1">vor 12 Minuten</p>',
        '<p class="x1">12分前</p>',
        '<ul class="x1"><li><a href="#">Share 12</a></li><li><a href="#">Post 9</a></li></ul>',
    ],
)
def test_a_box_of_another_kind_is_told_by_what_is_in_it(box: str) -> None:
    assert story(box) == PARAGRAPHS


@pytest.mark.parametrize(
    "block",
    [
        "<p>{}</p>",
        '<p class="x1">{}</p>',
        "<blockquote><p>{}</p></blockquote>",
        "<ol><li>{0}</li><li>{0}</li></ol>",
        '<div class="x1"><p>{}</p></div>',
        '<div class="x1"><div><p>{}</p></div></div>',
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "Two days ago the ramp was sound, the harbour office said, and nobody knows what broke it.",
        'The mayor <a href="/1">wrote to the county</a> and to <a href="/2">the operator</a> of the ferry on Sunday.',
        "Nobody was hurt.",
        "2 eggs",
    ],
)
def test_running_text_is_the_story_wherever_it_is_put(block: str, text: str) -> None:
    assert len(story(block.format(text))) > len(PARAGRAPHS)


def test_a_page_of_little_but_links_keeps_them() -> None:
    names = ("Bridge shut until May", "Ramp broke once more", "Bus late in the fog", "Council to meet again in June")
    links = "".join(f'<li><a href="/{name[:4]}">Release of the harbour office: {name}</a></li>' for name in names)
    page = f'<div class="q7"><h1>Releases</h1><p>All we say.</p><div><ul>{links}</ul></div></div>'
    text = read_page(f'<html lang="en"><body>{page}</body></html>').article.text
    assert all(name in text for name in names)
