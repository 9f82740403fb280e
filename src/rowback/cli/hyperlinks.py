"""An address -> something to click, on terminals that are known to show it and not the sequence behind it (OSC 8)."""

from collections.abc import Mapping
from urllib.parse import quote

_PROGRAMS = frozenset({"ghostty", "Hyper", "iTerm.app", "rio", "Tabby", "vscode", "WezTerm"})
_TERMINALS = ("alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty")
_FIRST_VTE = 5000
"""GNOME's terminals print what they do not know; 0.50 knows links."""


def known(environment: Mapping[str, str]) -> bool:
    """The terminal shows links; `FORCE_HYPERLINK=1` or `0` decides otherwise."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    vte = environment.get("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= _FIRST_VTE)
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM", "").startswith(_TERMINALS)
        or any(name in environment for name in ("DOMTERM", "KONSOLE_VERSION", "WT_SESSION"))
    )


def link(text: str, address: str) -> str:
    """The text as a link, when the address is one of the web; nothing in it can end the sequence early."""
    if not address.startswith(("http://", "https://")):
        return text
    return f"\x1b]8;;{quote(address, safe='~:/?#@!$&*+,;=%', errors='replace')}\x1b\\{text}\x1b]8;;\x1b\\"
