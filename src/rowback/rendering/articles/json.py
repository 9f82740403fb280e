"""Article -> JSON, with its paragraphs cut into sentences."""

import json
from dataclasses import asdict, fields
from datetime import datetime

from rowback.model import Article
from rowback.text import safe_json

SCHEMA = "rowback.article/1"


def render(article: Article) -> str:
    """Write all fields of the article; `sentences_by_paragraph` is called `sentences`."""
    values = {field.name: getattr(article, field.name) for field in fields(article)}
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
    sentences = said.pop("sentences_by_paragraph")
    links = article.links and [asdict(link) for link in article.links]
    whole = {"schema": SCHEMA, **said, "sentences": sentences, "links": links}
    return safe_json(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"
