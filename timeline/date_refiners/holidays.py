"""Days that are named: fixed ones, those counted from Easter, weekdays of a month, and those of other calendars.

A holiday is written as ``12-25``; ``easter -2``, ``orthodox 0`` (days from Easter); ``11 thu 4`` (the fourth Thursday of
November), ``5 mon -1`` (the last Monday of May); ``11 mon 1 +1`` (the day after the first Monday); ``islamic 10-01``,
``islamic 9`` (a month), ``hijri 1447``, ``hijri 1447-09``, ``hijri 1447-09-10`` (with the year of that calendar); ``persian
01-01``, ``solar 1403-01-05`` (the sun calendar of Iran and Afghanistan); ``jewish 9``, ``jewish -163 8`` (days from Rosh
Hashanah, and how many there are); ``listed 2024-10-31 2025-10-20`` (days that only a list tells, known to a day before or
after).
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from timeline.interval import Interval, day, span

__all__ = ["easter", "holiday", "orthodox_easter", "rosh_hashanah"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISLAMIC_EPOCH = 227015
_BEFORE_ISLAM = 622
_LAST_HIJRI = 1599
_LONGEST_MONTH = 30
# From 1996 on, spring begins on 20 March in leap years.
_EARLY_SPRINGS = 1996
_JEWISH_EPOCH = -1373427
# A Jewish year of 356 days begins two days later, the one after a year of 382 days one day later; one of 355 or 385 days has a
# long Heshvan.
_TOO_LONG, _TOO_SHORT, _LONG_YEAR = 356, 382, 5


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
    if words[0] in _OTHER_CALENDARS:
        return _OTHER_CALENDARS[words[0]](words[1:], year)
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


def rosh_hashanah(year: int) -> date:
    """Return the first day of the Jewish year that begins in a year of our calendar.

    >>> rosh_hashanah(2023), rosh_hashanah(2025)
    (datetime.date(2023, 9, 16), datetime.date(2025, 9, 23))
    """
    jewish = year + 3761
    before, here, after = (_jewish_days(number) for number in (jewish - 1, jewish, jewish + 1))
    delay = 2 if after - here == _TOO_LONG else 1 if here - before == _TOO_SHORT else 0
    return date.fromordinal(_JEWISH_EPOCH + here + delay)


def _jewish_days(jewish: int) -> int:
    """The days from the first Jewish year to a later one, by its moons and the days of the week on which none may begin."""
    months = (235 * jewish - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _jewish(words: Sequence[str], year: int) -> Interval:
    """Days counted from Rosh Hashanah; ``kislev`` is Hanukkah's first, which depends on the length of the year."""
    new_year = rosh_hashanah(year)
    if words[0] == "kislev":
        long_year = (rosh_hashanah(year + 1) - new_year).days % 10 == _LONG_YEAR
        first = new_year + timedelta(days=84 if long_year else 83)
    else:
        first = new_year + timedelta(days=int(words[0]))
    days = int(words[1]) if len(words) > 1 else 1
    return day(first) if days == 1 else span(first, first + timedelta(days=days - 1))


def _listed(words: Sequence[str], year: int) -> Interval:
    found = [word for word in words if word.startswith(f"{year}-")]
    if not found:
        raise ValueError(f"that day of {year} is not listed")
    return _about(date.fromisoformat(found[0]))


def _about(middle: date) -> Interval:
    low, high = middle - timedelta(days=1), middle + timedelta(days=1)
    return Interval(low, high, "range", "on", f"[{low.isoformat()}..{high.isoformat()}]")


def _about_from(first: date, last: date) -> Interval:
    return replace(span(first, last), edtf=f"{first.isoformat()}~/{last.isoformat()}~")


def _hijri(words: Sequence[str], year: int) -> Interval:
    """A year, month or day of the Islamic calendar by its own year."""
    return _in_own_year(words[0], _from_islamic, "the Islamic calendar", _LONGEST_MONTH)


def _solar(words: Sequence[str], year: int) -> Interval:
    """A year, month or day of the sun calendar of Iran and Afghanistan by its own year."""
    return _in_own_year(words[0], _from_solar, "the sun calendar", _LONGEST_MONTH + 1)


def _in_own_year(word: str, as_ours: Callable[[int, int, int], date], calendar: str, longest_month: int) -> Interval:
    """A year, month or day of another calendar, whose first days ``as_ours`` gives; raises ValueError for what it has not."""
    number, month, number_of_day = _parts(word)
    if not 0 < number <= _LAST_HIJRI or month > 12 or number_of_day > longest_month:
        raise ValueError(f"there is no {word} in {calendar}")
    if number_of_day:
        return _about(as_ours(number, month, number_of_day))
    after = (number + 1, 1) if month in (0, 12) else (number, month + 1)
    return _about_from(as_ours(number, month or 1, 1), as_ours(*after, 1) - timedelta(days=1))


def _persian(words: Sequence[str], year: int) -> Interval:
    """A day or month of the sun calendar in a year of ours; its year begins in March."""
    for number in (year - 621, year - 622):
        found = _solar([f"{number}-{words[0]}"], year)
        if found.first is not None and (found.first + timedelta(days=1)).year == year:
            return found
    raise ValueError(f"no such day in {year}")


def _parts(code: str) -> tuple[int, int, int]:
    number, month, number_of_day = (int(part or 0) for part in [*code.split("-"), "", ""][:3])
    return number, month, number_of_day


def _from_solar(number: int, month: int, number_of_day: int) -> date:
    year = number + 621
    new_year = date(year, 3, 20 if calendar.isleap(year) and year >= _EARLY_SPRINGS else 21)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return new_year + timedelta(days=before + number_of_day - 1)


def _islamic(words: Sequence[str], year: int) -> Interval:
    """The last time that an Islamic day or month begins in a year, by the tabular calendar."""
    code = words[0]
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
        return _about(first)
    last = _from_islamic(hijri, int(month) + 1, 1) if int(month) < 12 else _from_islamic(hijri + 1, 1, 1)
    return span(first, last - timedelta(days=1))


def _from_islamic(year: int, month: int, number: int) -> date:
    days = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + days - 1)


_OTHER_CALENDARS: dict[str, Callable[[Sequence[str], int], Interval]] = {
    "islamic": _islamic, "hijri": _hijri, "solar": _solar, "persian": _persian, "jewish": _jewish, "listed": _listed,
}  # fmt: skip
