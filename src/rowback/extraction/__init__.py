"""Page -> article: the body text by trafilatura, what is said about it, and what else the page shows.

A live blog is an article whose entries are paragraphs in page order: a new entry is text added at its top, and an entry
that the page no longer loads is text removed. Of a story on several pages only the page given is read; the others
have addresses, and so articles, of their own.
"""

from dataclasses import replace
from importlib.metadata import version

from rowback.extraction import rules as site_rules
from rowback.extraction.addresses import reveal_addresses
from rowback.extraction.blocks import read_blocks
from rowback.extraction.body import read_text
from rowback.extraction.decoding import decode, is_binary
from rowback.extraction.guards import parse
from rowback.extraction.linked_data import page_nodes
from rowback.extraction.metadata import read_metadata
from rowback.extraction.notices import outermost
from rowback.extraction.signs import read_signs
from rowback.extraction.targets import base_of
from rowback.extraction.walls import NEEDS_SCRIPTS, NO_TEXT
from rowback.model import Article, Extraction, Signs, SiteRules

# Raise it whenever the same page may give another article: the store extracts history anew.
OWN_VERSION = 9
EXTRACTOR: str = f"rowback {OWN_VERSION}, trafilatura {version('trafilatura')}"


def read_page(
    page: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    rules: SiteRules | None = None,
    blocks: bool = False,
) -> Extraction:
    """The article of a page and what else it shows; no paragraphs when there is no article. Never raises.

    Args:
        blocks: read the blocks as well, at a seventh of the time that the article takes.
    """
    text = decode(page, content_type)
    if is_binary(text):
        return Extraction(Article(), Signs(wall="holds no text that can be read, but binary data"))
    tree, whole, heavy = parse(text)
    if tree is None:
        return Extraction(Article(), Signs())
    reveal_addresses(tree)
    if rules is not None:
        site_rules.drop(tree, rules)
    # All three read what pruning takes out.
    found = read_blocks(tree) if blocks else ()
    nodes = page_nodes(tree)
    signs = read_signs(tree, nodes, url=url)
    metadata = read_metadata(tree, nodes, url=url)
    if rules is not None:
        metadata = site_rules.told(tree, rules, metadata)
        tree = site_rules.keep(tree, rules)
    body = read_text(
        tree,
        headline=metadata.headline,
        dates=[date for date in (metadata.published, metadata.modified) if date is not None],
        descriptions=metadata.descriptions,
        notices=metadata.notices,
        base=base_of(tree, url or metadata.canonical_url),
        nodes=nodes,
        heavy=heavy,
    )
    article = Article(
        headline=metadata.headline,
        authors=metadata.authors,
        published=metadata.published,
        modified=metadata.modified,
        language=metadata.language,
        section=metadata.section,
        canonical_url=metadata.canonical_url,
        accessible_for_free=metadata.accessible_for_free,
        image_url=metadata.image.url,
        image_caption=metadata.image.caption,
        notices=outermost([*metadata.notices, *body.notices]),
        paragraphs=body.paragraphs,
        links=body.links,
    )
    wall = signs.wall if whole else "is too large to be read to its end"
    if body.scripted and wall in (NEEDS_SCRIPTS, NO_TEXT):
        wall = None
    signs = replace(signs, wall=wall, second_chars=max(body.second_chars, metadata.body_chars))
    return Extraction(article, signs, found)


def count_matches(page: bytes | str, rules: SiteRules, *, content_type: str | None = None) -> tuple[int, ...]:
    """How many elements of a page each selector finds, in the order of `rules.selectors`."""
    tree, *_ = parse(decode(page, content_type))
    return tuple(0 for _ in rules.selectors) if tree is None else site_rules.count(tree, rules)
