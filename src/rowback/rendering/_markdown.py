"""Page text -> Markdown that shows exactly this text.

Markup is escaped, and where escaping does not help (a site makes mentions, issue links and addresses out of plain text
later) the character that would start it becomes a code span, which is never a link:

    page       @everyone, see https://evil.example or #12
    escaped    `@`everyone, see https`://`evil.example or `#`12
"""

import re

from rowback.text import visible

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(
    r"""
    (?P<linked> (?:
        @ | :// | \bwww\. | \bmailto: | \bxmpp:  # mentions and addresses
        | [\#!%](?=\d) | \bGH-(?=\d)             # issues and requests
        | :(?=[\w+-]*[a-z][\w+-]*:)              # names of emoji
    )+ )
    | [\\`*_\[\]~|$\#]
    | [&<>]
    """,
    re.VERBOSE | re.IGNORECASE,
)


def literal(text: str) -> str:
    """Escape text that stands inside a line; at its start, the caller sees to it that no list or heading begins."""
    return _SPECIAL.sub(_escaped, visible(text))


def _escaped(match: re.Match[str]) -> str:
    if match["linked"]:
        return f"`{match[0]}`"
    return _ENTITIES.get(match[0]) or f"\\{match[0]}"
