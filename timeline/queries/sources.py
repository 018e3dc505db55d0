"""Who tells each event: one line per event and sentence."""

from __future__ import annotations

import pandas as pd

from timeline.model import Article
from timeline.queries.conditions import conditions
from timeline.queries.filter import Filter
from timeline.store import Store
from timeline.store.encoding import ARTICLE_COLUMNS, read_article, read_row

__all__ = ["articles_without_day", "first_articles", "sources_table"]

_COLUMNS = (
    "event_id", "row_id", "document", "article", "article_title", "publisher", "published", "published_from", "url",
    "start", "end", "evidence", "date_text", "first", "last", "why", "made_by",
)  # fmt: skip


def first_articles(store: Store, most: int) -> list[Article]:
    """Return the first articles of the store, in the order in which their documents were added."""
    sql = f"""SELECT d.id, {ARTICLE_COLUMNS} FROM articles a JOIN documents d ON d.key = a.document
        ORDER BY a.document, a.number LIMIT ?"""
    return [read_article(values) for values in store.select(sql, (most,))]


def articles_without_day(store: Store) -> int:
    """Return how many articles state no day of publication."""
    return int(store.select("SELECT count(*) FROM articles WHERE published IS NULL")[0][0])


def sources_table(store: Store, filter: Filter | None = None) -> pd.DataFrame:
    """Return the sentences that tell the events which pass the filter, in the order of the events.

    ``start`` and ``end`` count characters of the document's text; ``first`` and ``last`` are what this sentence says, which may
    be wider than the event's days.
    """
    where = conditions(filter or Filter())
    sql = f"""SELECT e.id, r.body, a.title, a.publisher, a.published, a.published_from, coalesce(a.url, d.url)
        FROM events e JOIN event_rows er ON er.event = e.key JOIN rows r ON r.key = er.row
        JOIN documents d ON d.key = r.document LEFT JOIN articles a ON a.document = r.document AND a.number = r.article
        WHERE {where.sql} ORDER BY e.day IS NULL, e.day, e.last, e.key, er.place"""
    lines = []
    for event, body, title, publisher, published, published_from, url in store.select(sql, where.values):
        row = read_row(body)
        said = (
            row.start,
            row.end,
            row.evidence,
            row.date_text,
            row.interval.first,
            row.interval.last,
            row.why,
            row.made_by,
        )
        lines.append(
            (event, row.id, row.document, row.article, title, publisher, published, published_from, url, *said)
        )
    table = pd.DataFrame(lines, columns=list(_COLUMNS))
    for column in ("published", "first", "last"):
        table[column] = table[column].astype("datetime64[ms]")
    return table
