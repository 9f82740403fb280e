"""Article -> Markdown; page text stays text."""

from rowback.model import Article
from rowback.rendering._markdown import literal


def render(article: Article) -> str:
    """Write the headline as a heading, the byline in italics, notices as quotations."""
    head = [f"# {literal(article.headline)}"] if article.headline else []
    byline = [f"*By {literal(', '.join(article.authors))}*"] if article.authors else []
    notices = [f"> {literal(notice)}" for notice in article.notices]
    # A line that starts like a list or a heading would become one.
    paragraphs = [_not_a_block(literal(paragraph)) for paragraph in article.paragraphs]
    return "\n\n".join([*head, *byline, *notices, *paragraphs]) + "\n"


def _not_a_block(line: str) -> str:
    r"""Example: "2. May was cold" starts no list as "2\. May was cold"; neither does "- so she said"."""
    number = line.split(" ", 1)[0]
    if number[:-1].isdecimal() and number[-1] in ".)":
        return f"{number[:-1]}\\{line[len(number) - 1 :]}"
    return f"\\{line}" if line[:1] in "-+=" else line
