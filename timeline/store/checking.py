"""Whether a store is whole: the file itself, its links, every document, every event, and the words that are searched for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from timeline.errors import Problem, StoreError
from timeline.store import opening
from timeline.store.encoding import ARTICLE_COLUMNS, content_digest, read_document, unpack
from timeline.store.overlay import Overlay

__all__ = ["verify"]

_MOST = 20
"""Findings of one kind that are told one by one."""

_DAMAGED = "restore a backup: timeline restore FROM"
_READ_ANEW = "add the document again, or restore a backup: timeline restore FROM"

_OUT_OF_STEP = {
    "a row of {0} tells no event": """SELECT DISTINCT d.id FROM rows r JOIN documents d ON d.key = r.document
        LEFT JOIN articles a ON a.document = r.document AND a.number = r.article
        WHERE a.repeats_document IS NULL AND NOT EXISTS (SELECT 1 FROM event_rows WHERE row = r.key)""",
    "a row of {0} tells several events": """SELECT DISTINCT document FROM event_rows GROUP BY row HAVING count(*) > 1""",
    "event {0} is told by no row": """SELECT id FROM events e WHERE NOT EXISTS (SELECT 1 FROM event_rows WHERE event = e.key)""",
    "the words of event {0} cannot be searched for": """SELECT e.id FROM events e LEFT JOIN words w ON w.rowid = e.key
        WHERE w.title IS NOT e.title""",
    "words of an event that is not there are searched for ({0})": """SELECT CAST(rowid AS TEXT) FROM words
        WHERE rowid NOT IN (SELECT key FROM events)""",
    "event {0} has another review than its rows": """SELECT id FROM events e WHERE review <>
        (SELECT CASE WHEN min(coalesce(c.review, '') = 'rejected') THEN 'rejected'
            WHEN max(coalesce(c.review, '') = 'accepted') THEN 'accepted' ELSE 'unreviewed' END
            FROM event_rows er LEFT JOIN corrected_rows c ON c.row = er.row WHERE er.event = e.key)""",
    "what row {0} is like is noted, but it is not there": """SELECT CAST(one AS TEXT) FROM
        (SELECT one FROM row_links UNION SELECT two FROM row_links UNION SELECT row FROM row_traits)
        WHERE one NOT IN (SELECT key FROM rows)""",
}


def verify(path: Path) -> list[Problem]:
    """Return what is wrong with a store, nothing when it is whole. Nothing is changed, and it may be in use.

    Raises StoreError when it cannot be opened at all.
    """
    connection = opening.connect(path, read_only=True, wait=30.0)
    try:
        opening.prepare(connection, path, read_only=True)
        connection.execute("BEGIN")  # all of it is of one moment
        found = [Problem(str(path), what, do) for what, do in _findings(connection)]
    finally:
        connection.close()
    return found or [Problem(str(path), what, _DAMAGED) for what in _search_index(path)]


def _search_index(path: Path) -> Iterator[str]:
    """Yield a finding when the index of words does not fit the words; where nobody may write it cannot be checked."""
    try:
        connection = opening.connect(path, read_only=False, wait=1.0)
    except StoreError:
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.OperationalError:  # locked, or only to be read
        return
    except sqlite3.DatabaseError as error:
        yield f"the index of words is damaged ({error})"
    finally:
        connection.close()  # which rolls back


def _findings(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    damaged = False
    for check in (_file, _links):
        for what in _some(check, connection):
            damaged = True
            yield what, _DAMAGED
    if damaged:  # what is read from a damaged file says nothing about what was written
        return
    for check in (_documents, _events, _corrections):
        yield from ((what, _READ_ANEW) for what in _some(check, connection))


def _some(check: Callable[[sqlite3.Connection], Iterator[str]], connection: sqlite3.Connection) -> Iterator[str]:
    found = 0
    try:
        for what in check(connection):
            found += 1
            if found <= _MOST:
                yield what
    except (sqlite3.DatabaseError, ValueError, KeyError) as error:
        yield f"the store is damaged ({error})"
    if found > _MOST:
        yield f"and {found - _MOST} more of the same kind"


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield f"the file is damaged ({' '.join(line.split())})"


def _links(connection: sqlite3.Connection) -> Iterator[str]:
    for table, key, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"a line of {table} ({key}) belongs to nothing in {other}"


def _documents(connection: sqlite3.Connection) -> Iterator[str]:
    sql = "SELECT id, text, path, title, published, publisher, url, digest, content, key FROM documents ORDER BY key"
    for *values, digest, content, key in connection.execute(sql):
        document = read_document(tuple(values))
        articles = connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE document = ? ORDER BY number", (key,)
        )
        bodies = [
            body
            for (body,) in connection.execute(
                "SELECT body FROM rows WHERE document = ? AND added_by IS NULL ORDER BY key", (key,)
            )
        ]
        if document.digest != digest:
            yield f"the text of {document.id} is not the one that was added"
        elif content_digest(digest, (line[:-2] for line in articles), bodies) != content:
            yield f"{document.id} is not whole: its articles or rows are not those that were added"
        else:
            yield from _quotes(document.id, document.text, bodies)


def _quotes(name: str, text: str, bodies: list[str]) -> Iterator[str]:
    for body in bodies:
        row = unpack(body)
        if text[row["start"] : row["end"]] != row["evidence"]:
            yield f"row {row['id']} of {name} quotes what does not stand there"


def _events(connection: sqlite3.Connection) -> Iterator[str]:
    for what, sql in _OUT_OF_STEP.items():
        for (name,) in connection.execute(sql):
            yield what.format(name)


def _corrections(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the documents whose rows are not as the corrections of them say."""
    overlay = Overlay(connection)
    if overlay.is_empty:
        return
    sql = """SELECT d.key, d.id FROM documents d WHERE d.id IN (SELECT document FROM correction_anchors)
        OR d.key IN (SELECT r.document FROM rows r JOIN correction_rows cr ON cr.row = r.key) ORDER BY d.key"""
    noted = """SELECT cr.row, cr.correction, cr.part FROM correction_rows cr JOIN rows r ON r.key = cr.row
        WHERE r.document = ? AND r.added_by IS NOT cr.correction"""
    for key, name in connection.execute(sql).fetchall():
        meant = {(row, correction): part for row, correction, part in reversed(overlay.meant(key, name))}
        found = {(row, correction): part for row, correction, part in connection.execute(noted, (key,))}
        rows = [row for (row,) in connection.execute("SELECT key FROM rows WHERE document = ?", (key,))]
        if meant != found:
            yield f"corrections of {name} are not about the rows that they mean"
        elif overlay.like(rows) != overlay.noted(rows):
            yield f"rows of {name} are not as the corrections of them say"
