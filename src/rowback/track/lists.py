"""A list of addresses, as people keep them in a file -> the addresses."""

import re

from rowback.errors import UsageError
from rowback.store.paths import Address

# An address may hold a # itself, so a comment has a blank before it.
COMMENT = re.compile(r"(^|\s)#.*")


def read_addresses(text: str, *, name: str) -> tuple[str, ...]:
    """One address a line; blank lines and comments are passed over.

    Args:
        name: of the list, as an error is to name it.

    Raises:
        UsageError: a line holds something else; it is named by its number.
    """
    lines = ((number, COMMENT.sub("", line).strip()) for number, line in enumerate(text.splitlines(), start=1))
    return tuple(_checked(line, f"{name}, line {number}") for number, line in lines if line)


def _checked(line: str, place: str) -> str:
    try:
        return Address.of(line).url
    except UsageError as error:
        raise UsageError(f"{place}: {error}", hint=error.hint) from error
