"""Certificates are always verified, for the name that was asked for, at the address that was looked up.

`keys/localhost.pem` is a certificate for `localhost`, signed by itself, with its key. It guards nothing.
"""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rowback.errors import FetchError
from rowback.fetch import fetch_page
from rowback.model import Request
from tests.fetch.site import SETTINGS, STORY, Answer, Site, raw, running

PEM = Path(__file__).parent / "keys" / "localhost.pem"
TRUSTING = replace(SETTINGS, ca_file=str(PEM))


class SecureSite(Site):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str | None] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(PEM)
        context.sni_callback = lambda _, name, __: self.names.append(name)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.answers["/"] = Answer()


@pytest.fixture
def secure() -> Iterator[SecureSite]:
    with running(SecureSite()) as site:
        assert isinstance(site, SecureSite)
        yield site


def url(site: Site, host: str = "localhost", path: str = "/") -> str:
    return site.url(path, host).replace("http:", "https:")


def test_a_trusted_site_is_fetched_and_told_its_name(secure: SecureSite) -> None:
    assert fetch_page(Request(url(secure)), TRUSTING).body == STORY
    assert set(secure.names) == {"localhost"}
    assert secure.connections == 1


def test_a_certificate_that_nobody_signed_is_named(secure: SecureSite) -> None:
    with pytest.raises(FetchError, match=r"the certificate of localhost is not trusted: self.signed certificate"):
        fetch_page(Request(url(secure)), SETTINGS)
    assert secure.asked == []


def test_a_certificate_for_another_name_is_named(secure: SecureSite) -> None:
    with pytest.raises(FetchError, match=r"the certificate of 127\.0\.0\.1 is not trusted: .*mismatch"):
        fetch_page(Request(url(secure, "127.0.0.1")), TRUSTING)
    assert secure.asked == []


def test_a_site_without_tls_is_not_asked_in_the_clear(site: Site) -> None:
    with pytest.raises(FetchError, match=r"no secure connection to 127\.0\.0\.1"):
        fetch_page(Request(url(site, "127.0.0.1")), SETTINGS)
    assert site.asked == []


def test_a_proxy_is_only_a_tunnel_and_the_name_is_still_verified(secure: SecureSite, site: Site) -> None:
    settings = replace(TRUSTING, proxies=(("https", f"http://127.0.0.1:{site.server_port}"),))
    assert fetch_page(Request(url(secure)), settings).body == STORY
    with pytest.raises(FetchError, match=r"the certificate of news\.invalid is not trusted: .*mismatch"):
        fetch_page(Request(url(secure, "news.invalid")), settings)
    assert site.asked == []
    assert site.tunnelled == [f"{host}:{secure.server_port}" for host in ("localhost", "news.invalid")]


def test_a_slow_drip_is_cut_off_here_too(secure: SecureSite) -> None:
    secure.answers["/"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"x"] * 99, pause_s=0.1)
    with pytest.raises(FetchError, match=r"was not read in 0\.6 s"):
        fetch_page(Request(url(secure)), replace(TRUSTING, total_timeout_s=0.6, robots=False))
