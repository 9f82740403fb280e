r"""JSON -> JSON that a terminal can show.

What a terminal would obey or a reader not see becomes an escape (`\u202e`): printing it is safe, and parsing it gives
the page's own text.
"""

import json


def escaped(document: str) -> str:
    """Escape what is not printable; line breaks stay, since none can be inside a JSON string."""
    if document.replace("\n", "").isprintable():
        return document
    return "".join(c if c == "\n" or c.isprintable() else json.dumps(c)[1:-1] for c in document)
