"""The date value: which days are covered, how sure that is, and the same as EDTF.

An :class:`Interval` never says more than the words did. ``first`` and ``last`` are calendar days, both included; ``None``
means open or unknown. What lasted the whole time and what happened once somewhere within it differ in the EDTF string.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

__all__ = ["BOUNDS", "PRECISIONS", "UNKNOWN", "Bound", "Interval", "Precision", "decade", "day", "month", "span", "week", "year"]

Precision = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "range", "vague"]
Bound = Literal["on", "during", "since", "until", "before", "after"]

PRECISIONS: tuple[Precision, ...] = (
    "day", "week", "month", "season", "quarter", "half", "year", "decade", "range", "vague",
)  # fmt: skip
BOUNDS: tuple[Bound, ...] = ("on", "during", "since", "until", "before", "after")


@dataclass(frozen=True, slots=True)
class Interval:
    """The days that a date may or does cover.

    >>> month(2022, 11).first, month(2022, 11).last, month(2022, 11).edtf
    (datetime.date(2022, 11, 1), datetime.date(2022, 11, 30), '2022-11')
    """

    first: date | None
    last: date | None
    precision: Precision
    bound: Bound = "on"
    edtf: str = ""

    @property
    def is_known(self) -> bool:
        """Whether at least one end is a calendar day."""
        return self.first is not None or self.last is not None

    @property
    def days(self) -> int | None:
        """How many days are covered, both ends counted; None where an end is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether some day may be in both; an open end reaches for ever.

        >>> month(2021, 8).overlaps(year(2021)), month(2021, 8).overlaps(year(2022))
        (True, False)
        """
        return (self.first is None or other.last is None or self.first <= other.last) and (
            other.first is None or self.last is None or other.first <= self.last
        )

    def contains(self, other: Interval) -> bool:
        """Whether every day of the other is in this one; an open end reaches for ever.

        >>> year(2021).contains(month(2021, 8)), month(2021, 8).contains(year(2021))
        (True, False)
        """
        return (self.first is None or (other.first is not None and self.first <= other.first)) and (
            self.last is None or (other.last is not None and other.last <= self.last)
        )


UNKNOWN = Interval(None, None, "vague", "during", "")


def day(value: date) -> Interval:
    """Return the interval of one calendar day.

    >>> day(date(2025, 10, 19)).edtf
    '2025-10-19'
    """
    return Interval(value, value, "day", "on", value.isoformat())


def week(value: date) -> Interval:
    """Return the Monday-to-Sunday week that a day lies in.

    EDTF has no weeks; the string is the span of days.

    >>> week(date(2025, 11, 23)).edtf
    '2025-11-17/2025-11-23'
    """
    monday = value - timedelta(days=value.weekday())
    return span(monday, monday + timedelta(days=6), "week")


def month(a_year: int, a_month: int) -> Interval:
    """Return the interval of a calendar month (1 to 12)."""
    last = calendar.monthrange(a_year, a_month)[1]
    return Interval(date(a_year, a_month, 1), date(a_year, a_month, last), "month", "during", f"{a_year:04d}-{a_month:02d}")


def year(a_year: int) -> Interval:
    """Return the interval of a calendar year.

    >>> year(2013).last
    datetime.date(2013, 12, 31)
    """
    return Interval(date(a_year, 1, 1), date(a_year, 12, 31), "year", "during", f"{a_year:04d}")


def decade(a_year: int) -> Interval:
    """Return the decade that a year lies in.

    >>> decade(1994).edtf
    '199X'
    """
    first = a_year - a_year % 10
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade", "during", f"{first // 10:03d}X")


def span(first: date, last: date, precision: Precision = "range", bound: Bound = "during") -> Interval:
    """Return the interval from one day to another, both included, as days that were all covered.

    >>> span(date(2025, 9, 8), date(2025, 9, 12)).days
    5
    """
    return Interval(first, last, precision, bound, f"{first.isoformat()}/{last.isoformat()}")
