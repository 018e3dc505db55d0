"""How many events each choice of the filter would show, while the other parts of the filter hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.interval import PRECISIONS
from timeline.queries.conditions import conditions
from timeline.queries.filter import REVIEWS, Filter
from timeline.queries.known_names import known_names, one_case
from timeline.queries.known_places import BELOW_PROVINCES, PLACE_VALUE, KnownPlaces, read_places
from timeline.store import Store

__all__ = ["Choice", "Counts", "Facets", "choices", "facets"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to filter by, what to call it, and how many events have it; ``inner`` are choices within it.

    ``hint`` is a short form or the like that may be shown beside the label.
    """

    value: str
    label: str
    count: int
    hint: str = ""
    inner: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """The choices of each part of the filter, most frequent first; precisions from fine to coarse.

    ``regions`` are countries with their provinces within; ``places`` are districts, towns, crossings and the like, those within
    the regions chosen where any are, each with the code of its region as its hint; ``reviews`` are always all three, in one
    order. Each part's counts follow the other parts of the filter, not itself; what is chosen is always among them, even with a
    count of 0.
    """

    actors: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    places: tuple[Choice, ...]
    types: tuple[Choice, ...]
    precisions: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    publishers: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    reviews: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The bare counts of events by value, of actors by (name, short form), of places by value in one case.

    They are only of values that some event has.
    """

    actors: Mapping[tuple[str, str], int]
    regions: Mapping[str, int]
    places: Mapping[str, int]
    types: Mapping[str, int]
    precisions: Mapping[str, int]
    statuses: Mapping[str, int]
    publishers: Mapping[str, int]
    documents: Mapping[str, int]
    reviews: Mapping[str, int]


def facets(store: Store, filter: Filter | None = None) -> Facets:
    """Return the counts beside each choice. Raises StoreError when the store cannot be read."""
    given = filter or Filter()
    with store.reading():
        counts = Counts(
            actors=_actors(store, given),
            regions=_linked(store, given, "regions", "event_regions", "region"),
            places=_places(store, given),
            types=_plain(store, given, "types", "type"),
            precisions=_plain(store, given, "precisions", "precision"),
            statuses=_plain(store, given, "statuses", "status"),
            publishers=_linked(store, given, "sources", "event_publishers", "publisher"),
            documents=_linked(store, given, "sources", "(SELECT DISTINCT event, document FROM event_rows)", "document"),
            reviews=_plain(store, given.with_all_reviews(), "", "review"),
        )
        return choices(store, given, counts, read_places(store))


def choices(store: Store, filter: Filter, counts: Counts, known: KnownPlaces) -> Facets:
    """Return counted values as choices, with those that are chosen already; of the sources only such as the store holds."""
    documents = [name for name in filter.sources if store.select("SELECT 1 FROM documents WHERE id = ?", (name,))]
    actors = [Choice(name, name, times, short) for (name, short), times in _most_first(counts.actors)]
    order: dict[str, int] = {precision: place for place, precision in enumerate(PRECISIONS)}
    precisions = _with_chosen(_labelled(counts.precisions), filter.precisions)
    publishers, told = (_most_first(part) for part in (counts.publishers, counts.documents))
    return Facets(
        actors=_with_chosen(actors, filter.actors),
        regions=_regions(dict(_most_first(counts.regions)), filter),
        places=_placed(counts.places, filter, known),
        types=_with_chosen(_labelled(counts.types), filter.types),
        precisions=tuple(sorted(precisions, key=lambda choice: order[choice.value])),
        statuses=_with_chosen(_labelled(counts.statuses), filter.statuses),
        publishers=tuple(Choice(name, name, times) for name, times in publishers),
        documents=_with_chosen([Choice(name, name, times) for name, times in told], documents),
        reviews=tuple(Choice(value, value, counts.reviews.get(value, 0)) for value in REVIEWS),
    )


def _most_first(counts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _labelled(counts: Mapping[str, int]) -> list[Choice]:
    return [Choice(value, _label(value), times) for value, times in _most_first(counts)]


def _with_chosen(choices: list[Choice], chosen: Sequence[str]) -> tuple[Choice, ...]:
    if not chosen:
        return tuple(choices)
    known = {choice.value.casefold() for choice in choices} | {choice.hint.casefold() for choice in choices}
    return (*choices, *(Choice(value, _label(value), 0) for value in chosen if value.casefold() not in known))


def _label(value: str) -> str:
    return value.replace("_", " ")


def _regions(counts: dict[str, int], filter: Filter) -> tuple[Choice, ...]:
    for code in filter.regions:
        counts.setdefault(code, 0)
    for code in [*counts]:
        counts.setdefault(code.partition("-")[0], 0)
    known = known_names()
    provinces: dict[str, list[Choice]] = {}
    for code, count in counts.items():
        country, dash, _ = code.partition("-")
        if dash:
            provinces.setdefault(country, []).append(Choice(code, known.region(code), count, code))
    return tuple(
        Choice(code, known.region(code), count, code, tuple(provinces.get(code, ())))
        for code, count in counts.items()
        if "-" not in code
    )


def _placed(counts: Mapping[str, int], filter: Filter, known: KnownPlaces) -> tuple[Choice, ...]:
    """Return the places that lie within the regions chosen, if any are, and those that are chosen themselves."""
    chosen = dict.fromkeys(value for one in filter.places for value in known.values(one))
    offered = known.within(filter.regions).union(chosen) if filter.regions else known.by_value.keys()
    counted = {value: number for value, number in counts.items() if value in offered}
    found = [(known.by_value[value], number) for value, number in _most_first({**dict.fromkeys(chosen, 0), **counted})]
    nowhere = [Choice(one, known_names().place(one), 0) for one in filter.places if not known.values(one)]
    return (*(Choice(place.value, place.name, number, place.region) for place, number in found), *nowhere)


def _plain(store: Store, filter: Filter, part: str, column: str) -> dict[str, int]:
    where = conditions(filter.without(part) if part else filter)
    sql = f"SELECT e.{column}, count(*) FROM events e WHERE {where.sql} AND e.{column} IS NOT NULL GROUP BY 1"
    return dict(store.select(sql, where.values))


def _linked(store: Store, filter: Filter, part: str, links: str, column: str) -> dict[str, int]:
    where = conditions(filter.without(part))
    sql = f"SELECT s.{column}, count(*) FROM {links} s JOIN events e ON e.key = s.event WHERE {where.sql} GROUP BY 1"
    return dict(store.select(sql, where.values))


def _places(store: Store, filter: Filter) -> dict[str, int]:
    where = conditions(filter.without("places"))
    sql = f"""SELECT {PLACE_VALUE} COLLATE NOCASE, count(DISTINCT e.key) FROM event_places ep
        JOIN places p ON p.key = ep.place JOIN events e ON e.key = ep.event WHERE {where.sql} AND {BELOW_PROVINCES} GROUP BY 1"""
    return {one_case(value): number for value, number in store.select(sql, where.values)}


def _actors(store: Store, filter: Filter) -> dict[tuple[str, str], int]:
    # with "all", a further actor narrows what is there: its count is of events that also have those chosen
    where = conditions(filter if filter.match == "all" else filter.without("actors"))
    sql = f"""SELECT a.name, a.short, count(DISTINCT ea.event) FROM event_actors ea JOIN actors a ON a.key = ea.actor
        JOIN events e ON e.key = ea.event WHERE {where.sql} GROUP BY a.name"""
    return {(name, short): count for name, short, count in store.select(sql, where.values)}
