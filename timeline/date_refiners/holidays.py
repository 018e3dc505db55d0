"""Days that are named: fixed ones, those counted from Easter, weekdays of a month, and those of the Islamic calendar.

A holiday is written as ``12-25``; ``easter -2``, ``orthodox 0`` (days from Easter); ``11 thu 4`` (the fourth Thursday of
November), ``5 mon -1`` (the last Monday of May); ``11 mon 1 +1`` (the day after the first Monday); ``islamic 10-01``;
``islamic 9`` (a month).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from timeline.interval import Interval, day, span

__all__ = ["holiday"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISLAMIC_EPOCH = 227015
_BEFORE_ISLAM = 622


def holiday(code: str, year: int) -> Interval:
    """Return the days of a holiday in a year. Islamic days are known to a day before or after, as the moon is seen.

    Raises ValueError for a code that means nothing, or a year that lacks the day.

    >>> holiday("easter 0", 2016).edtf, holiday("11 thu 4", 2025).edtf
    ('2016-03-27', '2025-11-27')
    >>> holiday("islamic 10-01", 2025).edtf
    '[2025-03-30..2025-04-01]'
    """
    words = code.split()
    if words[0] == "easter":
        return day(easter(year) + timedelta(days=int(words[1])))
    if words[0] == "orthodox":
        return day(orthodox_easter(year) + timedelta(days=int(words[1])))
    if words[0] == "islamic":
        return _islamic(words[1], year)
    if len(words) == 1:
        month, number = (int(part) for part in code.split("-"))
        return day(date(year, month, number))
    value = _weekday_of(year, int(words[0]), _WEEKDAYS.index(words[1]), int(words[2]))
    return day(value + timedelta(days=int(words[3]) if len(words) > 3 else 0))


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches (the anonymous Gregorian rule).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches as a day of our calendar (Meeus's rule for the Julian calendar).

    Raises ValueError for a year outside 1900 to 2099, in which the two calendars are not 13 days apart.

    >>> orthodox_easter(2024)
    datetime.date(2024, 5, 5)
    """
    if not 1900 <= year < 2100:
        raise ValueError(f"Orthodox Easter of {year} is not known here")
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    f = d + e + 114
    return date(year, f // 31, f % 31 + 1) + timedelta(days=13)


def _weekday_of(year: int, month: int, weekday: int, number: int) -> date:
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    if number > len(days):
        raise ValueError(f"there is no such day in {year}-{month:02d}")
    return date(year, month, days[number - 1 if number > 0 else number])


def _islamic(code: str, year: int) -> Interval:
    """The last time that an Islamic day or month begins in a year, by the tabular calendar."""
    if year <= _BEFORE_ISLAM:
        raise ValueError(f"no such day in {year}: the calendar begins in 622")
    month, _, number = code.partition("-")
    hijri = int((year - 622) * 33 / 32) + 2
    while hijri > 0:
        first = _from_islamic(hijri, int(month), int(number or 1))
        if first.year <= year:
            break
        hijri -= 1
    if first.year != year:
        raise ValueError(f"no such day in {year}")
    if number:
        low, high = first - timedelta(days=1), first + timedelta(days=1)
        return Interval(low, high, "range", "on", f"[{low.isoformat()}..{high.isoformat()}]")
    last = _from_islamic(hijri, int(month) + 1, 1) if int(month) < 12 else _from_islamic(hijri + 1, 1, 1)
    return span(first, last - timedelta(days=1))


def _from_islamic(year: int, month: int, number: int) -> date:
    days = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days - 1)
