"""The table of events as arrays that can be drawn: which days, how sure, which ends are open.

Days are whole numbers counted from 1970-01-01; :data:`DAY` is one of them in the milliseconds of a Plotly date axis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline.charts.tallies import coded

__all__ = ["DAY", "Days", "Drawn", "Flags", "Window", "as_date", "as_day", "busiest", "drawn", "focus"]

Days: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Window: TypeAlias = tuple[date | None, date | None]

DAY = 86_400_000
OPEN = int(np.iinfo(np.int64).min)
_EPOCH = date(1970, 1, 1)

FINE = ("day", "range")
"""Precisions that name their days; all others say only within which days something lies."""

QUARTER, FEW, MOST = 92, 12, 0.75
"""Days of the widest date that counts, events from which and share of them of which :func:`busiest` speaks."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The dated events of a table. ``at`` are their line numbers in it; the other arrays run beside it.

    ``first`` and ``last`` are the days between which an event is drawn: where one end is unknown it is the known one, and
    ``open_start`` or ``open_end`` is set.
    """

    table: pd.DataFrame
    at: Days
    first: Days
    last: Days
    open_start: Flags
    open_end: Flags
    once: Flags
    undated: int

    def __len__(self) -> int:
        return len(self.at)

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last day of all; None without a dated event."""
        return (int(self.first.min()), int(self.last.max())) if len(self) else None

    def column(self, name: str, default: Any = "") -> npt.NDArray[Any]:
        """Return one column of the dated events; the default everywhere if the table lacks it."""
        if name not in self.table:
            return np.full(len(self), default, dtype=object)
        return np.asarray(self.table[name].to_numpy(dtype=object)[self.at])

    def coded(self, name: str) -> tuple[Days, npt.NDArray[Any]]:
        """Return for each drawn event the number of its value in a column, -1 for none, and the values."""
        if name not in self.table:
            return np.full(len(self), -1, dtype=np.int64), np.zeros(0, dtype=object)
        codes, values = coded(self.table[name])
        return codes[self.at], values

    def only(self, keep: Flags) -> Drawn:
        """Return the events for which ``keep`` is set."""
        return Drawn(
            self.table, self.at[keep], self.first[keep], self.last[keep], self.open_start[keep], self.open_end[keep],
            self.once[keep], self.undated,
        )  # fmt: skip


def drawn(table: pd.DataFrame | Drawn) -> Drawn:
    """Return the dated events of a table, in its order; those without any day are only counted.

    What was made of a table already is given back as it is, so that several charts of the same events can share it.
    """
    if isinstance(table, Drawn):
        return table
    first, last = _days(table, "first"), _days(table, "last")
    at = np.flatnonzero((first != OPEN) | (last != OPEN))
    undated = len(table) - len(at)
    first, last = first[at], last[at]
    no_first, no_last = first == OPEN, last == OPEN
    until, since = (
        _said(table, "bound", words.__contains__)[at] for words in (("until", "before"), ("since", "after"))
    )
    fine = _said(table, "precision", FINE.__contains__)[at]
    once_said = _said(table, "edtf", lambda edtf: edtf.startswith("["))[at]
    first, last = np.where(no_first, last, first), np.where(no_last, first, last)
    return Drawn(
        table, at, np.minimum(first, last), np.maximum(first, last),
        no_first | until & (first != last),
        no_last | since & (first != last),
        (~fine | once_said) & (first != last), undated,
    )  # fmt: skip


def focus(events: Drawn) -> tuple[int, int] | None:
    """Return the days worth opening a chart on: all of them, unless a few far ones would squeeze the many together.

    Those left outside are at most one in ten; they are still drawn, beyond the edge.
    """
    if len(events) < 8 or events.span is None:
        return events.span
    low, high = np.quantile(events.first, (0.05, 0.95)).astype(int)
    reach = max(int(high - low), 30)
    near = (events.first >= low - reach) & (events.first <= high + reach)
    if near.all() or (~near).mean() > 0.1:
        return events.span
    start, end = int(events.first[near].min()), int(np.minimum(events.last[near], high + reach).max())
    whole = events.span[1] - events.span[0]
    return (start, end) if end - start < 0.5 * whole else events.span


def busiest(events: Drawn) -> tuple[int, int] | None:
    """Return the shortest run of days with most of the events that are dated to a quarter or finer, and a little around it.

    None where there are few events, or where it is not much shorter than the whole.
    """
    short = np.sort(events.first[(events.last - events.first <= QUARTER) & ~events.open_start])
    needed = int(np.ceil(MOST * len(short)))
    if len(short) < FEW or events.span is None:
        return None
    lengths = short[needed - 1 :] - short[: len(short) - needed + 1]
    begin = len(lengths) - 1 - int(lengths[::-1].argmin())  # of several, the latest
    around = max(int(lengths[begin]) // 20, 10)
    start, end = int(short[begin]) - around, int(short[begin] + lengths[begin]) + around
    whole = focus(events) or events.span
    return (start, end) if end - start < 0.5 * (whole[1] - whole[0]) else None


def chosen(events: Drawn, window: Window | None) -> tuple[int, int]:
    """Return the first and last day to show: those asked for, else what :func:`focus` says (a year without events)."""
    start, end = focus(events) or (as_day(date(2024, 1, 1)), as_day(date(2024, 12, 31)))
    if window is not None:
        whole = events.span or (start, end)
        start = as_day(window[0]) if window[0] else whole[0]
        end = as_day(window[1]) if window[1] else whole[1]
    return (start, end) if start <= end else (end, start)


def as_day(value: date) -> int:
    """Return a day's number."""
    return (value - _EPOCH).days


def as_date(day: int) -> date:
    """Return the calendar day of a number, kept within the years 1 to 9999."""
    return _EPOCH + timedelta(days=min(max(int(day), -719162), 2932896))


def _days(table: pd.DataFrame, name: str) -> Days:
    if name not in table:
        return np.full(len(table), OPEN, dtype=np.int64)
    values = table[name]
    if values.dtype == object:
        values = pd.to_datetime(values)
    moments = values.to_numpy(dtype="datetime64[ms]").view(np.int64)
    return np.where(moments == OPEN, OPEN, moments // DAY)


def _said(table: pd.DataFrame, name: str, test: Callable[[str], bool]) -> Flags:
    """Return for each line whether the value of a column passes a test; what is missing is the empty text."""
    if name not in table:
        return np.full(len(table), test(""), dtype=bool)
    codes, values = coded(table[name])
    passing = np.array([*(test(str(value)) for value in values), test("")], dtype=bool)
    return passing[codes]
