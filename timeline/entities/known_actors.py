"""Which known actor a name means in this article, where it could mean several or needs the article's support."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from timeline.gazetteer import WEAK, ActorRecord, Hit, Known, Name

__all__ = ["KnownActors"]


class KnownActors:
    """Chooses among the actors that one name may stand for, by what else the article names.

    ``countries`` counts how often the article names each country: itself, its people, its capital, its places, its actors.
    """

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.countries = Counter(code for hit in hits for code in hit.known.countries)
        self._named = {id for hit in hits for id in hit.known.sure_actors}

    def choose(self, known: Known) -> Name | None:
        """Return the actor's name that a spelling means, or None where it means no actor here."""
        if known.plain is not None or not known.actors:
            return known.plain
        supported = [name for name in known.actors if self._support(name) > 0]
        if supported:
            return max(supported, key=self._support)
        plain = (name for name in known.actors if not name.flags & WEAK)
        return next(plain, None) or _first_ambiguous(known.actors)

    def _support(self, name: Name) -> float:
        record = name.record
        assert isinstance(record, ActorRecord)
        own = 100.0 if record.id in self._named else 0.0
        return own + max((float(self.countries[code]) for code in record.countries), default=0.0)


def _first_ambiguous(names: Iterable[Name]) -> Name | None:
    """Return the actor where nothing in the article speaks for any, provided that the name stands for one alone."""
    open_names = [name for name in names if "context" not in name.flags]
    return open_names[0] if len(open_names) == 1 else None
