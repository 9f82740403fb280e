"""What a link of a page says -> the address that it leads to."""

from urllib.parse import urljoin, urlsplit, urlunsplit

from lxml import html

from rowback.trackers import without_trackers

# Longer ones carry a session or a picture, and would be stored with every revision.
LONGEST = 2_000


def base_of(tree: html.HtmlElement, url: str | None) -> str:
    """What the links of a page start from: its address, or what its `<base>` says."""
    base = tree.find("head/base[@href]")
    return (url or "") if base is None else _joined(url or "", base.get("href") or "")


def target_of(link: str, base: str) -> str | None:
    """The address without trackers and fragment; `None` for what leads to no other page, such as `#top` or `mailto:`.

    Without a base a relative link stays relative.
    """
    if link.startswith("#"):
        return None
    try:
        parts = urlsplit(_joined(base, link))
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or not (parts.netloc or parts.path):
        return None
    address = urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, without_trackers(parts.query), ""))
    return address if len(address) <= LONGEST else None


def _joined(base: str, link: str) -> str:
    link = link.strip()
    if link.startswith(("http://", "https://")):  # joining takes 20 µs, and would leave it as it is
        return link
    try:
        return urljoin(base, link)
    except ValueError:
        return link
