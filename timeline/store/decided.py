"""What people decided about whole events: which rows are the same happening, what an event is called, whether it holds."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from timeline.corrections import Correction, Ties, corrected_event, ties_among
from timeline.model import Event, Review
from timeline.store import correction_records as records
from timeline.store.overlay import portions

__all__ = ["Decided"]

Rowed = tuple[Event, tuple[int, ...]]
"""An event and the keys of its rows, in reading order."""

_OF_EVENTS = "NOT c.undone AND (c.action IN ('merge', 'split') OR c.action = 'change' AND c.about = 'event')"


class Decided:
    """What was decided about some rows of a store, as it is when this is made."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        any_of = f"SELECT 1 FROM corrections c WHERE {_OF_EVENTS} LIMIT 1"
        self.is_empty = connection.execute(any_of).fetchone() is None
        self.has_reviews = connection.execute("SELECT 1 FROM corrected_rows LIMIT 1").fetchone() is not None

    def tied(self, row: int) -> set[int]:
        """Return the rows that must be grouped at the same time as one: merged with it, or of an event changed as a whole."""
        if self.is_empty:
            return set()
        sql = f"""SELECT other.row FROM correction_rows mine CROSS JOIN corrections c ON c.key = mine.correction
            CROSS JOIN correction_rows other ON other.correction = c.key
            WHERE mine.row = ? AND {_OF_EVENTS} AND c.action <> 'split'"""
        return {other for (other,) in self.connection.execute(sql, (row,))}

    def ties(self, rows: Sequence[int]) -> Ties[int]:
        """Return what was said of pairs of some rows, by their places among these, and which of them are rejected."""
        at = {row: place for place, row in enumerate(rows)}
        rejected = frozenset(at[row] for row, review in self.reviews(rows).items() if review == "rejected")
        if self.is_empty:
            return Ties(rejected=rejected)
        words = []
        for one, parts in self._of(rows, ("merge", "split")):
            known = [sorted(at[row] for row in parts[part]) for part in sorted(parts)]
            words.append((one.action == "merge", known))
        return ties_among(words, rejected)

    def apart(self, events: Sequence[Rowed]) -> dict[str, set[str]]:
        """Return by its id for each event the ids of those, here or in the store, that somebody has kept apart from it."""
        if self.is_empty:
            return {}
        ids = {row: event.id for event, rows in events for row in rows}
        split = [one for one, _ in self._keyed(ids, ("split",))]
        rows = {row for key in split for row in self._rows_of(key)}
        ids |= self._stored_events(rows - ids.keys())
        keys = sorted(rows & ids.keys())
        found: defaultdict[str, set[str]] = defaultdict(set)
        for pair in self.ties(keys).apart:
            one, two = (ids[keys[place]] for place in pair)
            found[one].add(two)
            found[two].add(one)
        return found

    def _rows_of(self, correction: int) -> list[int]:
        sql = "SELECT row FROM correction_rows WHERE correction = ?"
        return [row for (row,) in self.connection.execute(sql, (correction,))]

    def _stored_events(self, rows: Iterable[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for marks, some in portions(rows):
            sql = f"SELECT er.row, e.id FROM event_rows er JOIN events e ON e.key = er.event WHERE er.row IN ({marks})"
            found.update(self.connection.execute(sql, some).fetchall())
        return found

    def reviews(self, rows: Collection[int]) -> dict[int, Review]:
        """Return what became of rows in the review; those that nobody reviewed are left out."""
        found: dict[int, Review] = {}
        if self.has_reviews:
            for marks, some in portions(rows):
                sql = f"SELECT row, review FROM corrected_rows WHERE row IN ({marks}) AND review <> 'unreviewed'"
                found.update(self.connection.execute(sql, some).fetchall())
        return found

    def finished(self, events: Sequence[Rowed]) -> list[Rowed]:
        """Return events with what was decided about each as a whole, in the order given."""
        if self.is_empty and not self.has_reviews:
            return [*events]
        keys = [row for _, rows in events for row in rows]
        reviews = self.reviews(keys)
        changes = self._changes(events)
        done = []
        for number, (event, rows) in enumerate(events):
            event = corrected_event(event, changes.get(number, ()))
            done.append((replace(event, review=_review(rows, reviews)), rows))
        return done

    def _changes(self, events: Sequence[Rowed]) -> dict[int, list[Correction]]:
        """Return for each event, by its place, what was changed of it: of the event that most of the rows are in."""
        at = {row: number for number, (_, rows) in enumerate(events) for row in rows}
        found: defaultdict[int, list[Correction]] = defaultdict(list)
        if not self.is_empty:
            for one, parts in self._of(at, ("change", "merge")):
                counts = Counter(at[row] for rows in parts.values() for row in rows)
                if one.action == "merge":
                    for number in (number for number, count in counts.items() if count > 1):
                        found[number].append(one)
                else:
                    found[max(counts, key=lambda number: (counts[number], events[number][0].id))].append(one)
        return found

    def _of(self, rows: Iterable[int], actions: tuple[str, ...]) -> list[tuple[Correction, dict[int, list[int]]]]:
        """Return the corrections of some rows in the order in which they were made, with their rows among these, by part."""
        parts = dict(self._keyed(rows, actions))
        known = records.read(self.connection, sorted(parts))
        return [(one, parts[key]) for key, one in known.items()]

    def _keyed(self, rows: Iterable[int], actions: tuple[str, ...]) -> list[tuple[int, dict[int, list[int]]]]:
        parts: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for marks, some in portions(rows):
            sql = f"""SELECT cr.correction, cr.part, cr.row FROM correction_rows cr
                CROSS JOIN corrections c ON c.key = cr.correction
                WHERE cr.row IN ({marks}) AND {_OF_EVENTS} AND c.action IN ({", ".join("?" * len(actions))})"""
            for key, part, row in self.connection.execute(sql, (*some, *actions)):
                parts[key][part].append(row)
        return [(key, dict(of)) for key, of in parts.items()]


def _review(rows: Iterable[int], reviews: dict[int, Review]) -> Review:
    """Return what became of an event: rejected when all its rows are, accepted when one is."""
    said: set[Any] = {reviews.get(row, "unreviewed") for row in rows}
    return "rejected" if said == {"rejected"} else "accepted" if "accepted" in said else "unreviewed"
