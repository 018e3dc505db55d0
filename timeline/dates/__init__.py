"""Finds dates in English news text and says what days they mean, and why."""

from __future__ import annotations

from datetime import date

from timeline.dates.checking import check
from timeline.dates.reader import DateReader, packaged_reader
from timeline.errors import UsageError
from timeline.model import DateMention
from timeline.rules import Rules
from timeline.sentences import split

__all__ = ["DateReader", "check", "explain", "find_dates", "find_timexes"]


def find_dates(text: str, *, published: date | str | None = None, rules: Rules | None = None) -> list[DateMention]:
    """Return the dates in a text, in order, with durations and sets (``is_date`` is false for those).

    ``published`` is the day of the text, a date or an ISO string; without it relative dates have no days. Raises UsageError
    where the string is no ISO day.

    >>> [(m.text, m.edtf) for m in find_dates("It ended last Friday.", published="2024-03-12")]
    [('last Friday', '2024-03-08')]
    """
    reader = packaged_reader() if rules is None else DateReader(rules)
    return list(reader.find(text, split(text, 0, len(text)), published=_day(published)))


def find_timexes(
    text: str, published: date | str | None = None, *, rules: Rules | None = None
) -> list[tuple[int, int, str, str]]:
    """Return the dates, durations and sets in a text as TimeML has them: start, end, type and value, in order.

    Ranges are given as their two ends, each with its own value, and ``published`` is the day of the text.

    >>> find_timexes("from June to August 2019, for two weeks")
    [(5, 9, 'DATE', '2019-06'), (13, 24, 'DATE', '2019-08'), (30, 39, 'DURATION', 'P2W')]
    """
    mentions = find_dates(text, published=published, rules=rules)
    ends = [part for mention in mentions for part in mention.parts or (mention,)]
    return [(one.start, one.end, one.timex_type, one.timex_value) for one in ends]


def explain(text: str, *, published: date | str | None = None, rules: Rules | None = None) -> list[str]:
    """Return one line for each date in a text: the words, what they were read as and counted from, the days, the rule.

    >>> explain("four years ago", published="2025-08-14")
    ["“four years ago”: 4 years before the article's day 2025-08-14 → the year 2021 [rule: two weeks ago]"]
    """
    return [mention.why for mention in find_dates(text, published=published, rules=rules)]


def _day(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise UsageError("published", f"{published!r} is no day", "write it as 2025-11-23") from error
