"""Which known actor a name means in this article, where it could mean several or needs the article's support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.gazetteer import ActorRecord, Hit, Name, PlaceRecord

__all__ = ["STATE_FLAGS", "KnownActors"]

STATE_FLAGS = frozenset({"adjective", "people", "capital", "office"})
_WEAK = frozenset({"context", "ambiguous"})


class KnownActors:
    """Chooses among the actors that one name may stand for, by what else the article names."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.countries = _countries(hits)
        self._named = {
            name.record.id
            for hit in hits
            for name in hit.names
            if isinstance(name.record, ActorRecord) and not name.flags & _WEAK
        }

    def choose(self, hit: Hit) -> Name | None:
        """Return the actor's name that the hit means, or None where it means no actor here."""
        names = [name for name in hit.names if isinstance(name.record, ActorRecord)]
        plain = [name for name in names if not name.flags & _WEAK]
        if plain and len(names) == 1:
            return plain[0]
        supported = [name for name in names if self._support(name) > 0]
        if supported:
            return max(supported, key=self._support)
        return plain[0] if plain else _first_ambiguous(names)

    def _support(self, name: Name) -> float:
        record = name.record
        assert isinstance(record, ActorRecord)
        own = 100.0 if record.id in self._named else 0.0
        return own + max((float(self.countries[code]) for code in record.countries), default=0.0)


def _first_ambiguous(names: Iterable[Name]) -> Name | None:
    """Return the actor where nothing in the article speaks for any, provided that the name stands for one alone."""
    open_names = [name for name in names if "context" not in name.flags]
    return open_names[0] if len(open_names) == 1 else None


def _countries(hits: Iterable[Hit]) -> Counter[str]:
    """Return how often the article names each country: itself, its people, its capital, its places and its known actors."""
    counts: Counter[str] = Counter()
    for hit in hits:
        records = [name.record for name in hit.names if not name.flags & _WEAK]
        codes = {
            record.country
            for record in records
            if isinstance(record, ActorRecord) or record.level in ("country", "subdivision", "region")
        }
        towns = {record.country for record in records if isinstance(record, PlaceRecord)} - codes
        if len(towns) == 1 and not codes:
            codes = towns
        counts.update(code for code in codes if code)
    return counts
