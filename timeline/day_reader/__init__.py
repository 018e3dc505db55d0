"""Days that people type or that pages print, in any common form and language; never a part that the words lack.

Common English and numeric forms are read here; the rest goes to dateparser under strict settings, imported only then because
that takes a while. A time zone does not move the day: the day is the one printed. A day and month that could be swapped
(03/04/2025) are never chosen between unless the order is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import islice
from typing import Any, Literal

from timeline import interval as intervals
from timeline.day_reader.calendars import in_our_calendar
from timeline.errors import DateInputError
from timeline.interval import Interval

__all__ = ["Order", "read_day", "read_interval", "read_published"]

Order = Literal["dmy", "mdy"]

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIRST_PRINTED = 1600  # an earlier year is one of another calendar, or no year at all
_DAY_FIRST = frozenset(["ar", "de", "es", "fa", "fr", "id", "it", "nl", "pl", "ps", "pt", "ru", "tr", "uk", "ur"])

_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<month>[A-Za-z]{3,9})\.?", r"(?P<year>[12]\d{3})"
_BEFORE, _AFTER = r"(?<![\w./:-])", r"(?![\w/]|[.,:-]\d)"
_WRITTEN = tuple(
    re.compile(f"{_BEFORE}(?:{form}){_AFTER}", re.IGNORECASE)
    for form in (
        rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH}[\s,-]+{_YEAR}",
        rf"{_MONTH}[\s-]+(?:the\s+)?{_DAY}(?:,\s*|[\s-]+){_YEAR}",
        rf"{_YEAR}[\s,-]+{_MONTH}[\s-]+{_DAY}",
    )
)
_ISO = re.compile(
    rf"{_BEFORE}{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?=T\d|[^\w/.-]|[.-]?(?:\s|$))"
)
_COMPACT = re.compile(rf"{_BEFORE}{_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T\d|\W|$)")
_NUMERIC = re.compile(rf"{_BEFORE}(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark){_YEAR}(?![\w/-]|\.\d)")
_SHORT_YEAR = re.compile(rf"{_BEFORE}\d{{1,2}}(?P<mark>[-/.])\d{{1,2}}(?P=mark)\d{{2}}(?![\w/-])")
_CLOCK = re.compile(
    r"(?:\b(?:at|um|à|a las|saat|в)\s+)?(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\b\.?)?(?:\s*Uhr\b)?"
    r"\s*(?:Z\b|[+-]\d{2}:?\d{2}\b|\(?\b(?:UTC|GMT|[A-Z]{1,4}T)\b\)?(?:\s?[+-]\d{1,2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[ ,./-][12]\d{3})(?=\d{1,2}:\d{2}|[A-Z][a-z])")
_WEEKDAY = re.compile(r"\b(mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\b\.?,?\s*", re.IGNORECASE)

_JOINED = re.compile(
    r"\s*(?:\.\.|(?:(?<=\d{4})|(?<=-\d\d))/(?=\d{4}))\s*|\s+(?:to|till|until|–|—|-)\s+|(?<=\d{4})[–—-](?=\d{4}$)",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(
    rf"{_MONTH}[\s,-]+(?:of\s+)?{_YEAR}|(?P<year2>[12]\d{{3}})[\s,-]+(?P<month2>[A-Za-z]{{3,9}})\.?"
)
_MONTH_NUMBER = re.compile(rf"{_YEAR}[-/](?P<month>\d{{1,2}})|(?P<month2>\d{{1,2}})[-/](?P<year2>[12]\d{{3}})")
_QUARTER = re.compile(r"Q([1-4])[\s/-]*([12]\d{3})|([12]\d{3})[\s/-]*Q([1-4])", re.IGNORECASE)
_DECADE = re.compile(r"(?:the\s+)?([12]\d{2})0s", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_FOREIGN_CORE = (
    re.compile(r"(?<!\d)\d{1,2}\D{1,30}?[12]\d{3}(?!\d)"),
    re.compile(r"[^\W\d_]+\.?\s+\d{1,2}\D{1,4}[12]\d{3}(?!\d)"),
    re.compile(r"(?<!\d)[12]\d{3}\D{1,30}?\d{1,2}(?!\d)\W?[^\W\d_]*"),
)


def read_day(words: str, *, order: Order | None = None, language: str | None = None) -> date:
    """Return the one calendar day that somebody typed.

    Raises DateInputError when no day can be read, when a part is missing, when no such day exists, when the weekday does not
    fit, and when day and month could be swapped and neither ``order`` ("dmy", "mdy") nor ``language`` settles it.

    >>> read_day("23 novembre 2025"), read_day("03/04/2025", order="dmy")
    (datetime.date(2025, 11, 23), datetime.date(2025, 4, 3))
    >>> read_day("Nov 2022")
    Traceback (most recent call last):
    timeline.errors.DateInputError: date: 'Nov 2022' has no day; type it like 2022-11-01 or 1 November 2022
    """
    text = _tidy(words)
    if not text:
        raise DateInputError("date", "nothing was typed", "type a day like 2025-10-19 or 19 October 2025")
    bare = _bare(text)
    readings = [] if _JOINED.search(bare) else list(_own_readings(bare, order or _order_of(language), whole=True))
    days = readings[0] if readings else _foreign(bare, language, ("day", "month", "year"))
    if len(days) == 1:
        _refuse_wrong_weekday(words, text, days[0])
        return days[0]
    raise _no_day(words, bare, days)


def read_interval(words: str) -> Interval:
    """Return the day, month, quarter, year, decade or span that somebody typed, as fine as the words are and no finer.

    A day and month that could be swapped give the interval that covers both readings, precision "range". Raises DateInputError
    when nothing can be read.

    >>> read_interval("Nov 2022").edtf, read_interval("2013-2020").edtf, read_interval("23. November 2025").precision
    ('2022-11', '2013/2020', 'day')
    """
    text = _bare(_tidy(words))
    found = _one_interval(text) or _span(text)
    if found is None:
        with suppress(DateInputError):
            return intervals.day(read_day(words))
        raise _no_interval(words, text)
    return found


def read_published(words: str, *, language: str | None = None, order: Order | None = None) -> date | None:
    """Return the day stated in a line such as "Updated 23 November 2025" or an ISO stamp with time zone; None if none is.

    The first day in the words counts. None also when it could be two days (03/04/2025) and nothing settles which.

    >>> read_published("Posted on 2025-11-23T21:30:00+05:00"), read_published("Updated 6 sec ago")
    (datetime.date(2025, 11, 23), None)
    >>> read_published("Publié le 23 novembre 2025 à 14h30")
    datetime.date(2025, 11, 23)
    """
    text = _tidy(words)
    bare = _bare(text)
    for days in _own_readings(bare, order or _order_of(language), whole=False):
        return days[0] if len(days) == 1 and days[0].year >= _FIRST_PRINTED else None
    if not re.search(r"(?<!\d)[12]\d{3}(?!\d)", bare) or not _LONE_NUMBER.search(bare):
        return None
    cores = (match.group() for core in _FOREIGN_CORE for match in islice(core.finditer(bare), 3))
    for attempt in (bare, *cores):
        days = _foreign(attempt, language, ("day", "month", "year"))
        if len(days) == 1:
            return days[0]
    return None


def _tidy(words: str) -> str:
    """Return the words with digits of every script as 0-9, plain blanks, and without direction marks, quotes and brackets."""
    kept = []
    for letter in words.strip():
        kind = unicodedata.category(letter)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(letter)))
        elif kind not in ("Cf", "Cc") or letter in "\t\n\r":
            kept.append(" " if letter.isspace() else letter)
    text = re.sub(r"\s+", " ", "".join(kept)).strip(" `'\"“”‘’()[]|*•")
    return text if words.isascii() else in_our_calendar(text, words)


def _bare(text: str) -> str:
    """Return the words without clock times and English weekdays, which do not change the day."""
    return re.sub(r"\s+", " ", _WEEKDAY.sub("", re.sub(_CLOCK, " ", _unglued(text)))).strip(" ,|·-–—")


def _unglued(text: str) -> str:
    """Return the words with a blank where a page glued a clock or a word to the year or day."""
    return _GLUED.sub(" ", re.sub(r"(?<=\d)T(?=\d{2}:?\d{2})", " ", text))


def _order_of(language: str | None) -> Order | None:
    return "dmy" if language and language[:2].lower() in _DAY_FIRST else None


def _own_readings(text: str, order: Order | None, *, whole: bool) -> Iterator[tuple[date, ...]]:
    """Yield what each form found earliest in the words means: no day (impossible), one day, or two that cannot be told apart."""
    found: list[tuple[int, tuple[date, ...]]] = []
    for form in (*_WRITTEN, _ISO, _COMPACT, _NUMERIC):
        match = form.fullmatch(text) if whole else form.search(text)
        if match is None:
            continue
        if form is _NUMERIC:
            found.append((match.start(), _swappable(match, order)))
        elif (month := _month_number(match["month"])) is not None:
            found.append((match.start(), _days((int(match["year"]), month, int(match["day"])))))
    yield from (days for _, days in sorted(found, key=lambda item: item[0]))


def _swappable(match: re.Match[str], order: Order | None) -> tuple[date, ...]:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    readings = {"dmy": (year, two, one), "mdy": (year, one, two)}
    both = _days(*readings.values())
    return _days(readings[order]) if order and len(both) > 1 else both


def _days(*parts: tuple[int, int, int]) -> tuple[date, ...]:
    days: list[date] = []
    for year, month, day in parts:
        with suppress(ValueError):
            days.append(date(year, month, day))
    return tuple(sorted(set(days)))


def _month_number(name: str) -> int | None:
    return int(name) if name.isdigit() else _MONTHS.get(name.lower())


def _one_interval(text: str) -> Interval | None:
    for days in _own_readings(text, None, whole=True):
        return intervals.day(days[0]) if len(days) == 1 else _either(days)
    if re.fullmatch(_YEAR, text):
        return intervals.year(int(text))
    if match := _DECADE.fullmatch(text):
        return intervals.decade(int(match[1]) * 10)
    if match := _QUARTER.fullmatch(text):
        return _quarter(int(match[2] or match[3]), int(match[1] or match[4]))
    return _one_month(text)


def _one_month(text: str) -> Interval | None:
    for form in (_MONTH_AND_YEAR, _MONTH_NUMBER):
        if match := form.fullmatch(text):
            number = _month_number(match["month"] or match["month2"])
            if number is not None and 1 <= number <= 12:
                return intervals.month(int(match["year"] or match["year2"]), number)
    if _LONE_NUMBER.search(text):
        return None
    months = _foreign(text, None, ("month", "year"))
    return intervals.month(months[0].year, months[0].month) if months else None


def _quarter(year: int, number: int) -> Interval:
    first, last = intervals.month(year, number * 3 - 2), intervals.month(year, number * 3)
    return Interval(first.first, last.last, "quarter", "during", f"{year:04d}-{32 + number}")


def _either(days: tuple[date, ...]) -> Interval | None:
    """Return the interval that covers readings of which only one can be right; None where there is none."""
    if not days:
        return None
    return Interval(days[0], days[-1], "range", "on", "[" + ",".join(day.isoformat() for day in days) + "]")


def _span(text: str) -> Interval | None:
    for match in _JOINED.finditer(text):
        ends = [_one_interval(part.strip()) for part in (text[: match.start()], text[match.end() :])]
        first, last = ends
        if first and last and first.first and last.last and first.first <= last.last:
            return Interval(first.first, last.last, "range", "during", f"{first.edtf}/{last.edtf}")
    return None


@cache
def _strict_parser(parts: tuple[str, ...], language: str | None) -> Any:
    from dateparser.date import DateDataParser

    settings = {"REQUIRE_PARTS": list(parts), "PARSERS": ["absolute-time"], "STRICT_PARSING": len(parts) == 3}
    return DateDataParser(languages=[language] if language else None, settings=settings)


def _foreign(text: str, language: str | None, parts: tuple[str, ...]) -> tuple[date, ...]:
    """Return the day that dateparser reads, if the year and (where asked for) a day number really stand in the words."""
    years = re.findall(r"(?<!\d)[12]\d{3}(?!\d)", text)
    if len(years) != 1 or len(text) > 80 or ("day" in parts and not _LONE_NUMBER.search(text)):
        return ()
    if not re.search(r"[^\W\d_]{2}|[年月日년월일]", text):
        return ()
    parsed = _strict_parser(parts, language).get_date_data(text).date_obj
    if parsed is None or parsed.year != int(years[0]):
        return ()
    if "day" in parts and parsed.day not in {int(number) for number in _LONE_NUMBER.findall(text)}:
        return ()
    return (parsed.date(),)


def _refuse_wrong_weekday(words: str, text: str, day: date) -> None:
    said = _WEEKDAY.search(text)
    if said and _WEEKDAYS.index(said[1][:3].lower()) != day.weekday():
        name = f"{day:%A}"
        raise DateInputError("date", f"{words.strip()!r} names a weekday, but {day} is a {name}", "correct one of them")


def _no_day(words: str, bare: str, days: tuple[date, ...]) -> DateInputError:
    said = f"{words.strip()!r}"
    if len(days) > 1:
        both = " or ".join(f"{day.day} {day:%B %Y}" for day in days)
        return DateInputError("date", f"{said} can be {both}", f"type {' or '.join(day.isoformat() for day in days)}")
    if _SHORT_YEAR.search(bare):
        return DateInputError("date", f"{said} has a year of two digits", "type the year with four, like 2025-10-19")
    with suppress(DateInputError):
        found = _one_interval(bare) or _span(bare)
        if found and found.first:
            first = found.first
            what = "is a span, not one day" if _JOINED.search(bare) else "has no day"
            return DateInputError("date", f"{said} {what}", f"type it like {first} or {first.day} {first:%B %Y}")
    if any(form.fullmatch(bare) for form in (*_WRITTEN, _ISO, _NUMERIC)):
        return DateInputError("date", f"{said} is no day of the calendar", "correct the day or the month")
    return DateInputError("date", f"no day can be read from {said}", "type it like 2025-10-19 or 19 October 2025")


def _no_interval(words: str, bare: str) -> DateInputError:
    try:
        read_day(words)
    except DateInputError as error:
        if "calendar" in error.what or "digits" in error.what:
            return error
    return DateInputError(
        "date", f"no date can be read from {words.strip()!r}", "type it like 2025, Nov 2025 or 2025-11-23"
    )
