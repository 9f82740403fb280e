import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowback.api import read_page
from rowback.extraction.targets import target_of
from rowback.model import Article, Link
from rowback.text import letters

URL = "https://harbour.example/news/ramp.html"
LINKED = (
    'The council of Lower Holm put off the <a href="/votes/7">vote on the ferry ramp</a> on Tuesday. Two were ill.',
    "Mayor Ada Quill said that a new date would be found before the summer, and that nothing was lost by waiting.",
    'The ramp broke twice. A repair would cost <b>about <a href="report.html?utm_source=x&amp;p=3#costs">four million'
    ' crowns</a></b>, and <a href="https://Office.Example/">the office</a> wrote so.',
)


def read(*paragraphs: str, head: str = "", url: str | None = URL) -> Article:
    title = "<title>Vote on ferry ramp put off | Harbour Post</title>"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html lang=en><head>{title}{head}</head><body><article><h1>Vote put off</h1>{body}</article></body></html>"
    return read_page(page, url=url).article


def check_places(article: Article) -> None:
    """Each link stands where it says."""
    for link in article.links or ():
        paragraph = "".join(article.paragraphs[link.paragraph].split())
        assert paragraph.startswith("".join(link.text.split()), link.start)


def test_links_of_the_text_are_known_with_their_place() -> None:
    article = read(*LINKED)
    assert article.links == (
        Link(
            0,
            letters("The council of Lower Holm put off the"),
            "vote on the ferry ramp",
            "https://harbour.example/votes/7",
        ),
        Link(
            2,
            letters("The ramp broke twice. A repair would cost about"),
            "four million crowns",
            "https://harbour.example/news/report.html?p=3",
        ),
        Link(
            2,
            letters("The ramp broke twice. A repair would cost about four million crowns, and"),
            "the office",
            "https://office.example/",
        ),
    )
    check_places(article)


def test_links_around_the_text_are_not_its_own() -> None:
    aside = '<aside><p>More: <a href="/more">The five stories of the valley, every morning</a></p></aside>'
    assert read(*LINKED, aside).links == read(*LINKED).links


def test_a_text_without_links_has_none_and_that_is_known() -> None:
    assert read(*LINKED[1:2] * 3).links == ()
    assert Article().links is None


def test_a_standfirst_before_the_text_moves_no_link() -> None:
    summary = "Members were ill, and so the ferry ramp has to wait for its repair once more this year."
    head = f'<meta name="description" content="{summary}">'
    title = "<title>Vote on ferry ramp put off | Harbour Post</title>"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in LINKED)
    page = f"<html><head>{title}{head}</head><body><h1>Vote put off</h1><div><h2>{summary}</h2></div><article>{body}"
    article = read_page(page, url=URL).article
    assert summary in article.paragraphs
    assert article.links is not None
    assert len(article.links) == 3
    check_places(article)


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ("", None, "/votes/7"),
        ("", "https://m.harbour.example/ramp", "https://m.harbour.example/votes/7"),
        ('<base href="https://other.example/x/">', None, "https://other.example/votes/7"),
        ('<link rel="canonical" href="https://harbour.example/ramp">', None, "https://harbour.example/votes/7"),
        ('<link rel="canonical" href="https://a.example/">', "https://b.example/", "https://b.example/votes/7"),
        ('<base href="http://[">', None, "/votes/7"),
    ],
)
def test_a_link_starts_from_the_address_of_its_page(head: str, url: str | None, expected: str) -> None:
    links = read(*LINKED, head=head, url=url).links
    assert links is not None
    assert links[0].url == expected


@pytest.mark.parametrize(
    "link", ["", "#top", "mailto:a@b.example", "javascript:alert(1)", "data:text/html,x", "http://[", "/" + "x" * 3000]
)
def test_what_leads_to_no_page_is_no_link(link: str) -> None:
    assert target_of(link, "") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_link_is_read(link: str, base: str) -> None:
    target_of(link, base)


pieces = st.sampled_from(
    ["Rain fell.", " ", "\n\t", "The dam held, they said. ", "<b>", "</b>", "<br>", "<i>so</i>", "&nbsp;", "<span>"]
)
written_links = st.builds('<a href="/{}">the {} report</a>'.format, st.integers(0, 9), st.text("ab "))


@settings(deadline=None, max_examples=50)
@given(st.lists(pieces | written_links, max_size=9))
def test_however_a_text_is_marked_up_its_links_stand_in_it(parts: list[str]) -> None:
    check_places(read(LINKED[1], "".join(parts), LINKED[1].replace("summer", "winter")))
