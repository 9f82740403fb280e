"""The article that the user gave with the mission; it lies beside the project and never in it."""

import html
from pathlib import Path

import pytest

import rowback

SEED = Path(__file__).parents[2] / "shared" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the seed article is not beside this checkout")

TEMPLATE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talks go on - The Tidewater Post</title>
<meta property="og:type" content="article"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><header><h1>Talks go on</h1>
<p class="byline">By <a rel="author" href="/by/kit">Kit Marlow</a></p></header>
<div class="article-body">
{first}
<div class="gallery"><a class="gallery-link" href="#gallery"><span class="gallery-count">{counter}</span></a>
<figure><img src="/img/1.jpg" alt=""><figcaption><span class="caption">{caption}</span>
<span class="credit">{credit}</span></figcaption></figure></div>
{rest}
</div></article></main>
<aside><h2>Most read</h2><ul>
<li><a href="/1">The price of bread</a></li><li><a href="/2">A dry autumn</a></li></ul></aside>
<footer><p>© The Tidewater Post</p></footer></body></html>"""


def paragraphs() -> list[list[str]]:
    """As a reader would count them: the sentences of each paragraph."""
    text = (SEED / "sentences.txt").read_text(encoding="utf-8").strip()
    return [block.splitlines() for block in text.split("\n\n")]


def test_the_sentences_are_those_a_reader_counts() -> None:
    for sentences in paragraphs():
        assert list(rowback.split_sentences(" ".join(sentences))) == sentences


def test_gallery_counter_caption_and_credit_are_no_paragraphs() -> None:
    lines = [line for line in (SEED / "article.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    wanted = [" ".join(sentences) for sentences in paragraphs()]
    counter, caption, credit = (line for line in lines if line not in wanted)
    blocks = [f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in wanted]
    page = TEMPLATE.format(
        first="\n".join(blocks[:2]), rest="\n".join(blocks[2:]), counter=counter, caption=caption, credit=credit
    )
    article = rowback.extract(page, url="https://tidewater.example/world/talks-go-on")
    assert list(article.paragraphs) == wanted
    assert article.headline == "Talks go on"
    assert article.authors == ("Kit Marlow",)
    assert article.sentences == tuple(sentence for sentences in paragraphs() for sentence in sentences)
