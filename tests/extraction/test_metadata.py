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


def test_the_address_dates_a_page_that_does_not() -> None:
    assert article(url="https://post.example/2026/3/2/ramp/").published == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-40", "99.99.2026", "0000-00-00T00:00:00Z"])
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


@pytest.mark.parametrize(
    ("shown", "stated", "title", "headline"),
    [
        (["Ferry stays in port"], ["Why the ferry stays in port today"], "", "Ferry stays in port"),
        (["VALLEY Ferry stays in port"], ["Ferry stays in port"], "", "Ferry stays in port"),
        (["ValleyFerry stays in port"], ["Valley Ferry stays in port"], "", "Valley Ferry stays in port"),
        (["Harbour Post"], ["Ferry stays in port"], "", "Ferry stays in port"),
        ([], [], "Ferry stays in port | Harbour Post", "Ferry stays in port"),
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
