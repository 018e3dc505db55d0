"""The timeline: swim lanes with days as marks and intervals as bars.

A date is drawn as what it is: a day is a mark, an interval a bar; what is known only to the month or the year is a soft hatched
bar, since the event lies somewhere within it; an end that is not known fades out into an arrow. Undated events have no place on
a time axis and are counted in the caption.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from timeline.charts import density as dense
from timeline.charts import marks
from timeline.charts.drawn import Drawn, Window, as_date, busiest, chosen, drawn
from timeline.charts.frame import Frame, framed, lane_frame, without_legend
from timeline.charts.lanes import LaneBy, Lanes, lanes_of, pack
from timeline.charts.looks import ThemeName, theme_of, type_looks
from timeline.charts.marks import Mark
from timeline.charts.words import count, number, width_of
from timeline.rules import Rules

__all__ = ["MOST_MARKS", "busiest_days", "chronology"]

MOST_MARKS = 1000
"""Events drawn one by one, each in two lanes on average at most; more would be a carpet and are counted instead."""

TALL = 420.0
"""Pixels of lanes from which the dates stand above them too."""

LABELLED = 48
"""Marks up to which each gets its title written beside it."""

ROW = 22.0
LANE_PADDING = 10.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is, in pixels: marks with their rows, and top and bottom of each lane."""

    marks: tuple[Mark, ...]
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    @property
    def height(self) -> float:
        """Height of all lanes."""
        return self.bottoms[-1] if self.bottoms else 3 * ROW


def chronology(
    table: pd.DataFrame | Drawn,
    *,
    lanes: LaneBy = "actor",
    selected: str | None = None,
    theme: ThemeName = "light",
    max_lanes: int = 12,
    window: Window | None = None,
    width: int = 1100,
    labels: bool | None = None,
    legend: bool = True,
    most_marks: int = MOST_MARKS,
    rules: Rules | None = None,
) -> go.Figure:
    """Return the timeline of a table of events in swim lanes.

    ``lanes`` says what a lane is; those with most events come first and beyond ``max_lanes`` they share one. ``selected`` is the
    id of an event to be ringed. ``window`` is (first day, last day) to open on, None at an end for all there is; without it the
    chart opens where nearly all events are. ``width`` is about how wide it will be shown, in pixels: below 600 lane names stand
    inside the lanes. ``labels`` writes titles beside the marks (by default where there is room). Without
    ``legend`` the figure has none, for a page that shows ``layout.meta["key"]`` (labels and small drawings) instead. Every mark
    carries its event's id as ``customdata[0]``. Above ``most_marks`` events (or twice as many marks) the chart counts events by
    lane and period instead, and each cell carries (lane, first day, last day). ``layout.meta`` holds ``caption`` and
    ``alternative``.
    """
    events = drawn(table)
    sides = lanes_of(events, lanes, most=max_lanes, rules=rules)
    look, (start, end) = theme_of(theme), chosen(events, window)
    frame = framed(look, start, end, width=width, left=_gutter(sides, width))
    if len(events) > most_marks or len(sides.event) > 2 * most_marks:
        return dense.density(events, sides, frame)
    if labels is None:
        labels = len(sides.event) <= LABELLED
    laid = _laid_out(events, sides, frame, labels=labels)
    looks = type_looks(rules)
    figure = lane_frame(frame, sides, laid.tops, laid.bottoms, rows=ROW, dates_above=laid.height > TALL)
    figure.add_traces(list(marks.traces(events, sides, laid.marks, frame, looks, selected=selected)))
    key = marks.legend(figure, events, laid.marks, frame, looks, inside=legend)
    if not legend:
        without_legend(figure)
    figure.layout.meta = (figure.layout.meta or {}) | {"key": key} | _meta(events, sides, frame)
    return figure


def busiest_days(table: pd.DataFrame | Drawn) -> tuple[date, date] | None:
    """Return the first and last day of the time in which most events lie; None where that is not much shorter than all of it."""
    found = busiest(drawn(table))
    return (as_date(found[0]), as_date(found[1])) if found else None


def _gutter(sides: Lanes, width: int) -> int:
    """Return the pixels left of the lanes: as wide as the longest name needs, none on a narrow screen."""
    if width < 600:
        return 12
    widest = max((width_of(label, 12) for label in sides.labels), default=60) + 54
    return int(min(widest, max(0.22 * width, 132), 220))


def _laid_out(events: Drawn, sides: Lanes, frame: Frame, *, labels: bool) -> Layout:
    placed: list[Mark] = []
    tops, bottoms, top = [], [], 0.0
    shapes = marks.shapes(events, sides, frame, labels=labels)
    for lane in range(len(sides)):
        members = sides.event[sides.lane == lane]
        order = sorted(members.tolist(), key=lambda event: shapes[event].left)
        rows = pack([shapes[e].left for e in order], [shapes[e].right for e in order], gap=3.0, rows=14)
        head = 18.0 if frame.narrow else 0.0
        deep = max(max(rows, default=0) + 1, _name_rows(sides.labels[lane], frame))
        bottom = top + head + deep * ROW + LANE_PADDING
        shift = (deep - (max(rows, default=0) + 1)) * ROW / 2
        y = top + head + LANE_PADDING / 2 + ROW / 2 + shift
        placed += [Mark(e, lane, y + row * ROW, shapes[e]) for e, row in zip(order, rows, strict=True)]
        tops.append(top)
        bottoms.append(bottom)
        top = bottom
    return Layout(tuple(placed), tuple(tops), tuple(bottoms))


def _name_rows(label: str, frame: Frame) -> float:
    return 1.0 if frame.narrow or width_of(label, 12) < frame.left - 50 else 1.5


def _meta(events: Drawn, sides: Lanes, frame: Frame) -> dict[str, object]:
    return {
        "chart": "chronology", "theme": frame.theme.name, "caption": caption(events, sides, frame),
        "alternative": alternative(events, sides), "shown": len(events), "undated": events.undated,
    }  # fmt: skip


def caption(events: Drawn, sides: Lanes, frame: Frame) -> str:
    """Return what the reader must know to count right: several lanes, undated events, those beyond the edges."""
    if not len(events):
        return "No dated event to draw." + (f" {count(events.undated, 'undated event')}." if events.undated else "")
    parts = [count(len(events), "event")]
    several = int((np.bincount(sides.event, minlength=len(events)) > 1).sum())
    if several:
        verb = "stands" if several == 1 else "stand"
        parts.append(
            f"{number(several)} of them {verb} in several lanes (small figure) and {'is' if several == 1 else 'are'} counted once"
        )
    parts += _beyond(events, frame)
    if events.undated:
        parts.append(f"{count(events.undated, 'undated event')} not drawn")
    return "; ".join(parts) + "."


def _beyond(events: Drawn, frame: Frame) -> list[str]:
    before = int((events.last < frame.start).sum())
    after = int((events.first > frame.end).sum())
    words = [f"{number(n)} {word}" for n, word in ((before, "earlier"), (after, "later")) if n]
    return [" and ".join(words) + " beyond the edges"] if words else []


def alternative(events: Drawn, sides: Lanes) -> str:
    """Return the timeline as one paragraph for people who hear it."""
    from timeline.charts.alternative import dates_spanned, listed

    if not len(events):
        return "Timeline without any dated event."
    names: Sequence[str] = sides.labels
    tops = listed([(names[i], sides.counts[i]) for i in range(len(sides))], 5)
    spanned = f"{count(len(events), 'dated event')} {dates_spanned(events)}"
    return f"Timeline of {spanned} in {count(len(sides), 'lane')} by {sides.by}: {tops}."
