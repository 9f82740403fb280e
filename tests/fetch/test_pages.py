"""One page: what each kind of answer becomes."""

import gzip
import socket
import threading
import time
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version

import pytest

from rowback.errors import FetchError, UsageError
from rowback.fetch import fetch_page
from rowback.model import FetchSettings, Page, Request
from tests.fetch.site import HTML, SETTINGS, STORY, UNKNOWN_HOST, Answer, Handler, Site, raw, redirect

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def fetch(site: Site, path: str = "/", settings: FetchSettings = SETTINGS, **validators: str) -> Page:
    return fetch_page(Request(site.url(path), **validators), settings, clock=lambda: NOON)


def refusal(site: Site, path: str = "/", settings: FetchSettings = SETTINGS) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(site, path, settings)
    assert "\n" not in str(caught.value)
    return caught.value


# ---------------------------------------------------------------- answers that are pages
def test_a_page_comes_with_its_headers_as_served(site: Site) -> None:
    site.answers["/story"] = Answer(headers={**HTML, "ETag": 'W/"a b"', "Last-Modified": "Mon, 02 Nov 2026"})
    assert fetch(site, "/story") == Page(
        url=site.url("/story"),
        final_url=site.url("/story"),
        status=200,
        fetched_at=NOON,
        body=STORY,
        content_type="text/html; charset=utf-8",
        etag='W/"a b"',
        last_modified="Mon, 02 Nov 2026",
    )


def test_validators_go_back_exactly_as_they_came(site: Site) -> None:
    site.answers["/"] = Answer(b"", 304, {"ETag": '"new"'})
    page = fetch(site, etag='W/"caf\u00e9 "', last_modified="yesterday, or so")
    assert site.asked[-1].headers["If-None-Match"] == 'W/"caf\u00e9 "'
    assert site.asked[-1].headers["If-Modified-Since"] == "yesterday, or so"
    assert (page.status, page.body, page.etag, page.last_modified) == (304, b"", '"new"', "yesterday, or so")


def test_no_validators_are_made_up(site: Site) -> None:
    site.answers["/"] = Answer()
    fetch(site)
    assert not {"If-None-Match", "If-Modified-Since"} & site.asked[-1].headers.keys()


def test_not_modified_is_no_answer_to_those_who_have_no_copy(site: Site) -> None:
    site.answers["/"] = Answer(b"", 304)
    assert refusal(site).status == 304


@pytest.mark.parametrize("status", [404, 410])
def test_a_missing_page_is_a_page_without_a_body(site: Site, status: int) -> None:
    site.answers["/"] = Answer(b"<p>Sorry", status)
    page = fetch(site)
    assert (page.status, page.body) == (status, b"")


@pytest.mark.parametrize("contact", ["desk@example.org", "https://example.org/bot", None])
def test_the_site_is_told_who_asks(site: Site, contact: str | None) -> None:
    site.answers["/"] = Answer()
    fetch(site, settings=replace(SETTINGS, contact=contact))
    for asked in site.asked:
        agent = f"rowback/{version('rowback')}"
        assert asked.headers["User-Agent"] == (f"{agent} (+{contact})" if contact else agent)
        assert asked.headers.get("From") == ("desk@example.org" if contact == "desk@example.org" else None)


def test_a_contact_that_would_break_the_header_is_refused(site: Site) -> None:
    with pytest.raises(UsageError):
        fetch(site, settings=replace(SETTINGS, contact="me\r\nX-Injected: 1"))


# ---------------------------------------------------------------- answers that are not
@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_closed_door_is_named_and_not_knocked_at_again(site: Site, status: int) -> None:
    site.answers["/"] = Answer(status=status)
    error = refusal(site)
    assert error.status == status
    assert f"answered {status} (" in str(error)
    assert "browser" in str(error.hint)
    assert site.paths() == ["/"]


@pytest.mark.parametrize("status", [204, 206, 299, 300, 305, 400, 418, 499])
def test_any_other_answer_is_an_error_with_its_status(site: Site, status: int) -> None:
    site.answers["/"] = Answer(b"", status)
    assert refusal(site).status == status


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 522])
def test_a_passing_fault_is_tried_again(site: Site, status: int) -> None:
    site.answers["/"] = [Answer(b"", status), Answer(b"", status), Answer()]
    assert fetch(site).body == STORY


def test_a_lasting_fault_is_an_error_after_the_last_try(site: Site) -> None:
    site.answers["/"] = Answer(b"", 503)
    assert refusal(site).status == 503
    assert len(site.paths()) == SETTINGS.retries + 1


def test_the_pauses_between_tries_grow(site: Site) -> None:
    site.answers["/"] = Answer(b"", 500)
    refusal(site, settings=replace(SETTINGS, backoff_s=0.1, robots=False))
    first, second, third = (asked.at for asked in site.asked)
    assert second - first >= 0.1
    assert third - second >= 0.2


def test_retry_after_is_honoured(site: Site) -> None:
    site.answers["/"] = [Answer(b"", 503, {"Retry-After": "1"}), Answer()]
    fetch(site)
    assert site.asked[-1].at - site.asked[-2].at >= 1


def test_retry_after_may_be_a_date(site: Site) -> None:
    site.answers["/"] = [Answer(b"", 429, {"Retry-After": "Mon, 02 Nov 2026 12:00:01 GMT"}), Answer()]
    fetch(site)
    assert site.asked[-1].at - site.asked[-2].at >= 1


@pytest.mark.parametrize("header", ["soon", "-5", "", "Mon, 32 Nov 2026 12:00:00 GMT"])
def test_a_retry_after_that_says_nothing_is_passed_over(site: Site, header: str) -> None:
    site.answers["/"] = [Answer(b"", 429, {"Retry-After": header}), Answer()]
    assert fetch(site).status == 200


def test_a_long_retry_after_ends_the_visit_at_once(site: Site) -> None:
    site.answers["/"] = Answer(b"", 429, {"Retry-After": "3600"})
    start = time.monotonic()
    assert refusal(site).status == 429
    assert time.monotonic() - start < 60
    assert site.paths() == ["/"]


@pytest.mark.parametrize(
    ("content_type", "words"),
    [
        ("application/pdf", "is a PDF (application/pdf), not a page"),
        ("image/png", "is a picture (image/png), not a page"),
        ("application/rss+xml; charset=utf-8", "is a feed"),
        ("x-strange/thing", "is something else (x-strange/thing)"),
        ("text/plain", "is plain text (text/plain)"),
    ],
)
def test_what_is_no_page_is_named(site: Site, content_type: str, words: str) -> None:
    site.answers["/"] = Answer(b"%PDF-1.7", headers={"Content-Type": content_type})
    assert words in str(refusal(site))


def test_a_large_file_of_another_type_is_not_read(site: Site) -> None:
    def endless(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        while not site.over.is_set():
            handler.wfile.write(bytes(100_000))

    site.answers["/"] = endless
    assert "a video" in str(refusal(site))


@pytest.mark.parametrize("content_type", ["text/html", "TEXT/HTML ;charset=x", "application/xhtml+xml"])
def test_a_page_need_not_look_like_one_if_it_says_so(site: Site, content_type: str) -> None:
    site.answers["/"] = Answer(b"no tag at all", headers={"Content-Type": content_type})
    assert fetch(site).body == b"no tag at all"


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/octet-stream"}])
@pytest.mark.parametrize(
    "start",
    [b"\xef\xbb\xbf\n<!DOCTYPE html>", b"<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<html lang='en'>", b"<P>"],
)
def test_a_vague_type_is_decided_by_the_first_bytes(site: Site, headers: dict[str, str], start: bytes) -> None:
    site.answers["/"] = Answer(start + STORY, headers=headers)
    assert fetch(site).body == start + STORY


def test_a_page_in_utf_16_is_recognised_without_a_type(site: Site) -> None:
    site.answers["/"] = Answer("\ufeff<html><p>Fähre".encode("utf-16-le"), headers={})
    assert fetch(site).status == 200


@pytest.mark.parametrize("body", [b"\x89PNG\r\n", b'{"a": 1}', b"<rss version='2.0'>", b"<!---->" * 280])
def test_without_a_type_anything_else_is_no_page(site: Site, body: bytes) -> None:
    site.answers["/"] = Answer(body, headers={})
    assert "no content type" in str(refusal(site))


# ---------------------------------------------------------------- bodies
@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(STORY)),
        ("x-gzip", gzip.compress(STORY[:40]) + gzip.compress(STORY[40:]) + bytes(8)),
        ("deflate", zlib.compress(STORY)),
        ("deflate", zlib.compress(STORY, wbits=-15)),
        ("gzip, deflate", zlib.compress(gzip.compress(STORY))),
        ("identity", STORY),
    ],
    ids=["gzip", "gzip in two parts", "zlib", "bare deflate", "both", "identity"],  # gzip holds the time
)
def test_a_body_is_unpacked(site: Site, encoding: str, packed: bytes) -> None:
    site.answers["/"] = Answer(packed, headers={**HTML, "Content-Encoding": encoding})
    assert fetch(site).body == STORY


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, deflate", "no-such"])
def test_a_body_that_cannot_be_unpacked_is_an_error(site: Site, encoding: str) -> None:
    site.answers["/"] = Answer(b"\x05" + STORY, headers={**HTML, "Content-Encoding": encoding})
    assert "cannot be unpacked" in str(refusal(site))


def test_a_packed_body_that_ends_early_is_never_half_a_page(site: Site) -> None:
    site.answers["/"] = Answer(gzip.compress(STORY)[:-12], headers={**HTML, "Content-Encoding": "gzip"})
    assert "only a part" in str(refusal(site))


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [("gzip", gzip.compress(bytes(20_000_000))), ("gzip, gzip", gzip.compress(gzip.compress(bytes(20_000_000))))],
    ids=["once", "twice"],
)
def test_a_bomb_is_not_unpacked(site: Site, encoding: str, packed: bytes) -> None:
    site.answers["/"] = Answer(packed, headers={**HTML, "Content-Encoding": encoding})
    assert "larger than 1 MB" in str(refusal(site, settings=replace(SETTINGS, size_bytes=1_000_000)))


def test_a_body_may_be_as_large_as_the_cap_and_not_larger(site: Site) -> None:
    long = STORY * 20
    site.answers["/"] = Answer(gzip.compress(long), headers={**HTML, "Content-Encoding": "gzip"})
    assert fetch(site, settings=replace(SETTINGS, size_bytes=len(long))).body == long
    assert "larger than" in str(refusal(site, settings=replace(SETTINGS, size_bytes=len(long) - 1)))


def test_a_body_that_says_that_it_is_too_large_is_not_read(site: Site) -> None:
    site.answers["/"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n")
    assert "larger than 20 MB" in str(refusal(site))


def test_a_body_without_end_is_cut_at_the_cap(site: Site) -> None:
    def endless(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not site.over.is_set():
            handler.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    site.answers["/"] = endless
    assert "larger than 2 MB" in str(refusal(site, settings=replace(SETTINGS, size_bytes=2_000_000)))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Length: 5000\r\n\r\n" + STORY,
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n20\r\n<p>only a part",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\nzz\r\n",
    ],
)
def test_a_body_that_is_cut_short_is_never_half_a_page(site: Site, answer: bytes) -> None:
    site.answers["/"] = raw(answer)
    assert "only a part" in str(refusal(site))
    assert len(site.paths()) == 3


@pytest.mark.parametrize("answer", [b"", b"\x16\x03\x01 what?\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 99_999])
def test_an_answer_that_is_no_http_is_an_error(site: Site, answer: bytes) -> None:
    site.answers["/"] = raw(answer)
    assert "broke" in str(refusal(site))


def test_a_page_in_chunks_is_whole(site: Site) -> None:
    site.answers["/"] = raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n3\r\n</p\r\n1\r\n>\r\n0\r\n\r\n")
    assert fetch(site).body == b"<p>a</p>"


def test_a_page_without_a_length_ends_with_the_connection(site: Site) -> None:
    site.answers["/"] = raw(HEAD + b"\r\n" + STORY)
    assert fetch(site).body == STORY


def test_a_million_tiny_members_are_not_unpacked(site: Site) -> None:
    site.answers["/"] = Answer(gzip.compress(b"x") * 50_000, headers={**HTML, "Content-Encoding": "gzip"})
    assert "cannot be unpacked" in str(refusal(site))


def test_a_length_of_5000_digits_is_too_large(site: Site) -> None:
    site.answers["/"] = raw(HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n")
    assert "larger than" in str(refusal(site))


@pytest.mark.parametrize("answer", [HEAD, HEAD + b"Content-Length: 0\r\n\r\n", b"HTTP/1.1 200"])
def test_an_empty_page_is_a_passing_fault(site: Site, answer: bytes) -> None:
    """The connection may have broken before the first byte, or within the headers."""
    site.answers["/"] = raw(answer)
    assert "sent an empty page" in str(refusal(site))
    assert len(site.paths()) == 3


# ---------------------------------------------------------------- time
def test_a_server_that_says_nothing_is_given_up(site: Site) -> None:
    site.answers["/"] = lambda handler: handler.server.over.wait(5)
    error = refusal(site, settings=replace(SETTINGS, timeout_s=0.2, retries=1))
    assert "gave no answer for 0.2 s" in str(error)
    assert len(site.paths()) == 2


@pytest.mark.parametrize(
    "parts",
    [
        (b"HTTP/1.1 200 OK\r\n", *[b"X-Drip: 1\r\n"] * 99),
        (HEAD + b"Content-Length: 99\r\n\r\n", *[b"x"] * 99),
        (HEAD + b"\r\n", *[b"x"] * 99),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1"] * 15, *[b""] * 50),
    ],
    ids=["headers", "body with a length", "body without", "length of a chunk"],
)
def test_a_slow_drip_is_cut_off(site: Site, parts: tuple[bytes, ...]) -> None:
    site.answers["/"] = raw(*parts, pause_s=0.1)
    start = time.monotonic()
    error = refusal(site, settings=replace(SETTINGS, total_timeout_s=0.5, robots=False))
    assert "was not read in 0.5 s" in str(error)
    assert time.monotonic() - start < 5  # each of them lasts longer than that, or for ever


def test_retries_and_redirects_share_the_time_of_one_page(site: Site) -> None:
    site.answers.update({f"/{n}": redirect(f"/{n + 1}") for n in range(10)})
    site.answers.update({path: replace(answer, delay_s=0.2) for path, answer in site.answers.items()})  # type: ignore[type-var]
    error = refusal(site, "/0", replace(SETTINGS, total_timeout_s=0.5, robots=False))
    assert "was not read in 0.5 s" in str(error)
    assert len(site.asked) <= 3


# ---------------------------------------------------------------- redirects
def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.answers.update({"/a": redirect("/b?x=1"), "/b?x=1": redirect(site.url("/c", "127.0.0.2")), "/c": Answer()})
    page = fetch(site, "/a")
    assert page.url == site.url("/a")
    assert page.final_url == site.url("/c", "127.0.0.2")
    assert page.moved_to is None


@pytest.mark.parametrize(
    ("statuses", "moved_to"),
    [
        ((301,), "/1"),
        ((308, 301), "/2"),
        ((301, 302), "/1"),
        ((302, 301), None),
        ((301, 307, 308), "/1"),
        ((303,), None),
    ],
)
def test_only_an_unbroken_chain_of_permanent_redirects_has_moved(
    site: Site, statuses: tuple[int, ...], moved_to: str | None
) -> None:
    for n, status in enumerate(statuses):
        site.answers[f"/{n}"] = redirect(f"/{n + 1}", status)
    site.answers[f"/{len(statuses)}"] = Answer()
    assert fetch(site, "/0").moved_to == (moved_to and site.url(moved_to))


def test_a_page_that_is_gone_after_a_redirect_is_gone(site: Site) -> None:
    site.answers["/a"] = redirect("/nowhere", 301)
    assert fetch(site, "/a").status == 404


def test_too_many_redirects_are_an_error(site: Site) -> None:
    site.answers.update({f"/{n}": redirect(f"/{n + 1}") for n in range(20)})
    assert "redirects more than 10 times" in str(refusal(site, "/0"))
    assert len(site.paths()) == 11


def test_a_circle_is_noticed_at_once(site: Site) -> None:
    site.answers.update({"/a": redirect("/b"), "/b": redirect("/a")})
    assert "in a circle" in str(refusal(site, "/a"))
    assert site.paths() == ["/a", "/b"]


def test_a_redirect_to_itself_that_sets_a_cookie_is_no_circle(site: Site) -> None:
    def wall(handler: Handler) -> None:
        if "seen=1" in handler.headers.get("Cookie", ""):
            handler.wfile.write(HEAD + b"\r\n" + STORY)
        else:
            handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /\r\nSet-Cookie: seen=1\r\n\r\n")

    site.answers["/"] = wall
    assert fetch(site).body == STORY
    fetch(site)
    assert "Cookie" not in site.asked[-2].headers  # what was set ends with the visit


def test_a_redirect_to_nowhere_is_an_error(site: Site) -> None:
    site.answers["/"] = Answer(b"", 302)
    error = refusal(site)
    assert error.status == 302
    assert "without saying where to" in str(error)


@pytest.mark.parametrize(
    "location", ["ftp://127.0.0.1/x", "file:///etc/passwd", "javascript:alert(1)", "http://a@b/", "/" + "x" * 9000]
)
def test_a_redirect_out_of_the_web_is_an_error(site: Site, location: str) -> None:
    site.answers["/"] = redirect(location)
    assert "redirects to where nothing can be fetched" in str(refusal(site))


def test_the_body_of_a_redirect_is_not_read_to_its_end(site: Site) -> None:
    def endless(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /story\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not site.over.is_set():
            handler.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")

    site.answers.update({"/": endless, "/story": Answer()})
    assert fetch(site).body == STORY


# ---------------------------------------------------------------- no connection
def test_a_refused_connection_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError, match=rf"127\.0\.0\.1 refused the connection \(port {port}\)"):
        fetch_page(Request(f"http://127.0.0.1:{port}/"), SETTINGS)


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(FetchError, match=rf"the name {UNKNOWN_HOST} is not known \(DNS\)"):
        fetch_page(Request(f"http://{UNKNOWN_HOST}/"), SETTINGS)


@pytest.mark.parametrize("host", ["x" * 70 + ".example", "a..example"])
def test_a_name_that_cannot_be_looked_up_is_an_error(host: str) -> None:
    with pytest.raises(FetchError, match=r"no host name|cannot be fetched"):
        fetch_page(Request(f"http://{host}/"), SETTINGS)


def test_a_private_address_is_not_even_connected_to(site: Site) -> None:
    for host in ("127.0.0.1", "127.1", "localhost", "2130706433"):
        with pytest.raises(FetchError, match="is refused"):
            fetch_page(Request(site.url("/", host)), replace(SETTINGS, allow_private=False))
    assert site.connections == 0


def test_connections_are_closed_and_threads_end(site: Site) -> None:
    site.answers["/"] = Answer()
    fetch(site)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]
