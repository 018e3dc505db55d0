"""How many events each choice of the filter would show, and how many a filter leaves out, counted in arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from timeline.queries.event_index.coded import Codes, Flags, Names
from timeline.queries.facet_counts import Counts, Facets, choices
from timeline.queries.filter import REVIEWS, Filter
from timeline.queries.known_names import one_case
from timeline.queries.leaving_out import LeftOut

if TYPE_CHECKING:
    from timeline.queries.event_index.index import EventIndex

__all__ = ["facets", "left_out"]

Counted: TypeAlias = npt.NDArray[np.int64]


def facets(index: EventIndex, filter: Filter, *, most: int | None = None) -> Facets:
    """Return the counts beside each choice: the same as those that the store gives.

    ``most`` is how many actors, publishers, documents, regions and places are given of each, those with most events; what is
    chosen is always among them.
    """
    passing, words, codes = index.passing(filter), index.words, index.columns.codes
    actors = passing.whole if filter.match == "all" else passing.but_for("actors")
    told_by = passing.but_for("sources")
    chosen = {
        name: [getattr(words, name).number(one) for one in filter.sources] for name in ("publishers", "documents")
    }
    regions = [words.regions.number(one) for one in filter.regions]
    counts = Counts(
        actors=_actors(index, actors, filter, most),
        regions=_named(words.regions.names, codes["where"], passing.but_for("regions"), regions, most),
        places=_places(index, passing.but_for("places"), filter, most),
        types=_plain(index, "type", passing.but_for("types")),
        precisions=_plain(index, "precision", passing.but_for("precisions")),
        statuses=_plain(index, "status", passing.but_for("statuses")),
        publishers=_named(words.publishers.names, codes["publishers"], told_by, chosen["publishers"], most),
        documents=_named(words.documents.names, codes["documents"], told_by, chosen["documents"], most),
        reviews=_plain(index, "review", passing.but_for("reviews")),
    )
    return choices(index.store, filter, counts, index.places)


def _times(codes: Codes, passing: Flags) -> Counted:
    """Return how many events that pass have each code; those without a value (-1) are not counted."""
    return np.bincount((codes if passing.all() else codes[passing]) + 1)[1:]


def _plain(index: EventIndex, name: str, passing: Flags) -> dict[str, int]:
    times = _times(index.columns.codes[name], passing).tolist()
    return {value: number for value, number in zip(index.words.plain[name].all, times, strict=False) if number}


def _named(
    names: Names, codes: Codes, passing: Flags, chosen: Iterable[int | None], most: int | None
) -> dict[str, int]:
    counted = names.counts(_times(codes, passing))
    return {names.all[number]: int(counted[number]) for number in _foremost(counted, chosen, most)}


def _actors(index: EventIndex, passing: Flags, filter: Filter, most: int | None) -> dict[tuple[str, str], int]:
    known = index.actors
    counted = index.links.counts(known, passing)
    chosen = [int(known.numbers[key]) for one in filter.actors for key in known.keys(one)]
    return {(known.called[n], known.shorts[n]): int(counted[n]) for n in _foremost(counted, chosen, most)}


def _places(index: EventIndex, passing: Flags, filter: Filter, most: int | None) -> dict[str, int]:
    """Return the counts of places by value in one case; of those outside the chosen regions only such as are chosen."""
    values, known = index.words.places, index.places
    counted = values.names.counts(_times(index.columns.codes["where"], passing))
    chosen = [value for one in filter.places for value in known.values(one)]
    called = [one_case(value) for value in values.names.all]
    if filter.regions:
        offered = known.within(filter.regions).union(chosen)
        counted[[value not in offered for value in called]] = 0
    return {called[n]: int(counted[n]) for n in _foremost(counted, map(values.number, chosen), most)}


def _foremost(counted: Counted, chosen: Iterable[int | None], most: int | None) -> list[int]:
    """Return the numbers with the highest counts, and those chosen; none that was counted nowhere."""
    there = np.flatnonzero(counted)
    if most is not None and len(there) > most:
        foremost = there[np.argpartition(-counted[there], most)[:most]].tolist()
        return [*dict.fromkeys([*foremost, *(one for one in chosen if one is not None and counted[one])])]
    return [int(number) for number in there.tolist()]


def left_out(index: EventIndex, filter: Filter) -> LeftOut:
    """Return how many events pass the filter and how many do not, and why: the same as the store says."""
    passing, dated = index.passing(filter), index.dated
    fitting = passing.but_for("days")
    within = passing.whole & dated
    possible = index.passing(filter.without("in_range")).whole & dated
    unseen = passing.but_for("days", "reviews")
    reviews = _plain(index, "review", unseen)
    hidden = {name: reviews.get(name, 0) for name in REVIEWS if name not in filter.reviews_shown}
    without_date = int((fitting & ~dated).sum())
    shown = int(passing.whole.sum())
    return LeftOut(
        total=len(index),
        shown=shown,
        undated=0 if filter.undated else without_date,
        outside=int((fitting & dated).sum() - within.sum()),
        others=len(index) - int(fitting.sum()) - sum(hidden.values()),
        possible=int(possible.sum() - within.sum()),
        **hidden,
    )
