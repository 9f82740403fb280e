"""Page -> article: the body text by trafilatura, what is said about it, and what else the page shows."""

from importlib.metadata import version

from rowback.extraction.cleaning import clean
from rowback.extraction.decoding import decode
from rowback.extraction.engine import read_body
from rowback.extraction.guards import parse
from rowback.extraction.metadata import read_metadata
from rowback.model import Article, Extraction, Signs

# Raise it whenever the same page may give another article: the store extracts history anew.
OWN_VERSION = 1
EXTRACTOR: str = f"rowback {OWN_VERSION}, trafilatura {version('trafilatura')}"


def read_page(page: bytes | str, *, url: str | None = None, content_type: str | None = None) -> Extraction:
    """The article of a page and what else it shows; no paragraphs when there is no article. Never raises."""
    tree = parse(decode(page, content_type))
    if tree is None:
        return Extraction(Article(), Signs())
    metadata = read_metadata(tree, url=url)
    article = Article(
        headline=metadata.headline,
        authors=metadata.authors,
        published=metadata.published,
        modified=metadata.modified,
        language=metadata.language,
        section=metadata.section,
        canonical_url=metadata.canonical_url,
        paragraphs=clean(read_body(tree), metadata.headline),
    )
    return Extraction(article, Signs())
