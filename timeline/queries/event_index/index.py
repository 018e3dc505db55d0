"""The events of a store in memory, in arrays: what filters, counts and charts look at, in the order of time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.queries.event_index.actors import ActorLinks, KnownActors, read_actors
from timeline.queries.event_index.coded import EARLIEST, LATEST, Codes, Flags
from timeline.queries.event_index.event_ids import EventIds
from timeline.queries.event_index.loading import Columns, Vocabulary, joined, read_actor_links, read_events
from timeline.queries.event_index.passing import Passing, passing
from timeline.queries.filter import Filter
from timeline.queries.known_places import KnownPlaces, read_places
from timeline.queries.table import of_keys
from timeline.store import Store

__all__ = ["EventIndex", "HeldIndex"]

_REMEMBERED = 12
"""Answers that are kept; one takes some bytes for each event."""

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Recent(Generic[Asked, Answer]):
    """The answers to the last few questions."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Asked, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Asked, work_out: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, worked out where it is not among the last."""
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
        answer = work_out()
        with self._lock:
            self._answers[asked] = answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._answers.clear()


@dataclass(frozen=True, slots=True)
class EventIndex:
    """The events of a store (no statistics) as they were at one version of it, in the order of time, undated last."""

    store: Store
    version: int
    columns: Columns
    links: ActorLinks
    actors: KnownActors
    places: KnownPlaces
    words: Vocabulary
    recent: Recent[Filter, Passing] = field(default_factory=Recent)
    told: Recent[str, Flags] = field(default_factory=Recent)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def dated(self) -> Flags:
        """Which events have any day."""
        flags: Flags = (self.columns.first != EARLIEST) | (self.columns.last != LATEST)
        return flags

    def passing(self, filter: Filter) -> Passing:
        """Return which events pass a filter; the last few answers are kept."""
        return self.recent.get(filter, partial(passing, self, filter))

    def forget(self) -> None:
        """Forget the answers that are kept, as for measuring."""
        self.recent.clear()
        self.told.clear()

    def keys(self, filter: Filter) -> npt.NDArray[np.int64]:
        """Return the store's keys of the events that pass, in the order of time."""
        return self.columns.keys[self.passing(filter).at]

    def ids(self, filter: Filter) -> EventIds:
        """Return the ids of the events that pass, in the order of time; they are read from the store when asked for."""
        return EventIds(self, self.passing(filter).at)

    def lines(self, filter: Filter, places: Sequence[int] | slice = slice(None)) -> pd.DataFrame:
        """Return the whole lines of the table of events for some of those that pass, by their places in the order of time."""
        return of_keys(self.store, self.keys(filter)[places].tolist())

    def table(self, filter: Filter) -> pd.DataFrame:
        """Return what charts count of the events that pass: days, kinds, names; one line each, in the order of time.

        Its columns are those of the table of events of the same name, as categories where few values stand for many
        events. There are no titles, sentences and ids: those are for the few events that are shown one by one.
        """
        columns, words = self.columns.taken(self.passing(filter).at), self.words
        table: dict[str, object] = {"type": words.plain["type"].column(columns.codes["type"])}
        table |= {"status": words.plain["status"].column(columns.codes["status"])}
        table |= {"first": _days(columns.first, EARLIEST), "last": _days(columns.last, LATEST)}
        table |= {name: words.plain[name].column(columns.codes[name]) for name in ("precision", "bound", "edtf")}
        table["actors"] = words.lists["actors"].column(columns.codes["actors"])
        table |= words.columns_of_places(columns.codes["where"])
        table |= {"confidence": columns.confidence, "sources": columns.sources.astype(np.int64)}
        table |= {name: words.lists[name].column(columns.codes[name]) for name in ("publishers", "documents")}
        table["review"] = words.plain["review"].column(columns.codes["review"])
        return pd.DataFrame(table, copy=False)


def _days(days: Codes, missing: int) -> npt.NDArray[np.datetime64]:
    found = days.astype("datetime64[D]").astype("datetime64[ms]")
    found[days == missing] = np.datetime64("NaT")
    return found


class HeldIndex:
    """The index of a store, shared by all who ask: read once, then brought up to date by the events that changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._index: EventIndex | None = None

    def now(self) -> EventIndex:
        """Return the index of the store as it is now. Raises StoreError when the store cannot be read."""
        found = self._index
        if found is not None and found.version == self._store.version:
            return found
        with self._lock, self._store.reading():
            version, known_since = _versions(self._store)
            found = self._index
            if found is None or found.version < known_since or found.version > version:
                self._index = _read(self._store, version)
            elif found.version < version:
                self._index = _brought_up_to_date(found, version)
            assert self._index is not None
            return self._index


def _versions(store: Store) -> tuple[int, int]:
    """Return the version of the store, and from which on it says which events changed."""
    state = dict(store.select("SELECT name, value FROM state"))
    return state["version"], state["changes_since"]


def _read(store: Store, version: int) -> EventIndex:
    words = Vocabulary()
    columns = read_events(store, words)
    columns = columns.taken(_in_time(columns))
    links = _placed(columns.keys, *read_actor_links(store))
    words.settle()
    return EventIndex(store, version, columns, links, read_actors(store), read_places(store), words)


def _brought_up_to_date(index: EventIndex, version: int) -> EventIndex:
    store, since = index.store, index.version
    sql = "SELECT event FROM event_changes WHERE version > ?"
    changed = np.array([key for (key,) in store.select(sql, (since,))], dtype=np.int64)
    stays = np.flatnonzero(~np.isin(index.columns.keys, changed))
    both = joined([index.columns.taken(stays), read_events(store, index.words, since=since)])
    order = _in_time(both)
    columns = both.taken(order)
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    to = np.full(len(index), -1, dtype=np.int32)
    to[stays] = place[: len(stays)]
    links = index.links.moved(to, _placed(columns.keys, *read_actor_links(store, since=since)))
    index.words.settle()
    return EventIndex(store, version, columns, links, read_actors(store), read_places(store), index.words)


def _in_time(columns: Columns) -> npt.NDArray[np.intp]:
    """Return the places of the events in the order of time: by the day, then the last day (open first), then the key."""
    first, last = columns.first.astype(np.int64), columns.last.astype(np.int64)
    is_open = last == LATEST
    day = np.where(first == EARLIEST, last, first)  # LATEST where undated: at the end
    return np.lexsort((columns.keys, np.where(is_open, EARLIEST, last), day))


def _placed(keys: npt.NDArray[np.int64], events: npt.NDArray[np.int64], actors: npt.NDArray[np.int64]) -> ActorLinks:
    """Return the links with the events' places instead of their keys, without those of events that are not in the index."""
    by_key = np.argsort(keys)
    at = np.searchsorted(keys, events, sorter=by_key)
    found = by_key[np.minimum(at, max(len(keys) - 1, 0))] if len(keys) else np.zeros(len(events), dtype=np.intp)
    known = keys[found] == events if len(keys) else np.zeros(len(events), dtype=bool)
    return ActorLinks(found[known].astype(np.int32), actors[known].astype(np.int32))
