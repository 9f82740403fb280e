"""A draft -> the commit message of its revision, as message.py reads it."""

import unicodedata
from dataclasses import fields
from urllib.parse import urlsplit

from rowback.model import Change, ChangeKind, Comparison, Counts, Draft, RevisionKind
from rowback.store.layout import Recorded, text_id
from rowback.store.paths import Address

SUBJECT_CHARS = 72
LINE_CHARS = 160
CHANGES_SHOWN = 20
_SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.UNCHANGED: ">"}
# What makes up Persian and Indic words and emoji; other invisible characters only serve to mislead.
_JOINERS = "\u200c\u200d"


def write(draft: Draft, recorded: Recorded) -> str:
    """The commit message of a revision."""
    blocks = [_subject(draft), _summary(draft)]
    if lines := _change_lines(draft.comparison):
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, "\n".join(f"{name}: {value}" for name, value in _trailers(draft, recorded))]) + "\n"


def _trailers(draft: Draft, recorded: Recorded) -> list[tuple[str, str]]:
    comparison = draft.comparison
    stated = {
        "URL": draft.url,
        "Article-Id": Address.of(draft.url).id,
        "Outcome": draft.kind,
        "Observed": draft.observed_at.isoformat(),
        "Headline": clean(recorded.article.headline or ""),
        "Counts": _written_counts(comparison.counts if comparison else Counts()),
        "Weight": comparison.weight if comparison else None,
        "Disclosure": comparison.disclosure if comparison else None,
        "Reverted-To": draft.reverted_to.isoformat() if draft.reverted_to else None,
        "Compared-With": draft.compared_with.isoformat() if draft.compared_with else None,
        "Imported": "yes" if draft.imported else None,
        "Moved-From": draft.moved_from,
        "Page-SHA256": recorded.page_hash,
        "Text-SHA256": recorded.text_hash,
        "Text-Id": text_id(recorded.article),
        "Extractor": clean(draft.extractor),
    }
    return [(name, value) for name, value in stated.items() if value]


def _written_counts(counts: Counts) -> str:
    """`added=2 removed=1 headline`."""
    stated = ((part.name, getattr(counts, part.name)) for part in fields(Counts))
    return " ".join(name if value is True else f"{name}={value}" for name, value in stated if value) or "none"


# ---------------------------------------------------------------- words
def _subject(draft: Draft) -> str:
    host = urlsplit(Address.of(draft.url).normalised).netloc
    if draft.kind in (RevisionKind.EDITED, RevisionKind.RESTORED) and draft.comparison:
        counts = draft.comparison.counts
        end = f" (+{counts.added} -{counts.removed} ~{counts.edited + counts.split + counts.merged})"
    else:
        end = f" ({draft.kind})"
    headline = clean(draft.article.headline or "") or "(no headline)"
    return cut(f"{cut(host, 40)}: {headline}", SUBJECT_CHARS - len(end)) + end


def _summary(draft: Draft) -> str:
    sentences = len(draft.article.sentences)
    match draft.kind:
        case RevisionKind.NEW:
            return f"first look: {sentences} sentence{'' if sentences == 1 else 's'}"
        case RevisionKind.GONE:
            return "the page is gone"
        case RevisionKind.REEXTRACTED:
            return "re-extracted: the page is the same"
        case RevisionKind.MOVED:
            return f"moved from {draft.moved_from}"
        case RevisionKind.EDITED | RevisionKind.RESTORED:
            return clean(draft.comparison.summary if draft.comparison else "") or str(draft.kind)


def _change_lines(comparison: Comparison | None) -> list[str]:
    if comparison is None:
        return []
    lines = [_pair("headline", *comparison.headline)] if comparison.headline else []
    lines += [_change_line(change, comparison) for change in comparison.reported]
    if len(lines) > CHANGES_SHOWN:
        lines[CHANGES_SHOWN:] = [f"… and {len(lines) - CHANGES_SHOWN} more"]
    return lines


def _change_line(change: Change, comparison: Comparison) -> str:
    before = clean(" ".join(comparison.before.sentences[k] for k in change.before))
    after = clean(" ".join(comparison.after.sentences[k] for k in change.after))
    if change.kind in _SIGNS:
        return f"{_SIGNS[change.kind]} {cut(after or before, LINE_CHARS)}"
    return _pair("~", before, after)


def _pair(sign: str, before: str | None, after: str | None) -> str:
    half = LINE_CHARS // 2
    return f"{sign} {cut(clean(before or ''), half)} -> {cut(clean(after or ''), half)}"


# ---------------------------------------------------------------- harmless text
def clean(text: str) -> str:
    """Page text on one line, without the characters that reorder or hide text in a terminal."""
    harmless = text if text.isprintable() else "".join(map(_harmless, text))
    return " ".join(harmless.split())


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs") and character not in _JOINERS else character


def cut(text: str, chars: int) -> str:
    """At most so many characters, with a sign that there was more."""
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"
