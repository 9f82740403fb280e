"""Two addresses -> how they lie to each other: the same place, one above the other, or a gate in front of it."""

import re
from urllib.parse import unquote, urlsplit

FRONT_STEP = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?|index\.\w+|home", re.I)
# A whole step of the path or the first label of the host, so that /news/trial-and-error-in-court is none.
GATE = re.compile(
    r"(?:log-?in|sign-?in|sso|auth|consent|cookie-?wall|privacy-?gate|paywall|subscribe|captcha|challenge|blocked"
    r"|access-?denied|error|404|not-?found|unavailable|geo-?block(?:ed)?)(?:\.\w+)?",
    re.I,
)


def is_same(one: str, other: str) -> bool:
    """The paths are equal; hosts say little, as mirrors and `www.` change them."""
    return _steps(one) == _steps(other)


def is_above(place: str, watched: str) -> bool:
    """The place is a front page, or a section that the watched address lies in.

    Example: `/`, `/en/` and `/2026/05/` are above `/2026/05/storm-hits-harbour`; `/2026/05/storm` is beside it.
    """
    steps, below = _steps(place), _steps(watched)
    is_front = all(FRONT_STEP.fullmatch(step) for step in steps)
    return len(steps) < len(below) and (is_front or steps == below[: len(steps)])


def is_gate(place: str, watched: str) -> bool:
    """The place is a login, consent or error page, as addresses go, and the watched address is not.

    Example: `https://consent.post.example/collect` and `/account/login?next=/story` for `/story`.
    """
    return _has_gate(place) and not _has_gate(watched)


def _has_gate(url: str) -> bool:
    return any(GATE.fullmatch(step) for step in (_host(url).partition(".")[0], *_steps(url)))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _steps(url: str) -> tuple[str, ...]:
    """The path in steps."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return (url,)
    return tuple(step for step in unquote(path).split("/") if step)
