"""Many pages: politeness, speed, and what one site does to the others."""

import threading
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, repeat

from rowback.errors import FetchError
from rowback.fetch import fetch_pages
from rowback.fetch import pool as pool_module
from rowback.model import FetchSettings, Page, Request
from tests.fetch.site import HTML, SETTINGS, STORY, Answer, Handler, Site, redirect


def fetch_all(urls: Iterable[str], settings: FetchSettings = SETTINGS) -> dict[str, Page | FetchError]:
    return {request.url: result for request, result in fetch_pages(map(Request, urls), settings)}


def hosts(count: int) -> list[str]:
    return [f"127.0.0.{n}" for n in range(1, count + 1)]


def test_every_request_gets_its_result(site: Site) -> None:
    site.answers.update({"/a": Answer(), "/b": Answer(status=403)})
    urls = [site.url("/a"), site.url("/b"), site.url("/missing"), "http://127.1\\@evil.example/", "nonsense"]
    results = fetch_all(urls)
    assert [isinstance(results[url], Page) for url in urls] == [True, False, True, False, False]


def test_the_same_address_may_be_asked_for_twice(site: Site) -> None:
    site.answers["/"] = Answer()
    assert len(list(fetch_pages(repeat(Request(site.url()), 3), SETTINGS))) == 3


def test_nothing_asked_for_is_nothing_fetched() -> None:
    assert list(fetch_pages([], SETTINGS)) == []


def test_a_host_gets_one_request_at_a_time_and_many_hosts_are_asked_at_once(site: Site) -> None:
    site.answers.update({f"/{n}": Answer(delay_s=0.05) for n in range(4)})
    urls = [site.url(f"/{n}", host) for n in range(4) for host in hosts(8)]
    assert all(isinstance(result, Page) for result in fetch_all(urls).values())
    together = site.most_busy.pop("*")
    assert set(site.most_busy.values()) == {1}
    assert len(site.most_busy) == 8
    assert 2 <= together <= 8


def test_no_more_hosts_are_asked_at_once_than_there_are_workers(site: Site) -> None:
    site.answers["/"] = Answer(delay_s=0.05)
    fetch_all([site.url("/", host) for host in hosts(8)], replace(SETTINGS, workers=2))
    assert site.most_busy["*"] <= 2


def test_two_names_of_a_port_are_one_host(site: Site) -> None:
    """Two servers on one machine share its patience."""
    site.answers["/"] = Answer(delay_s=0.02)
    fetch_all([site.url(path, host) for path in ("/", "/x") for host in ("127.0.0.1", "127.0.0.1.")])
    assert site.most_busy["127.0.0.1"] == 1


def test_between_two_requests_to_a_host_is_a_pause_and_the_others_do_not_wait_for_it(site: Site) -> None:
    site.answers["/"] = Answer()
    settings = replace(SETTINGS, delay_s=0.2, workers=2)
    start = time.monotonic()
    fetch_all([site.url(path, host) for path in ("/", "/x") for host in hosts(30)], settings)
    for host in hosts(30):
        times = [asked.at for asked in site.asked if asked.host.startswith(f"{host}:")]
        assert len(times) == 3  # robots.txt too is a request
        assert all(after - before >= 0.2 for before, after in pairwise(times))
    # Thirty hosts with two pauses each, one after the other for two workers, would be 6 s.
    assert time.monotonic() - start < 4


def test_a_redirect_to_a_busy_host_waits_for_its_turn(site: Site) -> None:
    site.answers.update({f"/{n}": redirect(site.url("/story", "127.0.0.9")) for n in range(4)})
    site.answers["/story"] = Answer(delay_s=0.02)
    urls = [site.url(f"/{n}", host) for n in range(4) for host in hosts(4)]
    pages = fetch_all(urls)
    assert all(isinstance(page, Page) and page.body == STORY for page in pages.values())
    assert site.most_busy["127.0.0.9"] == 1


def test_results_come_as_soon_as_they_are_there(site: Site) -> None:
    site.answers.update({"/slow": Answer(delay_s=0.3), "/fast": Answer()})
    requests = [Request(site.url("/slow", "127.0.0.1")), Request(site.url("/fast", "127.0.0.2"))]
    assert [request for request, _ in fetch_pages(requests, SETTINGS)] == requests[::-1]


def test_connections_are_kept(site: Site) -> None:
    site.answers["/"] = redirect("/story")
    site.answers["/story"] = Answer()
    fetch_all(site.url(path, host) for path in ("/", "/story", "/missing") for host in hosts(3))
    assert site.connections == 3


def test_a_host_that_is_not_there_is_not_tried_for_every_page() -> None:
    gone = Site()
    gone.server_close()
    start = time.monotonic()
    results = fetch_all((gone.url(f"/{n}") for n in range(50)), replace(SETTINGS, backoff_s=0.2, robots=False))
    assert {str(result).partition(" (")[0] for result in results.values()} == {"127.0.0.1 refused the connection"}
    assert time.monotonic() - start < 10


def test_a_host_that_wants_to_be_left_in_peace_is_left_in_peace(site: Site) -> None:
    site.answers["/0"] = Answer(b"", 429, {"Retry-After": "3600"})
    results = fetch_all(site.url(f"/{n}") for n in range(5))
    assert site.paths() == ["/0"]
    assert {result.status for result in results.values()} == {429}
    assert sum("left in peace for 3600 s" in str(result) for result in results.values()) == 4


def test_a_short_retry_after_holds_for_the_whole_host(site: Site) -> None:
    site.answers["/0"] = [Answer(b"", 503, {"Retry-After": "1"}), Answer()]
    site.answers["/1"] = Answer()
    fetch_all([site.url("/0"), site.url("/1")])
    times = [asked.at for asked in site.asked]
    assert times[2] - times[1] >= 1


def test_closing_early_cuts_what_is_under_way(site: Site) -> None:
    site.answers["/"] = Answer()
    site.answers["/slow"] = lambda handler: handler.server.over.wait(5)
    pages = fetch_pages(
        [Request(site.url("/"))] + [Request(site.url("/slow", host)) for host in hosts(4)[1:]], SETTINGS
    )
    next(pages)
    while site.paths().count("/slow") < 3:
        time.sleep(0.01)
    start = time.monotonic()
    pages.close()
    assert time.monotonic() - start < 3
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]


def test_closing_early_does_not_wait_for_pauses(site: Site) -> None:
    site.answers["/"] = Answer()
    pages = fetch_pages([Request(site.url("/")), Request(site.url("/x"))], replace(SETTINGS, delay_s=0.3, robots=False))
    next(pages)
    pages.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]
    assert site.paths() == ["/"]


def test_a_slow_consumer_does_not_fill_the_memory(site: Site) -> None:
    large = Answer(bytes(10_000_000))
    site.answers.update({f"/{n}": large for n in range(20)})
    pages = fetch_pages([Request(site.url(f"/{n}")) for n in range(20)], SETTINGS)
    next(pages)
    settled = 0
    while settled < len(site.paths()):
        settled = len(site.paths())
        time.sleep(0.2)
    # One was taken, and one may have been under way when the limit was reached.
    assert settled <= pool_module.WAITING_BYTES / len(large.body) + 2
    assert sum(isinstance(result, Page) for _, result in pages) == 19


def test_a_host_that_answers_nonsense_does_not_end_the_run(site: Site) -> None:
    def hostile(handler: Handler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Length: \xff\r\nSet-Cookie: \xff=;;\x01\r\nContent-Type: \x00\r\n\r\n\xff"
        )

    site.answers.update({"/bad": hostile, "/good": Answer(headers={**HTML, "Set-Cookie": "a=b; expires=never"})})
    results = fetch_all([site.url("/bad"), site.url("/good")])
    assert isinstance(results[site.url("/good")], Page)
    assert len(results) == 2


def test_many_pages_of_many_hosts_arrive_complete(site: Site) -> None:
    count = 200
    site.answers.update({f"/{n}": Answer(STORY + str(n).encode()) for n in range(count)})
    urls = {site.url(f"/{n}", f"127.0.0.{n % 20 + 1}"): STORY + str(n).encode() for n in range(count)}
    results = fetch_all(urls)
    assert {url: result.body for url, result in results.items() if isinstance(result, Page)} == urls
