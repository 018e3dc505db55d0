"""Charts as files: the same charts as on the pages, under the pages' names, and the data behind each."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from timeline.errors import DateInputError, UsageError

if TYPE_CHECKING:
    from timeline.charts import RankBy
    from timeline.queries import Filter
    from timeline.store import Store

__all__ = ["CHARTS", "SUFFIXES", "Drawing", "draw"]

IMAGES: dict[str, Literal["png", "svg", "pdf"]] = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
SUFFIXES = (*IMAGES, ".html")
"""What a chart can be written as."""
TABLES = (".csv", ".jsonl", ".ndjson", ".xlsx")
"""What the data behind a chart can be written as."""
WIDE = 1100


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its title, what it shows how many of, and the data behind it as a table."""

    title: str
    figure: Any
    data: Any
    noun: str = "event"
    shown: int | None = None


def draw(store: Store, target: Path, *, chosen: argparse.Namespace, filter: Filter) -> str:
    """Write a chart of the events that pass the filter, or for a table's suffix the data behind it; returns what it shows.

    Title, filter, counts, sources and day are in the image. Raises UsageError for a suffix that no chart has or options that
    do not fit the chart, ExportError when no image can be made or the file cannot be written.
    """
    from timeline import charts
    from timeline.export import export as write_table
    from timeline.export import write_file
    from timeline.queries import left_out

    suffix = target.suffix.casefold()
    if suffix not in (*SUFFIXES, *TABLES):
        known = ", ".join((*SUFFIXES, *TABLES))
        raise UsageError(f"--to {target}", f"a chart cannot be written as {suffix or 'this'}", f"use {known}")
    made = CHARTS[chosen.chart or "timeline"](store, filter, chosen)
    rest = left_out(store, filter)
    if suffix in TABLES:
        write_table(made.data, target, filter=f"{made.title}; {filter.in_words()}", left_out=rest, made=date.today())
        return f"{made.title}: the data behind it, {len(made.data):,} lines"
    figure = charts.captioned(
        made.figure,
        title=made.title,
        filter_words=filter.in_words(),
        shown=rest.shown if made.shown is None else made.shown,
        left_out=rest.in_words() if made.noun == "event" else "",
        sources=_publishers(store, filter),
        made_on=date.today(),
        width=chosen.width,
        noun=made.noun,
    )
    if suffix == ".html":
        write_file(target, charts.html(figure, title=made.title))
    else:
        write_file(target, charts.image(figure, IMAGES[suffix], scale=chosen.scale))
    return f"{made.title}: {filter.in_words()}: {rest}"


def _publishers(store: Store, filter: Filter) -> list[str]:
    return sorted({name for names in _table(store, filter)["publishers"] for name in names})


def _table(store: Store, filter: Filter) -> Any:
    from timeline.queries import query

    return query(store, filter)


def _timeline(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    table = _table(store, filter)
    figure = charts.chronology(table, lanes=chosen.lanes, width=chosen.width, window=(filter.since, filter.until))
    return Drawing(f"Timeline by {chosen.lanes}", figure, charts.lanes_table(table, lanes=chosen.lanes))


def _trends(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    if chosen.by not in (None, "type", "actor", "region", "source"):
        raise UsageError(f"--by {chosen.by}", "trends are not parted by it", "give type, actor, region or source")
    figure = charts.per_period(
        _table(store, filter), period=chosen.period, by=chosen.by or "type", uncertain=chosen.uncertain, width=chosen.width,
        window=(filter.since, filter.until),
    )  # fmt: skip
    title = f"Events per {figure.layout.meta['period']} by {chosen.by or 'type'}"
    return Drawing(title, figure, charts.periods_table(figure))


def _map(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    table = _table(store, filter)
    figure = charts.place_map(table, width=chosen.width, whole=chosen.whole_map)
    return Drawing("Places of events", figure, charts.places_table(table))


def _network(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    table = _table(store, filter)
    figure = charts.actor_network(table, width=chosen.width)
    return Drawing("Actors named in the same events", figure, charts.pairs_table(table))


def _matrix(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    table = _table(store, filter)
    figure = charts.actor_matrix(table, width=chosen.width)
    return Drawing("Actors named in the same events", figure, charts.pairs_table(table))


def _splits(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts
    from timeline.queries import family
    from timeline.queries.known_names import known_names

    if len(filter.actors) != 1:
        raise UsageError("--chart splits", "shows the family of one group", "name it with one --actor")
    name = known_names().actor(filter.actors[0])
    groups = family(name)
    if not groups:
        raise UsageError(
            f"--actor {filter.actors[0]}", "the gazetteer does not know this group", "see docs/how-to-add-an-actor.md"
        )
    table = _table(store, filter.without("actors"))
    figure = charts.actor_splits(groups, table, width=chosen.width)
    counts = {one.name: sum(one.name in names for names in table["actors"]) for one in groups}
    shown = figure.layout.meta["shown"]
    return Drawing(f"Splits and mergers around {name}", figure, charts.splits_table(groups, counts), shown=shown)


def _ranking(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    table = _table(store, filter)
    by: RankBy = chosen.by or "type"
    figure = charts.ranking(table, by=by, most=20, width=chosen.width)
    return Drawing(f"Events by {by}", figure, charts.ranking_table(table, by=by))


def _figures(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts
    from timeline.queries import figures_table

    table = figures_table(store, filter)
    units = sorted({str(unit) for unit in table["unit"]})
    if chosen.unit and chosen.unit not in units:
        raise UsageError(
            f"--unit {chosen.unit}", "no figure is of this unit", f"there are {', '.join(units) or 'none'}"
        )
    figure = charts.figures_chart(table, unit=chosen.unit, width=chosen.width)
    meta = figure.layout.meta
    drawn = table[table["unit"] == meta["unit"]]
    return Drawing(f"Figures: {meta['unit'].replace('_', ' ')}", figure, drawn, "figure", meta["shown"])


def _compare(store: Store, filter: Filter, chosen: argparse.Namespace) -> Drawing:
    from timeline import charts

    names, sides = zip(*_two_sides(filter, chosen), strict=True)
    tables = [_table(store, side) for side in sides]
    shared = charts.shared_window(tables)
    windows: Any = [(side.since, side.until) if chosen.periods else shared for side in sides]
    figures = charts.compared_periods(tables, windows, width=chosen.width)
    events = len({event for table in tables for event in table["event_id"]})
    title = f"{names[0]} and {names[1]} compared"
    return Drawing(title, charts.compared(figures, names), charts.compared_table(figures, names), shown=events)


def _two_sides(filter: Filter, chosen: argparse.Namespace) -> list[tuple[str, Filter]]:
    """Return the two names and filters that are compared: periods where given, else two actors or two regions."""
    from timeline.queries import read_typed
    from timeline.queries.known_names import known_names

    known = known_names()
    if chosen.periods:
        return [(words, _within(filter, words, read_typed)) for words in chosen.periods]
    if len(filter.actors) == 2:
        return [(known.actor(one), dataclasses.replace(filter, actors=(one,), match="any")) for one in filter.actors]
    if len(filter.regions) == 2:
        return [(known.region(one), dataclasses.replace(filter, regions=(one,))) for one in filter.regions]
    raise UsageError(
        "--chart compare", "needs two to compare", "give two --actor, two --region, or --periods 2023 2024"
    )


def _within(filter: Filter, words: str, read: Callable[[str], Any]) -> Filter:
    try:
        interval = read(words)
    except DateInputError as error:
        raise UsageError(f"--periods {words}", error.what, error.do) from error
    if interval.first is None or interval.last is None:
        raise UsageError(f"--periods {words}", "has an open end", "give a period that begins and ends")
    return dataclasses.replace(filter, since=interval.first, until=interval.last)


CHARTS: dict[str, Callable[[Store, Filter, argparse.Namespace], Drawing]] = {
    "timeline": _timeline, "trends": _trends, "map": _map, "network": _network, "matrix": _matrix, "splits": _splits,
    "ranking": _ranking, "compare": _compare, "figures": _figures, "chronology": _timeline, "periods": _trends,
}  # fmt: skip
"""How each chart is made, by the name of its page; the last two are the names of earlier versions."""
