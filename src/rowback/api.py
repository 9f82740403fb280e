"""The stages composed, without a store: page to article, two articles to comparison.

Stages are imported when they are called: extraction alone takes half a second, and `rowback log` needs none of them.
"""

from collections.abc import Sequence
from dataclasses import replace

from rowback.model import Article, Change, Comparison, Extraction, SiteRules


def read_page(
    page: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    rules: SiteRules | None = None,
    blocks: bool = False,
) -> Extraction:
    """The article of a page, cut into sentences, and what else the page shows.

    Args:
        page: as served; a `str` is already decoded, and a charset that it declares is ignored.
        url: only a hint.
        content_type: the header that came with the page; it may name the charset.
        rules: of the user for the site.
        blocks: read all blocks of the page as well.
    """
    from rowback import extraction

    read = extraction.read_page(page, url=url, content_type=content_type, rules=rules, blocks=blocks)
    return replace(read, article=segment(read.article))


def extract(page: bytes | str, *, url: str | None = None) -> Article:
    """The article of a page; without paragraphs when the page has none.

    Pure: the same page gives the same article, whatever was extracted before. Broken markup is no error.
    """
    return read_page(page, url=url).article


def segment(article: Article) -> Article:
    """The article with its paragraphs cut into sentences."""
    from rowback import segmentation

    language = article.language or "en"
    cut = (segmentation.split_sentences(paragraph, language=language) for paragraph in article.paragraphs)
    return replace(article, sentences_by_paragraph=tuple(cut))


def split_sentences(text: str, *, language: str = "en") -> tuple[str, ...]:
    """The sentences of a text; every newline cuts too, and nothing but white space is dropped.

    Args:
        language: a code such as `en`; general rules serve an unknown one.
    """
    from rowback import segmentation

    return segmentation.split_sentences(text, language=language)


def align(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Pair the sentences of two revisions; every index of both sides stands in exactly one change."""
    from rowback import alignment

    return alignment.align(before, after)


def compare(before: Article, after: Article) -> Comparison:
    """Everything that differs between two articles; changes come in reading order of `after`."""
    from rowback import alignment

    return alignment.compare(before, after)


def count_matches(page: bytes | str, rules: SiteRules, *, content_type: str | None = None) -> tuple[int, ...]:
    """How many elements of a page each selector finds, in the order of `rules.selectors`."""
    from rowback import extraction

    return extraction.count_matches(page, rules, content_type=content_type)


def extractor(rules: SiteRules | None = None) -> str:
    """What makes articles from pages here, with versions; recorded, so that both sides are extracted alike."""
    from rowback import extraction, segmentation

    made_by = f"{extraction.EXTRACTOR}, {segmentation.SEGMENTER}"
    return f"{made_by}, rules {rules.id}" if rules else made_by
