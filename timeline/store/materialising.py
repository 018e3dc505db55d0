"""Keeping the events of the store equal to what merging all of its rows gives.

After a small change only the rows that are like the changed ones, directly or through others, are grouped anew; after a large one
all are. Both come to the same events. Only events that changed are written, so that readers are hardly disturbed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from timeline.corrections import Ties
from timeline.merge import similar_events, told_together
from timeline.merge.grouping import Link
from timeline.merge.likeness import JOINED
from timeline.merge.prepared import Prepared
from timeline.model import Actor, Event, Place
from timeline.store.ahead import Ahead
from timeline.store.decided import Decided, Rowed
from timeline.store.encoding import digest, event_body, iso, pack, read_event, read_row
from timeline.store.event_records import (
    EVENT_COLUMNS,
    Told,
    doubts_number,
    event_columns,
    event_lists,
    publishers_of,
    regions,
)
from timeline.store.filed_rows import FiledRows
from timeline.store.overlay import CORRECTED, portions
from timeline.store.spellings import names_in
from timeline.version import program_version

__all__ = ["Materialiser", "can_be_in_portions", "is_small", "telling", "telling_without"]

_STORED = ("id", *EVENT_COLUMNS[1:], "day", "doubts", "lists", "content", "body")
_INSERT_EVENT = f"INSERT INTO events ({', '.join(_STORED)}) VALUES ({', '.join('?' for _ in _STORED)})"

_TELLING = """FROM rows r LEFT JOIN articles a ON a.document = r.document AND a.number = r.article
    WHERE a.repeats_document IS NULL"""
"""The rows that tell an event."""

_SMALL = 30
"""A change of less than one row in so many is merged row by row; a larger one is merged sooner with all rows at once."""


class Materialiser:
    """Brings the event tables up to date with the rows, within the transaction that is under way."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        changes: int,
        ahead: Ahead | None = None,
        prepared: Prepared | None = None,
    ) -> None:
        """Make ready for about so many rows to be added and removed.

        ``ahead`` is what was worked out of these before, ``prepared`` are rows that were compared before.
        """
        self.connection = connection
        self.prepared = ahead.prepared if ahead else prepared
        self.ahead = ahead if ahead and ahead.in_portions and can_be_in_portions(connection) else None
        if self.ahead:
            _begin(connection)
        self.added: set[int] = set()
        self.rows = FiledRows(connection, self.prepared)
        self.decided = Decided(connection)
        self.outdated: set[int] = set()
        self.is_known = _is_known(connection)
        self.is_small = self.ahead is not None or is_small(connection, changes)

    def remove(self, rows: Iterable[int]) -> None:
        """Take out rows, those of them that tell an event; they must still be in the table of rows."""
        for row in rows:
            events = self.connection.execute("SELECT event FROM event_rows WHERE row = ?", (row,)).fetchall()
            if events:
                self.outdated.update(event for (event,) in events)
                self.connection.execute("DELETE FROM event_rows WHERE row = ?", (row,))
                if self.is_known:
                    self.rows.take_out(row, alone=self.is_small and not self.ahead)
                    self.rows.touched |= self.decided.tied(row) - {row}

    def add(self, rows: Iterable[int]) -> None:
        """Take in rows that tell no event yet."""
        if self.ahead:
            some = [*rows]
            self.rows.put_in_linked(*self.ahead.known(self.connection, some, self.added))
            self.added.update(some)
        elif self.is_small:
            for row in rows:
                self.rows.put_in(row)

    def link_anew(self, gone: Iterable[tuple[int, int]], come: Iterable[tuple[int, int, float]]) -> None:
        """Note that pairs of rows are alike no longer, and that others are; all of them are grouped anew."""
        for pair in gone:
            self.rows.touched.update(pair)
        for one, two, _ in come:
            self.rows.touched.update((one, two))
        self.rows.forget_links(gone)
        self.rows.note_links(come)

    def touch(self, rows: Iterable[int]) -> None:
        """Group rows anew of which something was decided: that they are the same, that they are not, that they do not hold."""
        self.rows.touched.update(rows)

    def finish(self) -> None:
        """Write the events that changed."""
        self.decided = Decided(self.connection)  # what is decided now may be about other rows than before
        if self.is_small:
            self._regroup()
        else:
            self._merge_all()

    # After a small change

    def _regroup(self) -> None:
        members, joined = self._alike(self.telling(self.rows.touched))
        keys = sorted(members, key=self.rows.place)
        at = {key: number for number, key in enumerate(keys)}
        links = [Link(link.score, *sorted((at[link.one], at[link.two]))) for link in joined]
        told = told_together([self.rows.traits(key) for key in keys], links, self.decided.ties(keys))
        events = self.decided.finished([(one.event, tuple(keys[n] for n in one.members)) for one in told])
        self.outdated |= self._events_of(keys)
        beside = self._beside(members)
        self.outdated |= {key for key, _, _ in beside}
        events += [(event, rows) for _, event, rows in beside]
        self._write(
            self._with_similar(events), _publishers(self.connection, [key for _, rows in events for key in rows])
        )

    def _alike(self, rows: Iterable[int]) -> tuple[set[int], set[Link]]:
        """Return all rows that links or people join to the given ones, directly or through others, and those links."""
        members: set[int] = set()
        joined: set[Link] = set()
        waiting = [*rows]
        while waiting:
            row = waiting.pop()
            if row not in members:
                members.add(row)
                near = [link for link in self.rows.links_of([row]) if link.score >= JOINED]
                joined.update(near)
                waiting += [other for link in near for other in (link.one, link.two)]
                waiting += self.telling(self.decided.tied(row))
        return members, joined

    def telling(self, rows: Iterable[int]) -> list[int]:
        """Return those of some rows that are there and whose article repeats no other."""
        found: list[int] = []
        for marks, some in portions(rows):
            sql = f"""SELECT r.key FROM rows r LEFT JOIN articles a ON a.document = r.document AND a.number = r.article
                WHERE r.key IN ({marks}) AND a.repeats_document IS NULL"""
            found += [row for (row,) in self.connection.execute(sql, some)]
        return found

    def _events_of(self, rows: Iterable[int]) -> set[int]:
        sql = "SELECT event FROM event_rows WHERE row = ?"
        return {event for row in rows for (event,) in self.connection.execute(sql, (row,))}

    def _beside(self, members: set[int]) -> list[tuple[int, Event, tuple[int, ...]]]:
        """Return the stored events that are perhaps the same as those of the rows: what they say of them may change."""
        near = {other for link in self.rows.links_of(members) for other in (link.one, link.two)} - members
        return [self._stored(key) for key in sorted(self._events_of(near) - self.outdated)]

    def _stored(self, key: int) -> tuple[int, Event, tuple[int, ...]]:
        body, review = self.connection.execute("SELECT body, review FROM events WHERE key = ?", (key,)).fetchone()
        sql = "SELECT row FROM event_rows WHERE event = ? ORDER BY place"
        rows = tuple(row for (row,) in self.connection.execute(sql, (key,)))
        return key, read_event(body, [self.rows.traits(row).row for row in rows], review), rows

    def _with_similar(self, events: Sequence[Rowed]) -> list[Rowed]:
        ids = {row: event.id for event, rows in events for row in rows}
        links = set(self.rows.links_of(ids))
        sql = "SELECT e.id FROM event_rows er JOIN events e ON e.key = er.event WHERE er.row = ?"
        for other in {row for link in links for row in (link.one, link.two)} - ids.keys():
            ((ids[other],),) = self.connection.execute(sql, (other,)).fetchall()
        return self._saying_what_is_similar(events, similar_events(links, ids))

    def _saying_what_is_similar(
        self, events: Sequence[Rowed], similar: Mapping[str, Mapping[str, float]]
    ) -> list[Rowed]:
        """Return the events with the ids of those like them, but for those that somebody has kept apart from them."""
        apart = self.decided.apart(events)
        done = []
        for event, rows in events:
            others = similar.get(event.id, {})
            if kept := apart.get(event.id):
                others = {other: score for other, score in others.items() if other not in kept}
            done.append((_similar_to(event, others), rows))
        return done

    # After a large one

    def _merge_all(self) -> None:
        stored = telling(self.connection)
        ready = self.prepared or Prepared((body for _, body in stored), read_row)
        order = ready.in_order([body for _, body in stored])
        keys = [stored[place][0] for place in order]
        traits, links, told = ready.fitted([stored[place][1] for place in order])
        ties = self.decided.ties(keys)
        if told is None or ties != Ties():
            told = told_together(traits, links, ties)
        events = self.decided.finished([(one.event, tuple(keys[n] for n in one.members)) for one in told])
        links = [Link(link.score, keys[link.one], keys[link.two]) for link in links]
        ids = {row: event.id for event, rows in events for row in rows}
        self._file_all(dict(zip(keys, traits, strict=True)), links)
        self.outdated = {key for (key,) in self.connection.execute("SELECT key FROM events")}
        self._write(self._saying_what_is_similar(events, similar_events(links, ids)), _publishers(self.connection))

    def _file_all(self, traits: dict[int, Any], links: Iterable[Link]) -> None:
        if not self.is_known:
            self.connection.execute("DELETE FROM row_traits")
        filed = {row for (row,) in self.connection.execute("SELECT row FROM event_rows")} if self.is_known else set()
        self.rows.put_in_all(traits, filed=filed)
        self.rows.replace_links(links)
        self.connection.execute("UPDATE state SET value = ? WHERE name = 'merged_by'", (_merged_by(),))
        self.connection.execute("DELETE FROM state WHERE name = 'unsettled'")

    def _write(self, events: Sequence[Rowed], publishers: Mapping[Told, str]) -> None:
        """Put the events in the place of the outdated ones; those that did not change stay as they are."""
        writer = _Writer(self.connection, publishers)
        sql = (
            """SELECT content, (SELECT count(*) FROM event_rows WHERE event = key), review FROM events WHERE key = ?"""
        )
        before = {key: self.connection.execute(sql, (key,)).fetchone() for key in self.outdated}
        contents = {writer.content(event, rows): (event, rows) for event, rows in events}
        # an event whose rows were replaced has lost its links to them, even if the new ones got the old keys
        kept = {
            content: key
            for key, (content, count, _) in before.items()
            if content in contents and count == len(contents[content][1])
        }
        writer.remove(self.outdated - set(kept.values()))
        for content, (event, rows) in contents.items():
            if content not in kept:
                writer.write(event, rows, content)
            elif event.review != before[kept[content]][2]:
                self.connection.execute("UPDATE events SET review = ? WHERE key = ?", (event.review, kept[content]))


def telling(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the keys of the rows that tell an event, with the rows as they are stored."""
    return connection.execute(f"SELECT r.key, {CORRECTED} {_TELLING}").fetchall()


def telling_without(connection: sqlite3.Connection, documents: Collection[str]) -> dict[str, int]:
    """Return the rows that tell an event, as they are stored, with their keys, but for those of some documents."""
    of_documents = _TELLING.replace("WHERE", "JOIN documents d ON d.key = r.document WHERE")
    lines = connection.execute(f"SELECT d.id, {CORRECTED}, r.key {of_documents}")
    return {body: key for document, body, key in lines if document not in documents}


def can_be_in_portions(connection: sqlite3.Connection) -> bool:
    """Whether the rows of the store are filed, so that more can be filed beside them."""
    return _is_known(connection) or connection.execute("SELECT 1 FROM event_rows LIMIT 1").fetchone() is None


def _begin(connection: sqlite3.Connection) -> None:
    """Let a store without any rows be merged by this version."""
    if not _is_known(connection):
        connection.execute("DELETE FROM row_traits")
        connection.execute("DELETE FROM row_links")
        connection.execute("UPDATE state SET value = ? WHERE name = 'merged_by'", (_merged_by(),))


def is_small(connection: sqlite3.Connection, changes: int) -> bool:
    """Whether so many rows more or less are merged row by row."""
    (total,) = connection.execute("SELECT count(*) FROM event_rows").fetchone()
    return _is_known(connection) and changes * _SMALL < total


def _is_known(connection: sqlite3.Connection) -> bool:
    """Whether just this version of the program has merged the store."""
    (merged_by,) = connection.execute("SELECT value FROM state WHERE name = 'merged_by'").fetchone()
    return bool(merged_by == _merged_by())


def _merged_by() -> int:
    """Return a number for the version of the program: another one may find other rows alike."""
    return int(digest(program_version())[:8], 16) or 1


def _similar_to(event: Event, others: Mapping[str, float] | None) -> Event:
    extra = {name: said for name, said in event.extra.items() if name != "similar"}
    return replace(event, extra={**extra, "similar": others} if others else extra)


def _publishers(connection: sqlite3.Connection, rows: Iterable[int] | None = None) -> dict[Told, str]:
    """Return the publisher of each article that has one: of those that hold the rows, or of all."""
    sql = """SELECT d.id, a.number, a.publisher FROM {0} JOIN articles a ON {1}
        JOIN documents d ON d.key = a.document WHERE a.publisher IS NOT NULL"""
    if rows is None:
        lines = connection.execute(sql.format("(SELECT 1)", "1")).fetchall()
    else:
        of = sql.format("rows r", "a.document = r.document AND a.number = r.article") + " AND r.key = ?"
        lines = [line for row in rows for line in connection.execute(of, (row,))]
    return {(document, number): publisher for document, number, publisher in lines}


@dataclass
class _Writer:
    """Writes events and what links to them."""

    connection: sqlite3.Connection
    publishers: Mapping[Told, str]
    known: dict[Any, int] = field(default_factory=dict)

    def content(self, event: Event, rows: Sequence[int]) -> str:
        """Return a digest of all that is stored about an event, to tell whether it changed."""
        return digest(event_body(event), pack(rows), pack(publishers_of(event, self.publishers)))

    def remove(self, events: Iterable[int]) -> None:
        for key in events:
            self.connection.execute("DELETE FROM words WHERE rowid = ?", (key,))
            self.connection.execute("DELETE FROM events WHERE key = ?", (key,))

    def write(self, event: Event, rows: Sequence[int], content: str) -> None:
        key = self.connection.execute(_INSERT_EVENT, self._values(self._alone_of_its_id(event), content)).lastrowid
        quotes = "\n".join(dict.fromkeys(row.evidence for row in event.rows))
        self.connection.execute(
            "INSERT INTO words (rowid, title, evidence, names) VALUES (?, ?, ?, ?)",
            (key, event.title, quotes, names_in(f"{event.title}\n{quotes}")),
        )
        self._link("event_actors", key, (self._actor(actor) for actor in event.actors))
        self._link("event_regions", key, regions(event.places))
        self._link("event_places", key, (self._place(place) for place in event.places))
        self._link("event_publishers", key, publishers_of(event, self.publishers))
        self.connection.executemany(
            "INSERT INTO event_rows (event, place, row, document, article) VALUES (?, ?, ?, ?, ?)",
            [
                (key, n, row_key, row.document, row.article)
                for n, (row_key, row) in enumerate(zip(rows, event.rows, strict=True))
            ],
        )
        self.connection.executemany(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (key, n, f.value, f.low, f.high, f.unit, f.approximate, f.counts, f.text)
                for n, f in enumerate(event.figures)
            ],
        )

    def _alone_of_its_id(self, event: Event) -> Event:
        """Return the event, with another id where rows that were given the same id had led to one that is taken."""
        if self.connection.execute("SELECT 1 FROM events WHERE id = ?", (event.id,)).fetchone() is None:
            return event
        return replace(event, id="e" + digest(event.id, pack([(row.document, row.start) for row in event.rows]))[:12])

    def _values(self, event: Event, content: str) -> tuple[Any, ...]:
        interval, lists = event.interval, event_lists(event, self.publishers)
        day = iso(interval.first or interval.last)
        return (*event_columns(event), day, doubts_number(event), pack(lists), content, event_body(event))

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
