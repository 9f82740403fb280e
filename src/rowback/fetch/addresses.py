r"""A URL -> the address that is really asked, or a refusal.

Two parsers read `http://127.1\@evil.example/` as two different hosts, so whoever checks with one and connects with the
other checks nothing. Here both must agree, and what they agree on is the only thing that is used from then on.
"""

import re
import socket
import string
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urljoin, urlsplit

from requests import PreparedRequest
from requests.exceptions import RequestException
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from rowback.errors import FetchError

# Servers take 8,000 characters at most (RFC 9110); a redirect can name 65,000.
LONGEST_URL = 8_000
PORTS = {"http": 80, "https": 443}
# urllib drops tabs and newlines without a word, others do not: an address with any is not one address.
BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
# A user name, a backslash or a percent sign in front of the path makes two parsers see two hosts.
TRICK = re.compile(r"[\\@%<>\"'`^|{}]")
NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")
# What an address parser takes for an IPv4 address however odd: 127.1, 0x7f000001, 2130706433.
ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$")
# Behind a proxy names are not looked up here; these never mean a public site.
PRIVATE_NAMES = ("localhost", "localdomain", "local", "internal", "home.arpa")
SHARED = ip_network("100.64.0.0/10")
NAT64 = IPv6Network("64:ff9b::/96")
GLOBAL_UNICAST = IPv6Network("2000::/3")
PRIVATE_HINT = (
    "set allow_private = true under [fetch] if this machine may be asked; extract and compare have --allow-private"
)

IPAddress = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """An address that two parsers agree on.

    Attributes:
        url: in ASCII, without fragment, as it is sent.
        host: lower case, without brackets and without a final dot.
    """

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """What robots.txt is valid for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def join(self, location: str) -> "Address":
        """The address that a `Location` header names."""
        # Blanks and bytes beyond ASCII are common there. http.client has read the bytes as Latin-1; they stay as sent.
        sent = quote(location.strip().encode("latin-1", "replace"), safe=string.punctuation)
        try:
            return read_address(urljoin(self.url, sent))
        except ValueError as error:
            raise _refusal(sent, str(error)) from error


def read_address(url: str) -> Address:
    """Read a URL so that nobody can read it differently.

    Raises:
        FetchError: it is no http or https address, or the parsers disagree about its host.
    """
    if len(url) > LONGEST_URL:
        raise _refusal(url, "it is too long")
    if BLANK.search(url):
        raise _refusal(url, "it holds blanks or control characters")
    try:
        asked = urlsplit(url)
        if asked.scheme not in PORTS:
            raise _refusal(url, "only http and https are fetched")
        if not asked.netloc or TRICK.search(asked.netloc):
            raise _refusal(url, "its host is missing or ambiguous")
        return _agreed(url, asked.port)
    except (ValueError, RequestException, LocationParseError) as error:
        raise _refusal(url, str(error)) from error


def _agreed(url: str, asked_port: int | None) -> Address:
    prepared = PreparedRequest()
    prepared.prepare_url(url.partition("#")[0], None)
    ready = prepared.url or ""
    one, other = urlsplit(ready), parse_url(ready)
    host = (one.hostname or "").removesuffix(".")
    if host != (other.host or "").strip("[]").removesuffix("."):
        raise _refusal(url, "its host is ambiguous")
    # Port 0 is dropped on the way.
    if not asked_port == one.port == other.port:
        raise _refusal(url, "its port is ambiguous")
    if ":" not in host and not NAME.fullmatch(host):
        raise _refusal(url, "its host is no host name")
    port = PORTS[one.scheme] if one.port is None else one.port
    return Address(ready, one.scheme, host, port)


def check_public(address: Address) -> None:
    """Refuse what is private by its very spelling; what names resolve to is checked when connecting."""
    literal = literal_ip(address.host)
    kind = private_kind(literal) if literal else _private_name(address.host)
    if kind:
        raise FetchError(f"{address.url} is refused: {address.host} is {kind}", hint=PRIVATE_HINT)


def literal_ip(host: str) -> IPAddress | None:
    """The IP address that a host spells, in any notation that the system's resolver takes, or `None` for a name."""
    if ":" in host:
        return ip_address(host)
    if not ENDS_IN_NUMBER.search(host):
        return None
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError as error:
        raise FetchError(f"{host} is neither a host name nor an IP address") from error


def _private_name(host: str) -> str | None:
    return "a private name" if any(host == name or host.endswith(f".{name}") for name in PRIVATE_NAMES) else None


def private_kind(ip: IPAddress) -> str | None:
    """Why an address is not on the public internet ("a loopback address"), or `None` when it is."""
    if isinstance(ip, IPv6Address):
        if inner := _inner(ip):
            return private_kind(inner)
        # Tunnels carry any IPv4 address inside, and no site is served over one since RFC 7526.
        if ip.sixtofour or ip.teredo:
            return "a tunnel address"
    kinds = (
        (ip.is_unspecified, "an unspecified address"),
        (ip.is_loopback, "a loopback address"),
        (ip.is_link_local, "a link-local address"),
        (ip.is_multicast, "a multicast address"),
        (ip in SHARED, "a carrier's shared address"),
        (ip.is_reserved or (ip.version == 6 and ip not in GLOBAL_UNICAST), "a reserved address"),
        (ip.is_private or not ip.is_global, "a private address"),
    )
    return next((kind for applies, kind in kinds if applies), None)


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that stands for the same host; IPv6-only networks reach all IPv4 sites through NAT64."""
    return IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in NAT64 else ip.ipv4_mapped


def _refusal(url: str, why: str) -> FetchError:
    # Quoted, so that control characters and line breaks stay visible and the message stays one line.
    return FetchError(f"{url[:200]!r} cannot be fetched: {why}")
