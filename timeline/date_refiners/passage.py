"""The text that dates stand in, and whether it is told as news or as history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.date_refiners.cue_words import CueWords, packaged_cue_words
from timeline.date_refiners.reading import NAMED_DAY, Found
from timeline.model import Sentence

__all__ = ["Passage", "narrative_from"]

_AWAY = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """One article's text with its sentences and its day, and the words that tell which way dates look."""

    text: str
    sentences: Sequence[Sentence]
    published: date | None
    words: CueWords = field(default_factory=packaged_cue_words)


def narrative_from(found: Sequence[Found], published: date | None) -> list[bool]:
    """Return for each date whether the passage around it counts from dates just told, as histories do.

    News counts from the article's day and shows it: yesterday, Friday, last week. A history names years that are not the
    article's and has few such words.
    """
    weights = [_weight(item, published) for item in found]
    away = sum(1 for weight in weights if weight > 0)
    near = sum(1 for weight in weights if weight < 0)
    whole = away >= 5 and near * 4 <= away
    if whole:
        return [_sum(weights, i, 3) > -4 for i in range(len(found))]
    if away < 4:
        return [False] * len(found)
    return [_sum(weights, i, 6) >= 4 for i in range(len(found))]


def _sum(weights: Sequence[float], place: int, around: int) -> float:
    return sum(weights[max(0, place - around) : place + around + 1])


def _weight(item: Found, published: date | None) -> float:
    reading = item.reading
    if reading.shape == "weekday" and not (reading.month or reading.year):
        return -2.0
    if reading.shape in ("shift", "window") and reading.base == "published":
        return -2.0
    if reading.shape == "span" and reading.of is not None:
        reading = reading.of
    if reading.shape != "calendar" or reading.which in ("last", "next", "this"):
        # "Next summer" looks on from where the story stands, in histories too.
        return -2.0 if reading.which in ("last", "this") and reading.shape == "calendar" else 0.0
    if reading.era == "BC":
        return 1.0
    if reading.year is None or published is None or reading.base == NAMED_DAY:
        return 0.0
    if abs(reading.year - published.year) >= _AWAY:
        return 1.0 if reading.month or reading.season else 0.5
    return -1.0 if reading.year == published.year else 0.0
