"""What a page says about its language, else its script -> a code such as "en"."""

import re
from collections.abc import Iterable

CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?\s*$")
# Old codes, and the written forms of Norwegian.
TODAY = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no"}
# Ordered: Japanese is told from Chinese by its kana.
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
SAMPLE_CHARS = 2000
SCRIPT_SHARE = 0.1


def read_language(stated: Iterable[str], text: str) -> str | None:
    """The first language stated, else the usual one of the text's script; `None` for Latin letters alone."""
    for value in stated:
        code = CODE.match(value.strip())
        if code is not None:
            name = code[1].lower()
            return TODAY.get(name, name)
    sample = text[:SAMPLE_CHARS]
    return next(
        (name for name, letters in SCRIPTS if len(letters.findall(sample)) > SCRIPT_SHARE * len(sample)),
        None,
    )
