"""Which year is meant where none is said: by the words, the tense, the article's day, or the date told before."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta

from timeline.date_refiners.anchors import Anchors
from timeline.date_refiners.holidays import holiday
from timeline.date_refiners.reading import ARTICLE_DAY, Reading
from timeline.date_refiners.resolved import Resolved
from timeline.date_refiners.tense import Tense
from timeline.date_refiners.wording import day_words, named_date
from timeline.interval import SEASONS, Interval, day, half, month, month_last, quarter, season, year
from timeline.model import Kind

__all__ = ["SEASON_CODES", "before_christ", "choose_year", "in_year", "one_day", "starts_in"]

# A month that ended a day or a week ago is "last month" or "this month", not "last February".
_JUST_OVER = timedelta(days=10)
# A history that told of December and now says "in January" has gone on to the next year.
_TURN = 200
_RECENT, _FAR_AHEAD = 60, 300
_ONE_OF_THEM = re.compile(
    r"\b(?P<year>last year|this year|[12]\d{3})\b[^;:—]*?,\s[^,;]{0,40}?"
    r"\b(?:one|first|second|third|another|once|twice|again|latest|latter|former)\b(?:\s\w+){0,3}\s(?:in|on)\s$"
)
"""What stands before a month that tells one of the happenings of a year ("twice last year, once in May and again in July")."""
_YEAR = r"(?P<year>last year|(?:19|20)\d\d)"
_AWAY_FROM_IT = (
    r"(?:(?!\b(?:wh\w+|that|until|since|after|before|but|now|then|ago|later|last|next|this|current|recent|recently|ha[sd]|have|"
    r"will|by|from|(?:19|20)\d\d)\b)[^;:—“”\"])*?"
)
"""Words that lead away from the year that a sentence opens with, and marks."""
_OPENED_WITH = re.compile(
    rf"^(?:\W|(?:early|late|back)\s)*(?:in\s|during\s)?{_YEAR},\s{_AWAY_FROM_IT}\s(?:in|on)\s$", re.IGNORECASE
)
"""What stands before a month in a sentence that opens with a year ("In 2014, rebels attacked Gao in March and Kidal in")."""
_INCLUDED = re.compile(
    rf"\b{_YEAR},?\s(?:including|among\sthem|among\sthese|most\snotably|notably){_AWAY_FROM_IT}\s(?:in|on)\s$",
    re.IGNORECASE,
)
"""What stands before the month of what a year included ("attacked the port nine times in 2014, including a raid in May")."""
_LONGEST = 300
"""Letters before a month in which the year is looked for, so that a long list takes no longer per month."""
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def in_year(reading: Reading, number: int) -> Resolved:
    """The date in a given year, with its TimeML value."""
    if not 1 <= number <= 9999:
        raise ValueError(f"there is no year {number}")
    if reading.day is not None and reading.month is not None:
        return one_day(reading, date(number, reading.month, reading.day))
    if reading.month is not None:
        return Resolved(month(number, reading.month), f"{number:04d}-{reading.month:02d}")
    if reading.season:
        return Resolved(season(number, reading.season), f"{number:04d}-{SEASON_CODES[reading.season]}")
    if reading.quarter is not None:
        return Resolved(quarter(number, reading.quarter), f"{number:04d}-Q{reading.quarter}")
    if reading.half is not None:
        return Resolved(half(number, reading.half), f"{number:04d}-H{reading.half}")
    return Resolved(year(number), f"{number:04d}")


def before_christ(reading: Reading) -> Resolved:
    """Return a year before Christ, which no calendar day of ours can hold: EDTF and TimeML only."""
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


def one_day(reading: Reading, value: date, *, kind: Kind = "explicit", anchor: str = "", how: str = "") -> Resolved:
    """Return one day, or both readings where day and month could change places."""
    interval = day(value)
    if reading.also is not None and reading.also.month and reading.also.day and reading.also.year:
        other = date(reading.also.year, reading.also.month, reading.also.day)
        low, high = sorted((value, other))
        interval = Interval(low, high, "range", "on", f"[{low.isoformat()},{high.isoformat()}]")
        how = "day and month could change places, so both readings are kept"
    return Resolved(interval, value.isoformat() + (reading.clock or reading.daytime), kind, anchor, how)


def choose_year(reading: Reading, anchors: Anchors) -> tuple[int | None, str, str]:
    """Return the year meant (None where it cannot be known), what it was chosen from, and how, in words."""
    told = anchors.latest.get("year")
    if reading.unit == "year":
        return _year_of_words(reading, anchors)
    if anchors.narrative and reading.which == "next" and "bc" not in anchors.latest:
        reading = replace(reading, which="following")
    by_told = reading.which in ("previous", "following", "same")
    by_told = by_told or (anchors.narrative and reading.which not in ("last", "next", "this"))
    if by_told and told is not None and told.first is not None:
        return _year_told(reading, told), "the date told before it", _as_told(reading, told)
    if "bc" in anchors.latest and reading.which not in ("last", "next", "this"):
        return None, "the date told before it", ""
    if anchors.published is None:
        return None, ARTICLE_DAY, ""
    within = _tells_of_a_year(anchors.sentence()[0]) if reading.month and not reading.which else None
    if within is not None:
        number = _year_said(within["year"], anchors.published)
        return number, "the date told before it", f"the {named_date(reading)} of {number}, of which it tells"
    return (*_year_near(reading, anchors.published, anchors),)


def _tells_of_a_year(before: str) -> re.Match[str] | None:
    """Return the year that a month is of because the sentence tells of that year, where words before the month say so."""
    near = before[-_LONGEST:]
    opened = _OPENED_WITH.match(before) if len(before) <= _LONGEST else None
    return opened or _ONE_OF_THEM.search(near) or _INCLUDED.search(near)


def _year_said(words: str, published: date) -> int:
    return int(words) if words.isdigit() else published.year - (words.lower() == "last year")


def _year_of_words(reading: Reading, anchors: Anchors) -> tuple[int | None, str, str]:
    """The year in "June last year", "the spring of that year"."""
    base, name = anchors.base(reading, "year")
    if reading.year is not None:
        return reading.year, "", ""
    if base is None or base.first is None:
        return None, name, ""
    offset = {"last": -1, "next": 1, "previous": -1, "following": 1}.get(reading.which, 0)
    return (
        base.first.year + offset,
        name,
        f"{named_date(reading)} of {reading.which} year, counted from {day_words(name, base)}",
    )


def _as_told(reading: Reading, told: Interval) -> str:
    return f"the {named_date(reading)} that goes with {day_words('the date told before it', told)}"


def _year_told(reading: Reading, told: Interval) -> int:
    """The year of a date told before, or its neighbour where the months say so."""
    assert told.first is not None
    number = told.first.year
    if reading.month == 2 and reading.day == 29 and not isleap(number):
        return number + 1
    if not reading.which:
        fine = told.precision in ("day", "month", "week") or (
            told.precision == "range" and told.days is not None and told.days < 60
        )
        turned = fine and (told.first - starts_in(reading, number)).days > _TURN
        return number + 1 if turned else number
    if reading.which == "following" and starts_in(reading, number) <= told.first:
        return number + 1
    if reading.which == "previous" and starts_in(reading, number) >= told.first:
        return number - 1
    return number


def starts_in(reading: Reading, number: int) -> date:
    """Return the first day that a date without a year has in a year."""
    if reading.holiday:
        return holiday(reading.holiday, number).first or date(number, 1, 1)
    if reading.month:
        return date(number, reading.month, min(reading.day or 1, 28))
    return _first_day(reading, number)


def _first_day(reading: Reading, number: int) -> date:
    """The first day in a year, without the trouble of making an interval. Raises ValueError where there is no such day."""
    if reading.month:
        return date(number, reading.month, reading.day or 1)
    if reading.season:
        return date(number, 3 + 3 * SEASONS.index(reading.season), 1)
    if reading.quarter is not None:
        return date(number, 3 * reading.quarter - 2, 1)
    return date(number, 6 * reading.half - 5 if reading.half is not None else 1, 1)


def _year_near(reading: Reading, published: date, anchors: Anchors) -> tuple[int, str, str]:
    """The year nearest to the article's day that fits the tense."""
    name = ARTICLE_DAY
    what, anchor = named_date(reading), f"the article's day {published}"
    this = published.year
    reach = 4 if (reading.month, reading.day) == (2, 29) else 2 if reading.which or reading.holiday else 1
    here = [(number, _of_year_safe(reading, number)) for number in range(this - reach, this + reach + 1)]
    past = [number for number, value in here if value is not None and value <= published]
    future = [number for number, value in here if value is not None and not _before(reading, value, published)]
    if reading.which == "this":
        return this, name, f"{what} of the year of {anchor}"
    if reading.which == "last":
        times_ago = max(int(reading.n or 1), 1) - 1
        ended = [n for n, value in here if value is not None and _last_day(reading, value) < published - _JUST_OVER]
        how = f"the last {what} before {anchor}" + (f", and {times_ago} before it" if times_ago else "")
        return (ended or past or [this - 1])[-1] - times_ago, name, how
    if reading.which == "next":
        return (
            ([n for n, value in here if value is not None and value > published] or [this + 1])[0],
            name,
            f"the next {what} after {anchor}",
        )
    tense = anchors.tense()
    if reading.quarter or reading.half:
        if past and (past[-1] == this or tense != "future" or published.month <= 3):
            return past[-1], name, f"the latest {what} begun by {anchor}"
        return this, name, f"the {what} of the year of {anchor}"
    if tense in ("", "reported", "due") or (
        tense in ("past", "guess") and (reading.day is not None or reading.holiday)
    ):
        tense = _nearer(here, past, future, published)
    elif tense == "maybe":
        tense = _nearest(here, past, future, published)
    if tense == "future" and future and not (reading.day and _has_just_been(here, past, future, published)):
        return future[0], name, f"the next {what} from {anchor} on"
    return (past or [this])[-1], name, f"the latest {what} up to {anchor}"


def _nearer(here: list[tuple[int, date | None]], past: list[int], future: list[int], published: date) -> Tense:
    days = {number: value for number, value in here if value is not None}
    if not past or not future:
        return "past" if past else "future"
    back, forth = (published - days[past[-1]]).days, (days[future[0]] - published).days
    return "future" if forth <= 45 and back >= 300 else "past"


def _has_just_been(here: list[tuple[int, date | None]], past: list[int], future: list[int], published: date) -> bool:
    """Whether a day just over would come again only in a year: nobody looks so far ahead without naming the year."""
    days = {number: value for number, value in here if value is not None}
    if not past or not future:
        return False
    back, forth = (published - days[past[-1]]).days, (days[future[0]] - published).days
    return back <= _RECENT and forth >= _FAR_AHEAD


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
        return _first_day(reading, number)
    except (ValueError, IndexError):
        return None


def _before(reading: Reading, first: date, published: date) -> bool:
    if reading.month:
        return first < published if reading.day else (first.year, first.month) < (published.year, published.month)
    return _last_day(reading, first) < published


def _last_day(reading: Reading, first: date) -> date:
    if reading.holiday:
        return holiday(reading.holiday, first.year).last or first
    if reading.month:
        return first if reading.day else month_last(first.year, first.month)
    return in_year(reading, first.year).interval.last or first
