"""From a reading to days: what is counted from where, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from timeline.date_refiners.holidays import holiday
from timeline.date_refiners.lengths import length
from timeline.date_refiners.reading import Reading
from timeline.date_refiners.tense import Tense
from timeline.interval import (
    UNKNOWN,
    Interval,
    add_units,
    century,
    day,
    decade,
    half,
    join,
    month,
    part_of,
    quarter,
    season,
    span,
    unit_of,
    week,
    year,
)
from timeline.model import Kind

__all__ = ["Anchors", "ImpossibleDateError", "Resolved", "resolve"]

# A history that told of December and now says "in January" has gone on to the next year.
_TURN = 200
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


class ImpossibleDateError(ValueError):
    """Words that name a day no calendar has (31 February); caught by the refiner that drops such dates."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Days found for a reading: the TimeML value beside the interval, and in words what they were counted from."""

    interval: Interval
    value: str
    kind: Kind = "explicit"
    anchor: str = ""
    sum: str = ""
    mod: str = ""
    ends: tuple[Resolved, ...] = ()


@dataclass(slots=True)
class Anchors:
    """What a date may be counted from at its place in the text.

    ``latest`` maps a grain to the date told last that is at least so fine; ``narrative`` says that the passage counts from
    dates just told instead of from the article's day; ``tense`` gives the tense at the words now being resolved.
    """

    published: date | None
    latest: dict[str, Interval]
    narrative: bool
    tense: Callable[[], Tense]

    def base(self, reading: Reading, unit: str) -> tuple[Interval | None, str]:
        """Return what a reading is counted from, and how to call it."""
        if reading.base == "previous" or (self.narrative and reading.base != "article"):
            latest = self.latest.get(reading.unit if reading.which == "told" else _needed(unit))
            if latest is not None:
                return latest, "the date told before it"
            if "bc" in self.latest:
                return None, "the date told before it"
            if reading.base == "previous" and self.latest.get("year") is not None:
                return None, "the date told before it"
        if self.published is None:
            return None, "the article's day"
        if reading.which == "told" and unit == "quarter":
            return quarter_before(self.published), "the article's day"
        return day(self.published), "the article's day"


def quarter_before(published: date) -> Interval:
    """Return the last quarter that had ended by a day: what a report means by "the quarter"."""
    return unit_of(add_units(published, "quarter", -1), "quarter")


def _needed(unit: str) -> str:
    """The grain that a date must have so that units can be counted from it."""
    if unit in ("day", "weekday", "week", "weekend", "fortnight", "hour", "minute", "second"):
        return "day"
    if unit in ("month", "season", "quarter"):
        return "month"
    return "year"


def resolve(reading: Reading, anchors: Anchors) -> Resolved:
    """Return the days of a reading. Raises ImpossibleDateError for a day that no calendar has."""
    try:
        resolved = _SHAPES[reading.shape](reading, anchors)
    except (ValueError, OverflowError) as error:
        raise ImpossibleDateError(str(error)) from error
    if reading.part and reading.part not in ("overnight", "so far"):
        resolved = _parted(resolved, reading)
    return resolved


def _parted(resolved: Resolved, reading: Reading) -> Resolved:
    mod = {"early": "START", "start": "START", "mid": "MID", "late": "END", "end": "END"}[reading.part]
    interval = resolved.interval
    if interval.precision in ("month", "year", "decade", "season", "quarter", "half", "week") and interval.is_known:
        if interval.precision != "week":
            interval = part_of(interval, reading.part)
    return replace(resolved, interval=interval, mod=mod)


# ── calendar dates ─────────────────────────────────────────────────────────────────────────────────────────────────


def _calendar(reading: Reading, anchors: Anchors) -> Resolved:
    if reading.era == "BC" and reading.year:
        return _before_christ(reading)
    if reading.century is not None:
        if reading.era == "BC":
            return Resolved(
                Interval(None, None, "range", "during", ""),
                f"BC{reading.century - 1:02d}",
                sum="before the calendar's first year",
            )
        return Resolved(century(reading.century), f"{reading.century - 1:02d}", sum=f"century {reading.century}")
    if reading.decade is not None:
        return Resolved(decade(reading.decade), f"{reading.decade // 10:03d}")
    if reading.year is not None:
        told = anchors.latest.get("quarter")
        if reading.unit == "quarter" and reading.quarter is None and told is not None and told.first is not None:
            reading = replace(reading, quarter=(told.first.month + 2) // 3)
        return _of_year(reading, reading.year)
    if reading.clock or reading.daytime:
        if reading.month is None:
            return _clock_alone(reading, anchors)
    if reading.day is not None and not reading.month:
        return _day_of_month_told(reading, anchors)
    if not (reading.month or reading.season or reading.quarter or reading.half):
        return Resolved(UNKNOWN, "")
    return _without_year(reading, anchors)


def _day_of_month_told(reading: Reading, anchors: Anchors) -> Resolved:
    """ "On the 20th": of the month told last, else of the latest month that has come so far."""
    told = anchors.latest.get("month")
    assert reading.day is not None
    if told is not None and told.first is not None:
        return _one_day(reading, told.first.replace(day=reading.day), kind="partial", anchor="the date told before it")
    if anchors.published is None or anchors.narrative:
        return Resolved(Interval(None, None, "day", "on"), f"XXXX-XX-{reading.day:02d}", "partial", "the article's day")
    month_of = (
        anchors.published
        if anchors.published.day >= reading.day
        else anchors.published.replace(day=1) - timedelta(days=1)
    )
    return _one_day(reading, month_of.replace(day=reading.day), kind="partial", anchor="the article's day")


def _before_christ(reading: Reading) -> Resolved:
    number = reading.year or 0
    value = (
        f"BC{number:04d}"
        + (f"-{reading.month:02d}" if reading.month else "")
        + (f"-{reading.day:02d}" if reading.day else "")
    )
    value += f"-{SEASON_CODES[reading.season]}" if reading.season else ""
    edtf = f"-{number - 1:04d}" if number > 1 else "0000"
    edtf += f"-{reading.month:02d}" if reading.month else ""
    return Resolved(Interval(None, None, "year", "during", edtf), value, sum="before the calendar's first year")


def _of_year(reading: Reading, number: int) -> Resolved:
    """The date in a given year, with its TimeML value."""
    if not 1 <= number <= 9999:
        raise ValueError(f"there is no year {number}")
    if reading.day is not None and reading.month is not None:
        return _one_day(reading, date(number, reading.month, reading.day))
    if reading.month is not None:
        return Resolved(month(number, reading.month), f"{number:04d}-{reading.month:02d}")
    if reading.season:
        return Resolved(season(number, reading.season), f"{number:04d}-{SEASON_CODES[reading.season]}")
    if reading.quarter is not None:
        return Resolved(quarter(number, reading.quarter), f"{number:04d}-Q{reading.quarter}")
    if reading.half is not None:
        return Resolved(half(number, reading.half), f"{number:04d}-H{reading.half}")
    return Resolved(year(number), f"{number:04d}")


def _one_day(reading: Reading, value: date, *, kind: Kind = "explicit", anchor: str = "", how: str = "") -> Resolved:
    interval = day(value)
    if reading.also is not None and reading.also.month and reading.also.day and reading.also.year:
        other = date(reading.also.year, reading.also.month, reading.also.day)
        low, high = sorted((value, other))
        interval = Interval(low, high, "range", "on", f"[{low.isoformat()},{high.isoformat()}]")
        how = "day and month could change places, so both readings are kept"
    return Resolved(interval, value.isoformat() + (reading.clock or reading.daytime), kind, anchor, how)


def _clock_alone(reading: Reading, anchors: Anchors) -> Resolved:
    base, name = anchors.latest.get("near"), "the day told just before"
    if base is None:
        base, name = anchors.base(reading, "day")
    if base is None or base.first is None or base.precision != "day":
        return Resolved(
            Interval(None, None, "day", "on", ""), "XXXX-XX-XX" + (reading.clock or reading.daytime), "relative", name
        )
    return _one_day(reading, base.first, kind="relative", anchor=name)


def _without_year(reading: Reading, anchors: Anchors) -> Resolved:
    """A month, a day of a month, a season, a quarter: the year is chosen by what the text says around it."""
    number, anchor, how = _choose_year(reading, anchors)
    if number is None:
        return _open_year(reading, anchor, anchors.latest.get("bc"))
    resolved = _of_year(reading, number)
    return replace(resolved, kind="relative" if reading.which else "partial", anchor=anchor, sum=how)


def _open_year(reading: Reading, anchor: str, told: Interval | None = None) -> Resolved:
    """What can be said without a year, or in a year before Christ told before."""
    if told is not None and told.edtf:
        return _before_christ(replace(reading, year=1 - int(told.edtf[:5]), era="BC"))
    precision = _of_year(reading, 2000).interval.precision
    code = f"{reading.month:02d}" if reading.month else SEASON_CODES.get(reading.season, f"Q{reading.quarter}")
    value = f"XXXX-{code}" + (f"-{reading.day:02d}" if reading.day else "")
    edtf = value if reading.month else ""
    kind: Kind = "relative" if reading.which else "partial"
    return Resolved(Interval(None, None, precision, "on" if reading.day else "during", edtf), value, kind, anchor)


def _choose_year(reading: Reading, anchors: Anchors) -> tuple[int | None, str, str]:
    told = anchors.latest.get("year")
    if reading.unit == "year":
        return _year_of_words(reading, anchors)
    if reading.which not in ("last", "next", "this") and told is not None and told.first is not None:
        if anchors.narrative or reading.which:
            return _year_told(reading, told), "the date told before it", "same year as told"
    if anchors.published is None:
        return None, "the article's day", ""
    return (*_year_near(reading, anchors.published, anchors),)


def _year_of_words(reading: Reading, anchors: Anchors) -> tuple[int | None, str, str]:
    """The year in "June last year", "the spring of that year"."""
    base, name = anchors.base(reading, "year")
    if reading.year is not None:
        return reading.year, "", ""
    if base is None or base.first is None:
        return None, name, ""
    offset = {"last": -1, "next": 1, "previous": -1, "following": 1}.get(reading.which, 0)
    return base.first.year + offset, name, f"{reading.which} year is {base.first.year + offset}"


def _year_told(reading: Reading, told: Interval) -> int:
    """The year of a date told before, or its neighbour where the months say so."""
    assert told.first is not None
    number = told.first.year
    if not reading.which:
        fine = told.precision in ("day", "month", "week") or (
            told.precision == "range" and told.days is not None and told.days < 60
        )
        turned = fine and (told.first - _starts(reading, number)).days > _TURN
        return number + 1 if turned else number
    if reading.which == "following" and _starts(reading, number) <= told.first:
        return number + 1
    if reading.which == "previous" and _starts(reading, number) >= told.first:
        return number - 1
    return number


def _starts(reading: Reading, number: int) -> date:
    if reading.holiday:
        return holiday(reading.holiday, number).first or date(number, 1, 1)
    if reading.month:
        return date(number, reading.month, min(reading.day or 1, 28))
    first = _of_year(reading, number).interval.first
    assert first is not None
    return first


def _year_near(reading: Reading, published: date, anchors: Anchors) -> tuple[int, str, str]:
    """The year nearest to the article's day that fits the tense."""
    name = "the article's day"
    this = published.year
    here = [(number, _of_year_safe(reading, number)) for number in range(this - 2, this + 3)]
    past = [number for number, value in here if value is not None and value <= published]
    future = [number for number, value in here if value is not None and not _before(reading, value, published)]
    if reading.which == "this":
        return this, name, "this year's"
    if reading.which == "last":
        ended = [
            n
            for n, value in here
            if value is not None and not _covers(reading, value, published) and value <= published
        ]
        return (ended or past or [this - 1])[-1], name, "the last one before it"
    if reading.which == "next":
        return (
            ([n for n, value in here if value is not None and value > published] or [this + 1])[0],
            name,
            "the next one after it",
        )
    tense = anchors.tense()
    if reading.quarter or reading.half:
        if past and (past[-1] == this or tense != "future" or published.month <= 3):
            return past[-1], name, "the latest one begun by then"
        return this, name, "this year's"
    if tense in ("", "reported") or (tense in ("past", "guess") and reading.day is not None):
        tense = _nearer(here, past, future, published)
    elif tense == "maybe":
        tense = _nearest(here, past, future, published)
    if tense == "future" and future:
        return future[0], name, "the words look forward"
    return (past or [this])[-1], name, "the words look back"


def _nearer(here: list[tuple[int, date | None]], past: list[int], future: list[int], published: date) -> Tense:
    days = {number: value for number, value in here if value is not None}
    if not past or not future:
        return "past" if past else "future"
    back, forth = (published - days[past[-1]]).days, (days[future[0]] - published).days
    return "future" if forth <= 45 and back >= 300 else "past"


def _nearest(here: list[tuple[int, date | None]], past: list[int], future: list[int], published: date) -> Tense:
    days = {number: value for number, value in here if value is not None}
    if not past or not future:
        return "past" if past else "future"
    return "future" if days[future[0]] - published < published - days[past[-1]] else "past"


def _of_year_safe(reading: Reading, number: int) -> date | None:
    """The first day in a given year; None where that year lacks it (29 February)."""
    try:
        if reading.holiday:
            return holiday(reading.holiday, number).first
        return _of_year(reading, number).interval.first
    except (ValueError, IndexError):
        return None


def _covers(reading: Reading, first: date, published: date) -> bool:
    return _last_day(reading, first) >= published >= first


def _before(reading: Reading, first: date, published: date) -> bool:
    return _last_day(reading, first) < published


def _last_day(reading: Reading, first: date) -> date:
    if reading.holiday:
        return holiday(reading.holiday, first.year).last or first
    return _of_year(reading, first.year).interval.last or first


# ── counted dates ──────────────────────────────────────────────────────────────────────────────────────────────────


def _shift(reading: Reading, anchors: Anchors) -> Resolved:
    base, name = anchors.base(reading, reading.unit)
    unit = reading.unit
    compared = anchors.latest.get("any")
    if (
        unit == "year"
        and reading.n == -1
        and not reading.which
        and compared is not None
        and compared.precision == "quarter"
    ):
        base, name = compared, "the quarter told before it"
        reading = replace(reading, base="previous")
    if reading.n is None or (base is None or base.first is None):
        return _unknown_shift(reading, name)
    if unit in ("hour", "minute", "second"):
        return _hours(reading, base, name)
    if unit == "millennium":
        return Resolved(UNKNOWN, "PAST_REF" if reading.n < 0 else "FUTURE_REF", "vague", name)
    grain = _kept_grain(reading, base, unit)
    whole = reading.n == int(reading.n)
    moved = (
        add_units(base.first, unit, int(reading.n))
        if whole
        else base.first
        + timedelta(
            days=round(reading.n * 365.25 / {"year": 1, "month": 12, "week": 52.18, "day": 365.25}.get(unit, 1))
        )
    )
    how = f"{base.first.isoformat() if base.precision == 'day' else base.edtf} {'plus' if reading.n >= 0 else 'minus'} {abs(reading.n):g} {unit}{'s' if abs(reading.n) != 1 else ''}"
    if reading.part == "overnight":
        interval = span(moved - timedelta(days=1), moved)
        return Resolved(interval, moved.isoformat() + "TNI", "relative", name, "the night into that day")
    interval = unit_of(moved, grain)
    if reading.part == "so far" and interval.first is not None and anchors.published is not None:
        interval = span(interval.first, anchors.published)
    if unit == "weekend":
        interval = _weekend(base.first, int(reading.n), anchors)
    value = timex_of(interval, grain)
    if grain == "day":
        value += reading.clock or reading.daytime
    return Resolved(interval, value, "relative", name, how)


def _weekend(base: date, n: int, anchors: Anchors) -> Interval:
    saturday = base + timedelta(days=5 - base.weekday())
    if n == 0 and base.weekday() < 5 and anchors.tense() != "future":
        saturday -= timedelta(days=7)
    elif n < 0 and base.weekday() >= 5 or n > 0:
        saturday += timedelta(days=7 * n)
    elif n < 0:
        saturday += timedelta(days=7 * n)
    return span(saturday, saturday + timedelta(days=1))


def _kept_grain(reading: Reading, base: Interval, unit: str) -> str:
    """ "Four years later", told after a month or a quarter, keeps to the month or the quarter."""
    if (
        reading.base == "previous"
        and unit == "year"
        and base.precision in ("month", "quarter", "season")
        and abs(reading.n or 0)
        and not reading.which
    ):
        return "quarter" if base.precision == "quarter" else "month"
    if unit == "fortnight":
        return "week"
    if unit == "decade" and not reading.which:
        return "year"
    return unit


def _hours(reading: Reading, base: Interval, name: str) -> Resolved:
    assert base.first is not None
    n = reading.n or 0
    letter = {"hour": 24, "minute": 1440, "second": 86400}[reading.unit]
    if abs(n) < letter:
        return Resolved(day(base.first), base.first.isoformat(), "relative", name, "the same day")
    return Resolved(
        day(base.first + timedelta(days=int(n // letter))),
        (base.first + timedelta(days=int(n // letter))).isoformat(),
        "relative",
        name,
    )


def _unknown_shift(reading: Reading, name: str) -> Resolved:
    if reading.n is None:
        return Resolved(UNKNOWN, "FUTURE_REF" if reading.base == "previous" else "PAST_REF", "vague", name)
    precision = (
        unit_of(date(2000, 1, 1), reading.unit).precision
        if reading.unit in ("day", "week", "month", "quarter", "year", "decade")
        else "day"
    )
    value = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "weekend": "XXXX-WXX-WE"}.get(
        reading.unit, "XXXX"
    )
    return Resolved(Interval(None, None, precision, "on" if precision == "day" else "during"), value, "relative", name)


def timex_of(interval: Interval, grain: str) -> str:
    """Return the TimeML value of a calendar unit.

    >>> timex_of(week(date(2025, 11, 23)), "week"), timex_of(decade(1994), "decade")
    ('2025-W47', '199')
    """
    first = interval.first
    if first is None:
        return ""
    if grain == "day":
        return first.isoformat()
    if grain in ("week", "weekend"):
        number = first.isocalendar()
        return f"{number.year:04d}-W{number.week:02d}" + ("-WE" if grain == "weekend" else "")
    if grain == "month":
        return first.isoformat()[:7]
    if grain == "quarter":
        return f"{first.year:04d}-Q{(first.month + 2) // 3}"
    if grain == "half":
        return f"{first.year:04d}-H{(first.month + 5) // 6}"
    if grain == "decade":
        return f"{first.year // 10:03d}"
    if grain == "century":
        return f"{first.year // 100:02d}"
    return f"{first.year:04d}"


def _weekday(reading: Reading, anchors: Anchors) -> Resolved:
    base, name = anchors.base(reading, "weekday")
    suffix = reading.clock or reading.daytime
    if base is None or base.first is None or reading.weekday is None:
        value = f"XXXX-WXX-{(reading.weekday or 0) + 1}{suffix}"
        return Resolved(Interval(None, None, "day", "on"), value, "relative", name)
    value, how = _weekday_near(reading, base.first, anchors, told=base is not None and name != "the article's day")
    return Resolved(day(value), value.isoformat() + suffix, "relative", name, how)


def _weekday_near(reading: Reading, base: date, anchors: Anchors, *, told: bool) -> tuple[date, str]:
    assert reading.weekday is not None
    name = WEEKDAYS[reading.weekday]
    if reading.unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks={"last": -1, "next": 1}.get(reading.which, 0))
        return monday + timedelta(days=reading.weekday), f"{name} of {reading.which} week"
    back = (base.weekday() - reading.weekday) % 7
    forth = (reading.weekday - base.weekday()) % 7
    if reading.which == "last":
        return base - timedelta(days=back or 7), f"the last {name} before it"
    if reading.which == "next" or (told and not reading.which):
        return base + timedelta(days=forth or 7), f"the next {name} after it"
    tense = anchors.tense()
    if reading.which == "this" and back and tense != "past":
        return base + timedelta(days=forth), f"{name} of this week"
    if tense in ("future", "maybe"):
        return base + timedelta(days=forth), f"the words look forward to {name}"
    if back == 6 and tense == "guess":
        return base + timedelta(days=1), f"the next day is a {name}, and no past verb stands near"
    return base - timedelta(days=back), f"the latest {name} up to it"


def _window(reading: Reading, anchors: Anchors) -> Resolved:
    value = length(reading.n, reading.unit)
    if reading.which in ("recent", "coming"):
        value = "PAST_REF" if reading.which == "recent" else "FUTURE_REF"
    if reading.which in ("recent", "coming") or reading.n is None:
        return Resolved(UNKNOWN, value, "vague", "the article's day", "no number of units is said")
    base = anchors.published
    if base is None:
        return Resolved(Interval(None, None, "range", "during"), value, "relative", "the article's day")
    if reading.unit in ("hour", "minute", "second"):
        n = int(reading.n) // 24 if reading.unit == "hour" else 0
        first, last = (
            (base - timedelta(days=max(n, 1)), base)
            if reading.which == "last"
            else (base, base + timedelta(days=max(n, 1)))
        )
    elif reading.which == "last":
        first, last = add_units(base, reading.unit, -round(reading.n)), base
    else:
        first, last = base, add_units(base, reading.unit, round(reading.n))
    sign = "minus" if reading.which == "last" else "plus"
    return Resolved(
        span(first, last),
        value,
        "relative",
        "the article's day",
        f"{base.isoformat()} {sign} {reading.n:g} {reading.unit}s",
    )


def _nth(reading: Reading, anchors: Anchors) -> Resolved:
    assert reading.of is not None
    whole = resolve(reading.of, anchors)
    n, unit = int(reading.n or 1), reading.unit
    first, last = whole.interval.first, whole.interval.last
    if first is None or last is None:
        return Resolved(
            Interval(None, None, unit_of(date(2000, 1, 1), unit).precision, "during"), "XXXX", whole.kind, whole.anchor
        )
    if reading.which:
        return _first_so_many(reading, whole, first, last)
    starts = _units_in(first, last, unit)
    if not starts or not -len(starts) <= (n - 1 if n > 0 else n) < len(starts):
        raise ValueError(f"there is no {unit} number {n} in {whole.interval.edtf}")
    interval = unit_of(starts[n - 1 if n > 0 else n], unit)
    return Resolved(
        interval, timex_of(interval, unit), whole.kind, whole.anchor, f"{unit} number {n} of {whole.interval.edtf}"
    )


def _units_in(first: date, last: date, unit: str) -> list[date]:
    """The first days of the units that begin in a time; weeks begin on Monday."""
    at = first + timedelta(days=(-first.weekday()) % 7) if unit == "week" else first
    if unit == "weekend":
        at = first + timedelta(days=(5 - first.weekday()) % 7)
    found = []
    while at <= last and len(found) < 400:
        found.append(at)
        at = add_units(at, unit, 1)
    return found


def _first_so_many(reading: Reading, whole: Resolved, first: date, last: date) -> Resolved:
    """The first seven months of a year, the last three days of a month."""
    count = int(reading.n or 1)
    if reading.which == "first":
        interval = join(unit_of(first, reading.unit), unit_of(add_units(first, reading.unit, count - 1), reading.unit))
    else:
        interval = join(unit_of(add_units(last, reading.unit, 1 - count), reading.unit), unit_of(last, reading.unit))
    value = length(reading.n, reading.unit)
    return Resolved(
        interval,
        value,
        whole.kind,
        whole.anchor or "the words",
        f"the {reading.which} {count} {reading.unit}s of {whole.interval.edtf}",
    )


def _span(reading: Reading, anchors: Anchors) -> Resolved:
    assert reading.of is not None
    assert reading.to is not None
    first = resolve(reading.of, anchors)
    end = reading.to
    if end.shape == "calendar" and end.year is None and first.interval.first is not None:
        end = replace(end, year=_year_of_end(end, first.interval.first))
    elif end.shape == "weekday" and not end.which and first.interval.first is not None:
        anchors = replace(anchors, latest={**anchors.latest, "day": first.interval})
        end = replace(end, base="previous")
    last = resolve(end, anchors)
    kind = first.kind if first.kind != "explicit" else last.kind
    if first.interval.first is None or last.interval.last is None:
        return Resolved(
            Interval(None, None, "range", "during"), first.value, kind, first.anchor or last.anchor, ends=(first, last)
        )
    if first.interval.first > last.interval.last:
        raise ValueError(f"{first.interval.edtf} is later than {last.interval.edtf}")
    return Resolved(join(first.interval, last.interval), first.value, kind, first.anchor, first.sum, ends=(first, last))


def _year_of_end(end: Reading, first: date) -> int:
    try:
        return first.year if _starts(end, first.year) >= first.replace(day=1) else first.year + 1
    except ValueError:
        return first.year


def _plain_value(reading: Reading, anchors: Anchors) -> Resolved:
    return Resolved(UNKNOWN, reading.value, "vague", mod=reading.mod)


def _holiday(reading: Reading, anchors: Anchors) -> Resolved:
    """A named day, in the year that is said or chosen as for any date without a year."""
    number, anchor, how = (reading.year, "", "") if reading.year is not None else _choose_year(reading, anchors)
    if number is None:
        return Resolved(Interval(None, None, "day", "on"), "XXXX-XX-XX", "partial", anchor)
    interval = holiday(reading.holiday, number)
    assert interval.first is not None
    if reading.unit == "weekend":
        interval = unit_of(interval.first, "weekend")
        return Resolved(interval, timex_of(interval, "weekend"), "partial", anchor, how)
    middle = interval.first if interval.precision == "day" else interval.first + timedelta(days=1)
    value = (
        f"{number:04d}-{middle.month:02d}"
        if (interval.days or 0) > 3
        else middle.isoformat() + (reading.clock or reading.daytime)
    )
    return Resolved(interval, value, "partial" if anchor else "explicit", anchor, how)


_SHAPES: dict[str, Callable[[Reading, Anchors], Resolved]] = {
    "calendar": _calendar, "shift": _shift, "weekday": _weekday, "window": _window, "nth": _nth, "span": _span, "holiday": _holiday,
    "duration": _plain_value, "set": _plain_value, "ref": _plain_value,
}  # fmt: skip
