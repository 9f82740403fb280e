from ipaddress import ip_address

import pytest

from rowback.errors import FetchError
from rowback.fetch.addresses import check_public, private_kind, read_address


@pytest.mark.parametrize(
    "url",
    [
        "http://127.1\\@evil.example/",
        "http://good.example\\.evil.example/",
        "http://good.example\\@evil.example:80/",
        "http://user@evil.example/",
        "http://user:word@evil.example/",
        "http://good.example%2eevil.example/",
        "http://127.0.0.%31/",
        "http://127。0。0。1/",
        "http://[fe80::1%25eth0]/",
        "http://good.example /",
        "http://good.exa\tmple/",
        "http://good.example/\r\nX-Injected: 1",
        "http://good\u00a0.example/",
        "http:///path",
        "http:\\\\evil.example/",
        "http://",
        "http://[::1/",
        "http://good.example:port/",
        "http://good.example:70000/",
        "http://good.example:0/",
        "http://..example/",
        "ftp://good.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "good.example/story",
        "",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as refusal:
        read_address(url)
    assert "\n" not in str(refusal.value)
    assert "cannot be fetched" in str(refusal.value)


@pytest.mark.parametrize(
    ("url", "sent", "host", "origin"),
    [
        ("HTTP://News.Example", "http://news.example/", "news.example", "http://news.example"),
        ("http://news.example./a", "http://news.example./a", "news.example", "http://news.example"),
        ("http://news.example:80/a#top", "http://news.example:80/a", "news.example", "http://news.example"),
        ("https://news.example:8443/", "https://news.example:8443/", "news.example", "https://news.example:8443"),
        ("http://[2001:4860:4860::8888]:81/", None, "2001:4860:4860::8888", "http://[2001:4860:4860::8888]:81"),
        ("http://grün.example/fähre", "http://xn--grn-ioa.example/f%C3%A4hre", "xn--grn-ioa.example", None),
        ("http://under_score.example/?q=a|b", "http://under_score.example/?q=a%7Cb", "under_score.example", None),
    ],
)
def test_an_address_is_written_in_one_way(url: str, sent: str | None, host: str, origin: str | None) -> None:
    address = read_address(url)
    assert address.url == (sent or address.url)
    assert address.host == host
    assert address.origin == (origin or address.origin)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/next", "http://news.example/next"),
        ("next?x=1#part", "http://news.example/a/next?x=1"),
        ("//other.example/x", "http://other.example/x"),
        ("https://news.example/a/story", "https://news.example/a/story"),
        ("/with blank", "http://news.example/with%20blank"),
        ("/f\u00c3\u00a4hre", "http://news.example/f%C3%A4hre"),
        ("/f\u00e4hre", "http://news.example/f%E4hre"),
        ("/already%20quoted", "http://news.example/already%20quoted"),
    ],
)
def test_a_location_is_followed_as_a_browser_would(location: str, url: str) -> None:
    assert read_address("http://news.example/a/story").join(location).url == url


@pytest.mark.parametrize("location", ["http://127.1\\@evil.example/", "ftp://news.example/", "http://[::1"])
def test_a_location_is_read_as_strictly_as_an_address(location: str) -> None:
    with pytest.raises(FetchError):
        read_address("http://news.example/").join(location)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0177.0.0.1",
        "2130706433",
        "0x7f000001",
        "127.0.0.1.",
        "0.0.0.0",  # noqa: S104  # an address to refuse
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[2002:7f00:1::]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        "[fe80::1]",
        "[fec0::1]",
        "[fc00::1]",
        "[ff02::1]",
        "[2001:db8::1]",
        "localhost",
        "LOCALHOST.",
        "news.localhost",
        "metadata.internal",
        "printer.local",
    ],
)
def test_what_is_private_by_its_spelling_is_refused(host: str) -> None:
    with pytest.raises(FetchError, match="is refused") as refusal:
        check_public(read_address(f"http://{host}/"))
    assert "allow_private" in str(refusal.value.hint)


@pytest.mark.parametrize(
    "host",
    ["news.example", "8.8.8.8", "134744072", "[2001:4860:4860::8888]", "localhost.example", "notlocal", "news.0xz"],
)
def test_what_is_public_is_not_refused(host: str) -> None:
    check_public(read_address(f"http://{host}/"))


@pytest.mark.parametrize("host", ["1.2.3.4.5", "256.1.1.1", "news.99"])
def test_a_number_that_is_no_address_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        check_public(read_address(f"http://{host}/"))


def test_an_ipv6_only_network_reaches_public_sites_through_nat64() -> None:
    assert private_kind(ip_address("64:ff9b::8.8.8.8")) is None
    assert private_kind(ip_address("64:ff9b::192.168.0.1")) == "a private address"
