"""From a reading to days: what is counted from where, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.date_refiners.anchors import Anchors, ImpossibleDateError
from timeline.date_refiners.calendar_dates import calendar_date, named_day
from timeline.date_refiners.counted import WEEKDAYS, shifted, timex_of, weekday, window
from timeline.date_refiners.lengths import length
from timeline.date_refiners.reading import Reading
from timeline.date_refiners.resolved import Resolved
from timeline.date_refiners.wording import in_words, times
from timeline.date_refiners.years import starts_in
from timeline.interval import UNKNOWN, Interval, add_units, join, once_within, part_of, span, unit_of
from timeline.model import Kind

__all__ = ["resolve"]

# What a rule may say of how to count, and no third of anything.
_NO_PART = (
    "overnight",
    "so far",
    "to the day",
    "to the week",
    "to the month",
    "up to now",
    "or more",
    "from now",
    "over",
    "open",
    "compared",
    "or so",
    "either",
)


def resolve(reading: Reading, anchors: Anchors) -> Resolved:
    """Return the days of a reading. Raises ImpossibleDateError for a day that no calendar has."""
    try:
        resolved = _SHAPES[reading.shape](reading, anchors)
    except (ValueError, OverflowError) as error:
        raise ImpossibleDateError(str(error)) from error
    if reading.part and reading.part not in _NO_PART:
        resolved = _parted(resolved, reading)
    return resolved


def _parted(resolved: Resolved, reading: Reading) -> Resolved:
    interval, part = resolved.interval, reading.part
    if part == "last day":
        part = "end"
        resolved = replace(resolved, value=interval.last.isoformat() if interval.last is not None else resolved.value)
    mod = {"early": "START", "start": "START", "mid": "MID", "late": "END", "end": "END"}[part]
    if interval.precision in ("month", "year", "decade", "season", "quarter", "half") and interval.is_known:
        interval = part_of(interval, part)
    return replace(resolved, interval=interval, mod=mod, whole=resolved.interval.precision)


def _nth(reading: Reading, anchors: Anchors) -> Resolved:
    assert reading.of is not None
    whole = resolve(reading.of, anchors)
    if reading.which == "event" and reading.to is not None:
        return replace(whole, ends=(whole, resolve(reading.to, anchors)))
    if reading.of.fiscal and reading.of.year is not None:
        return replace(whole, value=length(reading.n, reading.unit) if reading.which else whole.value)
    n, unit = int(reading.n or 1), reading.unit
    first, last = whole.interval.first, whole.interval.last
    if first is None or last is None:
        return Resolved(
            Interval(None, None, unit_of(date(2000, 1, 1), unit).precision, "during"), "XXXX", whole.kind, whole.anchor
        )
    if unit == "half" and whole.interval.precision != "year":
        return _half(reading, whole, first, last)
    if reading.which in ("ending", "beginning"):
        return _so_many_up_to(reading, whole, first, last)
    if reading.which == "iso":
        week = unit_of(date.fromisocalendar(first.year, n, 1), "week")
        how = f"week {n} of {first.year}, as ISO 8601 counts"
        return Resolved(week, timex_of(week, "week"), whole.kind, whole.anchor, how)
    if reading.n is None:
        interval = unit_of(first, unit)
        how = f"the {unit} of {whole.sum or in_words(whole.interval)}"
        return Resolved(interval, timex_of(interval, unit), whole.kind, whole.anchor, how)
    if reading.which:
        return _first_so_many(reading, whole, first, last)
    starts = _units_in(first, last, unit)
    if not starts or not -len(starts) <= (n - 1 if n > 0 else n) < len(starts):
        raise ValueError(f"there is no {unit} number {n} in {whole.interval.edtf}")
    interval = unit_of(starts[n - 1 if n > 0 else n], unit)
    if reading.of.shape == "holiday" and unit == "day" and interval.first is not None:  # a day of Ramadan
        one_day = timedelta(days=1)
        interval = once_within(span(interval.first - one_day, interval.first + one_day))
        middle = interval.first + one_day if interval.first is not None else first
        return Resolved(
            interval, middle.isoformat(), whole.kind, whole.anchor, f"day {n} of {in_words(whole.interval)}"
        )
    return Resolved(
        interval,
        timex_of(interval, unit),
        whole.kind,
        whole.anchor,
        f"{f'the last {unit}' if n == -1 else f'{unit} number {n}'} of {in_words(whole.interval)}",
    )


def _near(reading: Reading, anchors: Anchors) -> Resolved:
    """So many units before or after a day; "days before" it are at most a week."""
    assert reading.of is not None
    exact = reading.part == "to the day"
    ahead = exact and reading.of.shape == "weekday" and not reading.of.which
    whole = resolve(replace(reading.of, which="coming") if ahead else reading.of, anchors)
    told, unit, n = whole.interval.first, reading.unit, reading.n
    if reading.weekday is not None and told is not None and whole.interval.last is not None:
        return _weekday_beside(reading.weekday, reading.which == "after", whole, (told, whole.interval.last))
    if (
        reading.of.shape == "holiday"
        and whole.interval.precision != "day"
        and unit == "day"
        and n == int(n or 0)
        and told
    ):
        return _near_about(whole, told, int(n or 0))
    if n is None and unit in ("hour", "minute", "second") and told is not None and whole.interval.precision == "day":
        one_day = timedelta(days=1)
        days = (told, told + one_day) if reading.which == "after" else (told - one_day, told)
        how = f"some {unit}s {reading.which} {whole.sum or told}"
        within = once_within(span(*days))
        return Resolved(within, "XXXX-XX-XX", "relative", whole.anchor or "the words", how)
    away = n is None or n != int(n) or unit not in ("day", "week", "month", "year", "decade")
    if told is None or whole.interval.precision != "day" or (away and unit != "day"):
        how = f"some {unit}s {reading.which} {whole.interval.edtf or 'that day'}: how many is not said"
        unknown = Interval(None, None, "day", "on")
        return Resolved(unknown, "XXXX-XX-XX", "relative", whole.anchor, how if told is not None else "")
    if n is None:
        days = (told - timedelta(days=7), told - timedelta(days=1))
        if reading.which == "after":
            days = (told + timedelta(days=1), told + timedelta(days=7))
        how = f"at most a week {reading.which} {whole.sum or told}"
        return Resolved(once_within(span(*days)), "XXXX-XX-XX", "relative", whole.anchor or "the words", how)
    grain = "day" if exact and unit in ("day", "week") else unit
    interval = unit_of(add_units(told, unit, int(n)), grain)
    how = f"{times(n, unit)} {'after' if n > 0 else 'before'} {whole.sum or told}"
    return Resolved(interval, timex_of(interval, grain), "relative", whole.anchor or "the words", how)


def _weekday_beside(number: int, after: bool, whole: Resolved, days: tuple[date, date]) -> Resolved:
    """The Monday after Easter, the Thursday before May 3."""
    first, last = days
    if after:
        found = last + timedelta(days=(number - last.weekday()) % 7 or 7)
    else:
        found = first - timedelta(days=(first.weekday() - number) % 7 or 7)
    how = f"the {WEEKDAYS[number]} {'after' if after else 'before'} {whole.sum or in_words(whole.interval)}"
    return Resolved(unit_of(found, "day"), found.isoformat(), "relative", whole.anchor or "the words", how)


def _near_about(whole: Resolved, told: date, n: int) -> Resolved:
    """So many days before or after a day that is known to a day before or after: two days before Eid, the eve of Ramadan."""
    about = whole.interval.edtf.startswith("[") and whole.interval.last is not None
    low, high = (told, whole.interval.last or told) if about else (told - timedelta(days=1), told + timedelta(days=1))
    interval = once_within(span(low + timedelta(days=n), high + timedelta(days=n)))
    how = f"{times(n, 'day')} {'after' if n > 0 else 'before'} {whole.sum or in_words(whole.interval)}"
    return Resolved(interval, "XXXX-XX-XX", "relative", whole.anchor or "the words", how)


def _units_in(first: date, last: date, unit: str) -> list[date]:
    """The first days of the units that begin in a time; weeks begin on Monday."""
    at = first + timedelta(days=(-first.weekday()) % 7) if unit == "week" else first
    if unit == "weekend":
        at = first + timedelta(days=(5 - first.weekday()) % 7)
    found: list[date] = []
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
        f"the {reading.which} {times(count, reading.unit)} of {in_words(whole.interval)}",
        ends=(Resolved(interval, value, whole.kind), whole),
    )


def _half(reading: Reading, whole: Resolved, first: date, last: date) -> Resolved:
    """The first or the second half of a month (15 days), a decade or a century."""
    of_month = whole.interval.precision == "month"
    middle = first.replace(day=15) if of_month else date((first.year + last.year) // 2, 12, 31)
    name = "first" if reading.n == 1 else "second"
    days = (first, middle) if reading.n == 1 else (middle + timedelta(days=1), last)
    unit = "day" if of_month else "year"
    interval = join(unit_of(days[0], unit), unit_of(days[1], unit))
    how = f"the {name} half of {whole.sum or in_words(whole.interval)}"
    return replace(whole, interval=interval, sum=how, mod="START" if reading.n == 1 else "END")


def _so_many_up_to(reading: Reading, whole: Resolved, first: date, last: date) -> Resolved:
    """So many units that end with the last day of a date, or begin with its first: the nine months ended September 30."""
    n, unit = reading.n or 1, reading.unit
    if n != int(n) or unit in ("hour", "minute", "second"):
        raise ValueError(f"{times(n, unit)} are not counted in days here")
    one_day = timedelta(days=1)
    if reading.which == "ending":
        days = (add_units(last + one_day, unit, -int(n)), last)
    else:
        days = (first, add_units(first, unit, int(n)) - one_day)
    interval = span(*days, "week" if n == 1 and unit == "week" else "range")
    value = length(n, unit)
    how = f"the {times(n, unit)} {'up to' if reading.which == 'ending' else 'from'} {whole.sum or in_words(whole.interval)}"
    return Resolved(
        interval, value, whole.kind, whole.anchor or "the words", how, ends=(Resolved(interval, value), whole)
    )


def _span(reading: Reading, anchors: Anchors) -> Resolved:
    assert reading.of is not None
    assert reading.to is not None
    first = resolve(reading.of, anchors)
    end = reading.to
    if end.shape in ("calendar", "holiday") and end.year is None and first.interval.first is not None:
        end = replace(end, year=_year_of_end(end, first.interval.first))
    elif end.shape == reading.of.shape == "weekday" and not end.which and first.interval.first is not None:
        anchors = replace(anchors, latest={**anchors.latest, "day": first.interval})
        end = replace(end, base="previous")
    last = resolve(end, anchors)
    if end.shape == "weekday" and end is not reading.to and _is_over(last, anchors):
        first = _week_before(first, f"{first.sum}, less a week, as it is told as over")
        last = _week_before(last, "the last of those days")
    kind = first.kind if first.kind != "explicit" else last.kind
    if first.interval.first is None or last.interval.last is None:
        return Resolved(
            Interval(None, None, "range", "during"), first.value, kind, first.anchor or last.anchor, ends=(first, last)
        )
    if first.interval.first > last.interval.last:
        raise ValueError(f"{first.interval.edtf} is later than {last.interval.edtf}")
    if reading.part == "either":
        how = f"{first.sum}, or up to {last.sum}"
        within = once_within(span(first.interval.first, last.interval.last))
        return Resolved(within, first.value, kind, first.anchor, how)
    how = f"from {first.sum or in_words(first.interval)}, to {last.sum or in_words(last.interval)}"
    return Resolved(join(first.interval, last.interval), first.value, kind, first.anchor, how, ends=(first, last))


def _is_over(last: Resolved, anchors: Anchors) -> bool:
    """Whether days told as past would end after the article's day, so that they are those of a week earlier."""
    end, published = last.interval.last, anchors.published
    return end is not None and published is not None and end > published and anchors.tense() in ("past", "over")


def _week_before(resolved: Resolved, how: str) -> Resolved:
    assert resolved.interval.first is not None
    earlier = resolved.interval.first - timedelta(days=7)
    return replace(resolved, interval=unit_of(earlier, "day"), value=earlier.isoformat() + resolved.value[10:], sum=how)


def _year_of_end(end: Reading, first: date) -> int:
    try:
        return first.year if starts_in(end, first.year) >= first.replace(day=1) else first.year + 1
    except ValueError:
        return first.year


def _plain_value(reading: Reading, anchors: Anchors) -> Resolved:
    kind: Kind = "relative" if reading.base == "event" else "vague"
    return Resolved(UNKNOWN, reading.value, kind, mod=reading.mod)


_SHAPES: dict[str, Callable[[Reading, Anchors], Resolved]] = {
    "calendar": calendar_date, "shift": shifted, "weekday": weekday, "window": window, "nth": _nth, "near": _near, "span": _span,
    "holiday": named_day, "duration": _plain_value, "set": _plain_value, "ref": _plain_value,
}  # fmt: skip
