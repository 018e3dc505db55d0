"""The ground of a passage: where the sentences just before a happening say that they are, in its own paragraph or the last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.events.involved import NOT_WHERE, Countries, GroundWords
from timeline.events.involved.elsewhere import is_elsewhere
from timeline.model import Place, PlaceMention, Row

__all__ = ["Passages"]

_FAR, _VERY_FAR = 600, 1500
"""Letters back in which a passage may have named its ground, and its country."""
_NO_GROUND = NOT_WHERE | {"away", "about", "with", "name", "for", "against", "between", "soil"}
_MET = frozenset(("meeting",))
_SETTLED = frozenset(("agreement", "breakdown"))
"""Types of what is done where people meet."""
_LINES = re.compile(r"\n\s*")
_SENTENCE_END = (".", "!", "?", '"', "”", "'", "’", ":", ",")
_PARAGRAPHS = 2
"""Line breaks that may lie between a passage's place and what is told on, and one."""
_AROUND, _MOSTLY = 3, 0.6
"""Places named before a sentence that say with those in it in which country its passage is, and the share that must lie there."""
_SOMEWHERE = words("attack clash military_operation takeover restriction displacement statistic")
"""Types of what is in some country for sure, and mostly in the one that is told of just before."""
_IN_A_PART = words("clash military_operation takeover restriction displacement aid other")
"""Types of what is done in one part of a country, and mostly in the one told of just before."""
_HARM = words("killed injured displaced deported missing abducted arrested executed attacks")
"""Units of counts of what is done to people."""
_MONTH, _TWO_YEARS, _YEARS = 31, 730, 2000
_RIGHT_BEHIND = 5
"""Letters between a town and its country at most ("Gulu, in Uganda")."""
_STATES_OWN = frozenset(("government", "security_force", "party", "person"))
"""Kinds of doers whose own country is not where they do it, as far as a passage says."""
_UNKNOWN = re.compile(
    r"\b(?:in|at|near|outside) (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)(?=[A-Z][a-z]{2})"
)
"""A place that nobody knows, which was named since."""


class _InOrder(Protocol):
    def before(self, offset: int, letters: int) -> Sequence[PlaceMention]: ...


class Passages:
    """Where the passages of an article are; its rows and what they were made of say where people only met."""

    def __init__(self, rows: Sequence[Row], dated: Sequence[Dated]) -> None:
        types: dict[int, set[str]] = {}
        for row, item in zip(rows, dated, strict=True):
            types.setdefault(item.reading.sentence.start, set()).add(row.type)
        self._starts = sorted(types)
        self._venues = {start for start, told in types.items() if told == _MET}

    def ground(self, row: Row, item: Dated) -> tuple[Place, ...]:
        """Return the place that the passage before a happening's sentence named last, if its paragraph is in that part only."""
        text, start = item.reading.text, item.reading.sentence.start
        named = [m for m in item.reading.mentions.places.before(start, _FAR) if m.cue not in _NO_GROUND]
        if not named or (row.type not in _SETTLED and self._is_venue(named[-1].start)):
            return ()
        last = named[-1]
        between = _LINES.split(text[last.end : start])
        if len(between) > _PARAGRAPHS or any(_is_heading(line) for line in between[1:-1]):
            return ()
        if _UNKNOWN.search(text, last.end, item.reading.sentence.end):
            return ()
        line = text.rfind("\n", 0, last.start)
        return _only([mention for mention in named if mention.start > line])

    def country(
        self, row: Row, item: Dated, countries: Countries, ground_words: GroundWords, *, in_a_part: bool
    ) -> tuple[Place, ...]:
        """Return the country in which most places lie that are named just before a happening and beside it, not its doer's own.

        Where all of them lie in one part of it, and it can be ``in_a_part``, that part.
        """
        is_somewhere = row.type in _SOMEWHERE and not (row.type == "statistic" and _is_of_nobody(row))
        around = self._around(row, item, ground_words) if is_somewhere and _is_of_these_years(row) else []
        if not around:
            return ()
        parts = {mention.place.subdivision: mention.place for mention in around if mention.place.subdivision}
        is_fine = in_a_part and len(parts) == 1 and (row.interval.days or _YEARS) <= _MONTH
        if is_fine and not _UNKNOWN.search(item.reading.text, around[-1].end, item.reading.sentence.end):
            return tuple(parts.values())
        record = countries.country(around[0].place.country or "")
        return (record.place,) if record is not None else ()

    def part(self, row: Row, item: Dated) -> tuple[Place, ...]:
        """Return the part of a row's country, not named beside it, in which all places lie that are named just before it."""
        reading = item.reading
        if row.type not in _IN_A_PART or any(m.place == row.places[0] or m.cue == "away" for m in reading.places):
            return ()
        before = self._told_before(reading.text, reading.sentence.start, reading.mentions.places)
        told = [mention.place for mention in _each_told([*before, *reading.places])]
        parts = {place.subdivision: place for place in told if place.subdivision}
        if len(before) < _AROUND or len(parts) != 1 or {place.country for place in told} != {row.places[0].country}:
            return ()
        return tuple(parts.values())

    def _around(self, row: Row, item: Dated, ground_words: GroundWords) -> list[PlaceMention]:
        """Return the places of the country in which most lie that are named just before a happening and beside it."""
        reading, trigger = item.reading, item.trigger
        before = self._told_before(reading.text, reading.sentence.start, reading.mentions.places)
        beside = [m for m in reading.places if not is_elsewhere(reading.parse, trigger, m, ground_words)]
        own = {
            actor.country
            for actor, role in zip(row.actors, row.roles, strict=True)
            if role == "source" and actor.kind in _STATES_OWN
        }
        named = [mention for mention in _each_told([*before, *beside]) if mention.place.country not in own]
        if not named:
            return []
        code, times = Counter(mention.place.country for mention in named).most_common(1)[0]
        return [m for m in named if m.place.country == code] if times >= _MOSTLY * len(named) else []

    def _told_before(self, text: str, start: int, places: _InOrder) -> list[PlaceMention]:
        """Return the last places told before a sentence, if no heading lies between, less those where people only met."""
        before = [mention for mention in places.before(start, _VERY_FAR) if not self._is_venue(mention.start)]
        last = _each_told(before)[-_AROUND:]
        if last and any(_is_heading(line) for line in _LINES.split(text[last[-1].end : start])[1:-1]):
            return []
        return last

    def _is_venue(self, place: int) -> bool:
        """Whether the happenings that are told nearest before a place are only meetings."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and self._starts[number] in self._venues


def _is_of_nobody(row: Row) -> bool:
    """Whether what is counted is not what was done to people."""
    return _HARM.isdisjoint(figure.unit for figure in row.figures)


def _is_of_these_years(row: Row) -> bool:
    """Whether a row is of a day not many years before its article, a count or what is dated coarsely of one not long before."""
    first, published = row.interval.first, row.published
    coarse = row.type == "statistic" or (row.interval.days or _YEARS) > _MONTH
    days = _TWO_YEARS if coarse else _YEARS
    return first is not None and published is not None and abs((published - first).days) <= days


def _each_told(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the places that lie in one country, less where the report is from and the countries said right behind a town."""
    told: list[PlaceMention] = []
    for mention in mentions:
        place = mention.place
        if place.country is None or mention.cue == "dateline":
            continue
        of_town = place.level == "country" and told and told[-1].place.country == place.country
        if not of_town or mention.start - told[-1].end > _RIGHT_BEHIND:
            told.append(mention)
    return told


def _is_heading(line: str) -> bool:
    """Whether a line is no sentence, so that another passage begins behind it."""
    return bool(line.strip()) and not line.rstrip().endswith(_SENTENCE_END)


def _only(named: list[PlaceMention]) -> tuple[Place, ...]:
    """Return the last of some places where they lie in one part of one country."""
    if len({mention.place.country for mention in named}) != 1:
        return ()
    parts = {mention.place.subdivision for mention in named if mention.place.subdivision}
    if len(parts) != 1:
        return ()
    return next((mention.place,) for mention in reversed(named) if mention.place.subdivision)
