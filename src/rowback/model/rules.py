"""What a user has said about one site."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class SiteRules:
    """CSS selectors for the pages of a site; each part without any is left to the extractor.

    Attributes:
        keep: elements that hold the story; nothing else does.
        drop: elements that are not the story.
        headline: the element that holds it; so are `byline` and `published`.
    """

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    headline: str | None = None
    byline: str | None = None
    published: str | None = None

    @property
    def selectors(self) -> tuple[tuple[str, str], ...]:
        """All of them, each with the name of its part."""
        single = (("headline", self.headline), ("byline", self.byline), ("published", self.published))
        many = (("keep", self.keep), ("drop", self.drop))
        return (
            *((name, selector) for name, selectors in many for selector in selectors),
            *((name, selector) for name, selector in single if selector),
        )

    @property
    def id(self) -> str:
        """What tells these rules from others: recorded with each revision, so that both sides are read alike."""
        return sha256(repr(self.selectors).encode()).hexdigest()[:8]
