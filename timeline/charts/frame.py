"""The frame that charts over time share: margins in pixels, the time axis, lane names and shading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from timeline.charts.drawn import DAY
from timeline.charts.lanes import Lanes
from timeline.charts.looks import Theme, template
from timeline.charts.words import number, safe, shorten, width_of, wrapped

__all__ = ["Frame", "framed", "lane_frame", "place_legend", "scale_steps", "time_axis", "without_legend"]

TOP, BOTTOM, RIGHT = 44, 46, 18
DATES_ABOVE = 36
"""Height of the dates above the lanes, in two lines."""

MODEBAR = 20
"""Height of the buttons that Plotly shows at the top right; a published chart has none."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A time axis from day ``start`` to day ``end`` across ``width`` pixels with ``left`` of them for names."""

    theme: Theme
    start: int
    end: int
    width: int
    left: int

    @property
    def narrow(self) -> bool:
        """Whether it is for a phone: names inside the lanes, fewer ticks."""
        return self.width < 600

    @property
    def across(self) -> float:
        """Pixels from the left to the right edge of the plot."""
        return float(max(self.width - self.left - RIGHT, 120))

    @property
    def low(self) -> float:
        """Left edge as a day with fractions: a little before the first day."""
        return self.start - self._margin

    @property
    def high(self) -> float:
        """Right edge as a day with fractions."""
        return self.end + 1 + self._margin

    @property
    def _margin(self) -> float:
        return max((self.end + 1 - self.start) * 0.02, 0.6)

    @property
    def per_day(self) -> float:
        """Pixels that a day takes."""
        return self.across / (self.high - self.low)

    def x(self, day: float) -> float:
        """Return where a day begins, in pixels from the left edge of the plot."""
        return (day - self.low) * self.per_day


def framed(theme: Theme, start: int, end: int, *, width: int, left: int) -> Frame:
    """Return the frame of a chart that opens on the days from ``start`` to ``end``, or on a month around them if that is more."""
    more = max(30 - (end - start), 0)
    return Frame(theme, start - more // 2, end + more - more // 2, width, left)


def scale_steps(top: float, pixels: float, place: Callable[[float], float]) -> list[int]:
    """Return the round counts from 1 to ``top`` to write along a colour scale, with room between them.

    ``place`` says how far along the scale, from 0 to 1, a count stands.
    """
    round_ones = [n * 10**power for power in range(7) for n in (1, 2, 5)]
    steps: list[int] = []
    for step in (1, *sorted((n for n in round_ones if 1 < n <= top), reverse=True)):
        room = width_of(f"{number(step)}", 11) + 10
        if all(abs(place(step) - place(other)) * pixels >= room for other in steps):
            steps.append(step)
    return sorted(steps)


def time_axis(frame: Frame) -> dict[str, Any]:
    """Return the Plotly axis of the time: numbered in milliseconds, ticks in words that fit the zoom."""
    return {
        "type": "date",
        "range": [frame.low * DAY, frame.high * DAY],
        "tickformatstops": [
            {"dtickrange": [None, DAY * 27], "value": "%-d %b\n%Y"},
            {"dtickrange": [DAY * 27, "M11"], "value": "%b\n%Y"},
            {"dtickrange": ["M11", None], "value": "%Y"},
        ],
        "nticks": max(int(frame.across / 90), 3),
        "showgrid": True,
        "griddash": "dot",
        "ticks": "outside",
        "ticklen": 5,
        "hoverformat": "%-d %B %Y",
    }


def lane_frame(
    frame: Frame,
    sides: Lanes,
    tops: Sequence[float],
    bottoms: Sequence[float],
    *,
    rows: float,
    dates_above: bool = False,
) -> go.Figure:
    """Return an empty figure with named, alternately shaded lanes; y counts pixels downwards; `dates_above` as well as below."""
    deep = bottoms[-1] if bottoms else 3 * rows
    figure = go.Figure(layout=go.Layout(
        template=template(frame.theme), height=int(deep) + TOP + BOTTOM, barmode="overlay", bargap=0, hovermode="closest",
        clickmode="event+select", dragmode=False if frame.narrow else "zoom",
        margin={"l": frame.left, "r": RIGHT, "t": TOP, "b": BOTTOM, "autoexpand": False},
        xaxis=time_axis(frame), shapes=_shading(frame, tops, bottoms),
        yaxis={
            "range": [deep, 0], "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "",
            "tickvals": [(top + bottom) / 2 for top, bottom in zip(tops, bottoms, strict=True)],
            "ticktext": ["" if frame.narrow else _lane_name(sides, lane, frame) for lane in range(len(sides))],
            "tickfont": {"color": frame.theme.ink, "size": 12}, "ticklabelstandoff": 8,
        },
    ))  # fmt: skip
    if dates_above:
        _add_dates_above(figure, frame)
    if frame.narrow:
        figure.update_layout(annotations=[_inner_name(sides, lane, top, frame) for lane, top in enumerate(tops)])
    return figure


def _add_dates_above(figure: go.Figure, frame: Frame) -> None:
    """Add a second time axis above the lanes that moves with the one below; to be drawn it needs a trace."""
    # "auto": else Plotly puts the ticks of an axis over another where the other's are, off by a rounding, and names wrong months
    axis = time_axis(frame) | {
        "overlaying": "x", "matches": "x", "side": "top", "anchor": "y", "showgrid": False, "tickmode": "auto",
    }  # fmt: skip
    figure.update_layout(xaxis2=axis, margin_t=TOP + DATES_ABOVE - 20, height=figure.layout.height + DATES_ABOVE - 20)
    figure.add_trace(
        {"type": "scatter", "x": [None], "y": [None], "xaxis": "x2", "showlegend": False, "hoverinfo": "skip"}
    )


def without_legend(figure: go.Figure) -> None:
    """Take away the room above the lanes that only a legend would need."""
    top = DATES_ABOVE + 6 if "xaxis2" in figure.layout else MODEBAR
    figure.update_layout(height=figure.layout.height - figure.layout.margin.t + top, margin_t=top)


def _shading(frame: Frame, tops: Sequence[float], bottoms: Sequence[float]) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": top, "y1": bottom, "layer": "below",
            "line": {"width": 0}, "fillcolor": frame.theme.shade,
        }
        for top, bottom in list(zip(tops, bottoms, strict=True))[::2]
    ]  # fmt: skip


def _lane_name(sides: Lanes, lane: int, frame: Frame) -> str:
    """Return the lane's name in one or two lines that fit the gutter, and its number of events."""
    counted = f" <span style='color:{frame.theme.quiet}'>{number(sides.counts[lane])}</span>"
    label, room = sides.labels[lane], frame.left - 20
    if width_of(f"{label} {number(sides.counts[lane])}", 12) <= room:
        return safe(label) + counted
    lines = wrapped(label, max(int(room / 7.4), 8), 2)
    return "<br>".join(safe(line) for line in lines) + counted


def _inner_name(sides: Lanes, lane: int, top: float, frame: Frame) -> dict[str, Any]:
    label = safe(shorten(sides.labels[lane], int(frame.across / 8)))
    return {
        "xref": "paper", "x": 0, "xanchor": "left", "xshift": 4, "yref": "y", "y": top, "yanchor": "top", "showarrow": False,
        "text": f"<b>{label}</b> <span style='color:{frame.theme.quiet}'>{number(sides.counts[lane])}</span>",
        "font": {"size": 12, "color": frame.theme.ink}, "borderpad": 3,
    }  # fmt: skip


def place_legend(figure: go.Figure, labels: Sequence[str], frame: Frame, *, counted: str = "") -> None:
    """Put the legend above the plot in columns of one width and make room for its rows; ``counted`` is what y counts.

    Its place is counted from the edge of the figure, so that it stays there when the figure is shown wider or narrower than it
    was made for; Plotly then makes it as wide as the plot.
    """
    column = max((width_of(label, 12) for label in labels), default=0)
    entry, columns = column + 4, max(int(frame.across / (column + 52)), 1)
    if frame.narrow:
        # on a narrower phone than planned for, too, there must be just as many columns as there is room made for
        half = frame.across / 2 - 60
        entry, columns = (half, 2) if column * 11 / 12 <= half + 8 else (max(entry, half + 20), 1)
    rows = -(-len(labels) // columns)
    inner = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    above = 24 if counted else 6 + (DATES_ABOVE if "xaxis2" in figure.layout else 0)
    top = _band(frame) + 12 + rows * 20 + above + 2
    figure.update_layout(
        height=inner + top + figure.layout.margin.b,
        margin_t=top,
        legend={
            "orientation": "h", "xref": "container", "x": 12 / frame.width, "xanchor": "left",
            "y": 1 + above / inner, "yanchor": "bottom",
            "font": {"size": 11 if frame.narrow else 12},
            "entrywidth": entry, "entrywidthmode": "pixels", "traceorder": "normal", "itemsizing": "constant",
        },
    )  # fmt: skip
    figure.layout.meta = {"band": _band(frame)}
    if (
        counted
    ):  # not as the axis's own title: Plotly puts that anywhere while the legend is placed by the figure's edge
        figure.add_annotation(
            text=safe(counted, 30), xref="paper", x=0, xanchor="left", xshift=12 - frame.left, yref="paper", y=1,
            yanchor="bottom", yshift=4, showarrow=False, font={"size": 12, "color": frame.theme.quiet},
        )  # fmt: skip


def _band(frame: Frame) -> int:
    """Return how many pixels above the legend are kept for Plotly's buttons, where the legend reaches below them."""
    return MODEBAR if not frame.narrow and frame.left < 140 else 0
