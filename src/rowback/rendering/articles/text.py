"""Article -> plain text: headline, byline, notices, then the paragraphs."""

from rowback.model import Article
from rowback.text import visible


def render(article: Article) -> str:
    """Write a paragraph a line, a blank line between two."""
    byline = "By " + ", ".join(article.authors) if article.authors else ""
    published = f"{article.published:%Y-%m-%d %H:%M %z}" if article.published else ""
    head = "\n".join(visible(part) for part in (article.headline or "", byline, published) if part)
    notices = (visible(f"[{notice}]") for notice in article.notices)
    blocks = (head, *notices, *map(visible, article.paragraphs))
    return "\n\n".join(block for block in blocks if block) + "\n"
