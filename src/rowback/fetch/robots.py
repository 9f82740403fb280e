"""robots.txt -> may we?

Source: RFC 9309, The Robots Exclusion Protocol.
"""

from dataclasses import dataclass

from protego import Protego
from requests import Response

from rowback.errors import FetchError
from rowback.fetch.addresses import Address
from rowback.fetch.bodies import decompressed, read_raw

PRODUCT = "rowback"
# RFC 9309 asks for at least 500 KiB; what comes after the cap is as if it were not there.
SIZE_BYTES = 512 * 1024
# Some files ask for an hour between two requests, which would make a run last for days.
LONGEST_DELAY_S = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin lets us do.

    Attributes:
        delay_s: pause between two requests that it asks for, capped; 0 when it does not.
    """

    origin: str
    delay_s: float = 0.0
    robots: Protego | None = None

    def check(self, address: Address) -> None:
        """Refuse an address that robots.txt closes to us."""
        if self.robots is not None and not self.robots.can_fetch(address.url, PRODUCT):
            message = f"robots.txt of {self.origin} closes {address.url} to {PRODUCT}"
            raise FetchError(message, hint="ask the site; with its permission set robots = false under [fetch]")


def everything_allowed(origin: str) -> Rules:
    """The rules of an origin without robots.txt."""
    return Rules(origin)


def read_rules(origin: str, text: str) -> Rules:
    """The rules that a robots.txt states."""
    robots = Protego.parse(text)
    return Rules(origin, min(robots.crawl_delay(PRODUCT) or 0.0, LONGEST_DELAY_S), robots)


def read_robots(response: Response) -> str:
    """The text of a robots.txt in transit."""
    raw = read_raw(response, SIZE_BYTES)
    text = decompressed(raw, response, SIZE_BYTES)[:SIZE_BYTES].decode("utf-8-sig", "replace")
    # A rule cut in half would close more than it says.
    return text if len(raw) < SIZE_BYTES else text.rpartition("\n")[0]
