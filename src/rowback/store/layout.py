"""An article <-> its files in the store: `article.txt` for people and `git diff`, `article.json` for the rest.

The text is one sentence a line and is the only place that holds it; the JSON holds what lines cannot say, such as
that two sentences follow each other without a blank. An article whose text does not fit into lines (a sentence with
a line break in it) is kept whole in the JSON as well, so what is read is always what was recorded.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import accumulate
from typing import Any

from rowback.errors import StoreError
from rowback.model import Article, Link

TEXT, FACTS, PAGE = "article.txt", "article.json", "page.html"
FILES = (TEXT, FACTS, PAGE)
# Written only where a page states them.
STATED = ("accessible_for_free", "image_caption", "image_url")

Body = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Paragraphs, and the sentences of each."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded state of an article.

    Attributes:
        url: the watched address it was recorded under.
        article: equal to the one that was recorded, its sentences included.
        observed_at: when this state was first seen.
        extractor: id and version of what made the article from the page.
        page_hash: sha256 of the page's body; empty when no page was ever given.
        content_type: the header that came with the page.
        text_hash: sha256 of `article.txt`.
        gone: the page was no longer there when last recorded; `article` is what it had said.
        revision: id of the commit, when it is known.
    """

    url: str
    article: Article
    observed_at: datetime
    extractor: str
    page_hash: str = ""
    content_type: str | None = None
    gone: bool = False
    revision: str | None = None

    @property
    def text_hash(self) -> str:
        """The sha256 of `article.txt`."""
        return sha256(text_of(self.article))


def files_of(recorded: Recorded) -> dict[str, bytes]:
    """The two files that hold an article."""
    return {TEXT: text_of(recorded.article), FACTS: facts_of(recorded)}


def read(text: bytes, facts: bytes, *, place: str) -> Recorded:
    """The article that two files hold.

    Raises:
        StoreError: they are not ours, or were changed by hand beyond understanding; `place` is named.
    """
    try:
        return _recorded(_decoded(text), json.loads(_decoded(facts)))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise StoreError(
            f"{place} cannot be read: {error}", hint="was it edited by hand? `git log` shows its last good state"
        ) from error


def sha256(content: bytes) -> str:
    """In hex digits."""
    return hashlib.sha256(content).hexdigest()


def text_id(article: Article) -> str:
    """The same for two articles if neither would be an edit of the other, whatever `modified` says."""
    published = article.published.isoformat() if article.published else None
    said = [article.headline, article.authors, published, article.notices, article.sentences_by_paragraph]
    return sha256(json.dumps(said).encode())[:16]


# ---------------------------------------------------------------- text
def text_of(article: Article) -> bytes:
    """Headline, byline, blank line, one sentence a line, blank line between paragraphs."""
    return _encoded("\n".join(article.lines) + "\n")


def _body_of(text: str, joints: dict[str, Any]) -> Body:
    lines = text.partition("\n\n")[2].removesuffix("\n")
    sentences = tuple(tuple(paragraph.split("\n")) for paragraph in lines.split("\n\n")) if lines else ()
    usual, odd = joints.get("usual", " "), frozenset(joints.get("odd", ()))
    other = "" if usual else " "
    starts = accumulate((len(paragraph) for paragraph in sentences), initial=0)
    paragraphs = tuple(
        paragraph[0] + "".join((other if k in odd else usual) + line for k, line in enumerate(paragraph[1:], start + 1))
        for paragraph, start in zip(sentences, starts, strict=False)
    )
    return paragraphs, sentences


def _joints_of(article: Article) -> dict[str, Any]:
    """How sentences follow each other: with a blank or (as in Chinese) without, and which ones are the exception."""
    glued: list[int] = []
    spaced: list[int] = []
    first = 0
    for paragraph, sentences in zip(article.paragraphs, article.sentences_by_paragraph, strict=False):
        place = 0
        for k, sentence in enumerate(sentences):
            found = max(paragraph.find(sentence, place), place)
            if k:
                (glued if found == place else spaced).append(first + k)
            place = found + len(sentence)
        first += len(sentences)
    if len(glued) > len(spaced):
        return {"usual": "", "odd": spaced} if spaced else {"usual": ""}
    return {"odd": glued} if glued else {}


# ---------------------------------------------------------------- facts
def facts_of(recorded: Recorded) -> bytes:
    """Everything but the text, sorted and indented, so that `git diff` shows one changed fact as one changed line."""
    article = recorded.article
    facts: dict[str, Any] = {
        "authors": list(article.authors),
        "canonical_url": article.canonical_url,
        "extractor": recorded.extractor,
        "headline": article.headline,
        "language": article.language,
        "modified": _written(article.modified),
        "notices": list(article.notices),
        "observed": _written(recorded.observed_at),
        "page": {"content_type": recorded.content_type, "sha256": recorded.page_hash},
        "published": _written(article.published),
        "section": article.section,
        "status": "gone" if recorded.gone else "live",
        "text_sha256": recorded.text_hash,
        "url": recorded.url,
    }
    facts |= {name: value for name in STATED if (value := getattr(article, name)) is not None}
    if article.links is not None:
        facts["links"] = list(map(asdict, article.links))
    if article.left_out:
        facts["left_out"] = list(article.left_out)
    if joints := _joints_of(article):
        facts["joints"] = joints
    body = (article.paragraphs, article.sentences_by_paragraph)
    if _body_of(_decoded(text_of(article)), joints) != body:
        facts["exact"] = body
    return _encoded(json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def is_made_by(extractor: str, facts: bytes) -> bool:
    """Whether an extractor made the article of an `article.json`; no other text in it can look like this line."""
    return b'\n  "extractor": %s,\n' % json.dumps(extractor, ensure_ascii=False).encode() in facts


def _recorded(text: str, facts: dict[str, Any]) -> Recorded:
    paragraphs, sentences = _body_of(text, facts.get("joints", {}))
    if exact := facts.get("exact"):
        paragraphs, sentences = tuple(exact[0]), tuple(map(tuple, exact[1]))
    article = Article(
        headline=facts["headline"],
        authors=tuple(facts["authors"]),
        published=_read_time(facts["published"]),
        modified=_read_time(facts["modified"]),
        language=facts["language"],
        section=facts["section"],
        canonical_url=facts["canonical_url"],
        **{name: facts.get(name) for name in STATED},
        notices=tuple(facts["notices"]),
        paragraphs=paragraphs,
        sentences_by_paragraph=sentences,
        # Older records know nothing of them.
        links=tuple(Link(**link) for link in facts["links"]) if "links" in facts else None,
        left_out=tuple(facts.get("left_out", ())),
    )
    page = facts["page"]
    return Recorded(
        url=facts["url"],
        article=article,
        observed_at=datetime.fromisoformat(facts["observed"]),
        extractor=facts["extractor"],
        page_hash=page["sha256"],
        content_type=page["content_type"],
        gone=facts["status"] == "gone",
    )


def gone(recorded: Recorded, observed_at: datetime) -> Recorded:
    """The same article, no longer served: its text and page stay, so the tip alone tells what it last said."""
    return replace(recorded, gone=True, observed_at=observed_at)


def _written(time: datetime | None) -> str | None:
    return time.isoformat() if time else None


def _read_time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


# A page may make a parser hand out half a surrogate pair, which plain UTF-8 refuses to write.
def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")
