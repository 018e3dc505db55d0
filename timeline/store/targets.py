"""What a correction is made to: events and rows found by their ids, with the anchors that find them again later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from timeline.corrections import About, Anchor, anchor_of, value_of
from timeline.errors import StoreError
from timeline.merge import id_of
from timeline.model import Event, Review, Row
from timeline.store.encoding import read_event, read_row, unpack_column
from timeline.store.overlay import CORRECTED, portions

__all__ = ["Target", "id_now", "targets"]


@dataclass(frozen=True, slots=True)
class Target:
    """One event or row as it is shown now: its key, its anchors, what became of it in the review."""

    id: str
    about: About
    key: int
    rows: tuple[int, ...]
    anchors: tuple[Anchor, ...]
    review: Review

    def values(self, connection: sqlite3.Connection, fields: Iterable[str]) -> dict[str, Any]:
        """Return what is shown of it in some fields, as JSON values."""
        thing: Event | Row
        if self.about == "event":
            (body,) = connection.execute("SELECT body FROM events WHERE key = ?", (self.key,)).fetchone()
            thing = read_event(body, ())
        else:
            (body,) = connection.execute(f"SELECT {CORRECTED} FROM rows r WHERE r.key = ?", (self.key,)).fetchone()
            thing = read_row(body)
        return {field: value_of(thing, field) for field in fields}


def targets(connection: sqlite3.Connection, where: str, ids: Iterable[str]) -> list[Target]:
    """Return the events and rows with these ids, or former ids of events, each once, in the order given.

    Raises StoreError for an id that is none's.
    """
    wanted = list(dict.fromkeys(ids))
    events = _events(connection, wanted)
    rows = _rows(connection, [identity for identity in wanted if identity not in events])
    found = {**events, **rows}
    for identity in [identity for identity in wanted if identity not in found]:
        now = id_now(connection, identity)
        if now is None:
            raise StoreError(where, f"there is no event or row {identity!r}", "take the id from a table of this store")
        found[identity] = _events(connection, [now])[now]
    every = [found[identity] for identity in wanted]
    return list({(target.about, target.key): target for target in every}.values())


def id_now(connection: sqlite3.Connection, identity: str) -> str | None:
    """Return the id of the event that holds the row which once was its first: an earlier source has come since."""
    rows = connection.execute("SELECT DISTINCT id FROM rows")
    row = next((row for (row,) in rows if id_of(row) == identity), None)
    sql = """SELECT e.id FROM rows r JOIN event_rows er ON er.row = r.key JOIN events e ON e.key = er.event
        WHERE r.id = ? ORDER BY e.id LIMIT 1"""
    found: tuple[str] | None = connection.execute(sql, (row,)).fetchone()
    return found[0] if found else None


def _events(connection: sqlite3.Connection, ids: list[str]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for marks, some in portions(ids):
        sql = f"""SELECT e.id, e.key, e.review, r.key, d.id, c.id, r.body FROM events e JOIN event_rows er ON er.event = e.key
            JOIN rows r ON r.key = er.row JOIN documents d ON d.key = r.document LEFT JOIN corrections c ON c.key = r.added_by
            WHERE e.id IN ({marks}) ORDER BY e.key, er.place"""
        lines = connection.execute(sql, some).fetchall()
        anchors = _anchors([line[-3:] for line in lines])
        parts: dict[str, tuple[int, Review, list[int], list[Anchor]]] = {}
        for (identity, key, review, row, *_), anchor in zip(lines, anchors, strict=True):
            _, _, rows, quoted = parts.setdefault(identity, (key, review, [], []))
            rows.append(row)
            quoted.append(anchor)
        for identity, (key, review, rows, quoted) in parts.items():
            found[identity] = Target(identity, "event", key, tuple(rows), tuple(dict.fromkeys(quoted)), review)
    return found


def _rows(connection: sqlite3.Connection, ids: list[str]) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for marks, some in portions(ids):
        review = "coalesce((SELECT review FROM corrected_rows WHERE row = r.key), 'unreviewed')"
        sql = f"""SELECT r.id, r.key, {review}, d.id, c.id, r.body FROM rows r JOIN documents d ON d.key = r.document
            LEFT JOIN corrections c ON c.key = r.added_by WHERE r.id IN ({marks}) ORDER BY r.key DESC"""
        lines = connection.execute(sql, some).fetchall()
        anchors = _anchors([line[-3:] for line in lines])
        for (identity, key, review, *_), anchor in zip(lines, anchors, strict=True):
            found[identity] = Target(identity, "row", key, (key,), (anchor,), review)
    return found


def _anchors(rows: list[tuple[str, str | None, str]]) -> list[Anchor]:
    """Return the anchors of rows given as extracted: what was changed of a row must not hide it from its corrections."""
    values = unpack_column([body for *_, body in rows])
    return [anchor_of(row, document, added_by) for (document, added_by, _), row in zip(rows, values, strict=True)]
