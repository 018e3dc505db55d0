"""Events per day, week, month, quarter or year, stacked by type, actor or region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.alternative import dates_spanned, listed
from timeline.charts.drawn import DAY, Drawn, Window, as_date, chosen, drawn
from timeline.charts.frame import Frame, framed, place_legend, time_axis
from timeline.charts.lanes import LaneBy, Lanes, lanes_of, pack
from timeline.charts.likeness import hatches_for
from timeline.charts.looks import (
    OKABE_ITO,
    Theme,
    ThemeName,
    contrast,
    fade,
    look_of,
    mix,
    standing_out,
    template,
    theme_of,
    type_looks,
)
from timeline.charts.spread import Bins, Period, bins_of, spread, suitable, wider
from timeline.charts.words import count, date_words, number, safe
from timeline.rules import Rules

__all__ = ["Uncertain", "overview", "per_period"]

Uncertain = Literal["spread", "apart"]

MOST_PARTS = 8
MOST_BARS = 4500
FEW = 5
"""Up to so many events in a period, the axis says no parts of one."""
HOVERED = {"day": "%-d %B %Y", "week": "week of %-d %B %Y", "month": "%B %Y", "quarter": "Q%q %Y", "year": "%Y"}
PLURAL = {"day": "days", "week": "weeks", "month": "months", "quarter": "quarters", "year": "years"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the stacks: lanes with their colours and hatches, and the weights (lines) in each period (columns).

    ``days`` are the first and the last day of each period, in ISO form.
    """

    sides: Lanes
    colors: tuple[str, ...]
    hatches: tuple[str, ...]
    bins: Bins
    days: npt.NDArray[Any]
    weights: npt.NDArray[np.float64]


def per_period(
    table: pd.DataFrame,
    *,
    period: Period | None = "month",
    by: LaneBy = "type",
    uncertain: Uncertain = "spread",
    theme: ThemeName = "light",
    window: Window | None = None,
    width: int = 1100,
    height: int = 420,
    most_parts: int = MOST_PARTS,
    rules: Rules | None = None,
) -> go.Figure:
    """Return stacked bars of the number of events in each period.

    An event whose days do not fit into one period is spread evenly over them (``uncertain="spread"``) or drawn below the bars as
    what it is (``"apart"``), so that no spike stands on 1 January. Events with an open end cannot be counted in a period and
    are said in the caption. ``period`` None takes one that suits; one so fine that the chart would have more than 4,500 bars
    is made coarser, which the caption says. Every bar carries (part, first day, last day) as ``customdata``.
    """
    events = drawn(table)
    closed = events.only(~(events.open_start | events.open_end) | (events.first != events.last))
    look, (start, end) = theme_of(theme), chosen(closed, window)
    frame = framed(look, start, end, width=width, left=40 if width < 600 else 48)
    used = _readable(period or suitable(start, end), start, end, most_parts + 1)
    bins = bins_of(used, start, end)
    frame = framed(look, int(bins.starts[0]), bins.end - 1, width=width, left=frame.left)
    aside = wider(closed.first, closed.last, bins) if uncertain == "apart" else np.zeros(len(closed), dtype=bool)
    counted = closed.only(~aside)
    parts = _parts(counted, by, bins, look, most_parts, rules)
    figure = _frame(frame, height)
    figure.add_traces([_bars(parts, part, look) for part in range(len(parts.sides))])
    if 0.5 < parts.weights.sum(axis=0).max(initial=0.0) <= FEW:
        figure.update_yaxes(dtick=1)  # events are whole
    if aside.any():
        _draw_apart(figure, closed.only(aside), frame)
    place_legend(figure, [safe(label) for label in parts.sides.labels], frame, counted="events")
    figure.layout.meta = figure.layout.meta | _meta(events, closed, counted, parts, period, used, uncertain, theme)
    return figure


def overview(
    table: pd.DataFrame | Drawn,
    *,
    window: Window | None = None,
    theme: ThemeName = "light",
    width: int = 1100,
    height: int = 84,
    rules: Rules | None = None,
) -> go.Figure:
    """Return a low strip of events per period over the whole time, with the days of ``window`` lit; for above a timeline.

    A few events ages away do not squeeze the others together: they stand beyond its edges, and ``meta["beyond"]`` counts them.
    """
    events = drawn(table)
    closed = events.only(~(events.open_start | events.open_end) | (events.first != events.last))
    look = theme_of(theme)
    start, end = chosen(closed, None)
    if window is not None:
        lit = chosen(events, window)
        start, end = min(start, lit[0]), max(end, lit[1])
    bins = bins_of(suitable(start, end, most=140), start, end)
    frame = framed(look, int(bins.starts[0]), bins.end - 1, width=width, left=12)
    parts = _parts(closed, "type", bins, look, MOST_PARTS, rules)
    figure = _frame(frame, height)
    figure.add_traces([{**_bars(parts, part, look), "showlegend": False} for part in range(len(parts.sides))])
    margin = {"t": 4, "b": 22, "l": 12, "r": 18}
    figure.update_layout(margin=margin, dragmode="select", selectdirection="h", yaxis_visible=False)
    if window is not None:
        _veil(figure, frame.low, lit[0], look)
        _veil(figure, lit[1] + 1, frame.high, look)
    figure.layout.meta = {
        "chart": "overview", "theme": theme, "caption": "", "alternative": f"Strip of events per {bins.period}.",
        "shown": len(closed), "undated": events.undated, "period": bins.period,
        "beyond": int(((closed.last < frame.start) | (closed.first > frame.end)).sum()),
    }  # fmt: skip
    return figure


def _veil(figure: go.Figure, start: float, end: float, theme: Theme) -> None:
    if end > start:
        figure.add_shape(
            type="rect", xref="x", yref="paper", x0=start * DAY, x1=end * DAY, y0=0, y1=1, layer="above",
            fillcolor=fade(theme.background, 0.72), line={"width": 0},
        )  # fmt: skip


def _readable(period: Period, start: int, end: int, parts: int) -> Period:
    """Return the period, or a coarser one if there would be more bars than can be sent and seen."""
    order: tuple[Period, ...] = ("day", "week", "month", "quarter", "year")
    for coarser in order[order.index(period) :]:
        if len(bins_of(coarser, start, end)) * parts <= MOST_BARS:
            return coarser
    return "year"


def _parts(events: Drawn, by: LaneBy, bins: Bins, theme: Theme, most: int, rules: Rules | None) -> Parts:
    sides = lanes_of(events, by, most=most, rules=rules)
    weights = spread(events.first[sides.event], events.last[sides.event], sides.lane, max(len(sides), 1), bins)
    looks = type_looks(rules)
    named = [key for key in sides.keys if key]
    colors = [look_of(looks, key).color if by == "type" else OKABE_ITO[rank % 7] for rank, key in enumerate(named)]
    hatches = hatches_for(colors)
    for rank in range(len(sides) - len(named)):
        colors.append(mix(theme.quiet, theme.background, (0.6, 0.8)[rank]))
        hatches.append(("\\", "-")[rank])
    days = np.array([bins.days(number) for number in range(len(bins))], dtype=object)
    return Parts(sides, tuple(colors), tuple(hatches), bins, days, weights)


def _frame(frame: Frame, height: int) -> go.Figure:
    axis = time_axis(frame)
    return go.Figure(layout=go.Layout(
        template=template(frame.theme), height=height, barmode="stack", bargap=0, hovermode="closest", clickmode="event+select",
        dragmode=False if frame.narrow else "zoom", xaxis={**axis, "showgrid": False, "anchor": "y"},
        yaxis={"rangemode": "tozero", "fixedrange": True, "griddash": "dot", "tickformat": ",~r", "nticks": 6, "zeroline": True,
               "minallowed": 0},
        margin={"l": frame.left, "r": 18, "t": 40, "b": 46, "autoexpand": False},
    ))  # fmt: skip


def _bars(parts: Parts, part: int, theme: Theme) -> dict[str, Any]:
    # not yet a Plotly object: a figure checks what is added to it anyhow
    bins, sides = parts.bins, parts.sides
    column = np.flatnonzero(parts.weights[part] > 0.0005)
    value = parts.weights[part][column]
    label = safe(sides.labels[part], 48)
    gap = 0.06 if len(bins) < 400 else 0.0
    long = bins.lengths[column] * float(DAY)
    color = parts.colors[part]
    return {
        "type": "bar",
        "x": bins.starts[column] * float(DAY) + long * gap / 2,
        "y": np.round(value, 3).astype(np.float32),
        "width": long * (1 - gap),
        "offset": 0,
        "name": label,
        "marker": {
            "color": color,
            "line": {"width": 0 if len(bins) > 150 else 0.6, "color": standing_out(color, theme)},
            "pattern": {
                "shape": parts.hatches[part],
                "size": 5,
                "solidity": 0.25,
                "fillmode": "overlay",
                "fgcolor": fade(max((theme.background, theme.ink), key=lambda over: contrast(over, color)), 0.6),
            },
        },
        "hovertemplate": _hover(label, bins.period),
        "customdata": _carried(sides.keys[part] or "", parts.days[column]),
        "unselected": {"marker": {"opacity": 0.5}},
    }


def _carried(key: str, days: npt.NDArray[Any]) -> npt.NDArray[Any]:
    carried = np.empty((len(days), 3), dtype=object)
    carried[:, 0], carried[:, 1:] = key, days
    return carried


def _hover(label: str, period: Period) -> str:
    """Return what a bar says; Plotly puts period and number in, and reads a per cent sign as the start of a variable."""
    return f"<b>{label.replace('%', '&#37;')}</b><br>%{{x|{HOVERED[period]}}}: %{{y:,.1~f}} events<extra></extra>"


def _draw_apart(figure: go.Figure, wide: Drawn, frame: Frame) -> None:
    """Draw what is wider than a period in a strip of its own: one hatched bar for each span of days, with its count."""
    spans, times = np.unique(np.stack([wide.first, wide.last]), axis=1, return_counts=True)
    if len(times) > 120:
        keep = np.sort(np.argsort(-times)[:120])
        spans, times = spans[:, keep], times[keep]
    left = [max(frame.x(first), 0) for first in spans[0]]
    right = [max(frame.x(last + 1), frame.x(first) + 26) for first, last in spans.T]
    rows = pack(left, right, gap=2, rows=7)
    deep = (max(rows) + 1) * 17 + 8
    extra = deep + 34
    tall = figure.layout.height + extra
    inner = tall - figure.layout.margin.t - figure.layout.margin.b
    _split_axes(figure, deep / inner, (deep + 30) / inner, max(rows) + 1, tall)
    words = [date_words(_date(first), _date(last), "vague") for first, last in spans.T]
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=spans[0] * float(DAY),
            x=(spans[1] - spans[0] + 1) * float(DAY),
            y=rows,
            width=0.8,
            yaxis="y2",
            text=[number(n) for n in times],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={"size": 11, "color": frame.theme.ink},
            hoverinfo="text",
            showlegend=False,
            hovertext=[f"{w}<br>{count(int(n), 'event')}" for w, n in zip(words, times, strict=True)],
            customdata=[["", _date(a).isoformat(), _date(b).isoformat()] for a, b in spans.T],
            marker={
                "color": fade(frame.theme.quiet, 0.18),
                "line": {"color": frame.theme.quiet, "width": 1},
                "pattern": {
                    "shape": "/",
                    "size": 6,
                    "solidity": 0.12,
                    "fillmode": "overlay",
                    "fgcolor": fade(frame.theme.quiet, 0.5),
                },
            },
        )
    )
    figure.add_annotation(
        xref="paper", x=0, xanchor="left", yref="paper", y=deep / inner, yanchor="bottom", yshift=3, showarrow=False,
        text="wider than one bar: some day within", font={"size": 11, "color": frame.theme.quiet},
    )  # fmt: skip


def _split_axes(figure: go.Figure, low: float, high: float, rows: int, height: float) -> None:
    figure.update_layout(
        height=height, yaxis_domain=[high, 1], xaxis_anchor="y2",
        yaxis2={"domain": [0, low], "range": [rows - 0.5, -0.5], "visible": False, "fixedrange": True, "anchor": "x"},
    )  # fmt: skip


def _date(day: int) -> date:
    return as_date(int(day))


def _meta(
    events: Drawn,
    closed: Drawn,
    counted: Drawn,
    parts: Parts,
    asked: Period | None,
    used: Period,
    uncertain: str,
    theme: ThemeName,
) -> dict[str, Any]:
    return {
        "chart": "per_period", "theme": theme, "shown": len(closed), "undated": events.undated, "period": used,
        "caption": _caption(events, closed, counted, parts, asked, used), "alternative": _alternative(closed, parts, used),
    }  # fmt: skip


def _caption(events: Drawn, closed: Drawn, counted: Drawn, parts: Parts, asked: Period | None, used: Period) -> str:
    said = [f"{count(len(closed), 'event')} per {used}"]
    if asked is not None and asked != used:
        said.append(f"too many {PLURAL[asked]} to be shown, so counted by {used}")
    across = int(wider(counted.first, counted.last, parts.bins).sum()) if len(counted) else 0
    if across:
        said.append(f"{number(across)} with a date wider than one {used} spread evenly over it")
    if len(closed) - len(counted):
        said.append(f"{number(len(closed) - len(counted))} with a date wider than one {used} shown apart")
    if len(parts.sides.event) > len(counted):
        said.append(f"an event with several {PLURALS[parts.sides.by]} counts for each")
    beyond = (counted.last < int(parts.bins.starts[0])) | (counted.first >= parts.bins.end)
    if beyond.any():
        said.append(f"{number(int(beyond.sum()))} beyond the days shown")
    if len(events) - len(closed):
        said.append(f"{count(len(events) - len(closed), 'event')} with an open end not counted")
    if events.undated:
        said.append(f"{count(events.undated, 'undated event')} not counted")
    return "; ".join(said) + "."


PLURALS = {"actor": "actors", "region": "regions", "type": "types", "source": "sources"}


def _alternative(closed: Drawn, parts: Parts, used: Period) -> str:
    if not len(closed):
        return "Bar chart without any dated event."
    totals = parts.weights.sum(axis=0)
    peak = int(totals.argmax())
    most = f"Most in {parts.bins.label(peak)} ({number(float(totals[peak]))})."
    shares = listed([(label, float(n)) for label, n in zip(parts.sides.labels, parts.sides.counts, strict=True)], 5)
    return f"Bar chart of events per {used} {dates_spanned(closed)}, by {parts.sides.by}: {shares}. {most}"
