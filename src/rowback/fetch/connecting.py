"""A host name -> a connected socket, at an address that was checked.

The name is looked up once and the connection goes to what was looked up. Whoever looks up a second time can be told
something else then.
"""

import socket
import time
from collections.abc import Sequence
from ipaddress import ip_address

from rowback.errors import FetchError
from rowback.fetch.addresses import PRIVATE_HINT, private_kind
from rowback.fetch.faults import ExchangeError

SocketOptions = Sequence[tuple[int, int, int | bytes]]


def open_socket(
    host: str, port: int, timeout_s: float, *, allow_private: bool, options: SocketOptions = ()
) -> socket.socket:
    """Connect to the first address of a host that answers.

    Raises:
        FetchError: the host is unknown, private or does not answer.
    """
    found = _look_up(host, port)
    places = found if allow_private else _public(host, found)
    until = time.monotonic() + timeout_s
    failure = OSError("it has no address")
    for left in range(len(places), 0, -1):
        family, kind, protocol, _, place = places[-left]
        # A dead IPv6 route must leave time for IPv4, so no address gets more than its share of what is left.
        share_s = max(0.05, (until - time.monotonic()) / left)
        try:
            return _connect(socket.socket(family, kind, protocol), place, share_s, options)
        except OSError as error:
            failure = error
    raise _no_answer(host, port, timeout_s, failure) from failure


_Place = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[str, int] | tuple[str, int, int, int]]


def _look_up(host: str, port: int) -> list[_Place]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)  # type: ignore[return-value]  # see _Place
    except socket.gaierror as error:
        passing = error.errno == socket.EAI_AGAIN
        hint = "check the spelling, and the network" if passing else "check the spelling"
        raise ExchangeError(
            f"the name {host} is not known (DNS)", hint=hint, passing=passing, unreachable=True
        ) from error
    except UnicodeError as error:
        raise FetchError(f"{host} is no host name") from error


def _public(host: str, found: list[_Place]) -> list[_Place]:
    kinds = [private_kind(ip_address(place[4][0].partition("%")[0])) for place in found]
    if public := [place for place, kind in zip(found, kinds, strict=True) if kind is None]:
        return public
    raise FetchError(f"{host} is refused: it leads to {found[0][4][0]}, {kinds[0]}", hint=PRIVATE_HINT)


def _connect(line: socket.socket, place: object, timeout_s: float, options: SocketOptions) -> socket.socket:
    try:
        for option in options:
            line.setsockopt(*option)
        line.settimeout(timeout_s)
        line.connect(place)  # type: ignore[arg-type]  # typeshed has no type for a place
    except OSError:
        line.close()
        raise
    return line


def _no_answer(host: str, port: int, timeout_s: float, failure: OSError) -> ExchangeError:
    if isinstance(failure, ConnectionRefusedError):
        return ExchangeError(f"{host} refused the connection (port {port})", unreachable=True)
    if isinstance(failure, TimeoutError):
        return ExchangeError(f"{host} did not answer for {timeout_s:.3g} s", unreachable=True)
    return ExchangeError(f"{host} cannot be reached: {failure.strerror or failure}", unreachable=True)
