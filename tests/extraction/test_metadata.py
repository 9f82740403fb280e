import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from rowback.extraction import read_page
from rowback.extraction.dates import read_date
from rowback.extraction.headlines import choose_headline
from rowback.extraction.names import read_names
from rowback.model import Article


def article(
    head: str = "", body: str = "", *, url: str | None = None, data: dict[str, object] | None = None
) -> Article:
    linked = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    return read_page(f"<html><head>{head}{linked}</head><body>{body}</body></html>", url=url).article


def test_a_graph_a_nested_type_and_a_reference_are_unfolded() -> None:
    read = article(
        data={
            "@graph": [
                {"@type": "WebSite", "name": "Harbour Post"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "Ramp &amp; ferry",
                    "author": {"@id": "#ada"},
                    "articleSection": "Port",
                },
                {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
            ]
        }
    )
    assert (read.headline, read.authors, read.section) == ("Ramp & ferry", ("Ada Quill",), "Port")


def test_broken_json_is_passed_over() -> None:
    read = article(
        head='<script type="application/ld+json">{"@type": </script>', data={"@type": "Article", "headline": "Ramp"}
    )
    assert read.headline == "Ramp"


def test_dates_keep_their_offset() -> None:
    read = article(
        data={"@type": "NewsArticle", "datePublished": "2026-03-02T23:30:00+02:00", "dateModified": "2026-03-03"}
    )
    assert read.published == datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=2)))
    assert read.modified == datetime(2026, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "head_or_body",
    [
        '<meta property="article:published_time" content="2026-03-02T10:00:00Z">',
        '<meta name="DC.date.issued" content="2026-03-02">',
        '<meta name="article:published:time" content="2026-03-02T10:00:00+00:00">',
        '<meta name="Publish-Date" content="Mon, 02 Mar 2026 10:00:00 GMT">',
        '<time datetime="2026-03-02 10:00:00 UTC">today</time>',
        '<span itemprop="datePublished" content="2026-03-02">2 March</span>',
        '<div class="published-on">March 2, 2026 | 10:00</div>',
        '<div class="date">02.03.2026, 10:00 Uhr</div>',
    ],
)
def test_a_day_is_found_where_pages_put_it(head_or_body: str) -> None:
    published = article(head_or_body, head_or_body).published
    assert published is not None
    assert published.date() == datetime(2026, 3, 2, tzinfo=UTC).date()


@pytest.mark.parametrize(
    "shown",
    [
        "<span class='x7'>Ana Ruiz</span><span class='x8'>Mar 2, 2026</span>",
        "<div class='x7'>Mar 02, 2026 <span>4 min read</span></div>",
        "<div>Lower Holm, 2. März 2026, 10:15 Uhr</div>",
        "<div>2 de marzo de 2026</div>",
        "<div>Publié le 2 mars 2026, mis à jour le 5 mars 2026</div>",
        "<span>2026年3月2日 10:15</span>",
        "<span>입력 2026.03.02 10:15</span>",
        "<span>So 02.03.26 | 10:15</span>",
        "<p>Published <time datetime='2026-03-02'>on Monday</time></p>",
    ],
)
def test_a_day_shown_at_the_headline_is_found_whatever_it_is_called(shown: str) -> None:
    paragraph = "<p>" + "The ferry to Lower Holm stayed in port because of a broken ramp. " * 4 + "</p>"
    today = "<div class='masthead-date'>Friday, March 6, 2026</div>"
    other = "<ul><li><a href='/1'>Bridge closed</a> <span class='date'>March 5, 2026</span></li></ul>"
    read = article(body=f"{today}<main><h1>Ferry stays in port</h1>{shown}{paragraph}{other}</main>")
    assert read.published is not None
    assert read.published.date() == datetime(2026, 3, 2, tzinfo=UTC).date()


@pytest.mark.parametrize(
    "shown",
    [
        "<div class='date'>Updated March 3, 2026</div>",
        "<div>Zuletzt aktualisiert: 3. März 2026</div>",
        "<time class='updated' datetime='2026-03-03'>March 3</time>",
        "<div class='date'>4 minutes ago</div>",
        "<p>In force from April 1, 2026</p>",
        "<footer><div class='date'>© March 1, 2026</div></footer>",
        "<figure><figcaption class='date'>The ramp on March 1, 2026</figcaption></figure>",
    ],
)
def test_an_update_and_a_day_of_something_else_are_not_the_day_of_publication(shown: str) -> None:
    assert (
        article(body=f"<div class='date'>March 6, 2026</div><main><h1>Ferry in port</h1>{shown}</main>").published
        is None
    )


@pytest.mark.parametrize(
    ("shown", "offset_h"),
    [
        ("<time datetime='00:00-YY-DD-MM'>Mar 2, 2026 5:06pm PT</time>", -8),
        ("<div>Published 8:06 PM EST, Mon March 2, 2026</div>", -5),
        ("<time datetime='2026-03-03T12:06:00+11:00'>March 3, 2026 — 12.06pm</time>", 11),
        ("<div>March 3, 2026 at 6:36 a.m.</div>", 5.5),
        ("<div>3 March 2026, 01:06</div>", 0),
        ("<div>March 2, 2026</div>", 0),
        ("<div>Updated March 3, 2026 5:06 pm</div>", 0),
        ("<div>March 2, 2026 5:19 pm</div>", 0),
    ],
)
def test_a_moment_in_utc_has_the_zone_in_which_a_reader_is_shown_the_same_minute(shown: str, offset_h: float) -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "datePublished": "2026-03-03T01:06:51Z"}
    published = article(body=f"<h1>Ferry stays in port</h1>{shown}", data=data).published
    assert published == datetime(2026, 3, 3, 1, 6, 51, tzinfo=UTC)
    assert published.utcoffset() == timedelta(hours=offset_h)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("March 2, 2026 at 5:15 p.m.", 17, 15),
        ("12:30 AM, Mon March 2, 2026", 0, 30),
        ("2. März 2026 um 17.15 Uhr", 17, 15),
        ("2 mars 2026 à 17h15", 17, 15),
        ("2 de marzo de 2026 a las 17:15", 17, 15),
        ("02.03.2026 | 17:15", 17, 15),
        ("2 March 2026", 0, 0),
    ],
)
def test_a_clock_beside_a_day_is_read(text: str, hour: int, minute: int) -> None:
    assert read_date(text) == datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def test_the_data_of_a_long_live_blog_is_read() -> None:
    entry = {"@type": "BlogPosting", "articleBody": "The ferry is still in port, and so are we. " * 20}
    data: dict[str, object] = {
        "@type": "LiveBlogPosting",
        "datePublished": "2026-03-02",
        "liveBlogUpdate": [entry] * 900,
    }
    assert article('<meta property="article:published_time" content="2026-03-05">', data=data).published == datetime(
        2026, 3, 2, tzinfo=UTC
    )


def test_the_address_dates_a_page_that_does_not() -> None:
    assert article(url="https://post.example/2026/3/2/ramp/").published == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13-40", "99.99.2026", "0000-00-00T00:00:00Z", "0001-01-01", "05/04/2026"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ana Ruiz and Bo Holm", ("Ana Ruiz", "Bo Holm")),
        ("Von Ana Ruiz, Bo Holm | Stand: 2.3.2026", ("Ana Ruiz", "Bo Holm")),
        ("Ana Ruiz, Ph.D.", ("Ana Ruiz",)),
        ("Ana Ruiz Mar 2, 2026 at 9 am", ("Ana Ruiz",)),
        ("https://post.example/staff/ana-ruiz", ()),
        (", Harbour Post", ()),
        ("山田花子", ("山田花子",)),
        ("Ana Ruiz, The Associated Press", ("Ana Ruiz",)),
        ("Ana Ruiz Reuters", ("Ana Ruiz",)),
    ],
)
def test_authors_are_names_only(text: str, names: tuple[str, ...]) -> None:
    assert read_names([text]) == names


def test_a_byline_names_whom_the_head_does_not() -> None:
    byline = '<div class="byline">By <a href="/ana">Ana Ruiz</a> Harbour Post</div>'
    assert article(body=byline).authors == ("Ana Ruiz",)
    outlet: dict[str, object] = {
        "@type": "NewsArticle",
        "author": {"name": "Harbour Post"},
        "publisher": {"name": "Harbour Post"},
    }
    assert article(body=byline, data=outlet).authors == ("Ana Ruiz",)
    assert article(data=outlet).authors == ("Harbour Post",)


def test_handles_and_addresses_of_an_author_are_no_further_authors() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "author": ["Ana Ruiz", "ana-ruiz", "anaruizPost", "Reuters"]}
    assert article(data=data).authors == ("Ana Ruiz", "Reuters")


@pytest.mark.parametrize(
    "byline",
    [
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ana Ruiz">',
        "<div><span class='x1'>By <a href='/w/7'>Ana Ruiz</a>, Harbour Post</span></div>",
        "<div class='x1'>Von Ana Ruiz | 2.3.2026</div>",
        "<div><a href='https://post.example/staff/ana-ruiz'>Ana Ruiz</a> | March 2</div>",
    ],
)
def test_a_byline_at_the_headline_is_read_whatever_it_is_called(byline: str) -> None:
    read = article(body=f"<h1>Ferry stays in port</h1>{byline}<p>By the end of May the ramp will be mended.</p>")
    assert read.authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    "byline",
    [
        "<span><span>Ana Ruiz</span></span><span>Mar 2, 2026</span>",
        "<div>Ana Ruiz</div><div>02.03.2026 - Updated: 03.03.2026</div>",
        "<p>Harbour Post</p><span>Ana Ruiz |</span><time datetime='2026-03-02'>2 March 2026</time>",
    ],
)
def test_a_name_right_before_the_day_is_the_author(byline: str) -> None:
    assert article(body=f"<h1>Ferry stays in port</h1>{byline}<p>It broke.</p>").authors == ("Ana Ruiz",)


def test_a_section_before_the_day_is_nobody() -> None:
    body = "<h1>Ferry stays in port</h1><span>Upper Valley</span><span>Mar 2, 2026</span><p>It broke.</p>"
    assert article('<meta property="article:section" content="Upper Valley">', body).authors == ()


def test_the_longer_of_two_lists_that_begin_alike_names_all_authors() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ana Ruiz"}}
    assert article('<meta name="author" content="Ana Ruiz, Bo Holm">', data=data).authors == ("Ana Ruiz", "Bo Holm")
    assert article('<meta name="author" content="Cai Dahl, Bo Holm">', data=data).authors == ("Ana Ruiz",)


def test_what_says_by_is_not_always_a_byline() -> None:
    assert article(body="<h1>Ferry in port</h1><span>By the end of May</span><p>It broke.</p>").authors == ()


def test_a_kicker_in_an_element_of_its_own_is_no_part_of_the_headline() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "headline": "Broken ramp: Ferry stays in port"}
    read = article(
        head='<meta property="og:title" content="Ferry stays in port">',
        body="<h1><span>Broken ramp:</span> <span>Ferry stays in port</span></h1>",
        data=data,
    )
    assert read.headline == "Ferry stays in port"


def test_what_is_stated_with_its_kicker_is_written_as_it_is_stated() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "headline": "Broken ramp: Ferry stays in port"}
    body = "<h1><span>Broken ramp</span> <span>Ferry stays in port</span></h1>"
    assert article(body=body, data=data).headline == "Broken ramp: Ferry stays in port"


def test_another_kicker_than_the_stated_one_is_left_out() -> None:
    head = '<meta property="og:title" content="Lower Holm: The ferry stays in port until May">'
    body = "<h1><span>Broken ramp</span> <span>The ferry stays in port until May</span></h1>"
    assert article(head, body).headline == "The ferry stays in port until May"
    emphasis = "<h1>Why the ferry <b>stays in port</b> and <i>the ferry stays in port until May</i></h1>"
    assert article(head, emphasis).headline == "Why the ferry stays in port and the ferry stays in port until May"


def test_a_large_headline_below_a_small_one_for_search_engines_is_the_headline() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "headline": "Ferry news: all about the broken ramp"}
    head = '<meta property="og:title" content="The ferry stays in port">'
    small = "<h1>Ferry news: all about the broken ramp</h1>"
    large = "<h2><span>Lower Holm</span> <span>The ferry stays in port</span></h2>"
    assert article(head, small + large, data=data).headline == "The ferry stays in port"
    teaser = '<h2><a href="/2">The ferry stays in port</a></h2>'
    assert article(head, small + teaser, data=data).headline == "Ferry news: all about the broken ramp"


def test_the_last_step_of_a_trail_of_sections_is_not_the_headline_as_shown() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "headline": "Ferry news: all about the broken ramp"}
    head = '<meta property="og:title" content="Lower Holm: The ferry stays in port">'
    trail = "<nav><ol><li><a href='/'>Start</a></li><li><h1>Ferry news: all about the broken ramp</h1></li></ol></nav>"
    shown = "<article><h2><span>Lower Holm</span> <span>The ferry stays in port</span></h2></article>"
    tools = "<div class='tool'></div>" * 60
    assert article(head, trail + tools + shown, data=data).headline == "Lower Holm: The ferry stays in port"


def test_a_headline_in_the_article_is_shown_whatever_is_stated_for_search_engines() -> None:
    data: dict[str, object] = {"@type": "NewsArticle", "headline": "Ramp broke: who did it?"}
    own = "<article><h1>A quay full of people and cars</h1></article>"
    assert article(body=own, data=data).headline == "A quay full of people and cars"
    section = "<article><h1>Local news</h1></article>"
    assert article(body=section, data=data).headline == "Ramp broke: who did it?"
    beside = "<h1>Good things you can cook in June</h1>"
    assert article(body=beside, data=data).headline == "Ramp broke: who did it?"


def test_a_bar_that_says_the_headline_again_has_no_byline_and_no_day() -> None:
    head = '<meta property="og:title" content="Ferry stays in port">'
    bar = "<nav><h3>Ferry stays in port</h3><ul>" + "<li><a href='/s'>Section</a></li>" * 60 + "</ul></nav>"
    read = article(head, f"{bar}<h1>Ferry stays in port</h1><span>By Ana Ruiz</span><div>2 March 2026</div>")
    assert (read.authors, read.published) == (("Ana Ruiz",), datetime(2026, 3, 2, tzinfo=UTC))


def test_a_page_without_a_main_heading_has_its_byline_and_day_at_the_heading_that_says_the_headline() -> None:
    head = '<meta property="og:title" content="Ferry stays in port">'
    other = "<h3>Bridge closed</h3><span>By Bo Holm</span><div>1 March 2026</div>"
    body = f"{other}<h3>Broken ramp - Ferry stays in port</h3><div>2 March 2026, by <span>By Ana Ruiz</span></div>"
    read = article(head, body)
    assert (read.authors, read.published) == (("Ana Ruiz",), datetime(2026, 3, 2, tzinfo=UTC))


def test_a_logo_is_no_headline() -> None:
    logo = "<h1><a href='https://post.example/'><svg><title>POST</title></svg> Ferry Post</a></h1>"
    read = article(head='<meta property="og:title" content="Ferry stays in post">', body=f"{logo}<h2>Ferry</h2>")
    assert read.headline == "Ferry stays in post"


@pytest.mark.parametrize(
    ("shown", "stated", "title", "headline"),
    [
        (["Ferry stays in port"], ["Why the ferry stays in port today"], "", "Ferry stays in port"),
        (["VALLEY Ferry stays in port"], ["Ferry stays in port"], "", "Ferry stays in port"),
        (["ValleyFerry stays in port"], ["Valley Ferry stays in port"], "", "Valley Ferry stays in port"),
        (["Harbour Post"], ["Ferry stays in port"], "", "Ferry stays in port"),
        (["Valley: the ferry stays"], ["The ferry stays", "Valley: the ferry stays"], "", "Valley: the ferry stays"),
        (["Ferry stays in port", "Ferry news"], ["Ferry news from port"], "", "Ferry stays in port"),
        ([], [], "Ferry stays in port | Harbour Post", "Ferry stays in port"),
        ([], [], "Ferry stays in portㅣHarbour Post", "Ferry stays in port"),
        ([], [], "", None),
    ],
)
def test_the_headline_is_the_one_a_reader_sees(
    shown: list[str], stated: list[str], title: str, headline: str | None
) -> None:
    assert choose_headline(shown, stated, ["Harbour Post"], title) == headline


def test_language_and_canonical_address() -> None:
    page = "<html lang='nb-NO'><head><link rel=canonical href='/ramp'></head><body>x</body></html>"
    read = read_page(page, url="https://post.example/a?b=1").article
    assert (read.language, read.canonical_url) == ("no", "https://post.example/ramp")
    assert article(body="<p>" + "港の桟橋は春までに完成する。" * 9 + "</p>").language == "ja"


@pytest.mark.parametrize(
    ("image", "url", "caption"),
    [
        ("https://post.example/r.jpg", "https://post.example/r.jpg", "The ramp on Monday"),
        (["/r.jpg", "/s.jpg"], "https://post.example/r.jpg", "The ramp on Monday"),
        ({"@type": "ImageObject", "url": "/r.jpg", "caption": "A ramp"}, "https://post.example/r.jpg", "A ramp"),
        ([{"contentUrl": "/r.jpg"}], "https://post.example/r.jpg", "The ramp on Monday"),
        (None, "https://post.example/o.jpg", "The ramp on Monday"),
    ],
)
def test_the_lead_image_is_metadata(image: object, url: str, caption: str) -> None:
    read = article(
        '<meta property="og:image" content="https://post.example/o.jpg">',
        "<main><h1>Ferry</h1><figure><img><figcaption>The ramp on Monday</figcaption></figure></main>",
        url="https://post.example/ramp",
        data={"@type": "NewsArticle", "image": image},
    )
    assert (read.image_url, read.image_caption) == (url, caption)


def test_a_page_without_a_lead_image_has_no_caption_either() -> None:
    read = article(body="<h1>Ferry</h1><figure><figcaption>The ramp on Monday</figcaption></figure>")
    assert (read.image_url, read.image_caption) == (None, None)


@pytest.mark.parametrize(
    ("stated", "free"), [(False, False), ("False", False), (True, True), ("true", True), (7, None)]
)
def test_a_paywall_is_metadata(stated: object, free: bool | None) -> None:
    assert article(data={"@type": "NewsArticle", "isAccessibleForFree": stated}).accessible_for_free is free
    assert article().accessible_for_free is None
