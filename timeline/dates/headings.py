"""Days as headings: in a chronology a date on a line of its own is that of what is told beneath it, until the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.model import DateMention, Sentence

__all__ = ["Section", "sections"]

_FEWEST = 2
_LONGEST_HEADING = 60
_LONGEST_SECTION = 25
"""Sentences under one date beyond which it is no entry of a chronology, but an article with its day above it."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is told under one heading: the date, and the sentences from number ``first`` up to, not including, ``last``."""

    date: DateMention
    first: int
    last: int


def sections(text: str, sentences: Sequence[Sentence], mentions: Sequence[DateMention]) -> list[Section]:
    """Return the entries of a chronology in order; none where dates do not stand as headings, one after another in time.

    >>> from datetime import date
    >>> from timeline.dates import find_dates
    >>> from timeline.sentences import split
    >>> text = "1 May 2015\\nGunmen killed a judge.\\n4 May 2015\\nTalks began in Doha.\\n"
    >>> dates = find_dates(text, published=None)
    >>> [(entry.date.text, entry.first, entry.last) for entry in sections(text, split(text, 0, len(text)), dates)]
    [('1 May 2015', 1, 2), ('4 May 2015', 3, 4)]
    """
    headings = _headings(text, sentences, mentions)
    if len(headings) < _FEWEST:
        return []
    ends = [number for number, _ in headings[1:]] + [len(sentences)]
    found = [
        Section(date, number + 1, min(end, number + 1 + _LONGEST_SECTION))
        for (number, date), end in zip(headings, ends, strict=True)
        if end > number + 1
    ]
    whole = all(entry.last - entry.first < _LONGEST_SECTION for entry in found[:-1])
    alike = whole and sum(_tells(entry, sentences) for entry in found) != 1  # one is an article with its day above it
    return found if alike and _is_in_time_order([entry.date for entry in found]) else []


def _tells(entry: Section, sentences: Sequence[Sentence]) -> bool:
    """Whether whole sentences stand in an entry, not only headlines."""
    return any(sentence.kind != "headline" for sentence in sentences[entry.first : entry.last])


def _headings(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[DateMention]
) -> list[tuple[int, DateMention]]:
    """Return the dates that are all that stands on their line, with the number of that sentence."""
    by_start = {mention.start: mention for mention in mentions if mention.is_date and mention.interval.days}
    found: list[tuple[int, DateMention]] = []
    for number, sentence in enumerate(sentences) if len(by_start) >= _FEWEST else ():
        if sentence.end - sentence.start > _LONGEST_HEADING:
            continue
        begin = sentence.start
        while begin < sentence.end and not text[begin].isalnum():
            begin += 1
        mention = by_start.get(begin)
        if mention is not None and not any(letter.isalnum() for letter in text[mention.end : sentence.end]):
            found.append((number, mention))
    return found


def _is_in_time_order(dates: Sequence[DateMention]) -> bool:
    """Whether there are several dates, each not before (or, as in a live blog, not after) the one above it."""
    firsts = [date.interval.first for date in dates]
    if len(set(firsts)) < _FEWEST:
        return False
    steps = [(one, other) for one, other in pairwise(firsts) if one is not None and other is not None]
    return all(one <= other for one, other in steps) or all(one >= other for one, other in steps)
