"""What looks at an address find."""

from enum import StrEnum


class Outcome(StrEnum):
    """What a check found."""

    NEW = "new"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    SUSPECT = "suspect"
    GONE = "gone"
    RESTORED = "restored"
    FAILED = "failed"
