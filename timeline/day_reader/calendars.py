"""Month names that dateparser does not know, and the solar Hijri calendar of Afghanistan and Iran, put into our days.

Lunar Hijri dates are not converted: their days depend on when the moon was seen.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from timeline.rules import packaged

__all__ = ["in_our_calendar", "solar_day"]

_EASTERN = re.compile(r"[\u0600-\u06ff]")
_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
"""Remainders by 33 of the leap years of the solar Hijri calendar; right from 1244 to 1472."""
_EPOCH = (1300, date(1921, 3, 21))
_LAST_YEAR = 1472
_NUMERIC = re.compile(r"(?<!\d)(1[34]\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")


def solar_day(year: int, month: int, day: int) -> date | None:
    """Return our day for one of the solar Hijri calendar, years 1300 to 1472; None where there is no such day.

    >>> solar_day(1404, 9, 2), solar_day(1403, 12, 30), solar_day(1404, 12, 30)
    (datetime.date(2025, 11, 23), datetime.date(2025, 3, 20), None)
    """
    first, origin = _EPOCH
    if not (first <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= _length(year, month)):
        return None
    before = sum(366 if _is_leap(earlier) else 365 for earlier in range(first, year))
    return origin + timedelta(days=before + sum(_length(year, earlier) for earlier in range(1, month)) + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP


def _length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month <= 11 or _is_leap(year) else 29


def in_our_calendar(text: str, original: str) -> str:
    """Return the words (digits already 0 to 9) with foreign month names in English and solar Hijri days as ISO days.

    Only words with Arabic letters or digits in the ``original`` are touched, so that 1404-09-02 stays what it says.

    >>> in_our_calendar("2 قوس 1404", "۲ قوس ۱۴۰۴"), in_our_calendar("23 تشرين الثاني/نوفمبر 2025", "تشرين")
    ('2025-11-23', '23 November 2025')
    """
    if not _EASTERN.search(original):
        return text
    ours, solar_first, solar_last = _patterns()
    text = _NUMERIC.sub(lambda m: _iso(m, m[1], m[3], m[4]), text)
    text = solar_first.sub(lambda m: _iso(m, m["year"], _number(m, solar_first), m["day"]), text)
    text = solar_last.sub(lambda m: _iso(m, m["year"], _number(m, solar_last), m["day"]), text)
    return ours.sub(lambda m: f"{m['before'].strip()} {_ENGLISH[int(_number(m, ours)) - 1]} {m['year']}", text).strip()


def _iso(match: re.Match[str], year: str, month: str, day: str) -> str:
    found = solar_day(int(year), int(month), int(day))
    return found.isoformat() if found else match.group()


def _number(match: re.Match[str], pattern: re.Pattern[str]) -> str:
    """Return the number of the month whose named part matched."""
    return next(name[1:] for name in pattern.groupindex if name[0] == "m" and match[name])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns for our months with a year, and for solar days written day first and year first."""
    ours, solar = (_names(packaged().table("pages.toml", table)) for table in ("months", "solar_months"))
    year = r"(?<!\d)(?P<year>1[34]\d\d)(?!\d)"
    day = r"(?<!\d)(?P<day>\d{1,2})(?!\d)"
    return (
        re.compile(rf"(?P<before>(?:^|\d|\s))\s*(?:{ours})(?:\s*/\s*[^\W\d_]+)?[\s،,]+(?P<year>[12]\d{{3}})(?!\d)"),
        re.compile(rf"{day}\W{{0,3}}(?:د\s)?(?:{solar})[\s،,]+{year}"),
        re.compile(rf"{year}\D{{1,9}}?(?:{solar})\D{{1,4}}?{day}"),
    )


def _names(table: object) -> str:
    """Return a pattern with one named part per month (m1 … m12), whole words only."""
    months = dict(table) if isinstance(table, dict) else {}
    ways = (f"(?P<m{number}>(?<!\\w)(?:{names})(?!\\w))" for number, names in months.items())
    return "|".join(ways) or "(?!)"
