"""The one line that says why words mean the days they do: what they were read as, counted from where, with what result."""

from __future__ import annotations

import re
from datetime import date

from timeline.date_refiners.passage import Passage
from timeline.date_refiners.reading import ARTICLE_DAY, Found, Reading
from timeline.date_refiners.resolved import Resolved
from timeline.date_refiners.tense import tense_reason
from timeline.interval import Interval
from timeline.records import inner_record

__all__ = ["Reason", "day_words", "in_words", "named_date", "times", "why", "why_impossible"]

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ORDINALS = ("", "first", "second", "third", "fourth")
_SEASON_OF = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
# What the program means by the early, middle and late part of something, as the guide prints it.
_PART_MEANS = {
    "month": ("days 1–10", "days 11–20", "day 21 to the end"),
    "year": ("January–March", "April–September", "October–December"),
    "decade": ("years 0–3", "years 4–6", "years 7–9"),
}
_THIRD = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}
_PART_SAYS = {
    "early": "early {0}", "mid": "mid-{0}", "late": "late {0}", "start": "beginning of a {0}", "end": "end of a {0}",
}  # fmt: skip
_BOUND_WORDS = re.compile(
    r"\b(?:ever since|since|starting|beginning|up until|up to|until|till|through|by|before|prior to|ahead of|after|from)"
    r"(?: (?:in|on|from|the))?\s+$",
    re.IGNORECASE,
)


@inner_record(frozen=True, slots=True, eq=False, repr=False)
class Reason:
    """What a date's one line is made from, when somebody reads it: most are never read. Equal and pickled as its line."""

    item: Found
    resolved: Resolved
    interval: Interval
    passage: Passage

    def __str__(self) -> str:
        return why(self.item, self.resolved, self.interval, self.passage)

    def __repr__(self) -> str:
        return repr(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def why(item: Found, resolved: Resolved, interval: Interval, passage: Passage) -> str:
    """Return the words of a date, what they were read as, the anchor, the sum, the days, and the rule in brackets."""
    reading = item.reading
    words = _words(item, passage.text)
    rule = f"[rule: {item.rule}]"
    if reading.base == "event":
        return f"“{words}”: counted from an event, whose day these words do not say {rule}"
    if not reading.is_point:
        return f"“{words}”: {_NO_DATE[reading.shape]} {rule}"
    if not interval.is_known:
        return f"“{words}”: {_why_unknown(resolved, passage)} {rule}"
    read_as = resolved.sum
    if resolved.by_tense:
        sentence = passage.sentences[item.sentence]
        read_as += tense_reason(passage.text, sentence.start, sentence.end, item.start, item.end, words=passage.words)
    part = _part(reading, resolved)
    if part and reading.bound != "since":
        read_as = f"{read_as} ({part})" if read_as else part
    result = in_words(interval)
    if reading.bound == "since":
        return f"“{words}”: {_since(resolved, interval, passage.published, read_as, part)} {rule}"
    if reading.bound is not None:
        result = _BOUND_SAYS[interval.bound].format(result) if interval.first is not None else result
    return f"“{words}”: {read_as} → {result} {rule}" if read_as else f"“{words}”: {result}, as it is written {rule}"


_NO_DATE = {
    "duration": "a length of time, no date",
    "set": "something that comes again and again, no single date",
    "ref": "no day is said",
}
_BOUND_SAYS = {
    "until": "up to {0}", "after": "after {0}", "before": "before {0}", "on": "{0}", "during": "{0}", "since": "since {0}",
}  # fmt: skip


def why_impossible(item: Found, passage: Passage) -> str:
    """Return why words that name a day of no calendar have no date."""
    words = passage.text[item.start : item.end]
    return f"“{words}” is no day of the calendar: a typing error in the source? [rule: {item.rule}]"


def _words(item: Found, text: str) -> str:
    """The words of the date, with the since, until, before or after that stands before them."""
    if item.reading.bound is None:
        return text[item.start : item.end]
    match = _BOUND_WORDS.search(text, max(0, item.start - 16), item.start)
    return " ".join(text[match.start() if match else item.start : item.end].split())


def _why_unknown(resolved: Resolved, passage: Passage) -> str:
    if resolved.kind == "vague":
        return resolved.sum or "no exact time is said"
    if resolved.sum:
        return resolved.sum
    if resolved.anchor == ARTICLE_DAY and passage.published is None:
        return "needs the article's publication date, which is not known"
    if resolved.anchor.startswith("the date told"):
        return "counts from a date told before it, and none that is exact enough was told"
    return "no day can be known from the words"


def _since(resolved: Resolved, interval: Interval, published: date | None, read_as: str, part: str) -> str:
    start = in_words(resolved.interval) if resolved.interval.first == interval.first else in_words(interval)
    if part:
        start = f"{interval.first.year if 'decade' in part and interval.first else interval.first} ({part})"
    how = f"{read_as} → " if read_as else ""
    if interval.last is not None and interval.edtf.endswith("/.."):
        return f"{how}from {start} to the article's day {interval.last}"
    if interval.last is not None:
        return f"{how}from {start} to the date told before it, {interval.last}"
    open_end = "" if published is not None else "; its end, the article's day, is not known"
    return f"{how}from {start} on{open_end}"


def _part(reading: Reading, resolved: Resolved) -> str:
    """What early, mid or late was taken to be."""
    part = reading.part
    if part not in _THIRD or resolved.whole not in _PART_MEANS:
        return ""
    return f"{_PART_SAYS[part].format(resolved.whole)} = {_PART_MEANS[resolved.whole][_THIRD[part]]}"


def in_words(interval: Interval) -> str:
    """Return the days of an interval as a reader would say them.

    >>> from timeline.interval import month, quarter, year
    >>> in_words(year(2021)), in_words(month(2025, 7)), in_words(quarter(2025, 3))
    ('the year 2021', 'July 2025', 'the third quarter of 2025')
    """
    first, last = interval.first, interval.last
    if first is None or last is None:
        if first is None and last is None:
            return interval.edtf or "no day"
        return f"{first} and later" if last is None else f"{last} and earlier"
    if first == last:
        return first.isoformat()
    edtf = interval.edtf
    if len(edtf) == 4 and edtf.isdecimal():
        return f"the year {edtf}"
    if len(edtf) == 5 and edtf.endswith("~"):
        return f"about {edtf[:4]}"
    if interval.precision == "month":
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if interval.precision == "quarter":
        return f"the {_ORDINALS[(first.month + 2) // 3]} quarter of {first.year}"
    if interval.precision == "half":
        return f"the {_ORDINALS[(first.month + 5) // 6]} half of {first.year}"
    if interval.precision == "decade" and edtf.endswith("X"):
        return f"the {first.year}s"
    if interval.precision == "season":
        return f"{_SEASON_OF.get(edtf[-2:], 'season')} {first.year} ({first} to {last})"
    between = " or " if "," in edtf else " to "
    return f"{'some time from ' if edtf.startswith('[') and between == ' to ' else ''}{first}{between}{last}"


def day_words(anchor: str, base: Interval | None) -> str:
    """Return what a date was counted from, with its day: "the article's day 2025-08-14"."""
    if base is None or base.first is None:
        return anchor
    if base.precision == "day":
        return f"{anchor} {base.first}" if anchor == ARTICLE_DAY else f"{anchor} ({base.first})"
    return f"{anchor} ({in_words(base)})"


def times(n: float, unit: str) -> str:
    """Return so many units in words.

    >>> times(1, "week"), times(-2.5, "year")
    ('1 week', '2.5 years')
    """
    many = abs(n)
    plural = {"century": "centuries", "millennium": "millennia"}.get(unit, unit + "s")
    return f"{many:g} {unit if many == 1 else plural}"


def named_date(reading: Reading) -> str:
    """Return a date without a year as one would name it: 19 October, October, summer, third quarter."""
    if reading.month and reading.day:
        return f"{reading.day} {_MONTHS[reading.month - 1]}" if reading.month <= 12 else "such day"
    if reading.month:
        return _MONTHS[reading.month - 1]
    if reading.season:
        return reading.season
    if reading.quarter is not None:
        return f"{_ORDINALS[reading.quarter]} quarter" if 1 <= reading.quarter <= 4 else "quarter"
    if reading.half is not None:
        return f"{_ORDINALS[reading.half]} half-year" if 1 <= reading.half <= 2 else "half-year"
    return "such day" if reading.holiday else "one"
