"""Counts by period without false spikes: an event known to the year is not counted on 1 January.

Each event weighs one. Where its days do not fit into one period, the weight is spread evenly over them, so that November 2022
gives a daily chart 1/30 on each of its days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from timeline.charts.drawn import Days, Flags, as_date, as_day

__all__ = ["PERIODS", "Bins", "Period", "bins_of", "spread", "suitable", "wider"]

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: tuple[Period, ...] = ("day", "week", "month", "quarter", "year")
_LENGTH = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.2}


@dataclass(frozen=True, slots=True)
class Bins:
    """Periods in a row: ``starts`` are their first days, ``end`` the day after the last one."""

    period: Period
    starts: Days
    end: int

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def lengths(self) -> Days:
        """Days in each."""
        return np.diff(np.append(self.starts, self.end))

    def label(self, number: int) -> str:
        """Return the words for one of them."""
        return period_words(self.period, as_date(int(self.starts[number])))

    def days(self, number: int) -> tuple[str, str]:
        """Return first and last day of one of them as ISO strings."""
        start = int(self.starts[number])
        return as_date(start).isoformat(), as_date(start + int(self.lengths[number]) - 1).isoformat()


def period_words(period: Period, start: date) -> str:
    """Return the words for a period that begins on a day.

    >>> period_words("quarter", date(2025, 4, 1)), period_words("week", date(2025, 11, 17))
    ('Q2 2025', 'week of 17 November 2025')
    """
    from timeline.charts.words import MONTHS, day_words

    if period == "year":
        return str(start.year)
    if period == "quarter":
        return f"Q{(start.month + 2) // 3} {start.year}"
    if period == "month":
        return f"{MONTHS[start.month - 1]} {start.year}"
    return f"week of {day_words(start)}" if period == "week" else day_words(start)


def suitable(start: int, end: int, *, most: int = 90) -> Period:
    """Return the finest period of which at most so many lie between two days."""
    return next((period for period in PERIODS if (end - start + 1) / _LENGTH[period] <= most), "year")


def bins_of(period: Period, start: int, end: int) -> Bins:
    """Return the periods that cover the days from ``start`` to ``end``; weeks begin on Monday."""
    if period == "day":
        return Bins(period, np.arange(start, end + 1, dtype=np.int64), end + 1)
    if period == "week":
        monday = start - as_date(start).weekday()
        starts = np.arange(monday, end + 1, 7, dtype=np.int64)
        return Bins(period, starts, int(starts[-1]) + 7)
    months = {"month": 1, "quarter": 3, "year": 12}[period]
    first, last = as_date(start), as_date(end)
    number = (first.year * 12 + first.month - 1) // months * months
    starts_list = []
    while number <= last.year * 12 + last.month - 1:
        starts_list.append(as_day(date(number // 12, number % 12 + 1, 1)))
        number += months
    closing = as_day(date(number // 12, number % 12 + 1, 1)) if number // 12 <= 9999 else as_day(date.max) + 1
    return Bins(period, np.array(starts_list, dtype=np.int64), closing)


def wider(first: Days, last: Days, bins: Bins) -> Flags:
    """Return which events do not fit into one period."""
    return np.not_equal(np.searchsorted(bins.starts, first, "right"), np.searchsorted(bins.starts, last, "right"))


def spread(first: Days, last: Days, group: Days, groups: int, bins: Bins) -> npt.NDArray[np.float64]:
    """Return the weight of each group (lines) in each period (columns); what lies outside the periods is left out."""
    begin, end = int(bins.starts[0]), bins.end
    days = end - begin
    share = 1.0 / (last - first + 1)
    size = groups * (days + 1)
    inside = (last >= begin) & (first < end)
    if not inside.all():
        first, last, group, share = first[inside], last[inside], group[inside], share[inside]
    base = group * (days + 1) - begin
    rises, falls = base + np.maximum(first, begin), base + np.minimum(last + 1, end)
    rate = np.bincount(rises, share, minlength=size) - np.bincount(falls, share, minlength=size)
    daily = np.cumsum(rate.reshape(groups, days + 1), axis=1)[:, :days]
    total = np.add.reduceat(daily, bins.starts - begin, axis=1)
    return np.asarray(np.where(np.abs(total) < 1e-9, 0.0, total))
