"""Dates as people type them into a filter: 2024, Nov 2022, 5 March 2024, since summer 2023."""

from __future__ import annotations

import re

from timeline.dates import find_dates
from timeline.day_reader import read_interval
from timeline.errors import DateInputError
from timeline.interval import Interval

__all__ = ["read_typed"]

_LEADING = re.compile(r"^(?:since|from|starting|until|till|to|through|in|on|by|during)\s+(?=\S)", re.IGNORECASE)


def read_typed(words: str) -> Interval:
    """Return the days that typed words cover. Words that need a day to count from ("last week") are refused.

    >>> read_typed("Nov 2022").edtf
    '2022-11'

    Raises DateInputError when no date is in the words.
    """
    bare = _LEADING.sub("", words.strip())
    try:
        return read_interval(bare)
    except DateInputError as error:
        found = _by_the_rules(bare)
        if found is None:
            what = f"is no date ({error.what})" if error.what else "is no date"
            raise DateInputError(repr(words), what, "type it like 2025-11-23, 2025-11, 2025 or summer 2023") from error
        return found


def _by_the_rules(words: str) -> Interval | None:
    """Return what the rules for dates in articles make of the words, when it is one date and takes all of them."""
    mentions = [mention for mention in find_dates(words) if mention.interval.is_known]
    if len(mentions) != 1:
        return None
    mention = mentions[0]
    rest = words[: mention.start] + words[mention.end :]
    return None if re.search(r"\w", rest) else mention.interval
