"""Happenings months or years before or after another one of their sentence ("in June, a year after it had seized the port")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from timeline.clauses import Parse
from timeline.events.counted import happening_after, happening_around, is_about
from timeline.events.paired import Pairing, is_dated
from timeline.events.triggers import Found, Trigger
from timeline.interval import Interval, add_months, month, year
from timeline.model import DateMention

__all__ = ["count_months_and_years"]

_LENGTH = re.compile(r"P(\d{1,2})([MY])")
_SIGN = {"after": 1, "before": -1}
_FINER = {"M": ("day", "month"), "Y": ("day", "month", "year")}
"""By their unit, how finely the one that is known must be told, so that something can be counted from it."""
_NO_DEED = ("", "other", "statement", "statistic")
_SURE = 0.6


def count_months_and_years(
    parse: Parse, found: Found, lengths: Sequence[DateMention], pairs: Sequence[Pairing], published: date | None
) -> Iterator[Pairing]:
    """Yield what lies so many months or years from what a date of the sentence dates: the month or the year that it was in."""
    for mention in lengths:
        length, at = _LENGTH.fullmatch(mention.timex_value), parse.token_at(mention.end - 1)
        if length is None or at + 2 >= len(parse.tokens) or is_about(parse, mention):
            continue
        sign = _SIGN.get(parse.tokens[at + 1].word)
        if sign is None:
            continue
        begun, told = happening_after(parse, found, at + 2), happening_around(parse, found, at)
        if begun is None or told is None or begun is told:
            continue
        count, unit = sign * int(length[1]), length[2]
        yield from _counted(mention, pairs, told, begun, -count, unit, published)
        yield from _counted(mention, pairs, begun, told, count, unit, published)


def _counted(
    mention: DateMention,
    pairs: Sequence[Pairing],
    known: Trigger,
    sought: Trigger,
    count: int,
    unit: str,
    published: date | None,
) -> Iterator[Pairing]:
    """Yield the one of two happenings that has no date yet, counted from the other's."""
    if is_dated(sought, pairs) or sought.is_neutral or sought.type in _NO_DEED:
        return
    same = (pairing.interval for pairing in pairs if pairing.trigger.head == known.head)
    base = next((one for one in same if one.precision in _FINER[unit] and one.bound in ("on", "during")), None)
    if base is None or base.first is None:
        return
    counted = _shifted(base.first, count, unit)
    if counted.first is not None and (published is None or counted.first <= published):
        how = f"counted from the time told in the sentence, {base.edtf or base.first.isoformat()}"
        yield Pairing(sought, mention, counted, how, _SURE)


def _shifted(known: date, count: int, unit: str) -> Interval:
    if unit == "Y":
        return year(known.year + count)
    moved = add_months(known, count)
    return month(moved.year, moved.month)
