"""Which events pass a filter: the same answers as the conditions in SQL, from arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from timeline.queries.conditions import words_to_match
from timeline.queries.event_index.coded import Flags, Names, Values, day_number
from timeline.queries.filter import Filter

if TYPE_CHECKING:
    from timeline.queries.event_index.index import EventIndex

__all__ = ["Passing", "passing"]


@dataclass(frozen=True, slots=True)
class Passing:
    """Which events pass each part of a filter that is on, by the name of the part; ``days`` are its dates and ``undated``."""

    parts: dict[str, Flags]
    whole: Flags

    @property
    def at(self) -> npt.NDArray[np.intp]:
        """The places in the index of the events that pass the whole filter."""
        return np.flatnonzero(self.whole)

    def but_for(self, *names: str) -> Flags:
        """Return which events pass all other parts."""
        if not any(name in self.parts for name in names):
            return self.whole
        others = [flags for name, flags in self.parts.items() if name not in names]
        return _all(others, len(self.whole))


def _all(parts: Sequence[Flags], events: int) -> Flags:
    return reduce(np.logical_and, parts) if parts else np.ones(events, dtype=bool)


def passing(index: EventIndex, filter: Filter) -> Passing:
    """Return which events of the index pass a filter."""
    parts = dict(_parts(index, filter))
    return Passing(parts, _all([*parts.values()], len(index)))


def _parts(index: EventIndex, filter: Filter) -> Iterator[tuple[str, Flags]]:
    words, codes = index.words, index.columns.codes
    days = within_days(index, filter)
    if days is not None:
        yield "days", days
    if filter.actors:
        yield "actors", _actors(index, filter)
    if filter.regions:
        yield (
            "regions",
            _listed(words.regions.names, [words.regions.number(one) for one in filter.regions])[codes["where"]],
        )
    if filter.places:
        chosen_places = [words.places.number(value) for one in filter.places for value in index.places.values(one)]
        yield "places", _listed(words.places.names, chosen_places)[codes["where"]]
    for part, name in (("types", "type"), ("precisions", "precision"), ("statuses", "status")):
        if chosen := getattr(filter, part):
            yield part, _coded(words.plain[name], chosen)[codes[name]]
    if filter.sources:
        told = _listed(words.publishers.names, [words.publishers.number(one) for one in filter.sources])
        held = _listed(words.documents.names, [words.documents.number(one) for one in filter.sources])
        yield "sources", told[codes["publishers"]] | held[codes["documents"]]
    if filter.words:
        yield "words", _words(index, filter.words)
    if filter.min_confidence:
        yield "min_confidence", index.columns.confidence >= filter.min_confidence
    if len(filter.reviews) < 3:
        yield "reviews", _coded(words.plain["review"], filter.reviews_shown)[codes["review"]]


def within_days(index: EventIndex, filter: Filter) -> Flags | None:
    """Return which events pass the days of a filter; None where all do."""
    first, last = index.columns.first, index.columns.last
    earlier, later = (first, last) if filter.in_range == "certainly" else (last, first)
    tests = []
    if filter.since is not None:
        tests.append(earlier >= day_number(filter.since))
    if filter.until is not None:
        tests.append(later <= day_number(filter.until))
    if filter.undated:
        return _all(tests, len(index)) | ~index.dated if tests else None
    return reduce(np.logical_and, tests, index.dated)


def _actors(index: EventIndex, filter: Filter) -> Flags:
    meant = [frozenset[int]().union(*map(index.actors.keys, group)) for group in filter.actor_groups]
    if filter.match == "any":
        return index.links.naming(frozenset().union(*meant), len(index))
    return _all([index.links.naming(keys, len(index)) for keys in meant], len(index))


def _coded(values: Values, chosen: Sequence[str]) -> Flags:
    """Return for each code whether its value is chosen; the last one stands for no value (-1), which never is."""
    return np.array([*(value in chosen for value in values.all), False])


def _listed(names: Names, chosen: Sequence[int | None]) -> Flags:
    return np.append(names.lists_with(number for number in chosen if number is not None), False)


def _words(index: EventIndex, typed: str) -> Flags:
    wanted, unwanted = words_to_match(typed)
    if not wanted and not unwanted:
        return np.zeros(len(index), dtype=bool)
    found = index.told.get(wanted, partial(_told, index, wanted)) if wanted else np.ones(len(index), dtype=bool)
    return found & ~index.told.get(unwanted, partial(_told, index, unwanted)) if unwanted else found


def _told(index: EventIndex, query: str) -> Flags:
    """Return which events the full-text search finds."""
    # one text of all keys: a line for each would take several times as long
    ((keys,),) = index.store.select("SELECT group_concat(rowid) FROM words WHERE words MATCH ?", (query,))
    found = np.fromstring(keys, dtype=np.int64, sep=",") if keys else np.zeros(0, dtype=np.int64)
    return np.isin(index.columns.keys, found)
