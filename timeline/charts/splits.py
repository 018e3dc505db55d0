"""Splits and mergers of groups: how long each was active, what it split from, what it merged into, and its events.

The years are those of the gazetteer, as coarse as it knows them: a year is drawn as the year it is, a beginning or an end that is
not known fades out. No split is put at a year that nobody gave.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts.drawn import DAY, as_day, drawn
from timeline.charts.frame import Frame, framed, time_axis
from timeline.charts.looks import ThemeName, fade, standing_out, template, theme_of
from timeline.charts.words import count, day_words, safe, shorten, width_of, wrapped
from timeline.queries import Relations

__all__ = ["actor_splits", "splits_table"]

ROW, TALL_ROW, BAR = 34.0, 58.0, 13.0
"""Pixels of a group's line, also where its name stands above its bar, and of the bar."""
STUB = 44.0
"""Pixels over which an end that is not known fades out."""
MOST_MARKS = 600
GROUP, SPLIT, MERGER = "#0072B2", "#D55E00", "#009E73"


@dataclass(frozen=True, slots=True)
class Life:
    """One group on the time axis: days between which it began and ended; None where the gazetteer gives no year."""

    group: Relations
    begun: tuple[int, int] | None
    ended: tuple[int, int] | None
    row: int


def actor_splits(
    groups: Sequence[Relations], table: pd.DataFrame | None = None, *, theme: ThemeName = "light", width: int = 1100
) -> go.Figure:
    """Return the groups of one family, a line each: when it was active, its splits and mergers, and its events in a table.

    ``customdata`` of a group's bar and of its events is the group's name, so that a click can filter.
    """
    look = theme_of(theme)
    lives = _lives(groups)
    frame = framed(look, *_span(lives, table), width=width, left=_gutter(lives, width))
    figure = _frame(frame, lives)
    _draw_lives(figure, lives, frame)
    _draw_links(figure, lives, frame)
    marked = _draw_events(figure, lives, table, frame)
    links = _links(lives)
    figure.layout.meta = {
        "chart": "actor_splits", "theme": theme, "shown": marked, "undated": 0, "width": width,
        "caption": _caption(lives, links, marked), "alternative": _alternative(lives),
    }  # fmt: skip
    return figure


def splits_table(groups: Sequence[Relations], events: Mapping[str, int] | None = None) -> pd.DataFrame:
    """Return the family as a table: name, active from and to (empty: not known), split from, merged into, number of events."""
    lines = [
        (one.name, one.active_from, one.active_to, one.split_from, one.merged_into, (events or {}).get(one.name, 0))
        for one in (life.group for life in _lives(groups))
    ]
    return pd.DataFrame(lines, columns=["actor", "active_from", "active_to", "split_from", "merged_into", "events"])


def _lives(groups: Sequence[Relations]) -> list[Life]:
    """Return the groups in drawing order: the oldest that split from none first, below each what split from it."""
    by_name = {one.name: one for one in groups}
    children: dict[str, list[Relations]] = {name: [] for name in by_name}
    roots: list[Relations] = []
    for one in groups:
        parents = [name for name in one.split_from if name in by_name]
        (children[parents[0]] if parents else roots).append(one)
    order: list[Relations] = []
    waiting = sorted(roots, key=_age) or list(groups[:1])
    while waiting:
        one = waiting.pop(0)
        if one not in order:
            order.append(one)
            waiting = [*sorted(children[one.name], key=_age), *waiting]
    order += [one for one in groups if one not in order]
    return [Life(one, _days(one.active_from), _days(one.active_to), row) for row, one in enumerate(order)]


def _age(one: Relations) -> tuple[str, str]:
    return one.active_from or "9999", one.name


def _days(told: str) -> tuple[int, int] | None:
    """Return the first and last day of "2007", "2007-12" or "2007-12-05"; None for nothing."""
    if not told:
        return None
    year, *rest = (int(part) for part in told.split("-"))
    if not rest:
        return as_day(date(year, 1, 1)), as_day(date(year, 12, 31))
    if len(rest) == 1:
        return as_day(date(year, rest[0], 1)), as_day(date(year, rest[0], calendar.monthrange(year, rest[0])[1]))
    return (as_day(date(year, *rest)),) * 2


def _span(lives: Sequence[Life], table: pd.DataFrame | None) -> tuple[int, int]:
    days = [day for life in lives for span in (life.begun, life.ended) if span for day in span]
    events = drawn(table) if table is not None else None
    if events is not None and events.span and days:
        days.append(min(events.span[1], max(max(days), as_day(date.today()))))
    if any(life.ended is None for life in lives):
        days.append(max([*days, as_day(date(date.today().year, 12, 31))]))
    return (min(days), max(days)) if days else (as_day(date(2000, 1, 1)), as_day(date(date.today().year, 12, 31)))


def _gutter(lives: Sequence[Life], width: int) -> int:
    if width < 600:
        return 12
    return int(min(max((width_of(life.group.name, 12) for life in lives), default=80) + 26, 0.3 * width, 260))


def _frame(frame: Frame, lives: Sequence[Life]) -> go.Figure:
    row = _row(frame)
    names = [_name(life, frame) for life in lives]
    figure = go.Figure()
    figure.update_layout(
        template=template(frame.theme), height=int(max(len(lives), 2) * row) + 66, barmode="overlay", bargap=0,
        hovermode="closest", clickmode="event+select", dragmode=False, showlegend=False,
        margin={"l": frame.left, "r": 18, "t": 20, "b": 46, "autoexpand": False}, xaxis=time_axis(frame),
        yaxis={
            "range": [max(len(lives), 2) - 0.5, -0.5], "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "",
            "tickvals": list(range(len(lives))), "ticktext": [""] * len(lives) if frame.narrow else names,
            "tickfont": {"size": 12, "color": frame.theme.ink}, "ticklabelstandoff": 8,
        },
        shapes=[
            {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": row - 0.5, "y1": row + 0.5,
             "layer": "below", "line": {"width": 0}, "fillcolor": frame.theme.shade}
            for row in range(0, len(lives), 2)
        ],
    )  # fmt: skip
    if frame.narrow:
        figure.update_layout(annotations=[
            {"xref": "paper", "x": 0, "xanchor": "left", "xshift": 4, "y": life.row - 0.31, "yanchor": "middle",
             "showarrow": False, "text": f"<b>{name}</b>", "font": {"size": 12, "color": frame.theme.ink}}
            for life, name in zip(lives, names, strict=True)
        ])  # fmt: skip
    return figure


def _row(frame: Frame) -> float:
    return TALL_ROW if frame.narrow else ROW


def _name(life: Life, frame: Frame) -> str:
    if frame.narrow:
        return safe(shorten(life.group.name, int(frame.across / 8)))
    return "<br>".join(safe(line) for line in wrapped(life.group.name, max(int((frame.left - 20) / 7.4), 8), 2))


def _draw_lives(figure: go.Figure, lives: Sequence[Life], frame: Frame) -> None:
    """Draw each group's time: firm where it was certainly active, hatched within a year, fading where no year is known."""
    firm, soft = [], []
    for life in lives:
        start, end = _firm(life, frame)
        if end > start:
            firm.append((life, start, end))
        soft += [(life, span[0], span[1] + 1) for span in (life.begun, life.ended) if span and span[1] > span[0]]
    rim = standing_out(GROUP, frame.theme)
    for spans, looks in (
        (firm, {"color": fade(GROUP, 0.75), "line": {"color": rim, "width": 1}}),
        (soft, {"color": fade(GROUP, 0.2), "line": {"color": rim, "width": 1},
                "pattern": {"shape": "/", "size": 5, "solidity": 0.25, "fillmode": "overlay", "fgcolor": rim}}),
    ):  # fmt: skip
        if spans:
            figure.add_trace(_bars(spans, looks, frame))
    _draw_fading(figure, lives, frame)


def _firm(life: Life, frame: Frame) -> tuple[float, float]:
    """Return from which to which day a group was certainly active; what is not known is the edge of the chart, for open ends."""
    known_end = life.ended[0] if life.ended else frame.end + 1
    if life.begun is None:
        return float(known_end), float(known_end)
    return float(life.begun[1] + 1 if life.begun[1] > life.begun[0] else life.begun[0]), float(known_end)


def _bars(spans: Sequence[tuple[Life, float, float]], looks: Mapping[str, Any], frame: Frame) -> go.Bar:
    return go.Bar(
        orientation="h", base=[start * DAY for _, start, _ in spans], x=[(end - start) * DAY for _, start, end in spans],
        y=[life.row for life, _, _ in spans], width=BAR / _row(frame), marker=looks, hoverinfo="text",
        hovertext=[_hover(life) for life, _, _ in spans], customdata=[[life.group.name] for life, _, _ in spans],
        unselected={"marker": {"opacity": 0.6}},
    )  # fmt: skip


def _draw_fading(figure: go.Figure, lives: Sequence[Life], frame: Frame) -> None:
    """Draw what is not known as a row of paler dots towards the side that is open; a group without any year has only these."""
    xs, ys, sizes, hovers, named = [], [], [], [], []
    step = STUB / 4 / frame.per_day
    for life in lives:
        sides: list[tuple[float, int]] = []
        if life.begun is None and life.ended is None:
            sides = [((frame.start + frame.end) / 2, 1), ((frame.start + frame.end) / 2, -1)]
        elif life.begun is None and life.ended is not None:
            sides = [(life.ended[0], -1)]
        for from_day, side in sides:
            for number in range(4):
                xs.append((from_day + side * step * (number + 0.5)) * DAY)
                ys.append(life.row)
                sizes.append(9 - 2 * number)
                hovers.append(_hover(life))
                named.append([life.group.name])
        if life.ended is None and life.begun is not None:
            figure.add_annotation(
                x=frame.high * DAY, xanchor="right", y=life.row, text="▸", showarrow=False,
                font={"size": 15, "color": standing_out(GROUP, frame.theme)}, xshift=2,
            )  # fmt: skip
    if xs:
        figure.add_trace(go.Scatter(
            x=xs, y=ys, mode="markers", hoverinfo="text", hovertext=hovers, customdata=named,
            marker={"size": sizes, "color": fade(GROUP, 0.5), "line": {"width": 0}}, unselected={"marker": {"opacity": 0.6}},
        ))  # fmt: skip


def _links(lives: Sequence[Life]) -> list[tuple[str, Life, Life, tuple[int, int] | None]]:
    """Return splits and mergers: the kind, the group that it is of, the one that it goes to or comes from, and when."""
    at = {life.group.name: life for life in lives}
    found = []
    for life in lives:
        found += [("split", life, at[name], life.begun) for name in life.group.split_from if name in at]
        found += [("merger", life, at[name], life.ended) for name in life.group.merged_into if name in at]
    return found


def _draw_links(figure: go.Figure, lives: Sequence[Life], frame: Frame) -> None:
    """Draw an upright line from a group to what it split from, or to what it merged into; dotted where the year is not known."""
    for kind, life, other, when in _links(lives):
        color = standing_out(SPLIT if kind == "split" else MERGER, frame.theme)
        day = (when[0] + when[1] + 1) / 2 if when else _unknown_at(kind, life, frame)
        source, target = (other, life) if kind == "split" else (life, other)
        words = f"{life.group.name} split from {other.group.name}" if kind == "split" else (
            f"{life.group.name} merged into {other.group.name}")  # fmt: skip
        said = f"<b>{safe(words, 90)}</b><br>{_when(kind, life)}"
        steps = np.linspace(source.row, target.row, 9)
        figure.add_trace(go.Scatter(
            x=[day * DAY] * 9, y=steps, mode="lines", hoverinfo="text", hovertext=said,
            line={"width": 1.8, "color": color, "dash": "solid" if when else "dot"},
        ))  # fmt: skip
        figure.add_trace(go.Scatter(
            x=[day * DAY], y=[target.row], mode="markers", hoverinfo="text", hovertext=said,
            customdata=[[life.group.name]], unselected={"marker": {"opacity": 1}},
            marker={"symbol": ("triangle-down" if target.row > source.row else "triangle-up"), "size": 10,
                    "color": color if when else frame.theme.background, "line": {"width": 1.5, "color": color}},
        ))  # fmt: skip


def _unknown_at(kind: str, life: Life, frame: Frame) -> float:
    """Return where a link is put whose year is not known: beside the group's own time, at the side that is open."""
    step = STUB / frame.per_day
    if kind == "split":
        return (life.ended[0] if life.ended else (frame.start + frame.end) / 2) - step
    return frame.high - step / 2 if life.begun else (frame.start + frame.end) / 2 + step


def _when(kind: str, life: Life) -> str:
    told = life.group.active_from if kind == "split" else life.group.active_to
    if not told:
        return "year not known"
    what = "first year of the splinter" if kind == "split" else "last year of the group"
    return f"{_told(told)} ({what if len(told) == 4 else what.replace(' year', ' days')})"


def _draw_events(figure: go.Figure, lives: Sequence[Life], table: pd.DataFrame | None, frame: Frame) -> int:
    """Draw the events of each group as small upright strokes on its line; return how many events there are."""
    events = drawn(table) if table is not None else None
    if events is None or not len(events):
        return 0
    rows = {life.group.name: life.row for life in lives}
    found = [
        (i, name)
        for i, names in enumerate(events.column("actors", ()))
        for name in dict.fromkeys(names)
        if name in rows
    ]
    shown = found[-MOST_MARKS:]
    middle = (events.first + events.last + 1) / 2
    titles = events.column("title")
    if shown:
        figure.add_trace(go.Scatter(
            x=[float(middle[i]) * DAY for i, _ in shown], y=[rows[name] for _, name in shown], mode="markers",
            hoverinfo="text", hovertext=[f"{safe(name, 40)}<br>{safe(titles[i], 60)}" for i, name in shown],
            customdata=[[name] for _, name in shown], unselected={"marker": {"opacity": 0.7}},
            marker={"symbol": "line-ns-open", "size": 11 if frame.narrow else 15, "color": frame.theme.ink,
                    "line": {"width": 1.2, "color": frame.theme.ink}},
        ))  # fmt: skip
    return len({i for i, _ in found})


def _hover(life: Life) -> str:
    return f"<b>{safe(life.group.name, 60)}</b><br>{safe(_active(life.group))}"


def _active(group: Relations) -> str:
    begun = f"active from {_told(group.active_from)}" if group.active_from else "beginning not known"
    return f"{begun}, " + (f"until {_told(group.active_to)}" if group.active_to else "no end known")


def _told(iso: str) -> str:
    """Return an ISO day in words, as coarse as it is.

    >>> _told("2007"), _told("2007-12"), _told("2007-12-05")
    ('2007', 'December 2007', '5 December 2007')
    """
    if len(iso) == 4:
        return iso
    words = day_words(date.fromisoformat(f"{iso}-01"[:10]))
    return words if len(iso) == 10 else words.split(" ", 1)[1]


def _caption(lives: Sequence[Life], links: Sequence[Any], events: int) -> str:
    if not lives:
        return "The gazetteer knows no group of this name."
    if not links:
        return f"{count(len(lives), 'group')}; the gazetteer knows no split and no merger of it."
    splits = sum(kind == "split" for kind, *_ in links)
    mergers = len(links) - splits
    parts = [count(len(lives), "group")]
    if splits:
        parts.append(f"{count(splits, 'split')} (orange), each at the splinter's first year")
    if mergers:
        parts.append(f"{count(mergers, 'merger')} (green), each at the last year of the group that merged")
    unknown = sum(when is None for *_, when in links)
    if unknown:
        parts.append(f"{unknown} of them dotted, as no year is known")
    years = sum(life.begun is None for life in lives)
    if years:
        parts.append(f"{count(years, 'group')} whose beginning is not known")
    if events:
        parts.append(f"the small strokes are {count(events, 'event')}")
    return "; ".join(parts) + ". Hatched: some day within the year. An arrow: no end is known."


def _alternative(lives: Sequence[Life]) -> str:
    if not lives:
        return "Chart without any group."
    told = []
    for life in lives[:12]:
        kin = [f"split from {name}" for name in life.group.split_from]
        kin += [f"merged into {name}" for name in life.group.merged_into]
        told.append(f"{life.group.name}, {_active(life.group)}" + (f", {', '.join(kin)}" if kin else ""))
    more = f"; and {len(lives) - 12} more" if len(lives) > 12 else ""
    return f"Splits and mergers of {count(len(lives), 'group')}: {'; '.join(told)}{more}."
