"""What can go wrong, as values a caller can branch on."""

WRITABLE = "see that you may read and write there, and that there is room"
"""What to try when a file or folder refuses."""


class RowbackError(Exception):
    """Anything a user should be told in one line, with the next thing to try.

    Attributes:
        hint: the next thing to try, or `None`.
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(RowbackError):
    """The command was called in a way that cannot be carried out: an unknown article, a bad address."""


class StoreError(RowbackError):
    """The store cannot be read, trusted or written; nothing more is done with it."""


class StoreBusyError(StoreError):
    """Another run holds the store's lock."""


class RemoteError(StoreError):
    """A remote cannot be reached, or refuses, or cannot be joined; what is recorded here is safe.

    Attributes:
        said: all that git said.
    """

    def __init__(self, message: str, *, said: str = "", hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.said = said

    @property
    def raced(self) -> bool:
        """Somebody else was pushing at the same moment."""
        return "cannot lock ref" in self.said or "failed to update ref" in self.said


class PageNotKeptError(StoreError):
    """The store holds this article's text and not its page."""


class FetchError(RowbackError):
    """No page came from one address; other addresses are not affected.

    Attributes:
        status: the HTTP status when the server answered, else `None`.
    """

    def __init__(self, message: str, *, status: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
