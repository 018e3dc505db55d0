"""Finds dates in English news text and says what days they mean, and why."""

from __future__ import annotations

from datetime import date

from timeline.dates.checking import check
from timeline.dates.reader import DateReader, packaged_reader
from timeline.errors import UsageError
from timeline.model import DateMention
from timeline.rules import Rules
from timeline.sentences import split

__all__ = ["DateReader", "check", "explain", "find_dates"]


def find_dates(text: str, *, published: date | str | None = None, rules: Rules | None = None) -> list[DateMention]:
    """Return the dates in a text, in order, with durations and sets (``is_date`` is false for those).

    ``published`` is the day of the text, a date or an ISO string; without it relative dates have no days. Raises UsageError
    where the string is no ISO day.

    >>> [(m.text, m.edtf) for m in find_dates("It ended last Friday.", published="2024-03-12")]
    [('last Friday', '2024-03-08')]
    """
    reader = packaged_reader() if rules is None else DateReader(rules)
    return list(reader.find(text, split(text, 0, len(text)), published=_day(published)))


def explain(text: str, *, published: date | str | None = None, rules: Rules | None = None) -> list[str]:
    """Return one line for each date in a text: the words, the rule, what it was counted from, and the days.

    >>> explain("four years ago", published="2025-08-14")
    ["“four years ago” (two weeks ago): counted from the article's day 2025-08-14, 2025-08-14 minus 4 years → 2021"]
    """
    return [mention.why for mention in find_dates(text, published=published, rules=rules)]


def _day(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise UsageError("published", f"{published!r} is no day", "write it as 2025-11-23") from error
