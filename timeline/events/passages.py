"""The ground of a passage: where the sentences just before a happening say that they are, in its own paragraph or the last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from timeline.events.dated import Dated
from timeline.events.involved import NOT_WHERE
from timeline.model import Place, PlaceMention, Row

__all__ = ["Passages"]

_FAR = 600
"""Letters back in which a passage may have named its ground."""
_NO_GROUND = NOT_WHERE | {"away", "about", "with", "name", "for", "against", "between", "soil"}
_MET = frozenset(("meeting",))
_SETTLED = frozenset(("agreement", "breakdown"))
"""Types of what is done where people meet."""
_LINES = re.compile(r"\n\s*")
_SENTENCE_END = (".", "!", "?", '"', "”", "'", "’", ":", ",")
_PARAGRAPHS = 2
"""Line breaks that may lie between a passage's place and what is told on, and one."""
_UNKNOWN = re.compile(
    r"\b(?:in|at|near|outside) (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)(?=[A-Z][a-z]{2})"
)
"""A place that nobody knows, which was named since."""


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

    def _is_venue(self, place: int) -> bool:
        """Whether the happenings that are told nearest before a place are only meetings."""
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and self._starts[number] in self._venues


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
