"""Who asks."""

from importlib.metadata import version

from rowback.errors import UsageError
from rowback.fetch.bodies import ACCEPT_ENCODING
from rowback.fetch.robots import PRODUCT
from rowback.model import Request


def agent_headers(contact: str | None) -> dict[str, str]:
    """Who we are, honestly, and how to reach whoever runs this."""
    agent = f"{PRODUCT}/{version(PRODUCT)}"
    headers = {
        "User-Agent": f"{agent} (+{contact})" if contact else agent,
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.1",
        "Accept-Encoding": ACCEPT_ENCODING,
    }
    if contact and not (contact.isascii() and contact.isprintable()):
        raise UsageError(f"the contact {contact!r} cannot be sent: only printable ASCII can")
    if contact and "@" in contact and "://" not in contact:
        headers["From"] = contact
    return headers


def validators(request: Request) -> dict[str, str]:
    """What the server gave us last time, as it was: an ETag made up here, or a time of ours, would lose edits."""
    named = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in named.items() if value}
