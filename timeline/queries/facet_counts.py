"""How many events each choice of the filter would show, while the other parts of the filter hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.interval import PRECISIONS
from timeline.queries.conditions import conditions
from timeline.queries.filter import REVIEWS, Filter
from timeline.queries.known_names import known_names
from timeline.store import Store

__all__ = ["Choice", "Facets", "facets"]


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

    ``regions`` are countries with their provinces within; ``reviews`` are always all three, in one order. Each part's counts
    follow the other parts of the filter, not itself; what is chosen is always among them, even with a count of 0.
    """

    actors: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    types: tuple[Choice, ...]
    precisions: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    publishers: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    reviews: tuple[Choice, ...]


def facets(store: Store, filter: Filter | None = None) -> Facets:
    """Return the counts beside each choice. Raises StoreError when the store cannot be read."""
    given = filter or Filter()
    with store.reading():
        return Facets(
            actors=_actors(store, given),
            regions=_regions(store, given),
            types=_plain(store, given, "types", "e.type"),
            precisions=_by_fineness(_plain(store, given, "precisions", "e.precision")),
            statuses=_plain(store, given, "statuses", "e.status"),
            publishers=_sources(store, given, "SELECT event, publisher AS value FROM event_publishers"),
            documents=_sources(store, given, "SELECT DISTINCT event, document AS value FROM event_rows"),
            reviews=_reviews(store, given),
        )


def _with_chosen(choices: list[Choice], chosen: Sequence[str]) -> tuple[Choice, ...]:
    known = {choice.value.casefold() for choice in choices} | {choice.hint.casefold() for choice in choices}
    return (*choices, *(Choice(value, _label(value), 0) for value in chosen if value.casefold() not in known))


def _label(value: str) -> str:
    return value.replace("_", " ")


def _plain(store: Store, filter: Filter, part: str, column: str) -> tuple[Choice, ...]:
    where = conditions(filter.without(part))
    sql = f"SELECT {column}, count(*) FROM events e WHERE {where.sql} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    choices = [Choice(value, _label(value), count) for value, count in store.select(sql, where.values)]
    return _with_chosen(choices, getattr(filter, part))


def _reviews(store: Store, filter: Filter) -> tuple[Choice, ...]:
    where = conditions(filter.with_all_reviews())
    counts = dict(store.select(f"SELECT e.review, count(*) FROM events e WHERE {where.sql} GROUP BY 1", where.values))
    return tuple(Choice(value, value, counts.get(value, 0)) for value in REVIEWS)


def _by_fineness(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    order: dict[str, int] = {precision: place for place, precision in enumerate(PRECISIONS)}
    return tuple(sorted(choices, key=lambda choice: order[choice.value]))


def _actors(store: Store, filter: Filter) -> tuple[Choice, ...]:
    # with "all", a further actor narrows what is there: its count is of events that also have those chosen
    where = conditions(filter if filter.match == "all" else filter.without("actors"))
    sql = f"""SELECT a.name, a.short, count(DISTINCT ea.event) FROM event_actors ea JOIN actors a ON a.key = ea.actor
        JOIN events e ON e.key = ea.event WHERE {where.sql} GROUP BY a.name ORDER BY 3 DESC, 1"""
    choices = [Choice(name, name, count, short) for name, short, count in store.select(sql, where.values)]
    return _with_chosen(choices, filter.actors)


def _regions(store: Store, filter: Filter) -> tuple[Choice, ...]:
    where = conditions(filter.without("regions"))
    sql = f"""SELECT er.region, count(*) FROM event_regions er JOIN events e ON e.key = er.event
        WHERE {where.sql} GROUP BY 1 ORDER BY 2 DESC, 1"""
    counts: dict[str, int] = dict(store.select(sql, where.values))
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


def _sources(store: Store, filter: Filter, links: str) -> tuple[Choice, ...]:
    where = conditions(filter.without("sources"))
    sql = f"""SELECT s.value, count(*) FROM ({links}) s JOIN events e ON e.key = s.event
        WHERE {where.sql} GROUP BY 1 ORDER BY 2 DESC, 1"""
    choices = [Choice(value, value, count) for value, count in store.select(sql, where.values)]
    found = {choice.value for choice in choices}
    if "publisher" in links:
        return tuple(choices)
    known = {name for (name,) in store.select("SELECT id FROM documents")}
    return _with_chosen(choices, [source for source in filter.sources if source in known - found])
