"""What the words of a date say, before anything is counted from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.interval import Bound

__all__ = ["ARTICLE_DAY", "Found", "Reading", "Shape"]

Shape = Literal[
    "calendar", "shift", "weekday", "window", "nth", "span", "holiday", "duration", "set", "ref", "near", "none"
]

ARTICLE_DAY = "the article's day"
"""What a date is counted from that the words count from nothing told before."""
NAMED_DAY = "a day named for its event"
"""Where the year of "the May 9 riots" is from, which is no part of the words: such a name makes no history of its passage."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of some words with everything left open that the words leave open.

    ``shape`` says how the days are found: ``calendar`` (parts of a date), ``shift`` (so many units from somewhere), ``weekday``,
    ``window`` (the last or next so many units), ``nth`` (the third week of …), ``span`` (from … to …), ``holiday``, ``near``
    (some days before or after …); durations, sets and bare references (now, recently) have no days.
    """

    shape: Shape
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    era: str = ""
    fiscal: bool = False
    holiday: str = ""
    unit: str = ""
    n: float | None = None
    which: str = ""
    base: str = "published"
    part: str = ""
    daytime: str = ""
    clock: str = ""
    of: Reading | None = None
    to: Reading | None = None
    also: Reading | None = None
    bound: Bound | None = None
    mod: str = ""
    value: str = ""
    quant: str = ""
    freq: str = ""

    @property
    def is_point(self) -> bool:
        """Whether the words place something in the calendar."""
        return self.shape not in ("duration", "set", "ref", "none")

    @property
    def grain(self) -> str:
        """The unit that the words are fine to: day, week, month, season, quarter, half, year, decade, century or time."""
        if self.shape == "calendar":
            return _calendar_grain(self)
        if self.shape == "weekday":
            return "day"
        if self.shape == "holiday":
            return _holiday_grain(self.holiday)
        if self.shape in ("shift", "nth"):
            return self.unit
        return "range"


def _holiday_grain(code: str) -> str:
    """Months and years of other calendars are none of their days: ``islamic 9``, ``hijri 1447``."""
    calendar, _, named = code.partition(" ")
    parts = named.count("-") + (calendar in ("islamic", "persian"))
    return ("year", "month")[parts] if calendar in ("islamic", "hijri", "solar", "persian") and parts < 2 else "day"


def _calendar_grain(reading: Reading) -> str:
    for name in ("day", "month", "season", "quarter", "half", "year", "decade", "century"):
        if getattr(reading, name) not in (None, ""):
            return name
    return "day"


@dataclass(slots=True)
class Found:
    """Words that a rule read, on their way through the refiners.

    ``start``/``end`` are offsets of the words, ``sentence`` the number of their sentence, ``parts`` the offsets of the two ends
    of a range.
    """

    start: int
    end: int
    sentence: int
    rule: str
    reading: Reading
    parts: tuple[tuple[int, int], ...] = ()
