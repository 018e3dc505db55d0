"""Reading events from the store into arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline.queries.conditions import HAPPENINGS
from timeline.queries.event_index.coded import EARLIEST, LATEST, Codes, Days, NamesIn, SharedList, Values, day_number
from timeline.queries.known_names import one_case
from timeline.queries.known_places import BELOW_PROVINCES, PLACE_VALUE
from timeline.store import Store
from timeline.store.encoding import pack, unpack

__all__ = ["PLAIN", "Columns", "Vocabulary", "joined", "read_actor_links", "read_events"]

PLAIN = ("type", "status", "precision", "bound", "edtf", "review")
LISTS = ("actors", "where", "publishers", "documents")
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Where:
    """What an event says of places, in the three ways in which the table of events says it; ``places`` is packed.

    ``below`` are the values in a filter of those places that are neither countries nor provinces.
    """

    regions: tuple[str, ...]
    place_names: tuple[str, ...]
    places: str
    below: tuple[str, ...]


class Vocabulary:
    """The values of all columns, shared by all states of the index."""

    def __init__(self) -> None:
        self.plain = {name: Values() for name in PLAIN}
        self.lists = {name: Values(_tuple) for name in ("actors", "publishers", "documents")}
        self.where = Values(_where)
        self._of_places = {"regions": Values(), "place_names": Values(), "places": Values(_places)}
        self._codes_of_places = {name: np.zeros(0, dtype=np.int32) for name in self._of_places}
        self.days: dict[str, int] = {}
        self.regions = NamesIn(self.where, lambda where: where.regions)
        self.places = NamesIn(self.where, lambda where: where.below, alike=one_case)
        self.publishers = NamesIn(self.lists["publishers"], lambda names: names, alike=one_case)
        self.documents = NamesIn(self.lists["documents"], lambda names: names)

    def settle(self) -> None:
        """Work out what follows from new values; afterwards many may read at the same time."""
        for names in (self.regions, self.places, self.publishers, self.documents):
            names.read_new()
        for name, values in self._of_places.items():
            known = self._codes_of_places[name]
            more = values.codes([getattr(one, name) for one in self.where.all[len(known) :]])
            self._codes_of_places[name] = np.concatenate([known, more])

    def columns_of_places(self, where: Codes) -> dict[str, Any]:
        """Return the columns of a table that say where the events of some codes were."""
        return {name: values.column(self._codes_of_places[name][where]) for name, values in self._of_places.items()}

    def numbers(self, days: Sequence[str | None], missing: int) -> Days:
        """Return the numbers of days written as 2025-11-23, and this one for None."""
        known = self.days
        for day in dict.fromkeys(days):
            if day is not None and day not in known:
                known[day] = day_number(date.fromisoformat(day))
        return np.fromiter((missing if day is None else known[day] for day in days), dtype=np.int32, count=len(days))


def _tuple(packed: str) -> tuple[str, ...]:
    return tuple(unpack(packed))


def _where(packed: str) -> Where:
    regions, place_names, places, below = unpack(packed)
    return Where(tuple(regions), tuple(place_names), pack(places), tuple(below))


def _places(packed: str) -> SharedList:
    return SharedList(unpack(packed))


@dataclass(frozen=True, slots=True)
class Columns:
    """What the index knows of some events, an array for each thing; ``codes`` are numbers of values in the vocabulary."""

    keys: npt.NDArray[np.int64]
    first: Days
    last: Days
    confidence: npt.NDArray[np.float64]
    sources: npt.NDArray[np.int32]
    codes: dict[str, Codes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    def taken(self, at: npt.NDArray[Any]) -> Columns:
        """Return the events at some places, in that order."""
        return Columns(
            self.keys[at], self.first[at], self.last[at], self.confidence[at], self.sources[at],
            {name: codes[at] for name, codes in self.codes.items()},
        )  # fmt: skip


def joined(parts: Sequence[Columns]) -> Columns:
    """Return the events of several parts, one after the other."""
    codes = {name: np.concatenate([part.codes[name] for part in parts]) for name in (*PLAIN, *LISTS)}
    return Columns(
        np.concatenate([part.keys for part in parts]), np.concatenate([part.first for part in parts]),
        np.concatenate([part.last for part in parts]), np.concatenate([part.confidence for part in parts]),
        np.concatenate([part.sources for part in parts]), codes,
    )  # fmt: skip


def read_events(store: Store, words: Vocabulary, *, since: int | None = None) -> Columns:
    """Return the events of the store, or those that changed after a version; their values are added to the vocabulary."""
    # the parts of the packed lists stay text, which is quicker to compare; only texts that differ are unpacked
    actors, regions, names, places, publishers, documents = (
        f"json_extract(e.lists, '$[{n}]')" for n in (0, 1, 2, 3, 5, 6)
    )
    below = f"""(SELECT json_group_array({PLACE_VALUE}) FROM event_places ep JOIN places p ON p.key = ep.place
        WHERE ep.event = e.key AND {BELOW_PROVINCES})"""
    where = f"'[' || {regions} || ',' || {names} || ',' || {places} || ',' || {below} || ']'"
    sql = f"""SELECT e.key, e.first, e.last, e.confidence, e.sources, {", ".join(f"e.{name}" for name in PLAIN)},
        {actors}, {where}, {publishers}, {documents} FROM events e WHERE {HAPPENINGS}"""
    if since is not None:
        sql += f" AND e.key IN (SELECT event FROM event_changes WHERE version > {int(since)})"
    with store.reading() as connection:
        return joined([_columns(lines, words) for lines in _batches(connection.execute(sql))])


def _batches(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the lines in batches, at least one, so that there are arrays even of nothing."""
    lines = cursor.fetchmany(_BATCH)
    yield lines
    while lines := cursor.fetchmany(_BATCH) if lines else []:
        yield lines


def _columns(lines: list[tuple[Any, ...]], words: Vocabulary) -> Columns:
    values: list[Sequence[Any]] = list(zip(*lines, strict=True)) if lines else [()] * (5 + len(PLAIN) + len(LISTS))
    keys, first, last, confidence, sources, *coded = values
    held = {**words.plain, **words.lists, "where": words.where}
    codes = {name: held[name].codes(column) for name, column in zip((*PLAIN, *LISTS), coded, strict=True)}
    return Columns(
        np.array(keys, dtype=np.int64), words.numbers(first, EARLIEST), words.numbers(last, LATEST),
        np.array(confidence, dtype=np.float64), np.array(sources, dtype=np.int32), codes,
    )  # fmt: skip


def read_actor_links(store: Store, *, since: int | None = None) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the keys of events and beside each the key of an actor it names: of all events or of those changed."""
    sql = "SELECT event, actor FROM event_actors"
    if since is not None:
        sql = f"""SELECT ea.event, ea.actor FROM event_changes c JOIN event_actors ea ON ea.event = c.event
            WHERE c.version > {int(since)}"""
    with store.reading() as connection:
        flat = np.fromiter(chain.from_iterable(connection.execute(sql)), dtype=np.int64)
    return flat[0::2], flat[1::2]
