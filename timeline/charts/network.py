"""Who with whom as a drawing: actors as marks, a line between two that the same event names, thicker the more events do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.actors import together
from timeline.charts.alternative import listed
from timeline.charts.layout import Boxes, spring_layout, without_overlap
from timeline.charts.looks import Theme, ThemeName, mix, standing_out, template, theme_of
from timeline.charts.tallies import tallied
from timeline.charts.words import count, number, safe, shorten, width_of, wrapped

__all__ = ["actor_network"]

MOST_LINES = 60
SMALLEST, LARGEST = 12.0, 40.0
"""Pixels across of the marks."""
LINE, LETTER = 14.5, 11.5
EDGE, BELOW = 10, 3


@dataclass(frozen=True, slots=True)
class Marks:
    """The actors that are drawn: names, events of each, pixels across, and their labels in lines."""

    names: tuple[str, ...]
    events: tuple[int, ...]
    across: tuple[float, ...]
    labels: tuple[tuple[str, ...], ...]


def actor_network(table: pd.DataFrame, *, most: int = 18, theme: ThemeName = "light", width: int = 1100) -> go.Figure:
    """Return a drawing of the actors with most events in common; the same table always gives the same drawing.

    A mark is as large as the actor has events, a line as thick as two have in common. ``customdata`` of a mark is the name, of
    the dot in the middle of a line the two names, so that a click can filter. ``most`` is the largest number of actors; on a
    phone's width it is less.
    """
    look = theme_of(theme)
    names, pairs = together(table, min(most, 9) if width < 600 else most)
    names = [name for name in names if any(name in pair for pair in pairs)]  # their only partners may not be drawn
    lines = pairs.most_common(MOST_LINES)
    marks = _marks(table, names, width)
    at, height = _places(marks, dict(lines), width)
    figure = _frame(look, width, height)
    for trace in _lines(marks.names, lines, at, look):
        figure.add_trace(trace)
    if names:
        figure.add_trace(_nodes(marks, pairs, at, look))
        figure.update_layout(annotations=list(_labels(marks, at, look)))
    figure.layout.meta = {
        "chart": "actor_network", "theme": theme, "shown": len(table), "undated": 0,
        "caption": _caption(table, names, len(pairs) - len(lines)), "alternative": _alternative(names, pairs),
    }  # fmt: skip
    return figure


def _marks(table: pd.DataFrame, names: Sequence[str], width: int) -> Marks:
    totals: Counter[str] = Counter()
    for (actors,), times in tallied(table, tuple, "actors") if len(names) else ():
        totals.update(dict.fromkeys(actors, times))
    top = max((totals[name] for name in names), default=1)
    across = [SMALLEST + (LARGEST - SMALLEST) * (totals[name] / top) ** 0.5 for name in names]
    columns = 15 if width < 600 else 22
    labels = [tuple(wrapped(shorten(name, 2 * columns - 2), columns, 2)) for name in names]
    return Marks(tuple(names), tuple(totals[name] for name in names), tuple(across), tuple(labels))


def _places(marks: Marks, weights: dict[tuple[str, str], int], width: int) -> tuple[Any, int]:
    """Return where each mark's centre is, in pixels from the upper left, and how high the drawing has to be."""
    wide = np.array([max(width_of(line, LETTER) for line in label) + 8 for label in marks.labels])
    words = np.array([len(label) * LINE for label in marks.labels]) + BELOW
    across = np.array(marks.across)
    boxes = Boxes(np.maximum(wide, across), across + words)
    place = {name: rank for rank, name in enumerate(marks.names)}
    joined = [(place[a], place[b], float(n)) for (a, b), n in weights.items()]
    height = 120 if not marks.names else max(300, min(620, 130 + 34 * len(marks.names)))
    found, height = without_overlap(spring_layout(len(marks.names), joined), boxes, width - 2 * EDGE, height)
    centres = found + EDGE
    if len(centres):
        centres[:, 1] -= words / 2  # the box holds the mark and, below it, the label
    return centres, height + 2 * EDGE


def _frame(theme: Theme, width: int, height: int) -> go.Figure:
    axis = {"visible": False, "fixedrange": True, "zeroline": False, "showgrid": False}
    figure = go.Figure()
    figure.update_layout(
        template=template(theme), height=height, hovermode="closest", clickmode="event+select", dragmode=False,
        xaxis={**axis, "range": [0, width]}, yaxis={**axis, "range": [height, 0]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "autoexpand": False}, showlegend=False,
    )  # fmt: skip
    return figure


def _lines(names: Sequence[str], lines: Sequence[tuple[tuple[str, str], int]], at: Any, theme: Theme) -> Iterator[Any]:
    """Yield the lines, one trace for each thickness, and a dot in the middle of each line, which says and gives the two."""
    place = {name: rank for rank, name in enumerate(names)}
    color = mix(theme.quiet, theme.background, 0.5)
    thick: dict[float, list[tuple[Any, Any]]] = {}
    for (one, other), n in lines:
        thick.setdefault(min(1.0 + round(2 * np.log2(n)), 11.0), []).append((at[place[one]], at[place[other]]))
    for pixels, ends in sorted(thick.items()):
        yield go.Scatter(
            x=list(chain.from_iterable((a[0], b[0], None) for a, b in ends)),
            y=list(chain.from_iterable((a[1], b[1], None) for a, b in ends)),
            mode="lines", hoverinfo="skip", line={"width": pixels, "color": color},
        )  # fmt: skip
    if lines:
        middle = [(at[place[a]] + at[place[b]]) / 2 for (a, b), _ in lines]
        yield go.Scatter(
            x=[m[0] for m in middle], y=[m[1] for m in middle], mode="markers", hoverinfo="text",
            marker={"size": 7, "color": theme.background, "line": {"width": 1.5, "color": theme.quiet}},
            hovertext=[f"<b>{safe(a, 60)}</b><br>with {safe(b, 60)}: {count(n, 'event')}" for (a, b), n in lines],
            customdata=[[a, b] for (a, b), _ in lines], unselected={"marker": {"opacity": 0.5}},
        )  # fmt: skip


def _nodes(marks: Marks, pairs: Counter[tuple[str, str]], at: Any, theme: Theme) -> Any:
    color = theme.ramp[3]
    partners = Counter(chain.from_iterable(pairs))
    return go.Scatter(
        x=at[:, 0], y=at[:, 1], mode="markers", hoverinfo="text",
        marker={"size": list(marks.across), "color": color, "opacity": 1,
                "line": {"width": 1.5, "color": standing_out(color, theme)}},
        hovertext=[
            f"<b>{safe(name, 60)}</b><br>{count(n, 'event')}; with {count(partners[name], 'other')} of those drawn"
            for name, n in zip(marks.names, marks.events, strict=True)
        ],
        customdata=[[name] for name in marks.names], unselected={"marker": {"opacity": 0.6}},
    )  # fmt: skip


def _labels(marks: Marks, at: Any, theme: Theme) -> Iterator[dict[str, Any]]:
    for (x, y), across, label in zip(at, marks.across, marks.labels, strict=True):
        yield {
            "x": float(x), "y": float(y + across / 2), "xref": "x", "yref": "y", "yanchor": "top", "xanchor": "center",
            "text": "<br>".join(safe(line) for line in label), "showarrow": False, "borderpad": 1,
            "font": {"size": LETTER, "color": theme.ink}, "bgcolor": theme.background, "opacity": 0.93,
        }  # fmt: skip


def _caption(table: pd.DataFrame, names: Sequence[str], weaker: int) -> str:
    if not names:
        return f"{count(len(table), 'event')}; none names two actors."
    parts = [f"{count(len(table), 'event')}; the {len(names)} actors with most events in common"]
    parts.append("a mark is as large as the actor has events, a line as thick as two actors share events")
    if weaker > 0:
        parts.append(f"{number(weaker)} thinner lines not drawn")
    return "; ".join(parts) + ". Nearness means nothing more than shared events."


def _alternative(names: Sequence[str], pairs: Counter[tuple[str, str]]) -> str:
    if not names:
        return "Network without a line: no two actors are named in the same event."
    said = listed([(f"{a} and {b}", n) for (a, b), n in pairs.most_common()], 6)
    return f"Network of {number(len(names))} actors named in the same events: {said}."
