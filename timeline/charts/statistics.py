"""Statistics over time: what each source counted, over which days, and how far apart low and high lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.alternative import dates_spanned
from timeline.charts.drawn import DAY, Drawn, Window, chosen, drawn
from timeline.charts.frame import Frame, framed, place_legend, time_axis
from timeline.charts.hover import dates_in_words
from timeline.charts.looks import OKABE_ITO, ThemeName, fade, standing_out, template, theme_of
from timeline.charts.words import count, number, safe, shorten, wrapped

__all__ = ["figures_chart"]

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "pentagon", "hexagon")
MOST_SOURCES = 8
MOST_FIGURES = 800


@dataclass(frozen=True, slots=True)
class Counted:
    """The dated figures of one unit: value, low and high of each (NaN: no limit), and who told it."""

    events: Drawn
    value: Any
    low: Any
    high: Any
    source: tuple[str, ...]


def figures_chart(
    table: pd.DataFrame,
    *,
    unit: str | None = None,
    theme: ThemeName = "light",
    window: Window | None = None,
    width: int = 1100,
    height: int = 440,
    log: bool = False,
    selected: str | None = None,
) -> go.Figure:
    """Return the figures of one unit (killed, attacks, USD …) over time, one point each, coloured by source.

    The line through a point spans the days that the figure counts, the upright bar goes from low to high; an arrow stands where
    the words set no limit ("more than"). ``unit`` None takes the one with most figures. ``customdata[0]`` is the event's id.
    """
    used = unit or _commonest(table)
    of_unit = table[table["unit"] == used] if used and len(table) else table.iloc[:0]
    counted = _counted(of_unit.head(MOST_FIGURES))
    look, (start, end) = theme_of(theme), chosen(counted.events, window)
    frame = framed(look, start, end, width=width, left=52 if width < 600 else 62)
    figure = _frame(frame, height, log=log)
    if not log and len(counted.events):
        top = float(np.nanmax(np.concatenate([counted.value, counted.high])))
        figure.update_yaxes(range=[-0.05 * top, 1.12 * top])
    named = _ranked(counted.source)
    for rank, source in enumerate(named):
        mine = np.array(
            [s == source or (rank == MOST_SOURCES - 1 and s not in named) for s in counted.source], dtype=bool
        )
        label = "other sources" if rank == MOST_SOURCES - 1 and len(set(counted.source)) > MOST_SOURCES else source
        color = OKABE_ITO[rank % len(OKABE_ITO)]
        for trace in _traces(counted, mine, label, color, SYMBOLS[rank % len(SYMBOLS)], frame, selected):
            figure.add_trace(trace)
    labels = [trace.name for trace in figure.data if trace.showlegend]
    place_legend(figure, labels, frame, counted=used)
    figure.layout.meta = figure.layout.meta | {
        "chart": "figures_chart", "theme": theme, "unit": used, "shown": len(counted.events), "undated": counted.events.undated,
        "caption": _caption(counted, used, len(of_unit)), "alternative": _alternative(counted, used),
    }  # fmt: skip
    return figure


def _commonest(table: pd.DataFrame) -> str:
    units = Counter(str(unit) for unit in table["unit"]) if "unit" in table else Counter()
    return min(units, key=lambda name: (-units[name], name)) if units else ""


def _counted(table: pd.DataFrame) -> Counted:
    events = drawn(table)
    values = [np.asarray(events.column(name, np.nan), dtype=np.float64) for name in ("value", "low", "high")]
    publishers, documents = events.column("publishers", ()), events.column("documents", ())
    source = tuple(", ".join(p) or ", ".join(d) or "not known" for p, d in zip(publishers, documents, strict=True))
    return Counted(events, values[0], values[1], values[2], source)


def _ranked(sources: Sequence[str]) -> list[str]:
    totals = Counter(sources)
    return sorted(totals, key=lambda name: (-totals[name], name))[:MOST_SOURCES]


def _frame(frame: Frame, height: int, *, log: bool) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        template=template(frame.theme), height=height, hovermode="closest", clickmode="event+select",
        dragmode=False if frame.narrow else "zoom", xaxis={**time_axis(frame), "showgrid": False},
        yaxis={"type": "log" if log else "linear", "rangemode": "tozero", "griddash": "dot", "tickformat": ",~r", "nticks": 7,
               "fixedrange": True},
        margin={"l": frame.left, "r": 18, "t": 40, "b": 46, "autoexpand": False},
    )  # fmt: skip
    return figure


def _traces(
    counted: Counted, mine: Any, source: str, color: str, symbol: str, frame: Frame, selected: str | None
) -> Iterator[Any]:
    events = counted.events.only(mine)
    if not len(events):
        return
    value, low, high = counted.value[mine], counted.low[mine], counted.high[mine]
    middle = (events.first + events.last + 1) / 2 * DAY
    rim = standing_out(color, frame.theme)
    name = safe(source, 40)
    # as a line of its own: Plotly draws no error bars along an axis of dates
    edges = zip(events.first.tolist(), events.last.tolist(), strict=True)
    yield go.Scatter(
        x=[edge for first, last in edges for edge in (first * DAY, (last + 1) * DAY, None)],
        y=[at for number in value.tolist() for at in (number, number, None)], mode="lines", legendgroup=name,
        showlegend=False, hoverinfo="skip", line={"color": fade(rim, 0.55), "width": 2.5},
    )  # fmt: skip
    yield go.Scatter(
        x=middle, y=value, mode="markers", name=name, legendgroup=name, showlegend=True, hoverinfo="text",
        marker={"size": 10, "symbol": symbol, "color": color, "line": {"color": rim, "width": 1}},
        error_y={"type": "data", "symmetric": False, "array": np.nan_to_num(np.maximum(high - value, 0)),
                 "arrayminus": np.nan_to_num(np.maximum(value - low, 0)), "color": rim, "thickness": 1.6, "width": 5},
        hovertext=_hovers(events, value, low, high, source), customdata=[[str(i)] for i in events.column("event_id")],
    )  # fmt: skip
    for no_limit, arrow, side in ((np.isnan(high), "↑", "top center"), (np.isnan(low), "↓", "bottom center")):
        if no_limit.any():
            yield go.Scatter(
                x=middle[no_limit], y=value[no_limit], mode="text", text=arrow, textposition=side, legendgroup=name,
                showlegend=False, hoverinfo="skip", textfont={"size": 17, "color": rim},
            )  # fmt: skip
    chosen_ones = np.array([str(i) == selected for i in events.column("event_id")], dtype=bool)
    if chosen_ones.any():
        yield go.Scatter(
            x=middle[chosen_ones], y=value[chosen_ones], mode="markers", showlegend=False, hoverinfo="skip",
            marker={"symbol": "circle-open", "size": 22, "color": frame.theme.ink, "line": {"width": 2.4}},
        )  # fmt: skip


def _hovers(events: Drawn, value: Any, low: Any, high: Any, source: str) -> list[str]:
    lines = []
    rows = zip(
        events.column("unit"), events.column("counts"), events.column("title"), dates_in_words(events), strict=True
    )
    for i, (unit, counts, title, when) in enumerate(rows):
        span = _span_words(value[i], low[i], high[i])
        whom = f" ({safe(counts, 24)})" if counts else ""
        head = f"<b>{span} {safe(unit, 24)}</b>{whom}"
        words = "<br>".join(safe(line) for line in wrapped(shorten(" ".join(str(title).split()), 60), 46, 2))
        lines.append(f"{head}<br>{words}<br>{safe(when)}<br>{safe(source, 40)}")
    return lines


def _span_words(value: float, low: float, high: float) -> str:
    if np.isnan(high) and not np.isnan(low):
        return f"at least {number(low)}" if low == value else f"{number(value)} or more"
    if np.isnan(low) and not np.isnan(high):
        return f"at most {number(high)}"
    if low != high and not np.isnan(low):
        return f"{number(low)}–{number(high)}"
    return number(value)


def _caption(counted: Counted, unit: str, all_of_unit: int) -> str:
    if not len(counted.events):
        return "No dated figure to draw."
    parts = [
        f"{count(len(counted.events), 'figure')} of {unit}; the line spans the days counted, the upright bar low to high"
    ]
    if np.isnan(counted.high).any() or np.isnan(counted.low).any():
        parts.append("an arrow where the words set no limit")
    if all_of_unit > MOST_FIGURES:
        parts.append(f"the first {MOST_FIGURES} of {number(all_of_unit)}")
    if counted.events.undated:
        parts.append(f"{count(counted.events.undated, 'undated figure')} not drawn")
    return "; ".join(parts) + "."


def _alternative(counted: Counted, unit: str) -> str:
    if not len(counted.events):
        return "Chart without any dated figure."
    top = int(np.nanargmax(counted.value))
    highest = f"The highest is {number(float(counted.value[top]))} ({counted.source[top]})."
    return f"{count(len(counted.events), 'figure')} of {unit} {dates_spanned(counted.events)} by source. {highest}"
