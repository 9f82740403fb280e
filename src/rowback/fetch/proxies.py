"""Proxy settings and an address -> the proxy that it goes through, or none."""

from collections.abc import Iterable
from ipaddress import ip_network

from requests.utils import select_proxy

from rowback.errors import FetchError
from rowback.fetch.addresses import Address, literal_ip


def proxy_for(address: Address, proxies: Iterable[tuple[str, str]]) -> str | None:
    """The proxy for an address, or `None` to ask it directly."""
    by_scheme = dict(proxies)
    if _bypassed(address, by_scheme.pop("no_proxy", "")):
        return None
    chosen = select_proxy(address.url, by_scheme)
    if not chosen:
        return None
    proxy = chosen if "://" in chosen else f"http://{chosen}"
    # A SOCKS proxy may let this machine look names up, past the guard that refuses private addresses.
    if not proxy.startswith(("http://", "https://")):
        raise FetchError(f"the proxy {chosen} cannot be used", hint="only http and https proxies are supported")
    return proxy


def _bypassed(address: Address, no_proxy: str) -> bool:
    """As curl reads `no_proxy`: `*`, a name with its subdomains, an IP address or a network, with or without a port."""
    return any(_matches(address, entry.strip().lower()) for entry in no_proxy.split(",") if entry.strip())


def _matches(address: Address, entry: str) -> bool:
    if entry == "*":
        return True
    if (ip := literal_ip(address.host)) is not None:
        try:
            return ip in ip_network(entry, strict=False)
        except ValueError:
            return f"{ip}:{address.port}" == entry
    name = entry.removesuffix(f":{address.port}").removeprefix("*").removeprefix(".")
    return address.host == name or address.host.endswith(f".{name}")
