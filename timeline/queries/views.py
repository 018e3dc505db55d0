"""Sums over the events that pass a filter, worked out in the store: figures, counts by period, counts by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from timeline.queries.conditions import STATISTICS, Condition, conditions
from timeline.queries.filter import Filter
from timeline.queries.known_names import known_names
from timeline.queries.leaving_out import count
from timeline.store import Store
from timeline.store.encoding import unpack

__all__ = ["PeriodCounts", "figures_table", "per_period", "per_place", "per_region"]

Unit = Literal["day", "week", "month", "quarter", "year"]
By = Literal["type", "status", "actor", "region"]

_GROUPS = {
    "type": ("e.type", ""),
    "status": ("e.status", ""),
    "actor": ("g.name", "JOIN event_actors ea ON ea.event = e.key JOIN actors g ON g.key = ea.actor"),
    "region": ("g.region", "JOIN event_regions g ON g.event = e.key"),
}
_FIGURE_COLUMNS = (
    "event_id", "title", "unit", "counts", "value", "low", "high", "approximate", "words", "first", "last", "precision", "edtf",
    "date_text", "place_names", "regions", "actors", "publishers", "documents", "status", "confidence", "evidence", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """Events counted by period.

    ``table`` has ``period`` (its first day), ``group`` and ``events``. ``wider`` is how many events are dated too coarsely
    to fall into one period, or have an open end, and are not in the table; ``undated`` how many have no day at all.
    """

    table: pd.DataFrame
    wider: int
    undated: int


def figures_table(store: Store, filter: Filter | None = None) -> pd.DataFrame:
    """Return the statistics that pass the filter ("2,451 killed in 2013"), one line per figure, in date order, undated last.

    ``value`` is the number said, ``low`` and ``high`` what the words and the sources allow (NaN: no limit), ``unit`` what
    is counted.
    """
    given = filter or Filter()
    where = conditions(given if given.since or given.until else given.with_undated(), STATISTICS)
    sql = f"""SELECT e.id, e.title, f.unit, f.counts, f.value, f.low, f.high, f.approximate, f.words, e.first, e.last,
        e.precision, e.edtf, e.date_text, e.lists, e.status, e.confidence, e.evidence, e.why
        FROM events e JOIN figures f ON f.event = e.key WHERE {where.sql}
        ORDER BY e.day IS NULL, e.day, e.last, e.key, f.place"""
    lines = []
    for line in store.select(sql, where.values):
        actors, regions, place_names, _, _, publishers, documents = unpack(line[14])
        lists = (tuple(place_names), tuple(regions), tuple(actors), tuple(publishers), tuple(documents))
        lines.append((*line[:7], bool(line[7]), *line[8:14], *lists, *line[15:]))
    table = pd.DataFrame(lines, columns=list(_FIGURE_COLUMNS))
    for column in ("first", "last"):
        table[column] = table[column].astype("datetime64[ms]")
    return table.astype({"value": float, "low": float, "high": float})


def per_period(
    store: Store,
    filter: Filter | None = None,
    *,
    unit: Unit = "month",
    by: By = "type",
    uncertain: Literal["apart", "spread"] = "apart",
) -> PeriodCounts:
    """Count the events of each day, week (Monday first), month, quarter or year.

    An event counts in a period only when all its days are within. One that is dated more coarsely is counted in
    ``wider``, or with ``uncertain="spread"`` by equal shares over the days it may have happened on. By actor or region an
    event with several of them is in several groups.
    """
    given = (filter or Filter()).without("undated")
    where = conditions(given)
    column, join = _GROUPS[by]
    sql = f"SELECT {column}, e.first, e.last, count(DISTINCT e.key) FROM events e {join} WHERE {where.sql} GROUP BY 1, 2, 3"
    wide = f"SELECT e.first, e.last, count(*) FROM events e WHERE {where.sql} GROUP BY 1, 2"
    counts: dict[tuple[date, str], float] = defaultdict(float)
    with store.reading():
        for group, first, last, events in store.select(sql, where.values):
            for period, share in _shares(first, last, unit, uncertain):
                counts[period, group] += events * share
        wider = sum(
            n for first, last, n in store.select(wide, where.values) if not [*_shares(first, last, unit, uncertain)]
        )
        without_day = count(store, given.without("since", "until", "in_range").with_undated()) - count(
            store, given.without("since", "until", "in_range")
        )
    lines = [(period, group, number) for (period, group), number in sorted(counts.items())]
    table = pd.DataFrame(lines, columns=["period", "group", "events"])
    return PeriodCounts(table.astype({"period": "datetime64[ms]", "events": float}), wider, without_day)


def _shares(first: str | None, last: str | None, unit: Unit, uncertain: str) -> Iterator[tuple[date, float]]:
    """Yield the periods that a date counts in, with its share in each: one with all of it, or several by days, or none."""
    if first is None or last is None:
        return
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if _start(begin, unit) == _start(end, unit):
        yield _start(begin, unit), 1.0
    elif uncertain == "spread":
        days = (end - begin).days + 1
        while begin <= end:
            stop = min(_next(begin, unit) - timedelta(days=1), end)
            yield _start(begin, unit), ((stop - begin).days + 1) / days
            begin = stop + timedelta(days=1)


def _start(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    months = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}
    return day.replace(month=months[unit], day=1) if unit in months else day


def _next(day: date, unit: Unit) -> date:
    start = _start(day, unit)
    if unit in ("day", "week"):
        return start + timedelta(days=7 if unit == "week" else 1)
    months = start.month - 1 + {"month": 1, "quarter": 3, "year": 12}[unit]
    return date(start.year + months // 12, months % 12 + 1, 1)


def per_place(store: Store, filter: Filter | None = None) -> pd.DataFrame:
    """Count the events of each place that has coordinates, most first: name, country, subdivision, level, lat, lon, events."""
    where = conditions(filter or Filter()) & Condition("p.lat IS NOT NULL AND p.lon IS NOT NULL")
    sql = f"""SELECT p.name, p.country, p.subdivision, p.level, p.lat, p.lon, count(*) FROM event_places ep
        JOIN places p ON p.key = ep.place JOIN events e ON e.key = ep.event
        WHERE {where.sql} GROUP BY p.key ORDER BY 7 DESC, 1"""
    columns = ["name", "country", "subdivision", "level", "lat", "lon", "events"]
    return pd.DataFrame(store.select(sql, where.values), columns=columns)


def per_region(store: Store, filter: Filter | None = None) -> pd.DataFrame:
    """Count the events of each country and province, most first: code, name, level, events.

    An event in a province counts for its country too; one known only to the country counts for no province.
    """
    where = conditions(filter or Filter())
    sql = f"""SELECT g.region, count(*) FROM event_regions g JOIN events e ON e.key = g.event
        WHERE {where.sql} GROUP BY 1 ORDER BY 2 DESC, 1"""
    known = known_names()
    lines: list[tuple[Any, ...]] = [
        (code, known.region(code), "province" if "-" in code else "country", events)
        for code, events in store.select(sql, where.values)
    ]
    return pd.DataFrame(lines, columns=["code", "name", "level", "events"])
