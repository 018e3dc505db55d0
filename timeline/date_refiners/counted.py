"""Dates counted in units: last month, three days later, Friday, the past four years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from timeline.date_refiners.anchors import Anchors, Resolved
from timeline.date_refiners.lengths import length
from timeline.date_refiners.reading import ARTICLE_DAY, Reading
from timeline.date_refiners.reports import quarter_compared, three_months
from timeline.date_refiners.wording import day_words, times
from timeline.date_refiners.years import before_christ
from timeline.interval import DAYS_IN, MONTHS_IN, UNKNOWN, Interval, add_units, day, once_within, span, unit_of, up_to

__all__ = ["WEEKDAYS", "shifted", "timex_of", "weekday", "window"]

_FIRST_HALF = 6
# "A year ago today" is a day, "a year ago this month" a month.
_SUNDAY = 6
_GRAIN_KEPT = {"to the day": "day", "to the week": "week", "to the month": "month"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_A_NIGHT = 2
"""Days that a night lies on."""
_SOON = 2
"""A weekday so few days ahead is named otherwise, so that "next Friday" is a week later; further ahead it may be either."""

_AGES = 1000
"""So many years ago or hence is no year that anybody means: "2,000 years ago"."""


def shifted(reading: Reading, anchors: Anchors) -> Resolved:
    """Return the calendar unit so many units from the article's day or from a date told before."""
    if reading.part == "over" and anchors.tense() == "future":  # "it will be rebuilt over the next year"
        value = shifted(replace(reading, part=""), anchors).value
        return replace(window(replace(reading, which="next", n=1), anchors), value=value)
    base, name = anchors.base(reading, _GRAIN_KEPT.get(reading.part, reading.unit))
    unit = reading.unit
    compared = quarter_compared(reading, anchors.latest, *anchors.sentence()) if "report" in anchors.latest else None
    if compared is not None and not reading.which:
        base, name = compared, "the quarter told before it"
        reading = replace(reading, base="previous")
    elif _is_end_of_last_year(reading, name, anchors):
        reading = replace(reading, n=-1)
    told = anchors.latest.get("bc")
    if base is None and told is not None and unit == "year" and reading.n is not None:
        return before_christ(Reading("calendar", year=1 - int(told.edtf[:5]) - int(reading.n), era="BC"))
    if reading.n is None or (base is None or base.first is None):
        return _unknown_shift(reading, name)
    if reading.which == "then":
        return Resolved(base, timex_of(base, base.precision), "relative", name, day_words(name, base))
    if unit in ("hour", "minute", "second"):
        return _hours(reading, base, name)
    if unit == "millennium" or (unit == "year" and abs(reading.n) >= _AGES):
        return Resolved(UNKNOWN, "PAST_REF" if reading.n < 0 else "FUTURE_REF", "vague", name)
    grain = unit if _is_longer_report(reading, base, compared) else _kept_grain(reading, base, unit)
    moved = _moved(_day_counted_from(base, unit) or base.first, unit, reading.n)
    if reading.year is not None:  # this day in 1978
        moved = moved.replace(year=reading.year)
    anchor = day_words(name, base)
    how = _sum_in_words(anchor, unit, reading.n)
    if reading.part == "overnight":
        interval = span(moved - timedelta(days=1), moved)
        return Resolved(
            interval,
            moved.isoformat() + "TNI",
            "relative",
            name,
            f"the night into {anchor}" if not reading.n else f"the night into the day {how}",
        )
    interval = unit_of(moved, grain) if grain != "quarter" or base.precision != "quarter" else three_months(moved)
    if reading.part == "so far" and interval.first is not None and anchors.published is not None:
        interval = span(interval.first, anchors.published)
        how = f"from the first day of the {unit} to the article's day {anchors.published}"
    if unit == "weekend":
        interval = _weekend(base.first, reading, anchors)
    value = timex_of(interval, grain)
    if compared is not None or (grain == "quarter" and reading.which == "told"):
        value = _quarter_value(reading, compared or base, anchors)
    if reading.part == "from now" and unit == "week" and not reading.n and base.first.weekday() == _SUNDAY:
        interval = span(base.first, base.first + timedelta(days=6))  # what is later this week is none of Sunday
    if reading.part in ("up to now", "from now"):
        interval, how = _side_of(base, interval, reading.part == "up to now", anchor, how)
    if grain == "day":
        value += reading.clock or reading.daytime
    if reading.part == "or more":
        interval, how = up_to(interval, "before", included=True), f"{how}, or longer ago"
    return Resolved(interval, value, "relative", name, how)


def _day_counted_from(base: Interval, unit: str) -> date | None:
    """The day of a night that days are counted from: the one on which it ended ("was shelled overnight. A day earlier …")."""
    return base.last if unit == "day" and base.days == _A_NIGHT else None


def _is_end_of_last_year(reading: Reading, anchor: str, anchors: Anchors) -> bool:
    """Whether "year-end", told as past in the first half of a year, is that of the year before."""
    if reading.part not in ("end", "last day") or reading.unit != "year" or reading.n != 0 or anchor != ARTICLE_DAY:
        return False
    return anchors.published is not None and anchors.published.month <= _FIRST_HALF and anchors.tense() == "past"


def _quarter_value(reading: Reading, told: Interval, anchors: Anchors) -> str:
    """The TimeML value of a quarter so long before the one told, which keeps the number that the company gives it."""
    named = anchors.latest.get("named", told) if told == anchors.latest.get("quarter") else told
    assert named.first is not None
    return timex_of(unit_of(_moved(named.first, reading.unit, reading.n or 0), "quarter"), "quarter")


def _is_longer_report(reading: Reading, base: Interval, compared: Interval | None) -> bool:
    """Whether "a year earlier" goes back from nine months or a year, though a quarter was the last date told."""
    longer = base.precision == "quarter" or reading.part == "compared"
    return compared is None and reading.unit == "year" and reading.n == -1 and longer


def _side_of(base: Interval, whole: Interval, earlier: bool, anchor: str, how: str) -> tuple[Interval, str]:
    """The part of a week, month or year before or after what "earlier this month" or "later that year" is counted from."""
    assert whole.first is not None
    assert whole.last is not None
    if base.precision != "day" or base.first is None or not whole.contains(base):
        return whole, how
    side = span(whole.first, base.first) if earlier else span(base.first, whole.last)
    if side.first == whole.first and side.last == whole.last:
        return whole, how
    within = day(base.first) if side.first == side.last else once_within(side)
    return within, f"{how}, {'up to' if earlier else 'from'} {anchor}{'' if earlier else ' on'}"


def _moved(base: date, unit: str, n: float) -> date:
    """The day n units away; halves of a unit are counted in days."""
    if n == int(n):
        return add_units(base, unit, int(n))
    months = n * MONTHS_IN.get(unit, 0.1)
    if months == int(months):
        return add_units(base, "month", int(months))
    return base + timedelta(days=round(n * (DAYS_IN.get(unit) or 30.44 * MONTHS_IN[unit])))


def _sum_in_words(anchor: str, unit: str, n: float) -> str:
    if n == 0:
        return anchor if unit == "day" else f"the {unit} of {anchor}"
    return f"{times(n, unit)} {'after' if n > 0 else 'before'} {anchor}"


def _weekend(base: date, reading: Reading, anchors: Anchors) -> Interval:
    n = int(reading.n or 0)
    saturday = base + timedelta(days=5 - base.weekday())
    over = anchors.tense() == "past" if reading.which in ("this", "coming") else anchors.tense() != "future"
    if n == 0 and base.weekday() < 5 and over:
        saturday -= timedelta(days=7)
    saturday += timedelta(days=7 * n)
    return span(saturday, saturday + timedelta(days=1))


def _kept_grain(reading: Reading, base: Interval, unit: str) -> str:
    """ "Four years later", told after a month or a quarter, keeps to the month or the quarter."""
    if reading.part in _GRAIN_KEPT:
        return _GRAIN_KEPT[reading.part]
    if (
        reading.base == "previous"
        and unit == "year"
        and base.precision in ("month", "quarter", "season")
        and abs(reading.n or 0)
        and not reading.which
    ):
        return "quarter" if base.precision == "quarter" else "month"
    if unit == "century" and (reading.n or 0) % 1:
        return "year"
    if unit == "fortnight":
        return "week"
    if unit in ("decade", "century") and not reading.which:
        return "year"
    return unit


def _hours(reading: Reading, base: Interval, name: str) -> Resolved:
    assert base.first is not None
    n = reading.n or 0
    letter = {"hour": 24, "minute": 1440, "second": 86400}[reading.unit]
    if abs(n) < letter:
        return Resolved(
            day(base.first), base.first.isoformat(), "relative", name, f"the same day as {day_words(name, base)}"
        )
    value = base.first + timedelta(days=int(n // letter))
    return Resolved(
        day(value), value.isoformat(), "relative", name, _sum_in_words(day_words(name, base), reading.unit, n)
    )


def _unknown_shift(reading: Reading, name: str) -> Resolved:
    if reading.n is None:
        later = reading.base == "previous" and reading.which != "before"
        return Resolved(UNKNOWN, "FUTURE_REF" if later else "PAST_REF", "vague", name)
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

    >>> timex_of(unit_of(date(2025, 11, 23), "week"), "week"), timex_of(unit_of(date(1994, 5, 1), "decade"), "decade")
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


def weekday(reading: Reading, anchors: Anchors) -> Resolved:
    """Return a day of the week: the latest one, or the next where the words look forward."""
    base, name = anchors.base(reading, "weekday")
    suffix = reading.clock or reading.daytime
    if base is None or base.first is None or reading.weekday is None:
        unknown = f"XXXX-WXX-{(reading.weekday or 0) + 1}{suffix}"
        return Resolved(Interval(None, None, "day", "on"), unknown, "relative", name)
    value, how, by_tense = _weekday_near(reading, base.first, anchors, told=name != ARTICLE_DAY)
    how = how.replace("the anchor", day_words(name, base))
    if reading.part == "overnight":
        night = span(value - timedelta(days=1), value)
        return Resolved(night, value.isoformat() + "TNI", "relative", name, f"the night into {how}", by_tense=by_tense)
    sooner = value - timedelta(days=7)
    if reading.which == "next" and not reading.n and name == ARTICLE_DAY and (sooner - base.first).days > _SOON:
        both = Interval(sooner, value, "range", "on", f"[{sooner.isoformat()},{value.isoformat()}]")
        how = f"the {WEEKDAYS[reading.weekday]} of this week or of the next, from {day_words(name, base)} on"
        return Resolved(both, value.isoformat() + suffix, "relative", name, how)
    return Resolved(day(value), value.isoformat() + suffix, "relative", name, how, by_tense=by_tense)


def _weekday_near(reading: Reading, base: date, anchors: Anchors, *, told: bool) -> tuple[date, str, bool]:
    """The day, how it was found from "the anchor", and whether by tense."""
    assert reading.weekday is not None
    name = WEEKDAYS[reading.weekday]
    if reading.unit == "from today":
        ahead = timedelta(days=(reading.weekday - base.weekday()) % 7)
        return base + ahead + timedelta(weeks=1), f"a week after the next {name} from the anchor on", False
    if reading.unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks={"last": -1, "next": 1}.get(reading.which, 0))
        return (
            monday + timedelta(days=reading.weekday),
            f"{name} of {reading.which} week, counted from the anchor",
            False,
        )
    back = (base.weekday() - reading.weekday) % 7
    forth = (reading.weekday - base.weekday()) % 7
    if reading.which in ("last", "previous"):
        earlier = 1 - int(reading.n or 1) if reading.unit == "ago" else int(reading.n or 0)
        how = f"the last {name} before the anchor" + (f", and {times(earlier, 'week')} before it" if earlier else "")
        return base - timedelta(days=back or 7) + timedelta(weeks=earlier), how, False
    if reading.which == "next" and reading.n:
        return base + timedelta(days=(forth or 7) + 7), f"the second {name} after the anchor", False
    if reading.which == "next" and not told and 0 < forth < DAYS_IN["week"] - base.weekday():
        forth += 7  # the day of this week would be named without "next"
    if reading.which in ("next", "following", "coming") or (told and not reading.which):
        return base + timedelta(days=forth or 7), f"the next {name} after the anchor", False
    tense = anchors.tense()
    if anchors.sentence()[0].endswith(("later on ", "later ")) and back == 1 and not told:
        return base - timedelta(days=1), f"the {name} nearest to the anchor, of which it was told that day", False
    if reading.which == "this" and back and tense != "past":
        return base + timedelta(days=forth), f"the {name} after the anchor", True
    if tense in ("future", "maybe"):
        return base + timedelta(days=forth), f"the next {name} from the anchor on", True
    if back == 6 and tense in ("guess", "due", ""):
        return base + timedelta(days=1), f"the {name} right after the anchor, as no past verb stands near", False
    return base - timedelta(days=back), f"the latest {name} up to the anchor", True


def window(reading: Reading, anchors: Anchors) -> Resolved:
    """Return the last or the next so many units, which end or begin on the article's day."""
    value = length(reading.n, reading.unit)
    if reading.which in ("recent", "coming"):
        value = "PAST_REF" if reading.which == "recent" else length(None, reading.unit)
    if reading.which in ("recent", "coming") or reading.n is None:
        return Resolved(UNKNOWN, value, "vague", ARTICLE_DAY, f"no number of {reading.unit}s is said")
    base, name = anchors.published, ARTICLE_DAY
    told = anchors.latest.get("day")
    if reading.which == "next" and anchors.tense() == "past":  # "over the next three days the army advanced"
        base, name = (told.first if told is not None else None), "the date told before it"
    if base is None:
        return Resolved(Interval(None, None, "range", "during"), value, "relative", name)
    if reading.unit in ("hour", "minute", "second"):
        n = int(reading.n) // 24 if reading.unit == "hour" else 0
        first, last = (
            (base - timedelta(days=max(n, 1)), base)
            if reading.which == "last"
            else (base, base + timedelta(days=max(n, 1)))
        )
    elif reading.which == "last":
        first, last = _moved(base, reading.unit, -reading.n), base
    else:
        first, last = base, _moved(base, reading.unit, reading.n)
    reach = "up to" if reading.which == "last" else "from"
    return Resolved(
        span(first, last),
        value,
        "relative",
        name,
        f"the {times(reading.n, reading.unit)} {reach} {name} {base}{'' if reach == 'up to' else ' on'}",
    )
