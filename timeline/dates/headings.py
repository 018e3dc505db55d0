"""Days as headings: in a chronology a date on a line of its own is that of what is told beneath it, until the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from timeline.interval import day
from timeline.model import DateMention, Sentence

__all__ = ["Section", "sections", "with_years_in_order"]

_FEWEST = 2
_LEAP = (2, 29)
_YEAR = 366
_PARTED = re.compile(r"\s?[:–—|]|\s-{1,2}\s")
"""What stands behind a date at the head of a paragraph."""
_LONGEST_HEADING = 60
_LONGEST_SECTION = 25
"""Sentences under one date beyond which it is no entry of a chronology, but an article with its day above it."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is told under one heading: the date, and the sentences from number ``first`` up to, not including, ``last``."""

    date: DateMention
    first: int
    last: int
    begins_line: bool = False
    """Whether the date begins the sentence before the first one ("3 May: …"), and does not stand on a line of its own."""


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
        return _at_the_head(text, sentences, mentions)
    ends = [number for number, _ in headings[1:]] + [len(sentences)]
    found = [
        Section(date, number + 1, min(end, number + 1 + _LONGEST_SECTION))
        for (number, date), end in zip(headings, ends, strict=True)
        if end > number + 1
    ]
    whole = all(entry.last - entry.first < _LONGEST_SECTION for entry in found[:-1])
    alike = whole and sum(_tells(entry, sentences) for entry in found) != 1  # one is an article with its day above it
    return found if alike and _is_in_time_order([entry.date for entry in found]) else []


def _at_the_head(text: str, sentences: Sequence[Sentence], mentions: Sequence[DateMention]) -> list[Section]:
    """Return the entries of a chronology whose dates stand at the head of its paragraphs, before a colon or a dash."""
    heads = _heads(text, sentences, mentions)
    if len(heads) < _FEWEST or not _is_in_time_order([mention for _, mention in heads]):
        return []
    begins = [sentences[number].start for number, _ in heads]
    parted = all("\n\n" in text[one:other] for one, other in pairwise(begins))
    ends = [number for number, _ in heads[1:]] + [len(sentences)]
    found = []
    for (number, mention), end in zip(heads, ends, strict=True):
        last = number + 1
        while last < min(end, number + 1 + _LONGEST_SECTION):
            between = text[sentences[last - 1].start : sentences[last].start]
            if "\n\n" in between or ("\n" in between and not parted):
                break
            last += 1
        found.append(Section(mention, number + 1, last, begins_line=True))
    return found


def _heads(text: str, sentences: Sequence[Sentence], mentions: Sequence[DateMention]) -> list[tuple[int, DateMention]]:
    """Return the dates at the head of a paragraph, before a colon or a dash, with the number of that sentence."""
    parted = [mention for mention in mentions if _PARTED.match(text, mention.end) and mention.is_date]
    by_start = {mention.start: mention for mention in parted if mention.interval.days}
    heads: list[tuple[int, DateMention]] = []
    for number, sentence in enumerate(sentences) if len(by_start) >= _FEWEST else ():
        mention = by_start.get(sentence.start)
        if mention is not None and (number == 0 or "\n" in text[sentences[number - 1].end - 1 : sentence.start]):
            heads.append((number, mention))
    return heads


def with_years_in_order(
    text: str, sentences: Sequence[Sentence], mentions: tuple[DateMention, ...]
) -> tuple[DateMention, ...]:
    """Return the mentions, a day without a year at the head of a paragraph being the next such day after the one above it.

    The first of them says its year: "3 May 2021: …", and below it "9 May: …".
    """
    heads = [mention for _, mention in _heads(text, sentences, mentions)]
    if len(heads) < _FEWEST or heads[0].kind != "explicit":
        return mentions
    moved: dict[int, DateMention] = {}
    above = heads[0].interval.first
    for mention in heads[1:]:
        next_one = _next_after(mention, above)
        if next_one is not None:
            moved[mention.start] = next_one
        above = (next_one or mention).interval.first or above
    return tuple([moved.get(mention.start, mention) for mention in mentions]) if moved else mentions


def _next_after(mention: DateMention, above: date | None) -> DateMention | None:
    """Return a day without a year as the first such day from another one on, where it is not read so."""
    own = mention.interval.first
    if above is None or own is None or mention.kind != "partial" or mention.interval.days != 1:
        return None
    if (own.month, own.day) == _LEAP or 0 <= (own - above).days < _YEAR:
        return None
    fits = [own.replace(year=number) for number in (above.year, above.year + 1)]
    other = next(value for value in fits if value >= above)
    reason = f"{mention.reason}; in a chronology the next one after {above.isoformat()}"
    value = mention.timex_value.replace(own.isoformat(), other.isoformat())
    return replace(mention, interval=day(other), reason=reason, timex_value=value)


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
