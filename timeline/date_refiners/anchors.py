"""What dates are counted from, and what comes out of the counting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from timeline.date_refiners.reading import ARTICLE_DAY, Reading
from timeline.date_refiners.resolved import Resolved
from timeline.date_refiners.tense import Tense
from timeline.interval import UNKNOWN, Interval, add_units, day, unit_of

__all__ = ["Anchors", "ImpossibleDateError", "Resolved", "grain_needed", "quarter_before"]


class ImpossibleDateError(ValueError):
    """Words that name a day no calendar has (31 February); caught by the refiner that drops such dates."""


@dataclass(slots=True)
class Anchors:
    """What a date may be counted from at its place in the text.

    ``latest`` maps a grain to the date told last that is at least so fine; ``narrative`` says that the passage counts from
    dates just told instead of from the article's day; ``tense`` gives the tense at the words now being resolved, ``sentence`` the
    words of their sentence before and after them.
    """

    published: date | None
    latest: dict[str, Interval]
    narrative: bool
    tense: Callable[[], Tense]
    sentence: Callable[[], tuple[str, str]] = lambda: ("", "")

    def base(self, reading: Reading, unit: str) -> tuple[Interval | None, str]:
        """Return what a reading is counted from, and how to call it."""
        if reading.which == "near" and "near" in self.latest:
            return self.latest["near"], "the day told just before"
        if reading.which == "then":
            told = self.latest.get("any", UNKNOWN)
            over = self.published is None or (told.first is not None and told.first <= self.published)
            return (told if told.is_known and over else None), "the date told before it"
        if reading.base == "previous" or (self.narrative and reading.base != "article"):
            latest = self.latest.get(reading.unit if reading.which == "told" else grain_needed(unit))
            if reading.which == "told" and unit == "quarter":
                latest = self.latest.get("near quarter", latest)
            if latest is not None:
                return latest, "the date told before it"
            if "bc" in self.latest or (reading.base == "previous" and "lost" in self.latest):
                return None, "the date told before it"
            told_quarter = reading.which == "told" and unit == "quarter"
            if reading.base == "previous" and self.latest.get("year") is not None and not told_quarter:
                return None, "the date told before it"
            if reading.base == "previous" and self._cannot_follow(reading):
                return None, "the date told before it"
        if self.published is None:
            return None, ARTICLE_DAY
        if reading.which == "told" and unit == "quarter":
            return quarter_before(self.published), ARTICLE_DAY
        return day(self.published), ARTICLE_DAY

    def _cannot_follow(self, reading: Reading) -> bool:
        """Whether "six days later", told as past, would lie after the article's day, as nothing else is told to count from."""
        return (reading.n or 0) > 0 and self.tense() == "past"


def quarter_before(published: date) -> Interval:
    """Return the last quarter that had ended by a day: what a report means by "the quarter"."""
    return unit_of(add_units(published, "quarter", -1), "quarter")


def grain_needed(unit: str) -> str:
    """The grain that a date must have so that units can be counted from it."""
    if unit in ("day", "weekday", "week", "weekend", "fortnight", "hour", "minute", "second"):
        return "day"
    if unit in ("month", "season", "quarter"):
        return "month"
    return "year"
