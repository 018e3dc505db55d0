"""The marks of the timeline: how an event looks by its type, its claim status and what is known of its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from timeline.charts import key
from timeline.charts.drawn import DAY, Drawn, Flags
from timeline.charts.frame import Frame, place_legend
from timeline.charts.hover import LONGEST, event_hovers
from timeline.charts.lanes import Lanes
from timeline.charts.looks import Theme, TypeLook, fade, look_of
from timeline.charts.words import safe, shorten, width_of

__all__ = ["Mark", "Shape", "legend", "shapes", "traces"]

SYMBOL, BAR = 11.0, 11.0
STUB = 36.0
"""Pixels over which an open end fades out."""

LABELS = (42, 30, 22)
"""Characters of a title written beside its mark: the most that there is room for."""

TEXT_BUDGET = 190_000
"""Characters of hover text in one figure; with many marks each gets less."""

DOUBTED = ("planned", "alleged", "denied", "negated")
FADING = (0.55, 0.32, 0.14)


@dataclass(frozen=True, slots=True)
class Shape:
    """An event on the time axis: from day ``start`` to day ``end`` (with fractions), and the pixels it needs in all.

    ``kind`` is a mark for a day and a bar for an interval. ``beside`` is the title written next to it, on its ``side``.
    """

    kind: Literal["mark", "bar"]
    start: float
    end: float
    left: float
    right: float
    beside: str = ""
    side: Literal["left", "right"] = "right"


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawing of an event: in which lane, how many pixels down, and its shape."""

    event: int
    lane: int
    y: float
    shape: Shape


def shapes(events: Drawn, sides: Lanes, frame: Frame, *, labels: bool) -> list[Shape]:
    """Return where each event lies on the time axis, and what is written beside it where there is room."""
    titles = events.column("title") if labels else None
    is_day = events.column("precision") == "day"
    shared = np.bincount(sides.event, minlength=len(events)) > 1
    found = _placed(events, frame, is_day, shared)
    if titles is None:
        return found
    return [_labelled(shape, str(title or ""), frame) for shape, title in zip(found, titles, strict=True)]


def _placed(events: Drawn, frame: Frame, is_day: Flags, shared: Flags) -> list[Shape]:
    first, last = events.first.astype(np.float64), events.last.astype(np.float64)
    brief = (last == first) | is_day & (last - first <= 1)
    start = np.where(brief, (first + last + 1) / 2, first)
    end = np.where(brief, start, last + 1)
    begins, ends = (start - frame.low) * frame.per_day, (end - frame.low) * frame.per_day
    left = np.where(brief, begins - SYMBOL / 2 - 1, begins) - np.where(events.open_start, STUB + 6, 0)
    right = np.where(brief, begins + SYMBOL / 2 + 1, np.maximum(ends, begins + 4))
    right += np.where(events.open_end, STUB + 6, np.where(shared, 9, 0))
    places = zip(brief.tolist(), start.tolist(), end.tolist(), left.tolist(), right.tolist(), strict=True)
    return [Shape("mark" if is_mark else "bar", *place) for is_mark, *place in places]


def _labelled(shape: Shape, title: str, frame: Frame) -> Shape:
    """Return the shape with as much of the title as there is room for, to its right or else to its left."""
    words = " ".join(title.split())
    if not words or not (frame.low <= shape.end and shape.start <= frame.high):
        return shape
    for limit in LABELS:
        written = shorten(words, limit)
        long = width_of(written, 11) + 8
        if shape.right + long <= frame.across:
            return replace(shape, right=shape.right + long, beside=written, side="right")
        if shape.left - long >= 0:
            return replace(shape, left=shape.left - long, beside=written, side="left")
    return shape


def traces(
    events: Drawn,
    sides: Lanes,
    marks: Sequence[Mark],
    frame: Frame,
    looks: Mapping[str, TypeLook],
    *,
    selected: str | None,
) -> Iterator[Any]:
    """Yield the Plotly traces of all marks: fading ends below, then bars, days, and what is written on them."""
    if not marks:
        return
    longest = min(LONGEST, max(60, TEXT_BUDGET // len(marks)))
    ink = _Ink(events, sides, frame, looks, event_hovers(events, looks, longest=longest))
    by_type: dict[str, list[Mark]] = {}
    for mark in marks:
        by_type.setdefault(ink.types[mark.event], []).append(mark)
    for kind, members in by_type.items():
        yield from ink.bars(kind, [mark for mark in members if mark.shape.kind == "bar"])
        yield from ink.fading(kind, members)
    for kind, members in by_type.items():
        yield from ink.days(kind, [mark for mark in members if mark.shape.kind == "mark"])
    yield from ink.crosses(marks)
    yield from ink.several(marks)
    yield from ink.titles(marks)
    yield from ink.ring(marks, selected)


class _Ink:
    """Turns marks into traces; holds the columns that every mark needs."""

    def __init__(
        self, events: Drawn, sides: Lanes, frame: Frame, looks: Mapping[str, TypeLook], hovers: list[str]
    ) -> None:
        self.events, self.frame, self.looks, self.hovers = events, frame, looks, hovers
        self.theme: Theme = frame.theme
        self.ids = events.column("event_id")
        self.types = [str(kind or "other") for kind in events.column("type")]
        self.statuses = [str(status or "reported") for status in events.column("status", "reported")]
        self.precisions = events.column("precision")
        self.times = np.bincount(sides.event, minlength=len(events))

    def bars(self, kind: str, marks: Sequence[Mark]) -> Iterator[Any]:
        """Yield the bars of one type: firm for what lasted, hatched and pale for what lies somewhere within."""
        if not marks:
            return
        look = look_of(self.looks, kind)
        styles = [self._bar_style(mark, look) for mark in marks]
        yield self._bar(
            marks, look, [mark.shape.start for mark in marks], [mark.shape.end - mark.shape.start for mark in marks],
            color=_one([style[0] for style in styles]),
            line={"color": look.rim(self.theme), "width": 1},
            pattern={
                "shape": _one([style[1] for style in styles]), "fillmode": "overlay", "size": 5, "solidity": 0.25,
                "fgcolor": fade(look.rim(self.theme), 0.75), "bgcolor": "rgba(0,0,0,0)",
            },
        )  # fmt: skip

    def _bar_style(self, mark: Mark, look: TypeLook) -> tuple[str, str]:
        status = self.statuses[mark.event]
        once = bool(self.events.once[mark.event])
        if status in DOUBTED:
            return self.theme.background, "x" if status in (
                "denied",
                "negated",
            ) else "." if status == "alleged" else "/" if once else ""
        if not once:
            return fade(look.color, 0.88), ""
        return fade(look.color, 0.4 if self.precisions[mark.event] in ("week", "month") else 0.2), "/"

    def fading(self, kind: str, marks: Sequence[Mark]) -> Iterator[Any]:
        """Yield the open ends of one type: three paler and paler steps and an arrow."""
        look = look_of(self.looks, kind)
        step = STUB / len(FADING) / self.frame.per_day
        parts: list[tuple[Mark, float, str]] = []
        tips: list[tuple[Mark, float, str]] = []
        for mark in marks:
            if self.events.open_end[mark.event]:
                parts += [(mark, mark.shape.end + step * n, fade(look.color, a)) for n, a in enumerate(FADING)]
                tips.append((mark, mark.shape.end + step * len(FADING), "triangle-right"))
            if self.events.open_start[mark.event]:
                parts += [(mark, mark.shape.start - step * (n + 1), fade(look.color, a)) for n, a in enumerate(FADING)]
                tips.append((mark, mark.shape.start - step * len(FADING), "triangle-left"))
        if not parts:
            return
        yield _bar(
            orientation="h", base=_ms([part[1] for part in parts]), x=_ms([step] * len(parts)),
            y=_flat([part[0].y for part in parts]), width=BAR, hoverinfo="skip", legendgroup=look.name, showlegend=False,
            marker={"color": [part[2] for part in parts], "line": {"width": 0}},
        )  # fmt: skip
        yield self._points(
            [tip[0] for tip in tips], look, [tip[1] for tip in tips], symbol=_one([tip[2] for tip in tips]),
            color=look.rim(self.theme), size=9, line={"width": 0},
        )  # fmt: skip

    def days(self, kind: str, marks: Sequence[Mark]) -> Iterator[Any]:
        """Yield the days of one type: filled where reported, hollow where planned, dotted where only alleged."""
        if not marks:
            return
        look = look_of(self.looks, kind)
        statuses = [self.statuses[mark.event] for mark in marks]
        hollow = [status in DOUBTED for status in statuses]
        yield self._points(
            marks, look, [mark.shape.start for mark in marks],
            symbol=_one([look.symbol + "-dot" if status == "alleged" else look.symbol for status in statuses]),
            color=_one([self.theme.background if empty else look.color for empty in hollow]), size=SYMBOL,
            line={"color": look.rim(self.theme), "width": _one([1.8 if empty else 1.0 for empty in hollow])},
        )  # fmt: skip

    def crosses(self, marks: Sequence[Mark]) -> Iterator[Any]:
        """Yield the strokes through what was denied or said not to have happened."""
        struck = [m for m in marks if self.statuses[m.event] in ("denied", "negated") and m.shape.kind == "mark"]
        if struck:
            yield _scatter(
                x=_ms([mark.shape.start for mark in struck]), y=_flat([mark.y for mark in struck]), mode="markers",
                marker={"symbol": "x-thin", "size": 13, "line": {"color": self.theme.ink, "width": 1.6}},
                hoverinfo="skip", showlegend=False,
            )  # fmt: skip

    def several(self, marks: Sequence[Mark]) -> Iterator[Any]:
        """Yield the small figures on events that stand in several lanes: in how many."""
        shared = [mark for mark in marks if self.times[mark.event] > 1]
        if shared:
            yield self._words(
                [mark.shape.start if mark.shape.kind == "mark" else mark.shape.end for mark in shared],
                [mark.y - 6 for mark in shared],
                [("\u2002\u200a" if mark.shape.kind == "mark" else "\u200a") + str(self.times[mark.event]) for mark in shared],
                "middle right", 9,
            )  # fmt: skip

    def titles(self, marks: Sequence[Mark]) -> Iterator[Any]:
        """Yield the titles beside their marks, one trace for each side."""
        for side in ("right", "left"):
            written = [mark for mark in marks if mark.shape.beside and mark.shape.side == side]
            if not written:
                continue
            at = [self._beside(mark, side) for mark in written]
            gap = "\u2002\u2005"
            words = [gap + safe(m.shape.beside) if side == "right" else safe(m.shape.beside) + gap for m in written]
            yield self._words(at, [mark.y for mark in written], words, f"middle {side}", 11)

    def _beside(self, mark: Mark, side: str) -> float:
        """Return where a title begins (or ends, to the left of its mark): past an open end and past the small figure."""
        opened = self.events.open_end if side == "right" else self.events.open_start
        pixels = STUB + 8 if opened[mark.event] else 9 if side == "right" and self.times[mark.event] > 1 else 0
        days = pixels / self.frame.per_day
        return mark.shape.end + days if side == "right" else mark.shape.start - days

    def ring(self, marks: Sequence[Mark], selected: str | None) -> Iterator[Any]:
        """Yield the ring around the selected event, wherever it stands."""
        chosen = [mark for mark in marks if selected is not None and self.ids[mark.event] == selected]
        days = [mark for mark in chosen if mark.shape.kind == "mark"]
        if days:
            yield _scatter(
                x=_ms([mark.shape.start for mark in days]), y=_flat([mark.y for mark in days]), mode="markers",
                marker={"symbol": "circle-open", "size": 21, "color": self.theme.ink, "line": {"width": 2.4}},
                hoverinfo="skip", showlegend=False,
            )  # fmt: skip
        for mark in chosen:
            if mark.shape.kind == "bar":
                yield self._box(mark)

    def _box(self, mark: Mark) -> Any:
        away, high = 3 / self.frame.per_day, BAR / 2 + 4
        left, right, above, below = mark.shape.start - away, mark.shape.end + away, mark.y - high, mark.y + high
        return _scatter(
            x=_ms([left, right, right, left, left]), y=_flat([above, above, below, below, above]), mode="lines",
            line={"color": self.theme.ink, "width": 2.2}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip

    def _bar(
        self, marks: Sequence[Mark], look: TypeLook, starts: list[float], longs: list[float], **marker: Any
    ) -> Any:
        return _bar(
            orientation="h", base=_ms(starts), x=_ms(longs), y=_flat([mark.y for mark in marks]), width=BAR, marker=marker,
            unselected={"marker": {"opacity": 0.5}}, **self._told(marks, look),
        )  # fmt: skip

    def _points(self, marks: Sequence[Mark], look: TypeLook, at: list[float], **marker: Any) -> Any:
        return _scatter(
            x=_ms(at), y=_flat([mark.y for mark in marks]), mode="markers", marker=marker,
            unselected={"marker": {"opacity": 0.45}}, **self._told(marks, look),
        )  # fmt: skip

    def _told(self, marks: Sequence[Mark], look: TypeLook) -> dict[str, Any]:
        return {
            "name": safe(look.label), "legendgroup": look.name, "showlegend": False, "hoverinfo": "text",
            "hovertext": np.array([self.hovers[mark.event] for mark in marks], dtype=object),
            "customdata": np.array([[str(self.ids[mark.event])] for mark in marks], dtype=object),
        }  # fmt: skip

    def _words(self, at: list[float], down: list[float], words: list[str], position: str, size: float) -> Any:
        return _scatter(
            x=_ms(at), y=_flat(down), text=words, mode="text", textposition=position, hoverinfo="skip", showlegend=False,
            textfont={"size": size, "color": self.theme.quiet if size > 10 else self.theme.ink}, cliponaxis=True,
            unselected={"textfont": {"color": self.theme.quiet}},
        )  # fmt: skip


def legend(
    figure: go.Figure,
    events: Drawn,
    marks: Sequence[Mark],
    frame: Frame,
    looks: Mapping[str, TypeLook],
    *,
    inside: bool = True,
) -> list[dict[str, str]]:
    """Add the legend: the types that occur, and what hollow, dotted, struck, hatched and fading mean where they occur.

    Its entries are traces of their own, because Plotly would take the first mark's hatch for that of the whole type. When it is
    not to be `inside` the figure nothing is added. Returns the entries as labels and small drawings.
    """
    theme = frame.theme
    present: dict[str, int] = {}
    for kind in events.column("type"):
        present[str(kind or "other")] = present.get(str(kind or "other"), 0) + 1
    entries: list[tuple[str, str | None, dict[str, Any]]] = []
    for kind in sorted(present, key=lambda name: (-present[name], name)) if marks else []:
        look = look_of(looks, kind)
        style = {"symbol": look.symbol, "color": look.color, "line": {"color": look.rim(theme), "width": 1}}
        entries.append((look.label, look.name, style))
    entries += ((label, None, style) for label, style in _status_keys(events, theme))
    drawings = key.entries((label, style) for label, _, style in entries)
    if not inside:
        return drawings
    keys: list[dict[str, Any]] = []
    for label, group, style in entries:
        said = {"name": safe(label), "legendgroup": group, "showlegend": True, "hoverinfo": "skip"}
        if "pattern" in style:
            keys.append(_bar(x=[None], y=[None], orientation="h", marker=style, **said))
        else:
            keys.append(_scatter(x=[None], y=[None], mode="markers", marker={"size": SYMBOL, **style}, **said))
    figure.add_traces(keys)
    place_legend(figure, [label for label, _, _ in entries], frame)
    return drawings


def _status_keys(events: Drawn, theme: Theme) -> Iterator[tuple[str, dict[str, Any]]]:
    statuses = set(events.column("status"))
    line = {"color": theme.quiet, "width": 1.8}
    hollow = {"color": theme.background, "line": line}
    if "planned" in statuses:
        yield "planned", {"symbol": "circle", **hollow}
    if "alleged" in statuses:
        yield "alleged", {"symbol": "circle-dot", **hollow}
    if statuses & {"denied", "negated"}:
        yield "denied", {"symbol": "circle-x", **hollow}
    if events.once.any():
        hatch = {"shape": "/", "size": 5, "solidity": 0.25, "fillmode": "overlay", "fgcolor": theme.quiet}
        line = {"color": theme.quiet, "width": 1}
        yield "some day within", {"color": fade(theme.quiet, 0.2), "line": line, "pattern": hatch}
    if events.open_end.any() or events.open_start.any():
        yield "open end", {"symbol": "triangle-right", "color": theme.quiet, "line": {"width": 0}}


def _scatter(**values: Any) -> dict[str, Any]:
    # Not yet a Plotly object: a figure checks what is added to it anyhow, and checking takes most of the time.
    return {"type": "scatter", **values}


def _bar(**values: Any) -> dict[str, Any]:
    return {"type": "bar", **values}


def _one(values: list[Any]) -> Any:
    """Return the value if all are the same, else the list: a figure says a thing once."""
    return values[0] if len(set(values)) == 1 else values


def _ms(days: Sequence[float]) -> Any:
    return np.asarray(days, dtype=np.float64) * DAY


def _flat(pixels: Sequence[float]) -> Any:
    return np.round(np.asarray(pixels, dtype=np.float32), 1)
