"""The data behind each chart: what it draws, as a table with a line for each mark, bar or square."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from timeline.charts.actors import actor_pairs
from timeline.charts.drawn import drawn
from timeline.charts.hover import dates_in_words
from timeline.charts.lanes import LaneBy, lanes_of
from timeline.charts.names import region_names
from timeline.charts.places import gathered
from timeline.charts.ranking import RankBy, bars_of

__all__ = ["compared_table", "lanes_table", "pairs_table", "periods_table", "places_table", "ranking_table"]


def lanes_table(table: pd.DataFrame, *, lanes: LaneBy = "actor") -> pd.DataFrame:
    """Return what the timeline draws: a line for each event in each of its lanes, in the order of lanes and days.

    An event in several lanes has several lines; ``event_id`` tells that it is one.
    """
    events = drawn(table)
    sides = lanes_of(events, lanes, most=len(table) + 2)
    order = sorted(range(len(sides.event)), key=lambda pair: (sides.lane[pair], events.first[sides.event[pair]]))
    event = [int(sides.event[pair]) for pair in order]
    words = dates_in_words(events)
    columns: dict[str, list[object]] = {
        "lane": [sides.labels[sides.lane[pair]] for pair in order],
        "date": [words[one] for one in event],
    }
    for name in ("event_id", "first", "last", "precision", "bound", "edtf", "type", "status", "title"):
        if name in table:
            values = table[name].iloc[events.at].tolist()
            columns[name] = [values[one] for one in event]
    return pd.DataFrame(columns)


def periods_table(figure: go.Figure) -> pd.DataFrame:
    """Return what a chart of events per period draws: part, first and last day of the period, number of events.

    ``key`` is what the filter understands by the part; empty for the rest.

    What is drawn below the bars, wider than one of them, has the part "wider than one period".
    """
    lines = []
    for trace in figure.data:
        is_wide = trace.orientation == "h"
        numbers = trace.text if is_wide else trace.y
        name = "wider than one period" if is_wide else str(trace.name)
        for (key, first, last), number in zip(trace.customdata, numbers, strict=True):
            value = float(str(number).replace(",", "")) if is_wide else round(float(number), 3)
            lines.append((name, key, first, last, value))
    return pd.DataFrame(lines, columns=["part", "key", "first", "last", "events"])


def compared_table(figures: Sequence[go.Figure], names: Sequence[str]) -> pd.DataFrame:
    """Return what charts of events per period beside each other draw, with the ``side`` that each line is of."""
    sides = [periods_table(figure).assign(side=name) for figure, name in zip(figures, names, strict=True)]
    return pd.concat(sides, ignore_index=True)[["side", "part", "key", "first", "last", "events"]]


def ranking_table(table: pd.DataFrame, *, by: RankBy = "type", most: int | None = None) -> pd.DataFrame:
    """Return the number of events of each value, most first; ``key`` is what the filter understands."""
    bars = bars_of(drawn(table), by, most or len(table) + 2)
    return pd.DataFrame({by: bars.labels, "key": bars.keys, "events": bars.events})


def pairs_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return each two actors that the same event names, with the number of such events."""
    return actor_pairs(table)


def places_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return what the map draws: places with coordinates, provinces, and countries of events known no finer."""
    found, known = gathered(table), region_names()
    lines: list[tuple[object, ...]] = [
        ("place", name, code, lat, lon, times) for (name, code, lat, lon), times in found.places.most_common()
    ]
    lines += [("province", known.get(code, code), code, None, None, n) for code, n in found.provinces.most_common()]
    lines += [("country only", known.get(code, code), code, None, None, n) for code, n in found.countries.most_common()]
    return pd.DataFrame(lines, columns=["level", "name", "code", "lat", "lon", "events"])
