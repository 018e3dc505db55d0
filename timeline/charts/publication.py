"""A chart made ready to be published: on white, with title, filter in words, counts, sources and day in the image itself.

The words are set in pixels around the plot, wrapped to the width of the image, so that nothing is cut off however long they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from timeline.charts.looks import LIGHT
from timeline.charts.words import count, day_words, number, safe, width_of
from timeline.errors import UsageError

__all__ = ["captioned"]

EDGE = 16
TITLE, SUBTITLE, FOOT = 20.0, 14.0, 11.0
MADE_WITH = "Event Timeline"
MOST_SOURCES = 12


def captioned(
    figure: go.Figure,
    *,
    title: str,
    filter_words: str,
    shown: int,
    left_out: str,
    sources: Sequence[str],
    made_on: date,
    width: int | None = None,
    height: int | None = None,
    noun: str = "event",
) -> go.Figure:
    """Return a copy of a light chart with everything in it that a reader of the bare image must know.

    ``filter_words`` says what was chosen, ``shown`` how many events are in it (``noun``: what else is counted), ``left_out`` in
    words what is not (undated, rejected; empty for nothing), ``sources`` the names of publishers or documents. ``width`` and
    ``height`` are those of the image in pixels: give the width that the chart was built for, or nothing. Raises UsageError for a
    chart made for a dark page.
    """
    meta = figure.layout.meta if isinstance(figure.layout.meta, dict) else {}
    if meta.get("theme") == "dark":
        raise UsageError("chart to be published", "was drawn for a dark page", "build it again with theme='light'")
    wide = int(width or figure.layout.width or meta.get("width") or 1100)
    head = _wrapped(title, TITLE, wide, bold=True), _wrapped(filter_words, SUBTITLE, wide)
    foot = _foot_lines(str(meta.get("caption", "")), count(shown, noun), left_out, sources, made_on, wide)
    copy = go.Figure(figure)
    _make_room(copy, head, foot, wide, height, band=float(meta.get("band", 0)))
    copy.layout.meta = {**meta, "band": 0, "title": title, "filter": filter_words, "foot": foot}
    return copy


def _foot_lines(caption: str, shown: str, left_out: str, sources: Sequence[str], made_on: date, wide: int) -> list[str]:
    numbers = f"{shown} shown" + (f"; left out: {left_out}" if left_out else "; none left out") + "."
    named = list(dict.fromkeys(source for source in sources if source))
    more = f" and {number(len(named) - MOST_SOURCES)} more" if len(named) > MOST_SOURCES else ""
    told = f"{'Source' if len(named) == 1 else 'Sources'}: {'; '.join(named[:MOST_SOURCES])}{more}." if named else ""
    made = f"Made on {day_words(made_on)} with {MADE_WITH}."
    return [line for text in (numbers, caption, told, made) if text for line in _wrapped(text, FOOT, wide)]


def _wrapped(text: str, size: float, wide: int, *, bold: bool = False) -> list[str]:
    """Return text in lines that fit between the edges of the image."""
    room = (wide - 2 * EDGE) / (1.07 if bold else 1.0)
    lines: list[str] = []
    line = ""
    for word in " ".join(text.split()).split(" "):
        for piece in _pieces(word, size, room):
            if line and width_of(f"{line} {piece}", size) > room:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}".strip()
    return [*lines, line] if line else lines


def _pieces(word: str, size: float, room: float) -> list[str]:
    """Return a word, cut where it alone is longer than a line."""
    pieces = [""]
    for letter in word:
        if width_of(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _make_room(
    copy: go.Figure, head: tuple[list[str], list[str]], foot: list[str], wide: int, height: int | None, *, band: float
) -> None:
    titles, filters = head
    top = EDGE + len(titles) * TITLE * 1.25 + len(filters) * SUBTITLE * 1.35 + 10
    bottom = 14 + len(foot) * FOOT * 1.4 + EDGE - 4
    margin = copy.layout.margin
    above, below = float(margin.t or 0), float(margin.b or 0)
    inner = float(copy.layout.height or 620) - above - below
    above -= band
    before = inner
    if height is not None:
        inner = max(height - top - above - bottom - below, 120)
    _keep_legend(copy, before, inner)
    copy.update_layout(
        width=wide, height=int(inner + top + above + bottom + below), paper_bgcolor=LIGHT.background,
        margin={"t": int(top + above), "b": int(bottom + below), "autoexpand": False},
    )  # fmt: skip
    left = -float(margin.l or 0) + EDGE
    y = above + top - EDGE
    texts = [("<b>" + "<br>".join(map(safe, titles)) + "</b>", TITLE, LIGHT.ink, y)]
    if filters:
        texts.append(("<br>".join(map(safe, filters)), SUBTITLE, LIGHT.quiet, y - len(titles) * TITLE * 1.25 - 4))
    for text, size, color, up in texts:
        copy.add_annotation(**_at(text, size, color, left), y=1, yanchor="top", yshift=up)
    copy.add_annotation(
        **_at("<br>".join(map(safe, foot)), FOOT, LIGHT.quiet, left), y=0, yanchor="top", yshift=-below - 8
    )


def _keep_legend(copy: go.Figure, before: float, inner: float) -> None:
    if copy.layout.legend.y is not None and inner != before:
        copy.layout.legend.y = 1 + (copy.layout.legend.y - 1) * before / inner


def _at(text: str, size: float, color: str, left: float) -> dict[str, Any]:
    return {
        "text": text, "xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "xshift": left, "align": "left",
        "showarrow": False, "font": {"size": size, "color": color}, "borderpad": 0, "name": "publication",
    }  # fmt: skip
