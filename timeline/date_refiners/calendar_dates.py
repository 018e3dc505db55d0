"""Calendar dates with all or some of their parts, and named days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from timeline.date_refiners.anchors import Anchors
from timeline.date_refiners.counted import timex_of
from timeline.date_refiners.holidays import holiday
from timeline.date_refiners.reading import ARTICLE_DAY, Reading
from timeline.date_refiners.reports import three_months
from timeline.date_refiners.resolved import Resolved
from timeline.date_refiners.wording import day_words
from timeline.date_refiners.years import SEASON_CODES, before_christ, choose_year, in_year, one_day
from timeline.interval import UNKNOWN, Interval, add_units, century, decade, span, unit_of, year
from timeline.model import Kind

# A quarter that ends on the first days of a month ended with the month before.
_JUST_BEGUN = 7
_A_FEAST, _A_MONTH = 8, 31
_ISLAMIC, _SOLAR, _JEWISH = (
    "by the Islamic calendar",
    "by the sun calendar of Iran and Afghanistan",
    "by the Jewish calendar",
)
_BY_CALENDAR = {"islamic": _ISLAMIC, "hijri": _ISLAMIC, "solar": _SOLAR, "persian": _SOLAR, "jewish": _JEWISH}
# How the year is told where the tense had a say in it.
_BY_TENSE = ("the latest ", "the next ")

__all__ = ["calendar_date", "named_day"]


def calendar_date(reading: Reading, anchors: Anchors) -> Resolved:
    """Return a date of which the words say some parts; the others are chosen, never made up."""
    if reading.era == "BC" and reading.year:
        return before_christ(reading)
    if reading.century is not None:
        if reading.era == "BC":
            return Resolved(
                Interval(None, None, "range", "during", ""),
                f"BC{reading.century - 1:02d}",
                sum="before the calendar's first year",
            )
        return Resolved(century(reading.century), f"{reading.century - 1:02d}")
    if reading.decade is not None:
        return Resolved(decade(reading.decade), f"{reading.decade // 10:03d}")
    if reading.quarter is not None and reading.of is not None:
        return _quarter_ended(reading, reading.of, anchors)
    if reading.year is not None:
        number = reading.year
        told = anchors.latest.get("report" if reading.part == "compared" else "quarter")
        if told is not None and told.is_known:
            told = anchors.latest.get("named", told)
        if reading.unit == "quarter" and reading.quarter is None and told is not None and told.first is not None:
            reading = replace(reading, quarter=(told.first.month + 2) // 3)
        return _of_fiscal_year(reading, number) if reading.fiscal else in_year(reading, number)
    if (reading.clock or reading.daytime) and reading.month is None:
        return _clock_alone(reading, anchors)
    if reading.day is not None and not reading.month:
        return _day_of_month_told(reading, anchors)
    if not (reading.month or reading.season or reading.quarter or reading.half):
        return Resolved(UNKNOWN, "")
    return _without_year(reading, anchors)


def _of_fiscal_year(reading: Reading, number: int) -> Resolved:
    """A fiscal year or a quarter of one: which months it has differs by country and company, so the year is only about right."""
    whole = year(number)
    how = f"fiscal year {number}, whose months these words do not say"
    return Resolved(replace(whole, edtf=whole.edtf + "~"), in_year(reading, number).value, sum=how)


def _quarter_ended(reading: Reading, end: Reading, anchors: Anchors) -> Resolved:
    """The three months that end with a day or a month; a fiscal quarter keeps its number in TimeML only."""
    number, anchor, how = (end.year, "", "") if end.year is not None else choose_year(end, anchors)
    if number is None or not end.month:
        return _open_year(replace(reading, of=None), anchor)
    last = date(number, end.month, 1)
    if end.day is not None and end.day <= _JUST_BEGUN:
        last = add_units(last, "month", -1)
    how = f"the three months that end with {last:%Y-%m}" + (f", {how}" if how else "")
    kind: Kind = "partial" if anchor else "explicit"
    return Resolved(three_months(add_units(last, "month", -2)), f"{number:04d}-Q{reading.quarter}", kind, anchor, how)


def _clock_alone(reading: Reading, anchors: Anchors) -> Resolved:
    base, name = anchors.latest.get("near"), "the day told just before"
    if base is None:
        base, name = anchors.base(reading, "day")
    if base is None or base.first is None or base.precision != "day":
        return Resolved(
            Interval(None, None, "day", "on", ""), "XXXX-XX-XX" + (reading.clock or reading.daytime), "relative", name
        )
    return one_day(reading, base.first, kind="relative", anchor=name, how=f"a time of day, on {day_words(name, base)}")


def _day_of_month_told(reading: Reading, anchors: Anchors) -> Resolved:
    """ "On the 20th": of the month told last, else of the latest month that has come so far."""
    told = anchors.latest.get("month" if anchors.narrative or anchors.published is None else "near month")
    assert reading.day is not None
    if told is not None and told.first is not None:
        return one_day(
            reading,
            told.first.replace(day=reading.day),
            kind="partial",
            anchor="the date told before it",
            how=f"day {reading.day} of the month of {day_words('the date told before it', told)}",
        )
    if anchors.published is None or anchors.narrative:
        return Resolved(Interval(None, None, "day", "on"), f"XXXX-XX-{reading.day:02d}", "partial", ARTICLE_DAY)
    if reading.day > anchors.published.day and anchors.tense() in ("future", "maybe"):
        coming = anchors.published.replace(day=reading.day)
        how = f"the next day {reading.day} of a month from the article's day {anchors.published} on"
        return one_day(reading, coming, kind="partial", anchor=ARTICLE_DAY, how=how)
    month_of = (
        anchors.published
        if anchors.published.day >= reading.day
        else anchors.published.replace(day=1) - timedelta(days=1)
    )
    return one_day(
        reading,
        month_of.replace(day=reading.day),
        kind="partial",
        anchor=ARTICLE_DAY,
        how=f"the latest day {reading.day} of a month up to the article's day {anchors.published}",
    )


def _without_year(reading: Reading, anchors: Anchors) -> Resolved:
    """A month, a day of a month, a season, a quarter: the year is chosen by what the text says around it."""
    number, anchor, how = choose_year(reading, anchors)
    if number is None:
        return _open_year(reading, anchor, anchors.latest.get("bc"))
    found = in_year(reading, number)
    kind: Kind = "relative" if reading.which else "partial"
    return Resolved(found.interval, found.value, kind, anchor, how, by_tense=how.startswith(_BY_TENSE))


def _open_year(reading: Reading, anchor: str, told: Interval | None = None) -> Resolved:
    """What can be said without a year, or in a year before Christ told before."""
    if told is not None and told.edtf:
        return before_christ(replace(reading, year=1 - int(told.edtf[:5]), era="BC"))
    precision = in_year(reading, 2000).interval.precision
    code = f"{reading.month:02d}" if reading.month else SEASON_CODES.get(reading.season, f"Q{reading.quarter}")
    value = f"XXXX-{code}" + (f"-{reading.day:02d}" if reading.day else "")
    edtf = value if reading.month else ""
    kind: Kind = "relative" if reading.which else "partial"
    return Resolved(Interval(None, None, precision, "on" if reading.day else "during", edtf), value, kind, anchor)


def _long_weekend(named: date) -> Interval:
    """The weekend with the Monday after it, or with the Thursday or Friday before it."""
    if named.weekday() == 0:
        return span(named - timedelta(days=2), named)
    return span(named, named + timedelta(days=6 - named.weekday()))


def named_day(reading: Reading, anchors: Anchors) -> Resolved:
    """A named day, in the year that is said or chosen as for any date without a year."""
    number, anchor, how = (reading.year, "", "") if reading.year is not None else choose_year(reading, anchors)
    if number is None:
        return Resolved(Interval(None, None, "day", "on"), "XXXX-XX-XX", "partial", anchor)
    interval = holiday(reading.holiday, number)
    assert interval.first is not None
    how = how or _BY_CALENDAR.get(reading.holiday.split()[0], "")
    if reading.unit == "weekend" and interval.first.weekday() in (0, 3, 4):
        around = _long_weekend(interval.first)
        return Resolved(around, timex_of(around, "weekend"), "partial", anchor, how)
    if reading.unit in ("weekend", "week"):
        around = unit_of(interval.first, reading.unit)
        return Resolved(around, timex_of(around, reading.unit), "partial", anchor, how)
    first = interval.first
    middle = first + timedelta(days=1) if interval.edtf.startswith("[") or reading.grain != "day" else first
    grain = "day" if (interval.days or 0) <= _A_FEAST else "month" if (interval.days or 0) <= _A_MONTH else "year"
    value = timex_of(unit_of(middle, "day"), grain) + (reading.clock or reading.daytime if grain == "day" else "")
    return Resolved(interval, value, "partial" if anchor else "explicit", anchor, how)
