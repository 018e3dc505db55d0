"""Years as headings: in a chronology the days beneath a year that stands on a line of its own are of that year."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from timeline.date_refiners.passage import Passage
from timeline.date_refiners.reading import Found, Reading

__all__ = ["name_years_of_headings"]

_YEAR_LINE = re.compile(r"\n[ \t#*_=–—-]*((?:1[6-9]|20)\d\d)[ \t:*_=–—.-]*(?=\n|\Z)")
"""A line that is only a year, with the break before it, by which it is found several times faster than by a line's beginning."""
_OPENING = 8
"""Letters before the date with which an entry opens ("- ", "On ", "Early ")."""
_HALF_A_YEAR = 6


def name_years_of_headings(found: list[Found], passage: Passage) -> list[Found]:
    """Give "January 20: …" beneath a line that is only "2015" that year, where the first words beneath it are such a date.

    A month that comes long after that of its entry is one of the year before ("January 5: … since December").
    """
    if not any(_is_open(item.reading) for item in found):
        return found
    lines = [(match.end() - 1, int(match[1])) for match in _YEAR_LINE.finditer(f"\n{passage.text}")]
    if not lines:
        return found
    starts = [end for end, _ in lines]
    out, entry = list(found), [0] * len(lines)
    for i, item in enumerate(found):
        at = bisect_right(starts, item.start) - 1
        if at < 0 or not _is_open(item.reading):
            continue
        sentence = passage.sentences[item.sentence]
        if item.start - sentence.start <= _OPENING:
            opens = entry[at] or not passage.text[starts[at] : sentence.start].strip(" \t\r\n#*-–—•")
            entry[at] = (item.reading.month or 0) if opens else 0
        if entry[at]:
            earlier = (item.reading.month or 0) - entry[at] > _HALF_A_YEAR
            out[i] = replace(item, reading=replace(item.reading, year=lines[at][1] - earlier))
    return out


def _is_open(reading: Reading) -> bool:
    """Whether a date has a month and no year, nor words that say which."""
    return (
        reading.shape == "calendar"
        and bool(reading.month)
        and reading.year is None
        and not reading.which
        and not reading.unit
    )
