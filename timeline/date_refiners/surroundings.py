"""Repairs by the words around a date: what is moved from day to day, the year of a known event, numbers that are no years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.date_refiners.passage import Passage
from timeline.date_refiners.reading import NAMED_DAY, Found, Reading

__all__ = ["drop_numbers_of_things", "name_years_of_events", "part_what_is_moved", "settle_day_and_month"]

# So far before or after a date its words are looked at.
_NEAR = 60
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})\2\d{2,4}(?!\d)")
_MONTHS = 12
_WORDS = re.compile(r"[a-z]+")
_OF_A_YEAR = re.compile(r"\s(?:of|in)\s$", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|before|after)\s$", re.IGNORECASE)
_COUNTED = re.compile(r"\s(?:[a-z]+\s)?(?:[a-z]{3,}s|people|men|women|children|dead|police|personnel)\b")
_NUMBER = ("number", "numbers", "no", "nos")
# Numbers of documents and cases are parted by strokes: A/79/2024, 2024/123. Years are only parted from the year after.
_STROKE_BEFORE = re.compile(r"[A-Za-z]/(?:[\w.]+/)*$|[A-Za-z]\.?\d+/$|\b\d{1,3}/$")
_STROKE_AFTER = re.compile(r"/\d{3,}\b|/\d+/|/[A-Z]{2,}")


def settle_day_and_month(found: list[Found], passage: Passage) -> list[Found]:
    """Read "01/11/2025" as the article's other dates show: day first beside 15/11/2025, month first beside 11/15/2025.

    Where they show nothing, or both, it stays open.
    """
    if not any((item.reading.also or item.reading.shape == "span") and _is_open(item.reading) for item in found):
        return found
    numbers = [_SLASHED.findall(passage.text, item.start, item.end) for item in found]
    day_first = any(int(first) > _MONTHS for dates in numbers for first, _, _ in dates)
    month_first = any(int(second) > _MONTHS for dates in numbers for _, _, second in dates)
    if day_first == month_first:
        return found
    return [
        replace(item, reading=_settled(item.reading, day_first)) if _is_open(item.reading) else item for item in found
    ]


def _is_open(reading: Reading | None) -> bool:
    if reading is None:
        return False
    return reading.also is not None or (reading.shape == "span" and (_is_open(reading.of) or _is_open(reading.to)))


def _settled(reading: Reading, day_first: bool) -> Reading:
    if reading.shape == "span" and reading.of is not None and reading.to is not None:
        return replace(reading, of=_settled(reading.of, day_first), to=_settled(reading.to, day_first))
    if reading.also is None:
        return reading
    chosen = reading.also if day_first else reading
    return replace(reading, month=chosen.month, day=chosen.day, also=None)


def part_what_is_moved(found: list[Found], passage: Passage) -> list[Found]:
    """Make two dates of what is no range: "postponed from Monday to Wednesday"."""
    out: list[Found] = []
    for item in found:
        out += _two_dates(item) if len(item.parts) == 2 and _is_moved(item, passage) else [item]
    return out


def _is_moved(item: Found, passage: Passage) -> bool:
    first = max(passage.sentences[item.sentence].start, item.start - _NEAR)
    return (
        item.reading.shape == "span"
        and item.reading.to is not None
        and passage.text[max(first, item.start - 10) : item.start].rstrip().endswith(("from", "from the"))
        and passage.words.moved_from.search(passage.text, first, item.start) is not None
    )


def _two_dates(item: Found) -> Iterator[Found]:
    for (start, end), reading in zip(item.parts, (item.reading.of, item.reading.to), strict=True):
        assert reading is not None
        if reading is item.reading.to and reading.shape == "weekday" and not reading.which:
            reading = replace(reading, base="previous")
        yield Found(start, end, item.sentence, item.rule, reading)


def name_years_of_events(found: list[Found], passage: Passage) -> list[Found]:
    """Give "the Oct. 7 attack" the year with which the article tells that day or month, and join "September 11 attacks of 2001".

    Where the article tells no year, a day that everybody knows by its event has that year ("Hamas's Oct. 7 attack"); any other
    date stays as it is.
    """
    if not any(_is_day_without_year(item.reading) for item in found):
        return found
    told = [item.reading for item in found if _is_told_with_year(item.reading)]
    out: list[Found] = []
    gone = -1
    for i, item in enumerate(found):
        if i == gone:
            continue
        reading = item.reading
        if _is_day_without_year(reading):
            later = found[i + 1] if i + 1 < len(found) else None
            event = passage.words.event_after.match(passage.text, item.end, item.end + _NEAR)
            if event is not None and later is not None and _is_year_of(event.end(), later, passage):
                dated = replace(reading, year=later.reading.year)
                parts = ((item.start, item.end), (later.start, later.end))
                joined = Reading("nth", which="event", of=dated, to=later.reading)
                out.append(Found(item.start, later.end, item.sentence, item.rule, joined, parts))
                gone = i + 1
                continue
            if event is not None or _names_event_before(item, passage):
                year = _year_told_of(reading, told) or _known_year(item, passage)
                if year is not None:
                    item = replace(item, reading=replace(reading, year=year, base=NAMED_DAY))
        out.append(item)
    return out


def _is_day_without_year(reading: Reading) -> bool:
    if reading.year is not None or reading.day is None:
        return False
    return reading.shape == "calendar" and reading.month is not None and not reading.which


def _is_told_with_year(reading: Reading) -> bool:
    return reading.shape == "calendar" and reading.year is not None and reading.month is not None and not reading.era


def _is_year_of(event_end: int, later: Found, passage: Passage) -> bool:
    """Whether what follows an event is the year that goes with it: "… attacks of 2001"."""
    reading = later.reading
    bare = reading.shape == "calendar" and reading.grain == "year" and reading.year is not None and not reading.part
    between = passage.text[event_end : later.start]
    return bare and reading.bound is None and len(between) < 5 and _OF_A_YEAR.fullmatch(between) is not None


def _names_event_before(item: Found, passage: Passage) -> bool:
    first = max(passage.sentences[item.sentence].start, item.start - _NEAR)
    if passage.words.event_before.search(passage.text, first, item.start) is not None:
        return True
    return _SINCE.search(passage.text, first, item.start) is not None and item.reading.bound == "since"


def _known_year(item: Found, passage: Passage) -> int | None:
    """The year of a day known by its event, where the sentence has a word that belongs to it and the article is no older."""
    known = passage.words.known_days.get((item.reading.month or 0, item.reading.day or 0), ())
    if not known:
        return None
    sentence = passage.sentences[item.sentence]
    text = passage.text[sentence.start : sentence.end].lower()
    said = set(_WORDS.findall(text))
    for one in known:
        near = any(word in said or ("_" in word and word.replace("_", " ") in text) for word in one.near)
        if near and (passage.published is None or one.day <= passage.published):
            return one.day.year
    return None


def _year_told_of(reading: Reading, told: list[Reading]) -> int | None:
    """The only year told with this day; else the only one told with its month."""
    same_month = [one for one in told if one.month == reading.month]
    same_day = {one.year for one in same_month if one.day == reading.day}
    years = same_day or {one.year for one in same_month}
    return years.pop() if len(years) == 1 else None


def drop_numbers_of_things(found: list[Found], passage: Passage) -> list[Found]:
    """Leave out numbers of four digits that number something: a helpline, an article of a law, a document with strokes."""
    return [item for item in found if not (_is_bare_year(item.reading) and _numbers_something(item, passage))]


def _is_bare_year(reading: Reading) -> bool:
    if reading.shape == "span" and reading.of is not None and reading.to is not None:
        return _is_bare_year(reading.of) and _is_bare_year(reading.to)
    if reading.shape != "calendar" or reading.year is None or reading.month is not None or reading.season:
        return False
    return reading.quarter is None and reading.half is None and not (reading.part or reading.era or reading.fiscal)


def _are_round(reading: Reading) -> bool:
    """Whether both ends are hundreds, as in "between 1900 and 2000 homes"."""
    return all(one is not None and one.year is not None and one.year % 100 == 0 for one in (reading.of, reading.to))


def _word_before(words: str) -> str:
    """The last word before a number, without what only says that a number follows: "helpline no. (" gives helpline."""
    before = words.lower().rstrip(" .:(#")
    word = before.rpartition(" ")[2]
    if word in _NUMBER:
        word = before[: -len(word)].rstrip(" .:(#").rpartition(" ")[2]
    return word


def _numbers_something(item: Found, passage: Passage) -> bool:
    text = passage.text
    if not text[item.start].isdecimal():
        return False
    first = max(passage.sentences[item.sentence].start, item.start - _NEAR)
    if _word_before(text[first : item.start]) in passage.words.numbered:
        return True
    if text[item.start - 1 : item.start] == "/" and _STROKE_BEFORE.search(text, first, item.start) is not None:
        return True
    if text[item.end : item.end + 1] == "/":
        return _STROKE_AFTER.match(text, item.end) is not None
    reading = item.reading
    if reading.shape == "span" and _are_round(reading) and _COUNTED.match(text, item.end) is not None:
        return True
    strokes = reading.shape == "span" and "/" in text[item.start : item.end]
    return (
        strokes and reading.of is not None and reading.to is not None and reading.to.year != (reading.of.year or 0) + 1
    )
