from dataclasses import replace

import pytest

from rowback.errors import FetchError
from rowback.fetch import fetch_page, fetch_pages
from rowback.model import Page, Request
from tests.fetch.site import SETTINGS, STORY, UNKNOWN_HOST, Answer, Site, raw, redirect


def rules(text: str) -> Answer:
    return Answer(text.encode(), headers={"Content-Type": "text/plain"})


def fetch(site: Site, *paths: str) -> list[Page | FetchError]:
    """In the order of the paths."""
    site.answers.setdefault("/", Answer())
    found = dict(fetch_pages([Request(site.url(path)) for path in paths], SETTINGS))
    return [found[Request(site.url(path))] for path in paths]


def robots_asked(site: Site) -> int:
    return [asked.path for asked in site.asked].count("/robots.txt")


def test_it_is_asked_for_once_and_first(site: Site) -> None:
    fetch(site, "/", "/a", "/b", "/c")
    assert site.asked[0].path == "/robots.txt"
    assert robots_asked(site) == 1


def test_a_closed_path_is_not_asked_for(site: Site) -> None:
    site.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /private\nAllow: /private/notice\n")
    refused, _ = fetch(site, "/private/x", "/private/notice")
    assert "closes" in str(refused)
    assert isinstance(refused, FetchError)
    assert "robots = false" in str(refused.hint)
    assert site.paths() == ["/private/notice"]


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: rowback\nDisallow: /", False),
        ("User-agent: ROWBACK/9\nDisallow: /", True),  # a product token has no version
        ("User-agent: Rowback\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: rowback\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /*.html$", True),
        ("<!doctype html><p>Not found", True),
        ("", True),
    ],
)
def test_what_it_says_is_done(site: Site, text: str, allowed: bool) -> None:
    site.answers["/robots.txt"] = rules(text)
    (result,) = fetch(site, "/")
    assert isinstance(result, Page) == allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_one_everything_is_allowed(site: Site, status: int) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", status)
    (result,) = fetch(site, "/")
    assert isinstance(result, Page)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_that_cannot_say_is_left_alone_for_this_run(site: Site, status: int) -> None:
    site.answers["/robots.txt"] = Answer(b"", status)
    results = fetch(site, "/", "/a", "/b")
    assert all(f"answered {status}" in str(result) and "robots.txt of" in str(result) for result in results)
    assert {result.status for result in results} == {status}
    assert site.paths() == []
    assert robots_asked(site) == SETTINGS.retries + 1


def test_a_passing_fault_is_tried_again_before_that(site: Site) -> None:
    site.answers["/robots.txt"] = [Answer(b"", 503), rules("User-agent: *\nDisallow: /a")]
    page, refused = fetch(site, "/", "/a")
    assert isinstance(page, Page)
    assert isinstance(refused, FetchError)


def test_one_that_is_cut_short_closes_the_site(site: Site) -> None:
    site.answers["/robots.txt"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nUser-agent: *\nAllow: /")
    (result,) = fetch(site, "/")
    assert "only a part" in str(result)


def test_a_huge_one_is_read_up_to_the_cap(site: Site) -> None:
    filler = "# nothing here\n" * 40_000
    site.answers["/robots.txt"] = rules(f"User-agent: *\nDisallow: /early\n{filler}Disallow: /late\n")
    early, late = fetch(site, "/early", "/late")
    assert isinstance(early, FetchError)
    assert isinstance(late, Page)


def test_it_may_be_elsewhere(site: Site) -> None:
    site.answers["/robots.txt"] = redirect(site.url("/rules.txt", "127.0.0.2"))
    site.answers["/rules.txt"] = rules("User-agent: *\nDisallow: /a")
    page, refused, also = fetch(site, "/", "/a", "/a/b")
    assert isinstance(page, Page)
    assert isinstance(refused, FetchError)
    assert isinstance(also, FetchError)
    assert robots_asked(site) == 1


def test_one_that_is_on_a_host_that_is_not_there_closes_every_site_that_needs_it(site: Site) -> None:
    site.answers["/robots.txt"] = redirect(f"http://{UNKNOWN_HOST}/robots.txt")
    requests = [Request(site.url("/", host)) for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3")]
    assert all(UNKNOWN_HOST in str(result) for _, result in fetch_pages(requests, SETTINGS))
    assert site.paths() == []


@pytest.mark.parametrize("location", ["/robots.txt", "ftp://127.0.0.1/robots.txt", None])
def test_one_that_redirects_to_nowhere_is_none(site: Site, location: str | None) -> None:
    site.answers["/robots.txt"] = redirect(location) if location else Answer(b"", 301)
    (result,) = fetch(site, "/")
    assert isinstance(result, Page)


def test_the_pause_that_it_asks_for_is_kept(site: Site) -> None:
    site.answers["/robots.txt"] = rules("User-agent: *\nCrawl-delay: 0.3")
    fetch(site, "/", "/a")
    first, second = (asked.at for asked in site.asked[1:])
    assert second - first >= 0.3


def test_every_hop_asks_its_own_site(site: Site) -> None:
    """The second host has the same rules here, and the path to which it is redirected is closed."""
    site.answers["/robots.txt"] = rules("User-agent: *\nDisallow: /closed")
    site.answers["/open"] = redirect(site.url("/closed", "127.0.0.2"))
    (result,) = fetch(site, "/open")
    assert isinstance(result, FetchError)
    assert site.url("/closed", "127.0.0.2") in str(result)
    assert robots_asked(site) == 2


def test_it_can_be_switched_off(site: Site) -> None:
    site.answers.update({"/robots.txt": rules("User-agent: *\nDisallow: /"), "/": Answer()})
    assert fetch_page(Request(site.url()), replace(SETTINGS, robots=False)).body == STORY
    assert robots_asked(site) == 0
