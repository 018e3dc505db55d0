"""Readings that are made of several: two dates that share a year, a length of time and a date, a date and its part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from timeline.date_refiners.holidays import holiday
from timeline.date_refiners.reading import Reading

__all__ = ["COMBINE", "shared_span"]

# The Islamic calendar is in its fifteenth century.
_LAST_HIJRI = 1599
# "Two or three days", and no more than so many apart.
_MOST_BETWEEN = 20
_WEEKS = 53


def shared_span(fields: dict[str, Any], second: dict[str, Any]) -> Reading | None:
    """Return the range of two ends that share what only one of them says: September 8-12, 8-12 September 2025, 2013-14."""
    kept = {key: fields.pop(key) for key in ("mod", "bound") if key in fields}
    last = {**fields, **second}
    if _turns_the_year(fields, second):  # December 30 - January 2, 2025
        fields["year"] = second["year"] - 1
    first = {
        **{key: value for key, value in last.items() if key == "year" or (key == "month" and "month" not in fields)},
        **fields,
    }
    first_reading, last_reading = Reading("calendar", **first), Reading("calendar", **last)
    return Reading("span", of=first_reading, to=last_reading, **kept)


def _turns_the_year(first: Mapping[str, Any], last: Mapping[str, Any]) -> bool:
    """Whether a range whose end alone says a year begins in the year before."""
    months = first.get("month"), last.get("month")
    if None in months or first.get("year") is not None or last.get("year") is None or last.get("era"):
        return False
    return int(first["month"]) > int(last["month"])


def _with_reading(key: str) -> Any:
    def combine(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
        reading = inner.get(key)
        if reading is not None and reading.which and fields.get("which") == "by":
            fields = {name: value for name, value in fields.items() if name != "which"}
        return None if reading is None else replace(reading, **fields)

    return combine


def _both(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """Two readings that say parts of one date: "Monday, Oct. 26", "3 p.m. on Friday", "the third quarter of 1998"."""
    one, other = inner["a"], inner["b"]
    more = {
        name: getattr(other, name)
        for name in ("year", "clock", "daytime", "weekday", "month", "day")
        if getattr(other, name) not in (None, "")
    }
    return replace(one, **{**more, **fields})


def _joined(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    first, last = inner["a"], inner["b"]
    if _is_only_a_time(first):  # between 3pm and 5pm on Friday
        return replace(last, clock=first.clock, **fields)
    if _is_only_a_time(last):  # from 8pm on Friday to 10pm
        return replace(first, **fields)
    if first.shape == "calendar" and last.shape == "calendar":
        if first.year is None and last.year is not None:
            earlier = bool(first.month and last.month and first.month > last.month and not last.era)
            first = replace(first, year=last.year - earlier, era=last.era)
        elif last.year is None and first.year is not None and (last.month or 0) >= (first.month or 0):
            last = replace(last, year=first.year, era=first.era)
        if first.month is None and first.day is not None:
            first = replace(first, month=last.month)
        if last.month is None and last.day is not None:
            last = replace(last, month=first.month)
    return Reading("span", of=first, to=last, **fields)


def _is_only_a_time(reading: Reading) -> bool:
    """Whether a reading says a time of day and no day."""
    return bool(reading.clock) and reading == Reading("calendar", clock=reading.clock)


def _clock_first(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    return replace(inner["b"], clock=inner["a"].clock or inner["a"].daytime, **fields)


def _some_of(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    length_read = inner["a"]
    return Reading("nth", unit=length_read.unit, n=length_read.n, which=length_read.which, of=inner["b"], **fields)


def _near_date(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """So many units before or after a date: three days before Christmas."""
    counted, sign = inner["a"], fields.pop("sign", 1)
    n = None if counted.n is None else counted.n * sign
    return Reading("near", unit=counted.unit, n=n, of=inner["b"], which="after" if sign > 0 else "before", **fields)


def _ending(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """So many units that end, or begin, with a date: the nine months ended September 30."""
    counted = inner.get("a")
    if counted is not None:
        fields = {"unit": counted.unit, "n": counted.n, **fields}
    if fields.get("n") is None or inner["b"].era:
        return None
    return Reading("nth", of=inner["b"], **{"which": "ending", **fields})


def _parts(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """From one part of a date to another: mid-to-late October."""
    whole = inner["a"]
    return Reading("span", of=replace(whole, part=fields["part"]), to=replace(whole, part=fields["to part"]))


def _in_year(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """A date whose year is told behind it: Christmas last year, 3 March of this year."""
    one, other = inner["a"], inner["b"]
    if one.year is not None or one.which or one.unit:
        return None
    if other.shape == "calendar":
        return replace(one, year=other.year)
    return replace(one, which=other.which, unit="year")


def _either(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """So many units or some more: two or three days ago."""
    sign, few, more = fields.pop("sign", 1), fields.pop("n", None), fields.pop("to n", None)
    if few is None or more is None or not few < more <= few + _MOST_BETWEEN:
        return None
    counts = (few, more) if sign > 0 else (-more, -few)
    of, to = (Reading("shift", n=count, **fields) for count in counts)
    return Reading("span", of=of, to=to, part="either")


def _week_number(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """A week by its number in a year: week 46 of 2025."""
    n = fields.get("n") or 0
    whole = Reading("calendar", year=fields["year"])
    return Reading("nth", unit="week", n=n, which="iso", of=whole) if 1 <= n <= _WEEKS and n == int(n) else None


def _weekday_near(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """A day of the week before or after a date: the Monday after Easter."""
    named = inner["a"]
    if named.which or named.daytime or named.clock:
        return None
    return Reading("near", unit="day", weekday=named.weekday, of=inner["b"], **fields)


def _half_of(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """The first or second half of a month, a decade or a century."""
    n = fields.get("n")
    return Reading("nth", unit="half", n=1 if n == 1 else 2, of=inner["a"]) if n in (1, 2, -1, None) else None


def _months_quarter(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """The three months of a quarter that are named by the first and the last: the January-March quarter."""
    first, last = fields["month"], fields["last month"]
    return Reading("calendar", quarter=(first + 2) // 3) if first % 3 == 1 and last == first + 2 else None


def _other_calendar(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """A day, month or year of the Islamic calendar or the sun calendar, by its own year or one of ours."""
    calendar, _, month = fields.pop("calendar").partition(" ")
    number, own = fields.pop("day", 0), fields.get("year")
    if own is None or own > _LAST_HIJRI:
        if not month:
            return None
        code = f"{calendar} {int(month):02d}" + (f"-{number:02d}" if number else "")
        return Reading("holiday", holiday=code, **fields)
    code = ("hijri" if calendar == "islamic" else "solar") + f" {own}"
    code += (f"-{int(month):02d}" if month else "") + (f"-{number:02d}" if number else "")
    try:
        fields["year"] = (holiday(code, 0).first or date.min).year
    except ValueError:
        return None
    return Reading("holiday", holiday=code, **fields)


def _nth_weekday(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    """The second Sunday of June: a day that is counted as some holidays are."""
    place, weekday, month = int(fields.pop("n")), fields.pop("weekday"), fields.pop("month")
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return Reading("holiday", holiday=f"{month} {names[weekday]} {place}", **fields)


def _weekday_and_date(fields: dict[str, Any], inner: Mapping[str, Reading]) -> Reading | None:
    return replace(inner["b"], daytime=inner["a"].daytime, **fields)


COMBINE: dict[str, Callable[[dict[str, Any], Mapping[str, Reading]], Reading | None]] = {
    "weekday_and_date": _weekday_and_date,
    "nth_weekday": _nth_weekday,
    "both_clock": _clock_first,
    "some_of": _some_of,
    "near_date": _near_date,
    "ending": _ending,
    "parts": _parts,
    "either": _either,
    "half_of": _half_of,
    "weekday_near": _weekday_near,
    "week_number": _week_number,
    "in_year": _in_year,
    "months_quarter": _months_quarter,
    "other_calendar": _other_calendar,
    "same": _with_reading("a"),
    "both": _both,
    "joined": _joined,
}
"""How the readings that a rule names a, b and of are made one, by the rule's shape."""
