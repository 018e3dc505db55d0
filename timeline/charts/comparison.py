"""Two tables of events beside each other: the same length of time, the same period, the same scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.drawn import Drawn, as_date, as_day, chosen, drawn
from timeline.charts.likeness import hatches_for
from timeline.charts.looks import ThemeName
from timeline.charts.periods import per_period
from timeline.charts.ranking import ranking
from timeline.charts.spread import Period, suitable
from timeline.charts.words import safe

__all__ = ["compared", "compared_periods", "compared_types", "shared_window"]

Days = tuple[date, date]

MOST_TYPES = 30
"""All of them: what one chart names must not be among the others in the next."""


def shared_window(tables: Sequence[pd.DataFrame]) -> Days | None:
    """Return the first and last day worth showing of all the tables together; None without any dated event."""
    spans = [chosen(events, None) for events in map(_closed, tables) if len(events)]
    if not spans:
        return None
    return as_date(min(start for start, _ in spans)), as_date(max(end for _, end in spans))


def compared_periods(
    tables: Sequence[pd.DataFrame],
    windows: Sequence[Days | None],
    *,
    period: Period | None = None,
    theme: ThemeName = "light",
    width: int = 540,
    height: int = 300,
) -> list[go.Figure]:
    """Return events per period of each table, drawn so that the bars of one can be held against those of the other.

    ``windows`` are the first and last day of each chart; shorter ones are made as long as the longest. Period, scale and
    height are the same in all.
    """
    spans = _equally_long([window or (date(2024, 1, 1), date(2024, 12, 31)) for window in windows])
    used = period or suitable(*map(as_day, spans[0]))
    figures = [
        per_period(table, period=used, theme=theme, window=window, width=width, height=height, most_parts=MOST_TYPES)
        for table, window in zip(tables, spans, strict=True)
    ]
    _same_scale(figures)
    _same_order(figures)
    _same_hatches(figures)
    return figures


def compared_types(
    tables: Sequence[pd.DataFrame], *, theme: ThemeName = "light", width: int = 540, most: int = MOST_TYPES
) -> list[go.Figure]:
    """Return events by type of each table: the same types in the same order, the same scale."""
    totals: dict[str, int] = defaultdict(int)
    dated = [drawn(table) for table in tables]
    for events in dated:
        for name, times in _types(events).items():
            totals[name] += times
    keys = sorted(totals, key=lambda name: (-totals[name], name))[:most]
    top = max((_types(events).get(key, 0) for events in dated for key in keys), default=1)
    return [ranking(table, by="type", most=99, keys=keys, top=top, theme=theme, width=width) for table in tables]


def compared(figures: Sequence[go.Figure], names: Sequence[str]) -> go.Figure:
    """Return two charts of ``compared_periods`` as one, the first above the second, each under its name; for a file."""
    upper, lower = figures
    head, gap = 30, 64
    plot = upper.layout.height - upper.layout.margin.t - upper.layout.margin.b
    inner = 2 * plot + gap + head
    whole = go.Figure(upper)
    whole.update_layout(height=upper.layout.height + plot + gap + head)
    low, high = plot / inner, (plot + gap + head) / inner
    whole.update_layout(
        yaxis_domain=[high, 1],
        xaxis2={**lower.layout.xaxis.to_plotly_json(), "anchor": "y2", "domain": [0, 1]},
        yaxis2={**lower.layout.yaxis.to_plotly_json(), "anchor": "x2", "domain": [0, low]},
    )
    shown = {trace.name for trace in upper.data}
    for trace in lower.data:
        whole.add_trace(
            go.Bar(trace).update(xaxis="x2", yaxis="y2", showlegend=trace.name not in shown, legendgroup=trace.name)
        )
    for trace in whole.data[: len(upper.data)]:
        trace.legendgroup = trace.name
    if whole.layout.legend.y is not None:  # counted from the edge of what the plot was before
        whole.layout.legend.y = 1 + (whole.layout.legend.y - 1) * plot / inner
    for name, at in zip(names, (1.0, low), strict=True):
        whole.add_annotation(
            text=f"<b>{safe(name, 80)}</b>", xref="paper", x=1, xanchor="right", yref="paper", y=at, yanchor="bottom",
            yshift=4, showarrow=False, font={"size": 13},
        )  # fmt: skip
    whole.layout.meta = {
        **upper.layout.meta, "chart": "compared",
        "caption": " ".join(f"{name}: {one.layout.meta['caption']}" for name, one in zip(names, figures, strict=True)),
        "alternative": " ".join(f"{n}: {one.layout.meta['alternative']}" for n, one in zip(names, figures, strict=True)),
        "shown": sum(one.layout.meta["shown"] for one in figures),
    }  # fmt: skip
    return whole


def _types(events: Drawn) -> dict[str, int]:
    codes, values = events.coded("type")
    times = np.bincount(codes + 1, minlength=len(values) + 1).tolist()
    return {str(value): number for value, number in zip([None, *values], times, strict=True) if number}


def _closed(table: pd.DataFrame) -> Drawn:
    events = drawn(table)
    return events.only(~(events.open_start | events.open_end) | (events.first != events.last))


def _equally_long(windows: Sequence[Days]) -> list[Days]:
    longest = max((last - first).days for first, last in windows)
    return [(first, min(first, date.max - timedelta(days=longest)) + timedelta(days=longest)) for first, _ in windows]


def _same_scale(figures: Sequence[go.Figure]) -> None:
    """Give all the same upper end and, whatever rows their legends take, the same place and size of the plot."""
    top = max((_highest(figure) for figure in figures), default=0.0) or 1.0
    above = max(figure.layout.margin.t for figure in figures)
    busier = max(figures, key=_highest)  # its ticks suit both
    for figure in figures:
        figure.update_yaxes(range=[0, 1.08 * top], dtick=busier.layout.yaxis.dtick)
        figure.update_layout(height=figure.layout.height - figure.layout.margin.t + above, margin_t=above)


def _same_order(figures: Sequence[go.Figure]) -> None:
    """Stack the types in the same order in all, the most frequent of all together first."""
    totals: dict[str, float] = defaultdict(float)
    for figure in figures:
        for trace in figure.data:
            totals[trace.name] += float(sum(trace.y))
    for figure in figures:
        figure.data = tuple(sorted(figure.data, key=lambda trace: (-totals[trace.name], trace.name)))


def _same_hatches(figures: Sequence[go.Figure]) -> None:
    """Give a type the same hatch in all, and none the hatch of another that looks like it."""
    colors = {trace.name: trace.marker.color for figure in figures for trace in figure.data}
    hatches = dict(zip(colors, hatches_for(list(colors.values())), strict=True))
    for figure in figures:
        for trace in figure.data:
            trace.marker.pattern.shape = hatches[trace.name]


def _highest(figure: go.Figure) -> float:
    stacks: dict[Any, float] = defaultdict(float)
    for trace in figure.data:
        for carried, value in zip(trace.customdata, trace.y, strict=True):
            stacks[carried[1]] += float(value)
    return max(stacks.values(), default=0.0)
