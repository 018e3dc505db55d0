"""A filter in plain words, for the titles of charts and the heads of exports."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from timeline.queries.known_names import known_names

if TYPE_CHECKING:
    from timeline.queries.filter import Filter

__all__ = ["day_in_words", "days_in_words", "filter_in_words"]


def filter_in_words(filter: Filter, names: Mapping[str, str]) -> str:
    """Return what the filter lets pass, as a noun with what limits it: "attacks by … in … since 2022"."""
    known = known_names()
    regions = [names.get(code) or known.region(code) for code in filter.regions]
    parts = [_what(filter)]
    parts += _listed("by", map(known.actor, filter.actors), "and" if filter.match == "all" else "or")
    if filter.actors and filter.splinters:
        parts.append("with the groups that came of " + ("it" if len(filter.actors) == 1 else "them"))
    parts += _listed("in", [names.get(one) or known.place(one) for one in filter.places], "or")
    parts += _listed("within" if filter.places else "in", regions, "or")
    parts += [days_in_words(filter.since, filter.until)]
    if (filter.since or filter.until) and filter.in_range == "certainly":
        parts.append("for certain")
    parts += _listed("dated to", map(_precision, filter.precisions), "or")
    parts += _listed("told by", filter.sources, "or")
    if filter.words:
        parts.append(f"with the words {filter.words}")
    if filter.min_confidence:
        parts.append(f"with a confidence of at least {filter.min_confidence:.0%}")
    if filter.undated:
        parts.append("with those without a date")
    if len(filter.reviews) == 3:
        parts.append("with those rejected")
    return " ".join(part for part in parts if part)


def _what(filter: Filter) -> str:
    kinds = [kind.replace("_", " ") for kind in filter.types]
    noun = f"events of type {_joined(kinds, 'or')}" if kinds else "events"
    # an adjective before the noun reads as one: planned or alleged events
    noun = f"{_joined(filter.statuses, 'or')} {noun}" if filter.statuses else noun
    return f"{_joined(filter.reviews, 'or')} {noun}" if 0 < len(filter.reviews) < 3 else noun


def _precision(precision: str) -> str:
    return {"range": "a span of days", "vague": "no more than vague words"}.get(precision, f"the {precision}")


def _listed(word: str, values: Iterable[str], conjunction: str) -> list[str]:
    joined = _joined(list(values), conjunction)
    return [f"{word} {joined}"] if joined else []


def _joined(values: Iterable[str], conjunction: str) -> str:
    *others, last = list(values) or [""]
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def days_in_words(since: date | None, until: date | None) -> str:
    """Return a span of days as coarse as it can be said.

    >>> days_in_words(date(2022, 1, 1), None), days_in_words(date(2022, 3, 1), date(2022, 3, 31))
    ('since 2022', 'in March 2022')
    >>> days_in_words(date(2022, 1, 1), date(2023, 6, 30)), days_in_words(None, date(2025, 11, 23))
    ('from January 2022 to June 2023', 'until 23 November 2025')
    """
    if since is None and until is None:
        return ""
    if since is None or until is None:
        return f"since {_start(since)}" if since else f"until {_end(until)}" if until else ""
    whole = next((size for size in ("year", "month") if _period(since, size) == (since, until)), None)
    if since == until:
        return f"on {day_in_words(since)}"
    if whole:
        return f"in {_start(since) if whole == 'year' else _month(since)}"
    sizes = {_size(since, starting=True), _size(until, starting=False)}
    write = {"year": lambda day: str(day.year), "month": _month}.get(_finer(sizes), day_in_words)
    return f"from {write(since)} to {write(until)}"


def day_in_words(day: date) -> str:
    """Return a day as 23 November 2025.

    >>> day_in_words(date(2025, 11, 23))
    '23 November 2025'
    """
    return f"{day.day} {_month(day)}"


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"


def _period(day: date, size: str) -> tuple[date, date]:
    if size == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _size(day: date, *, starting: bool) -> str:
    other = day if starting else day + timedelta(days=1)
    return "day" if other.day != 1 else "year" if other.month == 1 else "month"


def _finer(sizes: set[str]) -> str:
    return next(size for size in ("day", "month", "year") if size in sizes)


def _start(day: date) -> str:
    return {"year": str(day.year), "month": _month(day)}.get(_size(day, starting=True), day_in_words(day))


def _end(day: date) -> str:
    return {"year": f"the end of {day.year}", "month": f"the end of {_month(day)}"}.get(
        _size(day, starting=False), day_in_words(day)
    )
