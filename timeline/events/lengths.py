"""What a length of time is, as a number and a unit of the calendar ("two weeks"), or as whole days ("48 hours")."""

from __future__ import annotations

import re

from timeline.model import DateMention

__all__ = ["days_of_hours", "length_of"]

_LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
_HOURS = re.compile(r"PT(24|36|48|72|96)H")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_HOURS_OF_A_DAY = 24


def length_of(mention: DateMention) -> tuple[int, str] | None:
    """Return how many days, weeks, months or years a length of time is; None where it is no whole number of one of them.

    >>> length_of(DateMention(0, 9, "two weeks", timex_type="DURATION", timex_value="P2W"))
    (2, 'week')
    """
    told = _LENGTH.fullmatch(mention.timex_value)
    return (int(told[1]), _UNITS[told[2]]) if told is not None else None


def days_of_hours(mention: DateMention) -> int | None:
    """Return the whole days in a length told in hours, for those in which days are told so; None for any other.

    >>> days_of_hours(DateMention(0, 8, "48 hours", timex_type="DURATION", timex_value="PT48H"))
    2
    """
    told = _HOURS.fullmatch(mention.timex_value)
    return int(told[1]) // _HOURS_OF_A_DAY if told is not None else None
