"""The date value: which days are covered, how sure that is, and the same as EDTF.

An :class:`Interval` never says more than the words did. ``first`` and ``last`` are calendar days, both included; ``None``
means open or unknown. What lasted the whole time and what happened once somewhere within it differ in the EDTF string.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from timeline.records import record

__all__ = [
    "BOUNDS", "PRECISIONS", "UNKNOWN", "Bound", "Interval", "Precision", "add_months", "add_units", "after",
    "beginning", "century", "day", "decade", "half", "join", "month", "month_last", "once_within", "part_of",
    "quarter", "season", "since", "span", "unit_of", "up_to", "week", "year",
]  # fmt: skip

Precision = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "range", "vague"]
Bound = Literal["on", "during", "since", "until", "before", "after"]

PRECISIONS: tuple[Precision, ...] = (
    "day", "week", "month", "season", "quarter", "half", "year", "decade", "range", "vague",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter")
PARTS = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
BOUNDS: tuple[Bound, ...] = ("on", "during", "since", "until", "before", "after")


_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@record(frozen=True, slots=True)
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
    first = date(a_year, a_month, 1)
    return Interval(first, month_last(a_year, a_month), "month", "during", f"{a_year:04d}-{a_month:02d}")


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


def season(a_year: int, name: str) -> Interval:
    """Return a northern season of a year by its name; winter runs on into the next year.

    >>> season(2023, "summer").edtf, season(2023, "winter").last
    ('2023-22', datetime.date(2024, 2, 29))
    """
    number = SEASONS.index(name)
    first_month = 3 + 3 * number
    last = month_last(a_year + first_month // 12, 2) if number == 3 else month_last(a_year, first_month + 2)
    return Interval(date(a_year, first_month, 1), last, "season", "during", f"{a_year:04d}-{21 + number}")


def quarter(a_year: int, number: int) -> Interval:
    """Return a calendar quarter (1 to 4).

    >>> quarter(2025, 3).first, quarter(2025, 3).edtf
    (datetime.date(2025, 7, 1), '2025-35')
    """
    return Interval(
        date(a_year, 3 * number - 2, 1),
        month_last(a_year, 3 * number),
        "quarter",
        "during",
        f"{a_year:04d}-{32 + number}",
    )


def half(a_year: int, number: int) -> Interval:
    """Return a half of a year (1 or 2).

    >>> half(2025, 1).last, half(2025, 1).edtf
    (datetime.date(2025, 6, 30), '2025-40')
    """
    return Interval(
        date(a_year, 6 * number - 5, 1), month_last(a_year, 6 * number), "half", "during", f"{a_year:04d}-{39 + number}"
    )


def century(number: int) -> Interval:
    """Return a century by its number, as people count: the 19th is 1801 to 1900, EDTF's ``18XX`` its near equivalent.

    >>> century(19).first, century(19).edtf
    (datetime.date(1801, 1, 1), '1801/1900')
    """
    first = (number - 1) * 100 + 1
    return Interval(date(first, 1, 1), date(first + 99, 12, 31), "range", "during", f"{first:04d}/{first + 99:04d}")


def month_last(a_year: int, a_month: int) -> date:
    """Return the last day of a month.

    >>> month_last(2024, 2)
    datetime.date(2024, 2, 29)
    """
    if a_month == 2 and calendar.isleap(a_year):
        return date(a_year, 2, 29)
    return date(a_year, a_month, _MONTH_DAYS[a_month % 12 - 1])


def add_months(value: date, months: int) -> date:
    """Return the day so many months later (or earlier), or the month's last day where it has no such day.

    Raises ValueError outside the years 1 to 9999.

    >>> add_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    count = value.year * 12 + value.month - 1 + months
    a_year, a_month = divmod(count, 12)
    if not 1 <= a_year <= 9999:
        raise ValueError(f"year {a_year} is outside the calendar")
    return date(a_year, a_month + 1, min(value.day, calendar.monthrange(a_year, a_month + 1)[1]))


def add_units(value: date, unit: str, count: int) -> date:
    """Return the day so many days, weeks, months, quarters, years, decades or centuries later (earlier if negative).

    Raises ValueError or OverflowError outside the years 1 to 9999.

    >>> add_units(date(2025, 8, 14), "year", -4)
    datetime.date(2021, 8, 14)
    """
    if unit in DAYS_IN:
        return value + timedelta(days=DAYS_IN[unit] * count)
    return add_months(value, MONTHS_IN[unit] * count)


def unit_of(value: date, unit: str) -> Interval:
    """Return the calendar unit (day, week, month, quarter, half, year, decade, century) that a day lies in.

    >>> unit_of(date(2025, 8, 14), "quarter").edtf
    '2025-35'
    """
    if unit == "day":
        return day(value)
    if unit == "week":
        return week(value)
    if unit == "weekend":
        saturday = value + timedelta(days=5 - value.weekday())
        return span(saturday, saturday + timedelta(days=1))
    if unit == "month":
        return month(value.year, value.month)
    if unit == "quarter":
        return quarter(value.year, (value.month + 2) // 3)
    if unit == "half":
        return half(value.year, (value.month + 5) // 6)
    if unit == "decade":
        return decade(value.year)
    if unit == "century":
        return century((value.year + 99) // 100)
    return year(value.year)


def part_of(whole: Interval, part: str) -> Interval:
    """Return the early, mid or late part of an interval, by the conventions printed in the guide.

    Months are cut at the 10th and 20th, years at March and September, decades after years 3 and 6; anything else is cut
    in thirds. ``start`` and ``end`` are read as early and late.

    >>> part_of(month(2025, 7), "early").edtf
    '[2025-07-01..2025-07-10]'
    >>> part_of(decade(2000), "late").edtf
    '2007~/2009~'
    """
    if whole.first is None or whole.last is None:
        return whole
    first, last = _cut(whole.first, whole.last, whole.precision, PARTS[part])
    if whole.precision == "decade":
        edtf = f"{first.year:04d}~/{last.year:04d}~"
    elif whole.precision == "year":
        edtf = f"[{first.isoformat()[:7]}..{last.isoformat()[:7]}]"
    else:
        edtf = f"[{first.isoformat()}..{last.isoformat()}]"
    return Interval(first, last, "range", "during", edtf)


def _cut(first: date, last: date, precision: Precision, third: int) -> tuple[date, date]:
    if precision == "month":
        starts = [first, first.replace(day=11), first.replace(day=21)]
    elif precision == "year":
        starts = [first, first.replace(month=4), first.replace(month=10)]
    elif precision == "decade":
        starts = [first, first.replace(year=first.year + 4), first.replace(year=first.year + 7)]
    else:
        size = ((last - first).days + 1) / 3
        starts = [first, first + timedelta(days=round(size)), first + timedelta(days=round(2 * size))]
    ends = [starts[1] - timedelta(days=1), starts[2] - timedelta(days=1), last]
    return starts[third], max(ends[third], starts[third])


def join(one: Interval, other: Interval) -> Interval:
    """Return the time from the beginning of one to the end of the other, as a range that lasted.

    >>> join(month(2024, 3), month(2024, 5)).edtf
    '2024-03/2024-05'
    """
    return Interval(one.first, other.last, "range", "during", f"{_plain(one, False)}/{_plain(other, True)}")


def since(start: Interval, until: date | None) -> Interval:
    """Return the time from the first day of an interval to the day of publication (open where that is not known).

    >>> since(year(2021), date(2025, 8, 14)).edtf
    '2021/..'
    """
    if start.first is None:
        return replace(start, bound="since")
    last = until if until is not None and until >= start.first else None
    return Interval(start.first, last, "range", "since", f"{_plain(start, False)}/..")


def beginning(lasting: Interval) -> Interval | None:
    """Return the day, month or year in which what lasts since then began, or None where no such unit was said.

    >>> beginning(since(month(2013, 7), date(2025, 8, 14))) == month(2013, 7)
    True
    """
    first, said = lasting.first, lasting.edtf.partition("/..")[0]
    if lasting.bound != "since" or first is None:
        return None
    units = (day(first), month(first.year, first.month), year(first.year))
    return next((unit for unit in units if unit.edtf == said), None)


def up_to(end: Interval, bound: Bound, *, included: bool) -> Interval:
    """Return the open time until an interval: with its last day, or only to the day before it begins.

    >>> up_to(year(2020), "before", included=False).edtf, up_to(year(2015), "until", included=True).last
    ('../2019', datetime.date(2015, 12, 31))
    """
    if end.first is None or end.last is None:
        return replace(end, bound=bound)
    if included:
        return Interval(None, end.last, "range", bound, f"../{_plain(end, True)}")
    if end.first == date.min:
        return Interval(None, None, "range", bound, "")
    eve = end.first - timedelta(days=1)
    return Interval(None, eve, "range", bound, f"../{_shorten(eve, end.edtf)}")


def after(start: Interval) -> Interval:
    """Return the open time that begins on the day after an interval.

    >>> after(year(2020)).edtf
    '2021/..'
    """
    if start.last is None:
        return replace(start, bound="after")
    if start.last == date.max:
        return Interval(None, None, "range", "after", "")
    morrow = start.last + timedelta(days=1)
    return Interval(morrow, None, "range", "after", f"{_shorten(morrow, start.edtf)}/..")


def once_within(whole: Interval) -> Interval:
    """Return the same days, meant as: once, somewhere within them."""
    edtf = whole.edtf
    if "/" in edtf and ".." not in edtf and "~" not in edtf:
        edtf = "[" + edtf.replace("/", "..") + "]"
    return replace(whole, edtf=edtf)


def _plain(value: Interval, at_end: bool) -> str:
    """The EDTF of one end of a range: the string itself where it is a plain date or month or year, else the day."""
    if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", value.edtf):
        return value.edtf
    end = value.last if at_end else value.first
    if value.precision == "decade" and end is not None:
        return f"{end.year:04d}"
    if "~/" in value.edtf:
        return value.edtf.split("/")[1 if at_end else 0]
    return end.isoformat() if end is not None else ".."


def _shorten(value: date, like: str) -> str:
    """The day before or after a date of a given form, written as coarsely as that form."""
    if re.fullmatch(r"\d{4}|\d{3}X", like):
        return f"{value.year:04d}"
    if re.fullmatch(r"\d{4}-(0\d|1[0-2])", like):
        return value.isoformat()[:7]
    return value.isoformat()
