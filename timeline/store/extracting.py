"""What the store is to hold about a document: found by the pipeline, or given by the caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from timeline.corrections import ReadAs
from timeline.errors import UsageError
from timeline.model import Article, Document, Row
from timeline.pipeline import Extraction
from timeline.reading import articles as reading_articles
from timeline.rules import Rules
from timeline.store.adding import Found
from timeline.taggers import load_tagger
from timeline.version import program_version

__all__ = ["found_as", "gather", "made_by"]


def made_by(rules: Rules, tagger: str | None = None) -> str:
    """Return the versions of program, rules and tagger that read a document now.

    Raises UsageError for a tagger that is not there.
    """
    versions = f"{program_version()}+{rules.version}"
    return f"{versions}+{load_tagger(tagger).label}" if tagger else versions


def found_as(extractions: Iterable[Extraction], made_by: str, said: Mapping[str, ReadAs]) -> list[Found]:
    """Return what was found in documents that were read as people said."""
    return [
        Found(one.document, one.articles, one.rows, made_by, said.get(one.document.id, ReadAs()).mark)
        for one in extractions
    ]


def gather(
    documents: Sequence[Document], rows: Iterable[Row], articles: Iterable[Article] | None, rules: Rules
) -> list[Found]:
    """Return the documents with the rows and articles given for them; articles that are not given are split anew.

    Raises UsageError for a row of a document that is not among them.
    """
    rows_of: dict[str, list[Row]] = {document.id: [] for document in documents}
    for row in rows:
        if row.document not in rows_of:
            raise UsageError(
                "add", f"a row is of document {row.document!r}, which is not given", "give its document too"
            )
        rows_of[row.document].append(row)
    articles_of: dict[str, list[Article]] = {}
    for article in articles or ():
        articles_of.setdefault(article.document, []).append(article)
    found = []
    for document in documents:
        stories = articles_of.get(document.id) or reading_articles.split(document, rules)
        makers = {row.made_by for row in rows_of[document.id]}
        # rows made by several versions match none, so that the store reads the document anew when asked to
        maker = makers.pop() if len(makers) == 1 else ""
        found.append(Found(document, stories, rows_of[document.id], maker))
    return found
