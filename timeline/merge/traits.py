"""What of a row is compared, worked out once per row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.model import Figure, Row

__all__ = ["Traits", "traits_of"]

_WORD = re.compile(r"[^\W_]{3,}")
_ENDINGS = re.compile(r"(?:ations?|ings?|ments?|ers?|edly|ed|es|s|ion|ions)$")
_EMPTY_WORDS = (
    "the and for that with from were was are has have had been being its their his her they them this these those which who"
    " whom said says say told also after before during into over more than about against between while when where will would"
    " could should can may might one two but not other others some any all most many out off down near since until under amid"
    " among because through very just only according officials official people there here what then"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_VIOLENCE = frozenset(("attack", "clash", "military_operation"))
_STATES = 0.5
"""Weight of a government among the actors: it is named in most sentences and tells less than a group or a person."""


@dataclass(frozen=True, slots=True)
class Traits:
    """A row as it is compared: words as stems (without names and date), places by fineness, actors by id with a weight."""

    row: Row
    kind: str
    first: date | None
    last: date | None
    days: int
    trigger: frozenset[str]
    words: frozenset[str]
    actors: dict[str, float]
    points: frozenset[str]
    regions: frozenset[str]
    countries: frozenset[str]
    figures: dict[str, Figure]
    sentence: str
    source: tuple[str, int]

    @property
    def is_dated(self) -> bool:
        """Whether both ends or one end are known."""
        return self.first is not None or self.last is not None


def traits_of(row: Row) -> Traits:
    """Return what of a row is compared."""
    first, last = row.interval.first, row.interval.last
    named = _stems(
        " ".join((*(actor.name for actor in row.actors), *(place.name for place in row.places), row.date_text or ""))
    )
    return Traits(
        row=row,
        kind="violence" if row.type in _VIOLENCE else row.type,
        first=first,
        last=last,
        days=(last - first).days + 1 if first and last else 100_000,
        trigger=_stems(row.trigger),
        words=_stems(row.evidence) - named,
        actors={actor.id: _STATES if actor.kind in ("government", "state", "country") else 1.0 for actor in row.actors},
        points=frozenset(place.name for place in row.places if place.level not in ("country", "subdivision")),
        regions=frozenset(place.subdivision for place in row.places if place.subdivision),
        countries=frozenset(place.country for place in row.places if place.country),
        figures={figure.unit: figure for figure in row.figures if figure.unit not in ("percent", "people")},
        sentence=" ".join(_WORD.findall(row.evidence.lower())),
        source=(row.document, row.article),
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) if len(word) > 4 else word
