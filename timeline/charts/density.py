"""Many events: counts by lane and period instead of single marks. A click on a cell says which lane and which days."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from timeline.charts.drawn import DAY, Drawn
from timeline.charts.frame import Frame, lane_frame, scale_steps
from timeline.charts.lanes import Lanes
from timeline.charts.looks import Theme, contrast, mix
from timeline.charts.spread import Bins, bins_of, spread, suitable
from timeline.charts.words import count, number, safe

__all__ = ["density", "ramp_color", "text_on"]

ROW = 34.0
TOP = 66
HEAD = 18.0
"""Pixels of a lane's name that stands above its cells, on a narrow screen."""


def density(events: Drawn, sides: Lanes, frame: Frame) -> go.Figure:
    """Return the counts of events by lane and period as shaded cells; ``customdata`` is (lane, first day, last day).

    The lane is the value that a filter understands, empty for the lanes of the rest.
    """
    deep = _deep(frame)
    tops = [lane * deep for lane in range(len(sides))]
    figure = lane_frame(frame, sides, tops, [top + deep for top in tops], rows=deep)
    bins = bins_of(suitable(frame.start, frame.end, most=max(int(frame.across / 11), 12)), frame.start, frame.end)
    weights = spread(events.first[sides.event], events.last[sides.event], sides.lane, len(sides), bins)
    figure.update_layout(margin_t=TOP, height=figure.layout.height - figure.layout.margin.t + TOP)
    top = max(float(np.log10(max(weights.max(initial=0.0), 1.0))), 0.5)
    figure.add_traces([_cells(weights, sides, bins, frame, top), _key(top, bins, frame)])
    figure.layout.meta = {
        "chart": "density", "theme": frame.theme.name, "shown": len(events), "undated": events.undated, "period": bins.period,
        "caption": _caption(events, sides, bins.period, frame), "alternative": _alternative(events, sides),
    }  # fmt: skip
    return figure


def _deep(frame: Frame) -> float:
    return ROW + HEAD if frame.narrow else ROW


def _cells(weights: npt.NDArray[np.float64], sides: Lanes, bins: Bins, frame: Frame, top: float) -> go.Bar:
    lane, column = np.nonzero(weights > 0.004)
    value = weights[lane, column]
    lengths = bins.lengths[column]
    shade = np.log10(np.maximum(value, 1.0))
    fits = ((lengths * frame.per_day >= 26) & (bins.starts[column] >= frame.low)).tolist()
    names = [safe(label, 60) for label in sides.labels]
    periods, days = zip(*((bins.label(number), bins.days(number)) for number in range(len(bins))), strict=True)
    cells = list(zip(lane.tolist(), column.tolist(), value.tolist(), strict=True))
    return go.Bar(
        orientation="h", base=bins.starts[column] * float(DAY), x=lengths * float(DAY),
        y=(lane + 1) * _deep(frame) - ROW / 2, width=ROW - 6, showlegend=False, hoverinfo="text",
        marker={
            "color": [ramp_color(s / top, frame.theme) for s in shade.tolist()],
            "line": {"color": frame.theme.background, "width": 1},
        },
        text=[number(v) if room and v >= 0.95 else "" for (_, _, v), room in zip(cells, fits, strict=True)],
        textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
        insidetextfont={"size": 10.5, "color": [text_on(s / top, frame.theme) for s in shade.tolist()]} if any(fits) else None,
        hovertext=np.array(
            [f"<b>{names[a]}</b><br>{periods[b]}: {count(v, 'event')}" for a, b, v in cells], dtype=object
        ),
        customdata=np.array([(sides.keys[a] or "", *days[b]) for a, b, _ in cells], dtype=object).reshape(-1, 3),
        unselected={"marker": {"opacity": 0.55}},
    )  # fmt: skip


def _key(top: float, bins: Bins, frame: Frame) -> go.Scatter:
    """Return the colour scale as an empty trace: Plotly complains about cells that are numbers instead of colours."""
    return go.Scatter(
        x=[None], y=[None], mode="markers", showlegend=False, hoverinfo="skip",
        marker={"color": [0], "cmin": 0, "cmax": top, "colorscale": colorscale(frame.theme), "showscale": True,
                "colorbar": _scale(top, bins, frame)},
    )  # fmt: skip


def ramp_color(share: float, theme: Theme) -> str:
    """Return the colour at a share (0 to 1) of the ramp from few to many."""
    place = min(max(share, 0.0), 1.0) * (len(theme.ramp) - 1)
    below = min(int(place), len(theme.ramp) - 2)
    return mix(theme.ramp[below], theme.ramp[below + 1], place - below)


def colorscale(theme: Theme) -> list[list[Any]]:
    """Return the ramp from few to many as Plotly takes it."""
    return [[step / (len(theme.ramp) - 1), color] for step, color in enumerate(theme.ramp)]


def text_on(share: float, theme: Theme) -> str:
    """Return the text colour that reads best on the ramp at a share of its length."""
    behind = ramp_color(share, theme)
    return max(("#ffffff", "#000000"), key=lambda color: contrast(color, behind))


def _scale(top: float, bins: Bins, frame: Frame) -> dict[str, Any]:
    long = min(260, frame.width - 40)
    steps = scale_steps(10**top, long, lambda n: float(np.log10(n)) / top)
    return {
        "orientation": "h", "x": -frame.left / frame.across,
        "xanchor": "left", "xpad": 12, "y": 1, "yanchor": "bottom", "ypad": 8,
        "thickness": 9, "len": long, "lenmode": "pixels", "outlinewidth": 0, "ticks": "",
        "tickvals": [float(np.log10(n)) for n in steps], "ticktext": [number(n) for n in steps],
        "tickfont": {"size": 11, "color": frame.theme.ink},
        "title": {"text": f"events per {bins.period}", "side": "top", "font": {"size": 12, "color": frame.theme.ink}},
    }  # fmt: skip


def _caption(events: Drawn, sides: Lanes, period: str, frame: Frame) -> str:
    parts = [f"{count(len(events), 'event')} counted by {period}, too many to be drawn one by one"]
    parts.append("an event dated to more than one period is spread over its days")
    several = int((np.bincount(sides.event, minlength=len(events)) > 1).sum())
    if several:
        parts.append(f"{number(several)} events count in several lanes")
    outside = int(((events.last < frame.start) | (events.first > frame.end)).sum())
    if outside:
        parts.append(f"{number(outside)} lie outside the period shown")
    if events.undated:
        parts.append(f"{count(events.undated, 'undated event')} not drawn")
    return "; ".join(parts) + "."


def _alternative(events: Drawn, sides: Lanes) -> str:
    from timeline.charts.alternative import dates_spanned, listed

    lanes = listed([(label, n) for label, n in zip(sides.labels, sides.counts, strict=True)], 5)
    return f"Density of {number(len(events))} dated events {dates_spanned(events)}, by {sides.by}: {lanes}."
