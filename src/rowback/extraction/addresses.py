"""Parsed tree -> the same tree with its hidden e-mail addresses readable.

Cloudflare writes an address as hexadecimal digits under a key that changes with every request, and a script puts it
back: `data-cfemail="422302206c2730"` is "a@b.er" under the key 0x42. Undone, both forms of a page are the same text.
"""

from typing import cast

from lxml import etree, html

HIDDEN = etree.XPath("//*[@data-cfemail] | //a[contains(@href, '/cdn-cgi/l/email-protection#')]")


def reveal_addresses(tree: html.HtmlElement) -> None:
    """Put each address back, in place; what cannot be decoded stays."""
    for element in cast("list[html.HtmlElement]", HIDDEN(tree)):
        code = element.get("data-cfemail") or (element.get("href") or "").rpartition("#")[2]
        address = _decode(code)
        if address is None:
            continue
        for child in list(element):
            element.remove(child)
        element.text = address
        if element.tag == "a":
            element.set("href", f"mailto:{address}")


def _decode(code: str) -> str | None:
    """The first byte is the key of the others."""
    try:
        octets = bytes.fromhex(code)
        address = bytes(octet ^ octets[0] for octet in octets[1:]).decode() if octets else ""
    except ValueError:
        return None
    return address if "@" in address and address.isprintable() else None
