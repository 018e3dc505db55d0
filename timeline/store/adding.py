"""Writing what was found in documents: each document as a whole, everything in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from timeline.merge.prepared import Prepared
from timeline.model import Article, Document, Row
from timeline.store.ahead import Ahead
from timeline.store.encoding import article_values, content_digest, iso, read_row, row_body
from timeline.store.materialising import Materialiser, can_be_in_portions, is_small, telling_without
from timeline.store.overlay import Overlay
from timeline.store.repeats import keep_lines, mark_repeats

__all__ = ["BY_HAND", "Added", "Found", "is_stored", "portions_of", "work_ahead", "write"]

BY_HAND = "by hand"
"""Stands for the versions that read a document that somebody made of a quote: nothing is read from it."""

PORTION = 500
"""Rows of a large batch that are written in one transaction: others wait about half a second, longer in a very large store."""
FEW = 25
"""The same for a small batch, where each row is compared while it is written."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: the ids of documents that are new, that replaced an earlier state, and that were there already."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()

    def __add__(self, other: Added) -> Added:
        """Return both together."""
        return Added(self.added + other.added, self.replaced + other.replaced, self.unchanged + other.unchanged)


@dataclass(frozen=True, slots=True)
class Found:
    """A document with the articles and the rows that were found in it, and the versions that found them.

    ``read_as`` marks what people had said of how it is to be read.
    """

    document: Document
    articles: Sequence[Article]
    rows: Sequence[Row]
    made_by: str
    read_as: str = ""

    @property
    def content(self) -> str:
        """A digest of all that is stored about the document."""
        articles = [
            article_values(article)[:-2] for article in sorted(self.articles, key=lambda article: article.number)
        ]
        return content_digest(self.document.digest, articles, [row_body(row) for row in dict.fromkeys(self.rows)])


def is_stored(connection: sqlite3.Connection, document: Document, made_by: str, read_as: str) -> bool:
    """Whether the store holds just this document, read by just these versions and as people said."""
    sql = "SELECT 1 FROM documents WHERE id = ? AND digest = ? AND (made_by = ? AND read_as = ? OR made_by = ?)"
    return connection.execute(sql, (document.id, document.digest, made_by, read_as, BY_HAND)).fetchone() is not None


def portions_of(batch: Sequence[Found], ahead: Ahead | None) -> Iterator[Sequence[Found]]:
    """Yield the documents of a batch in the portions that are written in one transaction each."""
    if ahead and not ahead.in_portions:
        yield batch
        return
    rows = PORTION if ahead else FEW
    portion: list[Found] = []
    count = 0
    for found in batch:
        portion.append(found)
        count += len(found.rows)
        if count >= rows:
            yield portion
            portion, count = [], 0
    if portion:
        yield portion


def work_ahead(
    reading: Callable[[], AbstractContextManager[sqlite3.Connection]], batch: Sequence[Found]
) -> Ahead | None:
    """Compare the rows that a large batch will leave in the store; None for a small one, which is merged row by row.

    Articles that repeat others and corrections of new rows are not foreseen.
    """
    with reading() as connection:
        known, coming, in_portions = _rows_to_be(connection, batch)
    if not coming:
        return None
    prepared = Prepared([*known, *coming], read_row)
    if in_portions:
        keys = {number: key for body, key in known.items() if (number := prepared.number(body)) is not None}
        return Ahead(prepared.link(), keys, in_portions)
    return Ahead(prepared.tell(), {}, in_portions)


def _rows_to_be(connection: sqlite3.Connection, batch: Sequence[Found]) -> tuple[dict[str, int], list[str], bool]:
    """Return the rows, as they are stored, that the store has and will have still, with their keys; those that will come, none
    for a small batch; and whether these may come in portions."""
    known = dict(connection.execute("SELECT id, content FROM documents").fetchall())
    changed = {found.document.id: found for found in batch if known.get(found.document.id) != found.content}
    coming = [row_body(row) for found in changed.values() for row in dict.fromkeys(found.rows)]
    if not coming or is_small(connection, len(coming)):
        return {}, [], False
    return telling_without(connection, changed), coming, len(coming) > PORTION and can_be_in_portions(connection)


def write(connection: sqlite3.Connection, batch: Iterable[Found], ahead: Ahead | None = None) -> Added:
    """Write the documents that are new or changed and bring the events up to date, within the transaction under way.

    ``ahead`` is what was worked out before; the outcome is the same without, but if it is written in portions only once they
    are settled.
    """
    added: list[Found] = []
    replaced: list[tuple[int, Found]] = []
    unchanged: list[str] = []
    for found in batch:
        identity = found.document.id
        known = connection.execute("SELECT key, content FROM documents WHERE id = ?", (identity,)).fetchone()
        if known is None:
            added.append(found)
        elif known[1] != found.content:
            replaced.append((known[0], found))
        else:
            sql = "UPDATE documents SET made_by = ?, read_as = ? WHERE key = ?"
            connection.execute(sql, (found.made_by, found.read_as, known[0]))
            unchanged.append(identity)
    if added or replaced:
        _write_changed(connection, added, replaced, ahead)
    new, renewed = (tuple(found.document.id for found in some) for some in (added, [found for _, found in replaced]))
    return Added(new, renewed, tuple(unchanged))


def _write_changed(
    connection: sqlite3.Connection, added: list[Found], replaced: list[tuple[int, Found]], ahead: Ahead | None
) -> None:
    (version,) = connection.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
    former = [row for key, _ in replaced for row in _rows_of(connection, key)]
    coming = sum(len(found.rows) for found in (*added, *(found for _, found in replaced)))
    events = Materialiser(connection, changes=len(former) + coming, ahead=ahead)
    events.remove(former)
    for key, found in replaced:
        _replace(connection, key, found, version + 1)
    changed = [key for key, _ in replaced] + [_insert(connection, found, version + 1) for found in added]
    corrections = Overlay(connection)
    for key, found in zip(changed, (*(found for _, found in replaced), *added), strict=True):
        corrections.attach(key, found.document.id)
    for key, number in mark_repeats(connection, changed):
        if key not in changed:
            _put_right(connection, key, number, events)
    for key in changed:
        events.add(_rows_of(connection, key, telling=True))
    events.finish()
    connection.execute("UPDATE state SET value = value + 1 WHERE name = 'version'")


def _put_right(connection: sqlite3.Connection, key: int, number: int, events: Materialiser) -> None:
    """Take out the rows of an article that now repeats another, or take in those of one that no longer does."""
    telling = set(_rows_of(connection, key, telling=True))
    rows = connection.execute("SELECT key FROM rows WHERE document = ? AND article = ?", (key, number)).fetchall()
    for (row,) in rows:
        if row in telling:
            events.add([row])
        else:
            events.remove([row])


def _rows_of(connection: sqlite3.Connection, document: int, *, telling: bool = False) -> list[int]:
    """Return the keys of a document's rows; with ``telling`` those of articles that repeat no other."""
    sql = """SELECT r.key FROM rows r LEFT JOIN articles a ON a.document = r.document AND a.number = r.article
        WHERE r.document = ? AND (? OR a.repeats_document IS NULL) ORDER BY r.key"""
    return [row for (row,) in connection.execute(sql, (document, not telling))]


def _values(found: Found, version: int) -> tuple[str | int | None, ...]:
    document = found.document
    return (
        document.text,
        document.digest,
        document.path,
        document.title,
        iso(document.published),
        document.publisher,
        document.url,
        found.made_by,
        found.content,
        version,
        found.read_as,
    )


def _insert(connection: sqlite3.Connection, found: Found, version: int) -> int:
    sql = """INSERT INTO documents
        (id, text, digest, path, title, published, publisher, url, made_by, content, changed, read_as)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
    ((key,),) = connection.execute(sql + " RETURNING key", (found.document.id, *_values(found, version))).fetchall()
    _insert_parts(connection, key, found)
    return int(key)


def _replace(connection: sqlite3.Connection, key: int, found: Found, version: int) -> None:
    # the key stays, so that the document keeps its place in the order in which documents were added
    sql = """UPDATE documents SET text = ?, digest = ?, path = ?, title = ?, published = ?, publisher = ?, url = ?,
        made_by = ?, content = ?, changed = ?, read_as = ? WHERE key = ?"""
    connection.execute(sql, (*_values(found, version), key))
    connection.execute("DELETE FROM articles WHERE document = ?", (key,))
    connection.execute("DELETE FROM rows WHERE document = ?", (key,))
    _insert_parts(connection, key, found)


def _insert_parts(connection: sqlite3.Connection, key: int, found: Found) -> None:
    marks = ", ".join("?" for _ in range(13))
    for article in found.articles:
        connection.execute(
            f"INSERT INTO articles VALUES ({marks})", (key, *article_values(replace(article, repeats=None)))
        )
        if found.made_by != BY_HAND:  # words that somebody quoted are no article that may repeat another
            keep_lines(connection, key, found.document, article)
    connection.executemany(
        "INSERT INTO rows (id, document, article, start, end, type, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(row.id, key, row.article, row.start, row.end, row.type, row_body(row)) for row in dict.fromkeys(found.rows)],
    )
