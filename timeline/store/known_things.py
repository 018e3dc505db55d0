"""What names that people type mean: somebody or some place that the store or the lists of names know, else a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cached_property

from timeline.gazetteer import ActorRecord, Gazetteer, PlaceRecord
from timeline.model import Actor, Place
from timeline.rules import Rules

__all__ = ["KnownThings"]


class KnownThings:
    """The actors and places of a store and of its rules."""

    def __init__(self, connection: sqlite3.Connection, rules: Rules) -> None:
        self.connection = connection
        self.rules = rules

    def actor(self, typed: str) -> Actor:
        """Return the actor of a name, a short form or an id; one of that name alone where none is known."""
        sql = """SELECT id, name, short, kind, country FROM actors WHERE name = ?1 OR short = ?1 OR id = ?1
            ORDER BY id = ?1 DESC, name = ?1 DESC, id LIKE 'text:%', key LIMIT 1"""
        if found := self.connection.execute(sql, (typed,)).fetchone():
            return Actor(*found)
        record = self.listed(typed, ActorRecord)
        return record.actor if isinstance(record, ActorRecord) else Actor(f"text:{typed}", typed)

    def place(self, typed: str) -> Place:
        """Return the place of a name or an id; one of that name alone where none is known."""
        sql = """SELECT name, country, subdivision, lat, lon, level, id FROM places WHERE name = ?1 COLLATE NOCASE OR id = ?1
            ORDER BY id = ?1 DESC, (SELECT count(*) FROM event_places WHERE place = places.key) DESC, key LIMIT 1"""
        if found := self.connection.execute(sql, (typed,)).fetchone():
            name, country, subdivision, *rest = found
            return Place(name, country or None, subdivision or None, *rest)
        record = self.listed(typed, PlaceRecord)
        return record.place if isinstance(record, PlaceRecord) else Place(typed)

    def types(self) -> Iterable[str]:
        """Return the types of events."""
        return [entry["name"] for entry in self.rules.entries("types.toml", "type")]

    def listed(
        self, typed: str, kind: type[ActorRecord] | type[PlaceRecord] | None = None
    ) -> ActorRecord | PlaceRecord | None:
        """Return the entry of the lists of names with this id, name or short form; None where there is none."""
        if kind is not PlaceRecord and (actor := self._gazetteer.actor(typed)) is not None:
            return actor
        if kind is not ActorRecord and (place := self._gazetteer.place(typed)) is not None:
            return place
        records = [name.record for name in self._gazetteer.named(typed)]
        return next((record for record in records if kind is None or isinstance(record, kind)), None)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.from_rules(self.rules)
