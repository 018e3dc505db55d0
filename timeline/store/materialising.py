"""Keeping the events of the store equal to what merging all of its rows gives.

Only events that changed are written, so that adding one article to many costs little and readers are hardly disturbed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline.merge import merge
from timeline.model import Actor, Event, Place, Row
from timeline.store.encoding import digest, event_body, iso, pack, read_row
from timeline.store.event_records import EVENT_COLUMNS, Told, event_columns, event_lists, publishers_of, regions

__all__ = ["materialise"]

_STORED = ("id", *EVENT_COLUMNS[1:], "day", "lists", "content", "body")
_INSERT_EVENT = f"INSERT INTO events ({', '.join(_STORED)}) VALUES ({', '.join('?' for _ in _STORED)})"


def materialise(connection: sqlite3.Connection) -> None:
    """Bring the event tables up to date with the rows, within the transaction that is under way."""
    publishers = dict(_publishers(connection))
    keys, rows = _rows(connection)
    # a count over a period never merges with a happening, so the two kinds are merged apart
    statistics = merge([row for row in rows if row.is_statistic])
    events = (*merge([row for row in rows if not row.is_statistic]), *statistics)
    writer = _Writer(connection, keys, publishers)
    before = dict(connection.execute("SELECT id, content FROM events"))
    after = {event.id: (event, writer.content(event)) for event in events}
    writer.remove(identity for identity, content in before.items() if after.get(identity, (None, ""))[1] != content)
    for event, content in after.values():
        if before.get(event.id) != content:
            writer.write(event, content)


def _publishers(connection: sqlite3.Connection) -> Iterator[tuple[Told, str]]:
    sql = """SELECT d.id, a.number, a.publisher FROM articles a JOIN documents d ON d.key = a.document
        WHERE a.publisher IS NOT NULL"""
    for document, number, publisher in connection.execute(sql):
        yield (document, number), publisher


def _rows(connection: sqlite3.Connection) -> tuple[dict[tuple[Any, ...], int], list[Row]]:
    """Return the rows of every article that repeats no other, in reading order, and the keys they are stored under."""
    sql = """SELECT r.key, r.body FROM rows r LEFT JOIN articles a ON a.document = r.document AND a.number = r.article
        WHERE a.repeats_document IS NULL ORDER BY r.document, r.article, r.start, r.key"""
    keys, rows = {}, []
    for key, body in connection.execute(sql):
        row = read_row(body)
        keys[_identity(row)] = key
        rows.append(row)
    return keys, rows


def _identity(row: Row) -> tuple[Any, ...]:
    return (row.id, row.document, row.article, row.start, row.trigger_start)


@dataclass
class _Writer:
    """Writes events and what links to them."""

    connection: sqlite3.Connection
    keys: Mapping[tuple[Any, ...], int]
    publishers: Mapping[Told, str]
    known: dict[Any, int] = field(default_factory=dict)

    def content(self, event: Event) -> str:
        """Return a digest of all that is stored about an event, to tell whether it changed."""
        rows = pack([self.keys[_identity(row)] for row in event.rows])
        return digest(event_body(event), rows, pack(publishers_of(event, self.publishers)))

    def remove(self, identities: Iterable[str]) -> None:
        for identity in identities:
            (key,) = self.connection.execute("SELECT key FROM events WHERE id = ?", (identity,)).fetchone()
            self.connection.execute("DELETE FROM words WHERE rowid = ?", (key,))
            self.connection.execute("DELETE FROM events WHERE key = ?", (key,))

    def write(self, event: Event, content: str) -> None:
        key = self.connection.execute(_INSERT_EVENT, self._values(event, content)).lastrowid
        quotes = "\n".join(dict.fromkeys(row.evidence for row in event.rows))
        self.connection.execute(
            "INSERT INTO words (rowid, title, evidence) VALUES (?, ?, ?)", (key, event.title, quotes)
        )
        self._link("event_actors", key, (self._actor(actor) for actor in event.actors))
        self._link("event_regions", key, regions(event.places))
        self._link("event_places", key, (self._place(place) for place in event.places))
        self._link("event_publishers", key, publishers_of(event, self.publishers))
        self.connection.executemany(
            "INSERT INTO event_rows (event, place, row, document, article) VALUES (?, ?, ?, ?, ?)",
            [(key, n, self.keys[_identity(row)], row.document, row.article) for n, row in enumerate(event.rows)],
        )
        self.connection.executemany(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (key, n, f.value, f.low, f.high, f.unit, f.approximate, f.counts, f.text)
                for n, f in enumerate(event.figures)
            ],
        )

    def _values(self, event: Event, content: str) -> tuple[Any, ...]:
        interval, lists = event.interval, event_lists(event, self.publishers)
        day = iso(interval.first or interval.last)
        return (*event_columns(event), day, pack(lists), content, event_body(event))

    def _link(self, table: str, event: int | None, others: Iterable[Any]) -> None:
        pairs = [(event, other) for other in dict.fromkeys(others)]
        self.connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", pairs)

    def _actor(self, actor: Actor) -> int:
        values = (actor.id, actor.name, actor.short, actor.kind, actor.country)
        if values not in self.known:
            sql = """INSERT INTO actors (id, name, short, kind, country) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, short = excluded.short, kind = excluded.kind,
                country = excluded.country RETURNING key"""
            ((self.known[values],),) = self.connection.execute(sql, values).fetchall()
        return self.known[values]

    def _place(self, place: Place) -> int:
        values = (place.name, place.country or "", place.subdivision or "", place.lat, place.lon, place.level, place.id)
        if values not in self.known:
            sql = """INSERT INTO places (name, country, subdivision, lat, lon, level, id) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET lat = excluded.lat, lon = excluded.lon RETURNING key"""
            ((self.known[values],),) = self.connection.execute(sql, values).fetchall()
        return self.known[values]
