import json
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from rowback.extraction import read_page
from rowback.extraction.pruning import prune

PARAGRAPHS = (
    "The council of Lower Holm put off the vote on the ferry ramp on Tuesday, two members having fallen ill.",
    "Mayor Ada Quill said that a new date would be found before the summer, and that nothing was lost by waiting.",
    "The ramp broke twice this spring, and each time some two hundred travellers waited at the quay for buses.",
    "A repair would cost about four million crowns, the harbour office wrote in a report that was seen on Monday.",
)


def page(*blocks: str, head: str = "", before: str = "", after: str = "") -> str:
    title = "<title>Vote on ferry ramp put off | Harbour Post</title>"
    body = f"{before}<article><h1>Vote on ferry ramp put off</h1>{''.join(blocks)}</article>{after}"
    return f"<!DOCTYPE html><html lang='en'><head>{title}{head}</head><body>{body}</body></html>"


def story(after_second: str = "", **places: str) -> tuple[str, ...]:
    """The paragraphs read from a page with something put after its second paragraph, or elsewhere."""
    written = [f"<p>{text}</p>" for text in PARAGRAPHS]
    return read_page(page(*written[:2], after_second, *written[2:], **places)).article.paragraphs


@pytest.mark.parametrize(
    "box",
    [
        "<aside><h3>More</h3><p>Every morning the five stories of the valley, sent before breakfast.</p></aside>",
        '<div class="newsletter-box"><p>Every morning the five stories of the valley, sent before breakfast.</p></div>',
        '<div class="article-related"><ul><li><a href="/1">Bridge closed until the end of May</a></li></ul></div>',
        '<p>Read more: <a href="/2">Bridge to Upper Holm stays closed until the end of May</a></p>',
        '<p><strong>Also: <a href="/3">Nine questions about the ramp that nobody has answered</a></strong></p>',
        '<ul><li><a href="/4">Council to meet in May</a></li><li><a href="/5">Ramp broke twice</a></li></ul>',
        "<figure><img src='r.jpg'><figcaption>The ramp on Monday. Photo: Bo Holm</figcaption></figure>",
        '<a href="/5"><div><img src="b.jpg"><p>Bridge to Upper Holm stays closed until the end of May</p></div></a>',
        '<div class="print-header"><p>https://post.example/news/vote-on-ferry-ramp-put-off-1482, as of today</p></div>',
        '<div class="social-share"><a href="#">Share 214</a> <a href="#">Post 12</a></div>',
        '<div style="display: none"><p>This text is shown when the mouse rests on the name of the mayor.</p></div>',
        '<div role="dialog"><p>We and our partners store cookies on your device to measure what you read.</p></div>',
        "<p></p><p>&nbsp;</p><p>***</p>",
    ],
)
def test_what_surrounds_a_story_is_not_its_text(box: str) -> None:
    assert story(box) == PARAGRAPHS


def test_a_repeated_headline_is_not_a_paragraph() -> None:
    assert story(before="<h2>Vote on ferry ramp put off</h2>") == PARAGRAPHS
    assert "Vote on ferry ramp put off" not in story("<p>Vote on ferry ramp put off</p>")


def test_subheads_lists_and_quotes_of_the_story_stay() -> None:
    told = story(
        "<h2>What comes next</h2><ul><li>A date is set in May.</li><li>The ramp is closed in June.</li></ul>"
        "<blockquote><p>Nobody wants a ramp that breaks every spring, least of all we.</p></blockquote>"
    )
    assert told[2:6] == (
        "What comes next",
        "A date is set in May.",
        "The ramp is closed in June.",
        "Nobody wants a ramp that breaks every spring, least of all we.",
    )


@pytest.mark.parametrize("wrapper", ["social-media-embed", "twitter-embed", "x1"])
def test_a_post_that_the_story_quotes_is_its_text(wrapper: str) -> None:
    post = "We have waited for this ramp for nine years, and we will wait no longer."
    told = story(f'<div class="{wrapper}"><blockquote class="twitter-tweet"><p>{post}</p>— Bo Holm</blockquote></div>')
    assert told[2:4] == (post, "— Bo Holm")


def test_a_quotation_set_as_a_figure_is_text() -> None:
    post = "We have waited for this ramp for nine years, and we will wait no longer."
    assert post in story(f"<figure><div><blockquote><p>{post}</p></blockquote></div></figure>")


def test_a_paragraph_in_a_figure_is_a_caption() -> None:
    source = page("<figure><img src='r.jpg'><p>The ramp on Monday</p></figure>", TEXT)
    tree = html.document_fromstring(source)
    prune(tree)
    assert [paragraph.text for paragraph in tree.iter("p")] == list(PARAGRAPHS)


NOTE = "Do you know more of the ramp? Write to {} whenever you like to."


@pytest.mark.parametrize("note", ["<em>{}</em>", "<strong><em>{}</em></strong>", "<span><i>{}</i></span>."])
def test_a_note_of_the_desk_behind_the_text_is_not_the_story(note: str) -> None:
    written = note.format(NOTE.format('<a href="/desk">the desk</a>'))
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert read_page(page(*paragraphs, f"<p>{written}</p>")).article.paragraphs == PARAGRAPHS
    assert read_page(page(*paragraphs, f"<p>{written}</p>" * 2)).article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "end",
    [
        f"<p><em>{NOTE.format('the desk')}</em></p>",
        f"<p>{NOTE.format('<a href=/desk><em>the desk</em></a>')}</p>",
        f"<p><em>{NOTE.format('<a href=/desk>the desk</a>')}</em></p><p>{PARAGRAPHS[0].replace('Lower', 'Upper')}</p>",
    ],
)
def test_an_emphasis_a_link_or_a_place_alone_makes_no_note(end: str) -> None:
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert NOTE.format("the desk") in read_page(page(*paragraphs, end)).article.paragraphs


def test_a_story_set_in_italics_is_no_note() -> None:
    paragraphs = [f"<p><em>{text} <a href='/7'>See there.</a></em></p>" for text in PARAGRAPHS]
    assert len(read_page(page(*paragraphs)).article.paragraphs) == 4
    assert len(read_page(page(f"<p>{NOTE.format('us')}</p>", *paragraphs, *paragraphs)).article.paragraphs) == 9


def test_a_short_japanese_paragraph_is_prose_too() -> None:
    paragraphs = (
        "下ホルム市議会は火曜日、議員が病気になったため、桟橋に関する採決を延期した。",
        "市長は夏までに新しい日程が決まると述べ、待つことで失うものはないと語った。",
        "桟橋は今春二度壊れ、そのたびに二百人の乗客が岸壁でバスを待つことになった。",
    )
    end = "<p><em>情報は<a href='/desk'>編集部</a>へ。</em></p>"
    assert read_page(page(*[f"<p>{text}</p>" for text in paragraphs], end)).article.paragraphs == paragraphs


def test_a_letter_in_italics_that_a_story_ends_with_is_the_story() -> None:
    letter = [f"<p><em>{text}</em></p>" for text in PARAGRAPHS[1:3]]
    end = f"<p><em>{NOTE.format('<a href=/desk>the desk</a>')}</em></p>"
    found = read_page(page(f"<p>{PARAGRAPHS[0]}</p>", *letter, end)).article.paragraphs
    assert found == (*PARAGRAPHS[:3], NOTE.format("the desk"))


def test_the_items_of_a_list_are_kept_or_dropped_together() -> None:
    linked = '<li><a href="/1">A new date is found, and the harbour office says</a> when</li>'
    plain = "<li>The ramp is closed in June, and no ferry will go to the island for a month.</li>"
    item = "A new date is found, and the harbour office says when"
    assert item in story(f"<ul>{plain}{linked}{plain.replace('June', 'July')}</ul>")
    assert item not in story(f"<ul>{linked}{linked.replace('new', 'newer')}{linked.replace('new', 'last')}</ul>")


def test_a_standfirst_between_headline_and_text_is_the_first_paragraph() -> None:
    standfirst = "Two members of the council are ill, and the harbour has to wait until summer"
    head = f'<meta name="description" content="{standfirst}">'
    blocks = [f'<div class="x1">{standfirst}</div>', *(f"<p>{text}</p>" for text in PARAGRAPHS)]
    assert read_page(page(*blocks, head=head)).article.paragraphs == (standfirst, *PARAGRAPHS)


SUMMARY = "Two members of the council are ill, and the harbour has to wait until summer"


@pytest.mark.parametrize(
    "box",
    [
        "<header><h1>Vote on ferry ramp put off</h1><h2>{}</h2></header>",
        "<div><div><h1>Vote on ferry ramp put off</h1></div><div class='x1'>{}</div></div>",
        "<div><h1>Vote on ferry ramp put off</h1><div><p class='x1'>{}</p></div></div>",
    ],
)
def test_a_standfirst_is_known_by_its_place_in_one_box_with_the_headline(box: str) -> None:
    source = page(*(f"<p>{text}</p>" for text in PARAGRAPHS))
    told = source.replace("<h1>Vote on ferry ramp put off</h1>", box.format(SUMMARY))
    assert read_page(told).article.paragraphs == (SUMMARY, *PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        f"<figure><img src='r.jpg'></figure><div>{SUMMARY}</div>",
        f"<div><a href='/2'>{SUMMARY}</a></div>",
        "<div>By Ana Ruiz and Bo Holm and four other reporters of the Harbour Post</div>",
        "<div>Written for the Harbour Post in Lower Holm, 2 March 2026</div>",
        "<div>Vote on ferry ramp put off: the news of the Harbour Post today</div>",
    ],
)
def test_a_caption_a_link_and_a_byline_below_the_headline_are_no_standfirst(line: str) -> None:
    source = page(*(f"<p>{text}</p>" for text in PARAGRAPHS)).replace("<h1>Vote on ferry ramp put off</h1>", "")
    box = f"<div><h1>Vote on ferry ramp put off</h1>{line}</div><article>"
    assert read_page(source.replace("<article>", box)).article.paragraphs == PARAGRAPHS


TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "before",
    [
        f"<div class='k2'><p>{SUMMARY}</p></div>",
        f"<div class='k2'><p>{SUMMARY}</p></div><div class='k3'><p>By Ana Ruiz</p></div>",
        f"<div class='k2'><p>{SUMMARY}</p></div><div class='k3'><img src='r.jpg'><p>{SUMMARY[:40]} by Bo</p></div>",
        f"<div class='article-body'><h2>{SUMMARY}</h2>",
    ],
)
def test_a_standfirst_is_known_by_the_text_that_begins_behind_it(before: str) -> None:
    body = f"{before}{TEXT}</div>" if "body" in before else f"{before}<div class='article-body'>{TEXT}</div>"
    source = page(f"<div><span>Harbour</span></div><div class='k1'>{body}</div>")
    assert read_page(source).article.paragraphs == (SUMMARY, *PARAGRAPHS)


@pytest.mark.parametrize(
    "before",
    [
        f"<div class='k2'><p><a href='/2'>{SUMMARY}</a></p></div>",
        f"<div class='k2'><div><div><p>{SUMMARY}</p></div></div></div>",
        f"<div class='k2'><img src='r.jpg'><p>{SUMMARY}</p></div>",
        f"<div class='k2'><p>{SUMMARY}</p></div><h3>What comes next</h3>",
    ],
)
def test_what_hangs_elsewhere_before_the_text_is_no_standfirst(before: str) -> None:
    source = page(f"<div class='k1'>{before}<div class='article-body'>{TEXT}</div></div>")
    assert SUMMARY not in read_page(source).article.paragraphs


@pytest.mark.parametrize("line", ["<p>{}</p>", "<p><span>{}</span></p>"])
def test_a_box_that_opens_over_a_name_is_no_part_of_the_sentence(line: str) -> None:
    box = (
        '<span class="x1"><a href="/p/7">Ada Quill</a><span class="x2"><span><img src="q.jpg"><a href="/p/7">Ada Quill,'
        ' mayor</a> <a href="/1">Bridge closed</a> <a href="/2">Bus late</a></span></span></span>'
    )
    told = story(line.format(f"On Sunday the mayor of Lower Holm, {box}, had still hoped for a vote within the week."))
    assert told[2] == "On Sunday the mayor of Lower Holm, Ada Quill, had still hoped for a vote within the week."


def test_a_line_break_is_a_blank_in_a_standfirst() -> None:
    head = f'<meta name="description" content="{SUMMARY}">'
    written = SUMMARY.replace("ill, and", "ill,<br>and")
    blocks = [f'<div class="x1">{written}</div>', *(f"<p>{text}</p>" for text in PARAGRAPHS)]
    assert read_page(page(*blocks, head=head)).article.paragraphs[0] == SUMMARY


def test_a_subhead_that_is_named_in_the_text_stays() -> None:
    head = "The long repair of the ramp at Lower Holm in the spring"
    told = story(f"<h2>{head}</h2><p>{head} will be told of in a book by the harbour master, he said.</p>")
    assert head in told


@pytest.mark.parametrize("name", ["Navigating_the_repair", "social-question", "widget-7"])
def test_a_subhead_is_not_lost_for_its_id(name: str) -> None:
    assert "What comes next" in story(f'<h2><span id="{name}">What comes next</span></h2>')
    assert "What comes next" in story(f'<h3 id="{name}">What comes next</h3>')


def test_a_heading_over_links_and_one_in_a_box_are_not_restored() -> None:
    links = '<ul><li><a href="/1">Bridge closed until May</a></li><li><a href="/2">Bus late in the fog</a></li></ul>'
    assert story(f'<div class="x1"><h3>More of this</h3>{links}</div>') == PARAGRAPHS
    assert story(f'<h3><a href="/1">Bridge closed until May</a></h3><div class="related">{links}</div>') == PARAGRAPHS


def test_a_description_that_no_reader_sees_is_no_paragraph() -> None:
    head = '<meta name="description" content="All that is known about the vote on the ferry ramp in Lower Holm">'
    assert story(head=head) == PARAGRAPHS


@pytest.mark.parametrize("name", ["comments-area", "x1-comments"])
def test_what_readers_wrote_is_no_text_however_long_it_is(name: str) -> None:
    posts = "".join(
        f"<li class='x2'><p>{text.replace('Lower', 'Upper')} So it is, I say.</p></li>" for text in PARAGRAPHS
    )
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    comments = f"<div class='{name}'><h3>4 Comments</h3><ol>{posts}</ol></div>"
    assert read_page(page(*paragraphs, comments)).article.paragraphs == PARAGRAPHS


def test_a_soft_paywall_does_not_hide_the_story() -> None:
    hidden = [f'<div class="locked" style="display:none"><p>{text}</p></div>' for text in PARAGRAPHS[1:]]
    assert read_page(page(f"<p>{PARAGRAPHS[0]}</p>", *hidden)).article.paragraphs == PARAGRAPHS


def test_a_pull_quote_is_told_once() -> None:
    assert story(f"<blockquote>{PARAGRAPHS[1][16:90]}</blockquote>") == PARAGRAPHS


def test_a_paragraph_that_stands_twice_is_told_twice() -> None:
    question = "<p>How did you hear of the broken ramp in Lower Holm this spring?</p>"
    told = story(f"{question}<p>From the ferryman, who was the first to see it.</p>{question}<p>From the radio.</p>")
    assert told[2] == told[4] == "How did you hear of the broken ramp in Lower Holm this spring?"
    assert len(story(question + question)) == 5


@pytest.mark.parametrize(
    "line",
    [
        '<p><strong>In force from 1 April 2026 </strong>(<a href="/old">previous version</a>)</p>',
        "<p>Effective date: February 5, 2026</p>",
        "<p>生效日期：2026年3月5日</p>",
        "<p>Telephone: +45 0312 7788</p>",
    ],
)
def test_a_line_that_states_a_fact_is_text_at_either_end(line: str) -> None:
    text = re.sub("<[^>]+>", "", line)
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert read_page(page(line, *paragraphs)).article.paragraphs == (text, *PARAGRAPHS)
    assert read_page(page(*paragraphs, line)).article.paragraphs == (*PARAGRAPHS, text)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Post, 2 March 2026",
        "Lower Holm – 03.03.2026, 01:15",
        "2026年3月2日",
        "12 of 57",
        "© Harbour Post 2026",
        "Harbour",
    ],
)
def test_labels_and_the_days_that_the_page_states_are_no_text_at_either_end(line: str) -> None:
    head = '<meta property="article:published_time" content="2026-03-02T23:15:00Z">'
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert read_page(page(f"<p>{line}</p>", *paragraphs, f"<p>{line}</p>", head=head)).article.paragraphs == PARAGRAPHS


def test_a_line_that_announces_what_does_not_follow_is_no_text_at_the_end() -> None:
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert read_page(page(*paragraphs, "<p>More on the ramp:</p>")).article.paragraphs == PARAGRAPHS
    assert "She said it again:" in story("<p>She said it again:</p>")


def test_the_lines_of_a_list_set_with_line_breaks_are_text_at_the_end() -> None:
    days = ("Holm Quay, 2 May", "Upper Holm, 9 May", "The Ramp Hall, 11 May", "Old Ferry, 12 May")
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    assert read_page(page(*paragraphs, f"<p>{'<br>'.join(days)}</p>")).article.paragraphs == (*PARAGRAPHS, *days)
    assert read_page(page(*paragraphs, f"<p>{'<br>'.join(days[:2])}</p>")).article.paragraphs == PARAGRAPHS


def test_subheads_that_are_links_to_themselves_are_text() -> None:
    plain = story("<h2>What comes next</h2>")
    assert plain[2] == "What comes next"
    assert story('<h2 id="next"><a href="#next">What comes next</a></h2>') == plain
    assert story('<h2 id="next">What comes next <a href="#next">#</a></h2>') == plain


def test_a_body_in_several_elements_of_one_name_is_read_to_its_end() -> None:
    parts = [
        f'<div><div class="article-body"><p>{part}: {PARAGRAPHS[0]}</p><p>{part}: {PARAGRAPHS[1]}</p></div></div>'
        for part in ("Terms of use", "Terms of sale", "Terms of return", "Terms of carriage")
    ]
    read = read_page(f"<html><body><h1>Terms</h1><div>{''.join(parts)}</div></body></html>").article
    assert len(read.paragraphs) == 8


def test_an_obfuscated_address_reads_like_a_plain_one() -> None:
    def contact(link: str) -> tuple[str, ...]:
        return story(f"<p>Who knows more about the ramp may write to {link} at any time of the day.</p>")

    plain = contact('<a href="mailto:desk@post.example">desk@post.example</a>')
    for key in (0x42, 0x99):
        code = bytes([key, *(octet ^ key for octet in b"desk@post.example")]).hex()
        link = f'<a href="/cdn-cgi/l/email-protection" data-cfemail="{code}">[email&#160;protected]</a>'
        assert contact(link) == plain
    assert "desk@post.example" in plain[2]


def test_a_text_without_full_stops_keeps_its_first_and_last_lines() -> None:
    lines = [f"{name} waits at the quay and counts the boats" for name in ("Ada", "Bo", "Cai", "Dag", "Eli", "Finn")]
    assert read_page(page(*(f"<p>{line}</p>" for line in lines))).article.paragraphs == tuple(lines)


def test_inline_elements_neither_add_nor_lose_blanks() -> None:
    told = story(
        '<p>The <b>new</b> ramp, <i>"Ada"</i>, was <a href="/6">planned</a><sup>1</sup> in 2019, she said.</p>'
    )
    assert told[2] == 'The new ramp, "Ada", was planned1 in 2019, she said.'


def test_japanese_has_no_blanks_at_inline_elements() -> None:
    text = "港の<b>新しい</b>桟橋は<a href='/7'>来年</a>の春までに完成する予定だと、市長は火曜日に話した。"
    plain = re.sub("<[^>]+>", "", text)
    blocks = [f"<p>{text}</p>", *(f"<p>{plain}{number}回目の会議は五月に開かれる。</p>" for number in "一二三四")]
    assert plain in read_page(page(*blocks).replace("'en'", "'ja'")).article.paragraphs


# All that is told by its place, its name or its neighbours.
RICH = page(
    f"<p class='x1' id='a'>{PARAGRAPHS[0]}</p><h3>What comes next</h3><p>{PARAGRAPHS[1]}</p>",
    "<div class='x2' id='b'><h4>Correction</h4><p>The ramp is four years old, not nine.</p></div>",
    "<ul><li>A date is set in May.</li><li>The ramp is closed in June.</li></ul>",
    "<div class='x3'><h4>More</h4><p><a href='/1'>Bridge shut in May</a></p><p><a href='/2'>Bus late</a></p></div>",
    f"<p>{PARAGRAPHS[2]}</p><blockquote><p>{PARAGRAPHS[3]}</p></blockquote>",
    before=f"<header><h1><span>Lower Holm</span><span>Vote on ferry ramp put off</span></h1><h2>{SUMMARY}</h2></header>"
    "<div><span>Ana Ruiz</span><time class='x4' datetime='2026-03-02T10:15:00Z'>2 March 2026</time></div>",
)


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_attributes_never_matters(order: Random) -> None:
    def shuffled(tag: re.Match[str]) -> str:
        attributes = re.findall(r" [\w:-]+='[^']*'", tag[2])
        order.shuffle(attributes)
        return f"<{tag[1]}{''.join(attributes)}>"

    mixed = re.sub(r"<(\w+)((?: [\w:-]+='[^']*')+)>", shuffled, RICH)
    assert read_page(mixed) == read_page(RICH)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(["", " ", "\n", "\n\t ", "\r\n\r\n"]), min_size=12, max_size=12))
def test_white_space_between_elements_never_matters(gaps: list[str]) -> None:
    source = RICH
    parts = re.split(r"(?<=>)(?=<)", source)
    spaced = "".join(part + gaps[k % len(gaps)] for k, part in enumerate(parts))
    assert read_page(spaced).article == read_page(source).article


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from([" ", "\n", "\n    ", "\t"]), min_size=20, max_size=20))
def test_line_breaks_in_a_paragraph_never_matter(gaps: list[str]) -> None:
    texts = ["".join(w + gaps[k % len(gaps)] for k, w in enumerate(text.split(" "))) for text in PARAGRAPHS]
    assert read_page(page(*(f"<p>{text}</p>" for text in texts))).article.paragraphs == PARAGRAPHS


def test_the_same_page_gives_the_same_article_whatever_came_before() -> None:
    source = page(*(f"<p>{text}</p>" for text in PARAGRAPHS))
    first = read_page(source)
    for _ in range(4):
        read_page(page(*(f"<p>{text}</p>" for text in reversed(PARAGRAPHS))))
        assert read_page(source) == first


def test_the_second_opinion_measures_the_body() -> None:
    signs = read_page(page(*(f"<p>{text}</p>" for text in PARAGRAPHS))).signs
    assert signs.second_chars == sum(map(len, PARAGRAPHS))


@pytest.mark.parametrize("times", [1, 2])
def test_a_text_that_only_a_script_holds_is_read_there(times: int) -> None:
    markup = "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "<figcaption>The ramp on Monday</figcaption>"
    data = json.dumps({"html": markup}).replace("<", "\\u003c").replace(">", "\\u003e")
    if times == 2:
        data = json.dumps(f"1:{data}")
    read = read_page(f"<html><body><div id='app'></div><script>self.push([1,{data}])</script></body></html>")
    assert read.article.paragraphs == PARAGRAPHS
    assert read.signs.wall is None


def test_a_text_that_only_the_head_states_is_read_there() -> None:
    data = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(PARAGRAPHS)})
    script = f"<script type='application/ld+json'>{data}</script>"
    assert (
        read_page(f"<html><head>{script}</head><body><div id='app'></div></body></html>").article.paragraphs
        == PARAGRAPHS
    )
    assert read_page(page(f"<p>{PARAGRAPHS[0]}</p>" * 2, head=script)).article.paragraphs == PARAGRAPHS[:1]


def test_a_page_without_any_text_still_asks_for_scripts() -> None:
    source = "<html><body><div id='app'></div><script>var a = '<p>'</script></body></html>"
    read = read_page(source)
    assert (read.article.paragraphs, read.signs.wall) == ((), "shows hardly any text")


# A headline, four paragraphs and a link to another story, of our own invention.
SCRIPTS = {
    "ru": (
        "Паром остался в порту",
        "Паром в Нижний Хольм в понедельник остался в порту из-за сломанной рампы номер {}.",
    ),
    "el": ("Το πλοίο έμεινε στο λιμάνι", "Το πλοίο για το Κάτω Χολμ έμεινε τη Δευτέρα στο λιμάνι λόγω της ράμπας {}."),
    "ar": (
        "بقيت العبارة في الميناء",
        "بقيت العبارة المتجهة إلى هولم السفلى في الميناء يوم الاثنين بسبب تعطل المنحدر رقم {}.",
    ),
    "he": ("המעבורת נשארה בנמל", "המעבורת להולם התחתונה נשארה בנמל ביום שני בגלל תקלה ברמפה מספר {}, מסר דובר הנמל."),
    "hi": ("नौका बंदरगाह में रही", "निचले होल्म जाने वाली नौका सोमवार को टूटे रैंप संख्या {} के कारण बंदरगाह में ही रही।"),
    "th": ("เรือข้ามฟากจอดที่ท่า", "เรือข้ามฟากไปโฮล์มล่างจอดอยู่ที่ท่าเรือในวันจันทร์เพราะทางลาดหมายเลข{}ชำรุดเสียหายหนัก"),
    "ja": (
        "フェリーは港にとどまった",
        "下ホルム行きのフェリーは月曜日、第{}桟橋の傾斜路が壊れたため港にとどまったと港湾局は発表した。",
    ),
    "zh": ("渡轮停在港口", "开往下霍尔姆的渡轮星期一因为第{}号坡道损坏而停在港口，港务局的发言人对本报记者这样说。"),
    "ko": (
        "여객선이 항구에 머물렀다",
        "아래홀름으로 가는 여객선은 월요일 제{}경사로가 고장 나 항구에 머물렀다고 항만청이 밝혔다.",
    ),
    "hy": (
        "Լաստանավը մնաց նավահանգստում",
        "Ստորին Հոլմ գնացող լաստանավը երկուշաբթի մնաց նավահանգստում {} թեքահարթակի պատճառով։",
    ),
    "ka": ("ბორანი პორტში დარჩა", "ქვემო ჰოლმისკენ მიმავალი ბორანი ორშაბათს პორტში დარჩა {} პანდუსის დაზიანების გამო."),
    "am": ("ጀልባው በወደቡ ቆየ", "ወደ ታችኛው ሆልም የሚሄደው ጀልባ ሰኞ ዕለት በተሰበረው መወጣጫ ቁጥር {} ምክንያት በወደቡ ውስጥ ቆየ።"),
}


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_story_in_any_script_comes_out_whole(language: str, encoding: str) -> None:
    headline, sentence = SCRIPTS[language]
    told = tuple(f"{sentence.format(k)} {sentence.format(k + 10)}" for k in range(1, 5))
    marked = (text.replace(text[3:6], f"<b>{text[3:6]}</b>", 1) for text in told)
    link = f'<div class="x1"><a href="/1">{headline}</a> <a href="/2">{headline}</a></div>'
    direction = "rtl" if language in ("ar", "he") else "ltr"
    source = page(*(f"<p>{text}</p>" for text in marked), link)
    source = source.replace("lang='en'", f"lang='{language}' dir='{direction}'").replace(
        "Vote on ferry ramp put off", headline
    )
    article = read_page(source.encode(encoding)).article
    assert (article.headline, article.paragraphs, article.language) == (headline, told, language)
