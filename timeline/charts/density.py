"""Many events: counts by lane and period instead of single marks. A click on a cell says which lane and which days."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from timeline.charts.drawn import DAY, Drawn
from timeline.charts.frame import Frame, lane_frame
from timeline.charts.lanes import Lanes
from timeline.charts.spread import Bins, bins_of, spread, suitable
from timeline.charts.words import count, number, safe

__all__ = ["density"]

ROW = 34.0


def density(events: Drawn, sides: Lanes, frame: Frame) -> go.Figure:
    """Return the counts of events by lane and period as shaded cells; ``customdata`` is (lane, first day, last day).

    The lane is the value that a filter understands, empty for the lanes of the rest.
    """
    tops = [lane * ROW for lane in range(len(sides))]
    figure = lane_frame(frame, sides, tops, [top + ROW for top in tops], rows=ROW)
    bins = bins_of(suitable(frame.start, frame.end, most=max(int(frame.across / 11), 12)), frame.start, frame.end)
    weights = spread(events.first[sides.event], events.last[sides.event], sides.lane, len(sides), bins)
    figure.add_trace(_cells(weights, sides, bins, frame))
    figure.layout.meta = {
        "chart": "density", "theme": frame.theme.name, "shown": len(events), "undated": events.undated, "period": bins.period,
        "caption": _caption(events, sides, bins.period, frame), "alternative": _alternative(events, sides),
    }  # fmt: skip
    return figure


def _cells(weights: npt.NDArray[np.float64], sides: Lanes, bins: Bins, frame: Frame) -> go.Bar:
    lane, column = np.nonzero(weights > 0.004)
    value = weights[lane, column]
    shade = np.log10(np.maximum(value, 0.5))
    lengths = bins.lengths[column]
    return go.Bar(
        orientation="h", base=bins.starts[column] * float(DAY), x=lengths * float(DAY),
        y=(lane + 0.5) * ROW, width=ROW - 6, showlegend=False, hoverinfo="text",
        marker={
            "color": shade, "colorscale": [[i / 5, color] for i, color in enumerate(frame.theme.ramp)],
            "line": {"color": frame.theme.background, "width": 1}, "showscale": False,
        },
        hovertext=[f"<b>{safe(sides.labels[a], 60)}</b><br>{bins.label(b)}: {count(v, 'event')}<br>click to see them"
                   for a, b, v in zip(lane.tolist(), column.tolist(), value.tolist(), strict=True)],
        customdata=[[sides.keys[a] or "", *bins.days(b)] for a, b in zip(lane.tolist(), column.tolist(), strict=True)],
    )  # fmt: skip


def _caption(events: Drawn, sides: Lanes, period: str, frame: Frame) -> str:
    parts = [
        f"{count(len(events), 'event')} counted by {period}, too many to be drawn one by one (click on a cell to see its events)"
    ]
    parts.append("an event dated to more than one period is spread over its days")
    several = int((np.bincount(sides.event, minlength=len(events)) > 1).sum())
    if several:
        parts.append(f"{several:,} events count in several lanes")
    outside = int(((events.last < frame.start) | (events.first > frame.end)).sum())
    if outside:
        parts.append(f"{outside:,} lie outside the period shown")
    if events.undated:
        parts.append(f"{count(events.undated, 'undated event')} not drawn")
    return "; ".join(parts) + "."


def _alternative(events: Drawn, sides: Lanes) -> str:
    from timeline.charts.alternative import dates_spanned, listed

    lanes = listed([(label, n) for label, n in zip(sides.labels, sides.counts, strict=True)], 5)
    return f"Density of {number(len(events))} dated events {dates_spanned(events)}, by {sides.by}: {lanes}."
