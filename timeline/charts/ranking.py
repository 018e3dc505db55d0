"""How many events there are of each type, actor, region, source, precision, claim status or confidence, a bar for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.alternative import listed
from timeline.charts.drawn import drawn
from timeline.charts.lanes import PLURALS, LaneBy, lanes_of
from timeline.charts.looks import Theme, ThemeName, look_of, mix, standing_out, template, theme_of, type_looks
from timeline.charts.words import count, number, safe, shorten, width_of
from timeline.interval import PRECISIONS

__all__ = ["Bars", "RankBy", "bars_of", "ranking"]

RankBy = Literal["actor", "region", "type", "source", "precision", "status", "confidence"]

ROW = 26
CONFIDENCE = ((0.9, "90 to 100"), (0.7, "70 to 89"), (0.5, "50 to 69"), (0.0, "below 50"))
"""Least confidence of each class, and what it is called."""
PRECISION_WORDS = {"range": "a span of days", "half": "half year", "vague": "vague words"}


@dataclass(frozen=True, slots=True)
class Bars:
    """What the bars stand for: the value that a filter understands (empty for the rest), the name and the number of each."""

    keys: list[str]
    labels: list[str]
    events: list[int]
    several: bool = False


def ranking(
    table: pd.DataFrame,
    *,
    by: RankBy = "type",
    most: int = 8,
    theme: ThemeName = "light",
    width: int = 540,
    keys: Sequence[str] | None = None,
    top: int | None = None,
) -> go.Figure:
    """Return a bar for each value with its number of dated events; precision and confidence in their own order.

    ``keys`` sets which values are drawn in which order and ``top`` the number at the right edge, so that two charts can be
    compared. ``customdata`` of a bar is the value that a filter understands, empty for the bars of the rest.
    """
    look, events = theme_of(theme), drawn(table)
    bars = bars_of(events, by, most)
    if keys is not None:
        bars = _only(bars, keys, by)
    figure = _frame(bars, look, width, top)
    if bars.keys:
        figure.add_trace(_trace(bars, by, look))
    figure.layout.meta = {
        "chart": "ranking", "theme": theme, "shown": len(events), "undated": events.undated, "by": by, "width": width,
        "caption": _caption(bars, by, len(events), events.undated),
        "alternative": f"Bars of events by {by}: {listed(list(zip(bars.labels, bars.events, strict=True)), 8)}."
        if bars.keys else "Bar chart without any dated event.",
    }  # fmt: skip
    return figure


def bars_of(events: Any, by: RankBy, most: int) -> Bars:
    """Return the bars of the dated events: a value, its name and its number each; what is beyond ``most`` shares one."""
    if by in get_args(LaneBy):
        sides = lanes_of(events, by, most=most)  # type: ignore[arg-type]
        several = len(sides.event) > len(events)
        return Bars([key or "" for key in sides.keys], list(sides.labels), list(sides.counts), several)
    if by == "confidence":
        shares = np.round(events.column("confidence", 0.0).astype(np.float64), 4)
        words = [words for _, words in CONFIDENCE]
        classes = np.searchsorted([-least for least, _ in CONFIDENCE], -shares, "left")
        times = np.bincount(classes, minlength=len(words)).tolist()
        return _ordered(dict(zip(words, times, strict=True)), words, {})
    codes, values = events.coded(by)
    times = np.bincount(codes + 1, minlength=len(values) + 1).tolist()
    found = {str(value): number for value, number in zip([None, *values], times, strict=True) if number}
    if by == "precision":
        return _ordered(found, PRECISIONS, PRECISION_WORDS)
    return _ordered(found, sorted(found, key=lambda value: (-found[value], value)), {})


def _ordered(found: Mapping[str, int], order: Sequence[str], words: Mapping[str, str]) -> Bars:
    keys = [key for key in order if found.get(key)]
    return Bars(keys, [words.get(key, key) for key in keys], [found[key] for key in keys])


def _only(bars: Bars, keys: Sequence[str], by: RankBy) -> Bars:
    labels, events = dict(zip(bars.keys, bars.labels, strict=True)), dict(zip(bars.keys, bars.events, strict=True))
    looks = type_looks()
    names = [labels.get(key) or (look_of(looks, key).label if by == "type" else key) for key in keys]
    return Bars(list(keys), names, [events.get(key, 0) for key in keys], bars.several)


def _frame(bars: Bars, theme: Theme, width: int, top: int | None) -> go.Figure:
    left = int(min(max((width_of(label, 12) for label in bars.labels), default=60) + 16, 0.5 * width))
    size = len(bars.keys)
    figure = go.Figure()
    figure.update_layout(
        template=template(theme), height=max(size, 2) * ROW + 12, bargap=0, clickmode="event+select", dragmode=False,
        margin={"l": left, "r": 12, "t": 4, "b": 8, "autoexpand": False}, showlegend=False,
        xaxis={"visible": False, "fixedrange": True, "range": [0, _reach(bars, width - left - 12, top)]},
        yaxis={"tickvals": list(range(size)), "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "",
               "ticktext": [safe(_fitting(label, left - 14)) for label in bars.labels],
               "ticklabelstandoff": 5, "range": [max(size, 2) - 0.5, -0.5], "tickfont": {"size": 12, "color": theme.ink}},
    )  # fmt: skip
    return figure


def _reach(bars: Bars, across: float, top: int | None) -> float:
    """Return the number at the right edge: beyond the longest bar there is room for its own number, on a narrower screen too."""
    most = max(top or max(bars.events, default=1), 1)
    beside = (width_of(number(most), 12) + 14) / max(0.8 * across, 60)
    return most / (1 - min(max(beside, 0.14), 0.5))


def _fitting(label: str, room: float) -> str:
    """Return the label, cut where it would take more pixels than there are."""
    size = len(label)
    while size > 4 and width_of(shorten(label, size), 12) > room:
        size -= 1
    return shorten(label, size)


def _trace(bars: Bars, by: RankBy, theme: Theme) -> go.Bar:
    looks, rest = type_looks(), mix(theme.quiet, theme.background, 0.6)
    own = {key: look_of(looks, key).color for key in bars.keys} if by == "type" else {}
    colors = [own.get(key, theme.ramp[3]) if key else rest for key in bars.keys]
    return go.Bar(
        orientation="h", x=bars.events, y=list(range(len(bars.keys))), width=0.66, hoverinfo="text",
        marker={"color": colors, "line": {"width": 0.8, "color": [standing_out(color, theme) for color in colors]}},
        text=[number(n) for n in bars.events], textposition="outside", cliponaxis=False, textangle=0, constraintext="none",
        outsidetextfont={"size": 12, "color": theme.ink},
        hovertext=[f"<b>{safe(label, 60)}</b>: {count(n, 'event')}" for label, n in zip(bars.labels, bars.events, strict=True)],
        customdata=[[key] for key in bars.keys], unselected={"marker": {"opacity": 0.6}},
    )  # fmt: skip


def _caption(bars: Bars, by: RankBy, events: int, undated: int) -> str:
    parts = [f"{count(events, 'event')} by {by}"]
    if bars.several:
        parts.append(f"an event with several {PLURALS.get(by, by)} counts for each")
    if undated:
        parts.append(f"{count(undated, 'undated event')} not counted")
    return "; ".join(parts) + "."
