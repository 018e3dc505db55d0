"""The words in charts: dates as people say them, text made safe for Plotly, lengths in pixels, counts.

Titles, names and places come from articles that nobody has checked. Plotly reads a little HTML in every text, so all of it is
escaped before our own line breaks are put in.
"""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
from datetime import date

from timeline.charts.locales import grouped

__all__ = ["count", "date_words", "isolated", "number", "safe", "shorten", "width_of", "wrapped"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_BEGINNING = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?(?P<about>[~%])?/")
_NARROW = frozenset("iljtfrI.,:;'|!()[]- ")
_WIDE = frozenset("mwMW@%—")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def safe(text: object, limit: int = 0) -> str:
    """Return text of an article fit for a Plotly label: one line, escaped, cut to ``limit`` characters (0: not cut).

    A name in a right-to-left script is isolated, so that it does not turn round what stands beside it.

    >>> safe("<b>Bold</b>\\nclaim", 9)
    '&lt;b&gt;Bold&lt;…'
    """
    plain = " ".join(clean(str(text)).split())
    if limit:
        plain = shorten(plain, limit)
    # A dollar sign would begin a formula wherever a formula library is loaded.
    return isolated(html.escape(plain, quote=False).replace("$", "&#36;"))


def isolated(text: str) -> str:
    """Return text in a right-to-left script so that what stands beside it keeps its place; any other text as it is."""
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def clean(text: str) -> str:
    """Return the text without control characters and without marks that change the direction of writing."""
    if text.isprintable():
        return text  # nearly all are: then no letter need be looked at
    kinds = {"Cc", "Cf", "Cs", "Co"}
    return "".join(
        c if c == "\u200c" or unicodedata.category(c) not in kinds else " " if c in "\n\t\r" else "" for c in text
    )


def shorten(text: str, limit: int) -> str:
    """Return the text cut to at most ``limit`` characters, an ellipsis showing the cut.

    >>> shorten("Tehreek-e-Taliban Pakistan", 12)
    'Tehreek-e-T…'
    """
    return text if len(text) <= limit else text[: max(limit - 1, 1)].rstrip() + "…"


def wrapped(text: str, columns: int, lines: int = 0) -> list[str]:
    """Return the text in lines of at most ``columns`` characters; ``lines`` limits their number (0: no limit)."""
    if 0 < len(text) <= columns and text == " ".join(text.split()):
        return [text]
    parts = textwrap.wrap(text, max(columns, 4), break_on_hyphens=True, break_long_words=True) or [""]
    if lines and len(parts) > lines:
        parts = [*parts[: lines - 1], shorten(" ".join(parts[lines - 1 :]), columns)]
    return parts


def width_of(text: str, size: float = 12) -> float:
    """Return about how many pixels a line of text takes; rather too many than too few."""
    units = 0.0
    for letter in text:
        if letter in _NARROW:
            units += 0.36
        elif letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
            units += 0.95
        else:
            units += 0.68 if letter.isupper() else 0.58
    return units * size


def number(value: float) -> str:
    """Return a count as people read it: thousands parted, at most one decimal.

    >>> number(1234.0), number(0.28), number(3.04)
    ('1,234', '0.3', '3')
    """
    rounded = round(value, 1)
    if rounded == 0 < value:
        return "<0.1"
    return grouped(f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}")


def count(value: float, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> count(1, "event"), count(2, "event"), count(2, "country", "countries")
    ('1 event', '2 events', '2 countries')
    """
    return f"{number(value)} {singular if value == 1 else plural or singular + 's'}"


def day_words(day: date) -> str:
    """Return a day in words: 19 October 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_words(first: date | None, last: date | None, precision: str, bound: str = "on", edtf: str = "") -> str:
    """Return a date in words that claim no more than is known.

    >>> date_words(date(2022, 11, 1), date(2022, 11, 30), "month")
    'November 2022 (month only)'
    >>> date_words(date(2023, 9, 1), None, "month", "since")
    'since September 2023, open end'
    >>> date_words(date(2007, 1, 1), date(2025, 11, 23), "range", "since", "2007~/..")
    'since about 2007 (told on 23 November 2025)'
    >>> date_words(None, date(2019, 12, 31), "year", "before")
    'before 2020'
    """
    if first is None and last is None:
        return "no date"
    if last is None and first is not None:
        lead = "some time after" if bound == "after" else "since"
        return f"{lead} {_start_words(first, precision, edtf)}" + ("" if bound == "after" else ", open end")
    if first is None and last is not None:
        if bound == "before":
            return f"before {_day_after(last)}"
        return f"up to {_end_words(last, precision)}"
    assert first is not None
    assert last is not None
    words = _span_words(first, last, precision, edtf)
    if bound == "since":
        return f"since {_start_words(first, precision, edtf)} (told on {day_words(last)})"
    return words


def _span_words(first: date, last: date, precision: str, edtf: str) -> str:
    if first == last:
        return day_words(first)
    if whole := _calendar_unit(first, last):
        only = {"month": " (month only)", "year": " (year only)"}.get(precision, "")
        return whole + (only or ("" if precision == "range" else f" ({precision} only)"))
    once = precision not in ("range", "day") or edtf.startswith("[")
    span = _range_words(first, last)
    return f"some day within {span}" if once else span


def _calendar_unit(first: date, last: date) -> str:
    """Return the name of the whole month, year or run of them that the days are; else an empty string."""
    if first.day != 1 or not _ends_month(last):
        return ""
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    start = MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
    return f"{start} – {MONTHS[last.month - 1]} {last.year}"


def _range_words(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def _start_words(day: date, precision: str, edtf: str = "") -> str:
    """Return a beginning in words as fine as the EDTF string says it.

    The first day of "2022-11/.." is no day that anybody told.
    """
    told = _BEGINNING.match(edtf)
    if told is not None:
        precision = "month" if told["month"] else "year"
        return ("about " if told["about"] else "") + _start_words(day, precision)
    if precision in ("year", "decade") and (day.month, day.day) == (1, 1):
        return str(day.year)
    if precision in ("month", "season", "quarter", "half", "year") and day.day == 1:
        return f"{MONTHS[day.month - 1]} {day.year}"
    return day_words(day)


def _end_words(day: date, precision: str) -> str:
    if precision in ("year", "decade") and (day.month, day.day) == (12, 31):
        return f"the end of {day.year}"
    if precision in ("month", "season", "quarter", "half", "year") and _ends_month(day):
        return f"the end of {MONTHS[day.month - 1]} {day.year}"
    return day_words(day)


def _day_after(day: date) -> str:
    """Return what begins after a day: a year, a month or the next day."""
    if day == date.max:
        return str(day.year + 1)
    after = date.fromordinal(day.toordinal() + 1)
    if after.day != 1:
        return day_words(after)
    return str(after.year) if after.month == 1 else f"{MONTHS[after.month - 1]} {after.year}"


def _ends_month(day: date) -> bool:
    return day.toordinal() == date.max.toordinal() or date.fromordinal(day.toordinal() + 1).day == 1
