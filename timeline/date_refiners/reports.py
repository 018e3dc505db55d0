"""Reports of companies and offices: which quarter is "the quarter", and what is compared with it.

Such a report tells of one quarter, or of the months or the year so far, and holds it against the same time a year before: "sales
rose to $3 billion from $2 billion a year earlier". What was told of last decides whether that is a quarter or a year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from datetime import date

from timeline.date_refiners.reading import Reading
from timeline.interval import UNKNOWN, Interval, add_months, join, month, quarter

__all__ = ["compares_figures", "follows_comparison", "keep_reported", "quarter_compared", "three_months"]

_YEAR = 320
_FIGURES = re.compile(
    r"[$£€¥%#]|\b(?:percent|per cent|million|billion|cents|sales|profits?|earnings|revenues?|net|results|loss(?:es)?|income"
    r"|shares?)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:annual|annually|annuali[sz]ed|yearly|full-year|a year)\b", re.IGNORECASE)
_GLANCE = re.compile(
    r"\b(?:after|following|from|than|since|unlike|until|before)\s(?:(?:a|an|the|its)\s)?(?:\w+\s)?$", re.IGNORECASE
)
_AGAINST = re.compile(r"\b(?:compared (?:with|to)|from|against)\b[^;:]{0,50}$")


def compares_figures(words: str) -> bool:
    """Return whether a sentence gives figures, as those do in which "a year ago" is held against now.

    >>> compares_figures("Net rose to $94 million from $85 million"), compares_figures("He was jailed")
    (True, False)
    """
    return _FIGURES.search(words) is not None


def follows_comparison(words: str) -> bool:
    """Return whether the words before a date hold something against it: "compared with a loss of $3 million …"."""
    return _AGAINST.search(words) is not None


def keep_reported(
    latest: MutableMapping[str, Interval],
    reading: Reading,
    told: Interval,
    published: date | None,
    sentence: Callable[[], tuple[str, str]],
) -> None:
    """Note in ``latest`` what a report tells of: "quarter" is its quarter, "report" that or UNKNOWN for longer times.

    A quarter that is over is one; one still running or only compared with is not, unless none was told before it. "near quarter"
    is any that this paragraph tells of, "named" the number that the company gives its quarter.
    """
    if reading.shape == "shift" and (reading.n or 0) < 0:
        return
    if told.precision == "quarter" or (reading.quarter is not None and told.first is not None):
        told = replace(told, precision="quarter")
        known = latest.get("quarter")
        if known is not None and (reading.bound is not None or _GLANCE.search(sentence()[0]) is not None):
            return
        latest["near quarter"] = told
        if _may_be_reported(told, known, published):
            latest["quarter"] = latest["report"] = told
            _keep_name(latest, reading, told)
    elif reading.shape == "duration" or (reading.shape == "nth" and reading.which == "ending"):
        if (reading.unit == "month" and (reading.n or 0) > 3) or (reading.unit == "year" and reading.which == "told"):
            latest["report"] = UNKNOWN
    elif told.precision == "year" and (reading.fiscal or reading.which in ("this", "told")):
        latest["report"] = UNKNOWN


def _keep_name(latest: MutableMapping[str, Interval], reading: Reading, told: Interval) -> None:
    latest.pop("named", None)
    if reading.of is not None and reading.quarter and told.last is not None:
        latest["named"] = quarter(told.last.year, reading.quarter)


def three_months(first: date) -> Interval:
    """Return the calendar quarter or other three months that begin in a month.

    >>> three_months(date(2025, 7, 1)).edtf, three_months(date(2025, 5, 1)).edtf
    ('2025-35', '2025-05/2025-07')
    """
    if first.month % 3 == 1:
        return quarter(first.year, (first.month + 2) // 3)
    last = add_months(first.replace(day=1), 2)
    return join(month(first.year, first.month), month(last.year, last.month))


def _may_be_reported(quarter: Interval, known: Interval | None, published: date | None) -> bool:
    if published is None or quarter.first is None or quarter.last is None:
        return True
    if quarter.first > published or (published - quarter.first).days >= _YEAR:
        return False
    return known is None or quarter.last < published


def quarter_compared(
    reading: Reading, latest: MutableMapping[str, Interval], words_before: str, words_after: str
) -> Interval | None:
    """Return the quarter that "a year earlier", "year-ago" or "last year" is held against; None where it means a year.

    ``words_before`` and ``words_after`` are those of its sentence.
    """
    report, any_told = latest.get("report", UNKNOWN), latest.get("any", UNKNOWN)
    if reading.unit != "year" or reading.n != -1 or report.precision != "quarter":
        return None
    report = latest.get("near quarter", report)
    if reading.which:
        found = reading.which == "last" and compares_figures(words_before) and follows_comparison(words_before)
    elif reading.part == "compared" or any_told.precision == "quarter":
        found = True
    else:
        finer = any_told.precision in ("day", "week") or not any_told.is_known
        words = words_before + words_after
        found = finer and compares_figures(words) and _YEARLY.search(words) is None
    return report if found else None
