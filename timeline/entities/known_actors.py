"""Which known actor a name means in this article, where it could mean several or needs the article's support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.gazetteer import WEAK, ActorRecord, Hit, Known, Name

__all__ = ["KnownActors"]


_MOSTLY = 3
"""How many times as often as another country an article that is about one names it."""


class KnownActors:
    """Chooses among the actors that one name may stand for, by what else the article names.

    ``countries`` counts how often the article names each country: itself, its people, its capital, its places, its actors.
    """

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.countries = Counter(code for hit in hits for code in hit.known.countries)
        self._times = Counter(hit.known for hit in hits)
        self._named = {id for known in self._times for id in known.sure_actors}

    def choose(self, known: Known) -> Name | None:
        """Return the actor's name that a spelling means, or None where it means no actor here."""
        if known.at_home is not None and self._is_at_home(known, known.at_home):
            return known.at_home
        if known.plain is not None or not known.actors:
            return known.plain
        supported = [name for name in known.actors if self._support(name) > 0]
        if supported:
            return max(supported, key=self._support)
        plain = (name for name in known.actors if not name.flags & WEAK)
        return next(plain, None) or _first_ambiguous(known.actors)

    def _is_at_home(self, known: Known, name: Name) -> bool:
        """Whether the article names this actor otherwise and is mostly about its country, and never the one else meant."""
        record = name.record
        assert isinstance(record, ActorRecord)
        named = {id for other in self._times if other is not known for id in other.sure_actors}
        if record.id not in named or not named.isdisjoint(known.sure_actors):
            return False
        others = (self.countries[code] - self._times[known] for code in known.countries if code != record.country)
        return self.countries[record.country] >= _MOSTLY * max(*others, 1)

    def _support(self, name: Name) -> float:
        record = name.record
        assert isinstance(record, ActorRecord)
        own = 100.0 if record.id in self._named else 0.0
        return own + max((float(self.countries[code]) for code in record.countries), default=0.0)


def _first_ambiguous(names: Iterable[Name]) -> Name | None:
    """Return the actor where nothing in the article speaks for any, provided that the name stands for one alone."""
    open_names = [name for name in names if "context" not in name.flags]
    return open_names[0] if len(open_names) == 1 else None
