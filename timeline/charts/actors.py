"""Who with whom: how often two actors are named in the same event."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.alternative import listed
from timeline.charts.density import ramp_color, text_on
from timeline.charts.looks import Theme, ThemeName, template, theme_of
from timeline.charts.tallies import tallied
from timeline.charts.words import count, number, safe, shorten, width_of

__all__ = ["actor_matrix", "actor_pairs", "together"]

CELL = 34
NAME = 26
MOST_NAMED = 1000  # actors of an event; no event names so many


def actor_matrix(table: pd.DataFrame, *, most: int = 14, theme: ThemeName = "light", width: int = 1100) -> go.Figure:
    """Return a matrix of the actors with most events: each square is the number of events that name both.

    ``customdata`` of a square is the two names, so that a click can filter for events with both.
    """
    look = theme_of(theme)
    actors, pairs = together(table, most)
    left = int(min(max((width_of(shorten(name, NAME), 12) for name in actors), default=80) + 24, 0.45 * width))
    cell = min(max((width - left - (44 if width < 600 else 20)) / max(len(actors), 1), 20), CELL if width < 600 else 46)
    figure = _frame(actors, look, left, cell, width)
    if pairs:
        figure.add_trace(_squares(actors, pairs, look))
    figure.layout.meta = {
        "chart": "actor_matrix", "theme": theme, "shown": len(table), "undated": 0,
        "caption": f"{count(len(table), 'event')}; a square counts the events that name both actors.",
        "alternative": _alternative(pairs),
    }  # fmt: skip
    return figure


def actor_pairs(table: pd.DataFrame) -> pd.DataFrame:
    """Return each two actors that the same event names and how many events do, most first: ``actor``, ``other``, ``events``."""
    pairs = together(table, len(table) * MOST_NAMED)[1]
    lines = [
        (one, other, number) for (one, other), number in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return pd.DataFrame(lines, columns=["actor", "other", "events"])


def together(table: pd.DataFrame, most: int) -> tuple[list[str], Counter[tuple[str, str]]]:
    """Return the actors with most events that name a second one, and how many events name both of each two of them."""
    named = [(tuple(dict.fromkeys(names)), times) for (names,), times in tallied(table, tuple, "actors")]
    totals: Counter[str] = Counter()
    for names, times in named:
        if len(names) > 1:
            totals.update(dict.fromkeys(names, times))
    kept = sorted(totals, key=lambda name: (-totals[name], name))[:most]
    known = set(kept)
    pairs: Counter[tuple[str, str]] = Counter()
    for names, times in named:
        for one, other in combinations(sorted(known.intersection(names)), 2):
            pairs[one, other] += times
    return kept, pairs


def _frame(actors: list[str], theme: Theme, left: int, cell: float, width: int) -> go.Figure:
    size = len(actors)
    figure = go.Figure()
    names = [safe(shorten(name, NAME)) for name in actors]
    above = int(min(max((width_of(shorten(name, NAME), 11) for name in actors), default=40) * 0.72 + 24, 190))
    columns, angle = names, -45
    if width < 600:  # no room for slanted names: numbers, which the rows explain
        names = [f"{name} · <b>{rank}</b>" for rank, name in enumerate(names, 1)]
        columns, angle, above, left = [f"<b>{rank}</b>" for rank in range(1, size + 1)], 0, 34, left + 24
    axis = {"tickvals": list(range(size)), "showgrid": False, "zeroline": False, "fixedrange": True, "ticks": ""}
    figure.update_layout(
        template=template(theme),
        bargap=0,
        height=int(size * cell) + above + 16,
        clickmode="event+select",
        dragmode=False,
        xaxis={
            **axis,
            "ticktext": columns,
            "side": "top",
            "tickangle": angle,
            "range": [-0.5, max(size, 1) - 0.5],
            "domain": [0, min(size * cell / max(width - left - 16, 1), 1) or 1],
            "tickfont": {"size": 11, "color": theme.ink},
        },
        yaxis={
            **axis,
            "ticktext": names,
            "range": [max(size, 1) - 0.5, -0.5],
            "tickfont": {"size": 12, "color": theme.ink},
        },
        margin={"l": left, "r": 16, "t": above, "b": 16, "autoexpand": False},
        shapes=[
            {
                "type": "rect",
                "x0": i - 0.5,
                "x1": i + 0.5,
                "y0": i - 0.5,
                "y1": i + 0.5,
                "line": {"width": 0},
                "layer": "below",
                "fillcolor": theme.shade,
            }
            for i in range(size)
        ],
    )
    return figure


def _squares(actors: list[str], pairs: Counter[tuple[str, str]], theme: Theme) -> Any:
    place = {name: number_of_actor for number_of_actor, name in enumerate(actors)}
    both = [(place[a], place[b], n) for (a, b), n in pairs.items()] + [
        (place[b], place[a], n) for (a, b), n in pairs.items()
    ]
    shade = np.log10([n for _, _, n in both])
    top = max(float(shade.max()), 0.5)
    return go.Bar(
        orientation="h", base=[x - 0.46 for x, _, _ in both], x=[0.92] * len(both), y=[y for _, y, _ in both], width=0.92,
        hoverinfo="text", showlegend=False,
        marker={"color": [ramp_color(s / top, theme) for s in shade.tolist()], "line": {"color": theme.border, "width": 0.6}},
        text=[number(n) for _, _, n in both], textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
        insidetextfont={"size": 11, "color": [text_on(s / top, theme) for s in shade.tolist()]},
        hovertext=[f"<b>{safe(actors[y], 60)}</b><br>with {safe(actors[x], 60)}: {count(n, 'event')}" for x, y, n in both],
        customdata=[[actors[y], actors[x]] for x, y, _ in both], unselected={"marker": {"opacity": 0.6}},
    )  # fmt: skip


def _alternative(pairs: Counter[tuple[str, str]]) -> str:
    if not pairs:
        return "No two actors are named in the same event."
    said = listed([(f"{a} and {b}", n) for (a, b), n in pairs.most_common()], 6)
    return f"Matrix of actors named in the same event: {said}."
