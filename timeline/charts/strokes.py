"""Hatches as lines of their own, for PDF: the browser turns each hatched area of a PDF into a picture of megabytes, or gives up.

On a page that is not zoomed the lines can be laid out beforehand, in pixels, and come out sharp and small.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

__all__ = ["with_strokes"]

GAP = 5.0
SLANTS = {"/": (1,), "\\": (-1,), "x": (1, -1)}


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: data from ``low`` to ``high`` over ``pixels``."""

    low: float
    high: float
    pixels: float

    def pixel(self, value: float) -> float:
        """Return where a value is, in pixels from the start of the axis."""
        return (value - self.low) / (self.high - self.low) * self.pixels

    def value(self, pixel: float) -> float:
        """Return the value at a pixel."""
        return self.low + pixel / self.pixels * (self.high - self.low)


def with_strokes(figure: go.Figure, width: float, height: float) -> go.Figure:
    """Return a copy of the figure in which hatched bars are plain bars with lines drawn over them."""
    copy = go.Figure(figure)
    hatched = [trace for trace in copy.data if trace.type == "bar" and _is_hatched(trace)]
    if not hatched:
        return copy
    tops: dict[float, float] = {}
    lines = []
    _fix_heights(copy)
    for trace in copy.data:
        if trace.type != "bar" or trace.y is None or not len(trace.y) or trace.y[0] is None:
            continue
        rectangles = list(_rectangles(trace, tops))
        if trace in hatched:
            lines.append(_lines(trace, rectangles, *_axes(copy, trace, width, height)))
            trace.marker.pattern = None
    for line in lines:
        copy.add_trace(line)
    return copy


def _is_hatched(trace: Any) -> bool:
    shape = trace.marker.pattern.shape
    return bool(shape) if isinstance(shape, str) else shape is not None and any(shape)


def _fix_heights(figure: go.Figure) -> None:
    """Give stacked bars the range that Plotly would have chosen."""
    sums: dict[float, float] = {}
    for trace in figure.data:
        if trace.type == "bar" and trace.orientation != "h" and trace.y is not None:
            for x, y in zip(trace.x, trace.y, strict=True):
                sums[round(float(x))] = sums.get(round(float(x)), 0.0) + float(y)
    if sums and figure.layout.yaxis.range is None:
        figure.layout.yaxis.range = [0, max(sums.values()) / 0.95]


def _rectangles(trace: Any, tops: dict[float, float]) -> Iterator[tuple[float, float, float, float]]:
    """Yield (left, right, bottom, top) of each bar in data; stacked bars stand on what ``tops`` remembers."""
    count = len(trace.y)
    width = trace.width if isinstance(trace.width, (tuple, list, np.ndarray)) else [trace.width] * count
    for n in range(count):
        if trace.orientation == "h":
            y, half = float(trace.y[n]), float(width[n]) / 2
            yield float(trace.base[n]), float(trace.base[n]) + float(trace.x[n]), y - half, y + half
        else:
            left, foot = float(trace.x[n]), tops.get(round(float(trace.x[n])), 0.0)
            tops[round(left)] = foot + float(trace.y[n])
            yield left, left + float(width[n]), foot, tops[round(left)]


def _axes(figure: go.Figure, trace: Any, width: float, height: float) -> tuple[Axis, Axis]:
    layout = figure.layout
    y = layout["yaxis" + (trace.yaxis or "y")[1:]]
    across = width - layout.margin.l - layout.margin.r
    tall = height - layout.margin.t - layout.margin.b
    low, high = y.domain or (0, 1)
    xs, ys = layout.xaxis.range, y.range
    return Axis(float(xs[0]), float(xs[1]), across), Axis(float(ys[0]), float(ys[1]), tall * (high - low))


def _lines(trace: Any, rectangles: list[tuple[float, float, float, float]], xs: Axis, ys: Axis) -> go.Scatter:
    pattern = trace.marker.pattern
    x: list[float | None] = []
    y: list[float | None] = []
    for n, (left, right, bottom, top) in enumerate(rectangles):
        shape = pattern.shape if isinstance(pattern.shape, str) else pattern.shape[n]
        a, b = max(xs.pixel(left), 0), min(xs.pixel(right), xs.pixels)
        low, high = sorted((ys.pixel(bottom), ys.pixel(top)))
        for one, other in _strokes(shape, a, b, low, high):
            x += [xs.value(one[0]), xs.value(other[0]), None]
            y += [ys.value(one[1]), ys.value(other[1]), None]
    color = pattern.fgcolor if isinstance(pattern.fgcolor, str) else trace.marker.line.color
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": color, "width": 0.9},
        hoverinfo="skip",
        showlegend=False,
        yaxis=trace.yaxis,
    )


Ends = tuple[tuple[float, float], tuple[float, float]]


def _strokes(shape: str, left: float, right: float, low: float, high: float) -> Iterator[Ends]:
    """Yield the ends of the lines (or short dashes for dots) that hatch a rectangle of pixels."""
    if right - left < 1 or high - low < 1 or not shape:
        return
    if shape in (".", "-"):
        long = 1.0 if shape == "." else right - left
        for down in np.arange(low + GAP / 2, high, GAP):
            for across in np.arange(left + GAP / 2, right, GAP) if shape == "." else (left,):
                yield (across, down), (min(across + long, right), down)
        return
    tall = high - low
    for slant in SLANTS.get(shape, (1,)):
        for foot in np.arange(left - tall + GAP / 2, right, GAP):
            begin, end = max(foot, left), min(foot + tall, right)
            if end > begin:
                rise = (begin - foot, end - foot) if slant > 0 else (tall - (begin - foot), tall - (end - foot))
                yield (begin, low + rise[0]), (end, low + rise[1])
