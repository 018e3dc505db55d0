"""What one spelling may stand for, sorted out once for all the places in which it will be found."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.gazetteer.records import ActorRecord, Name, PlaceRecord
from timeline.records import inner_record

__all__ = ["WEAK", "Known"]

WEAK = frozenset({"context", "ambiguous"})
"""Flags of a name that needs the article's support to mean what it may mean."""


@inner_record(frozen=True, slots=True, eq=False)
class Known:
    """All entries that one spelling may stand for (``names``), those of higher priority first, and what follows from them.

    ``actors`` and ``places`` are the names of either kind, ``records`` the entries themselves; ``plain`` is the actor's name
    that it means wherever it stands, if there is one, ``at_home`` that which it has in articles about that actor's country;
    ``sure_actors`` are the ids of the actors that it names without needing support, ``countries`` the codes of the countries
    that it speaks for; ``is_state`` says that it may name a state, ``only_as_written`` that it counts in its own capitals only.
    """

    names: tuple[Name, ...]
    records: tuple[ActorRecord | PlaceRecord, ...]
    actors: tuple[Name, ...]
    places: tuple[Name, ...]
    plain: Name | None
    at_home: Name | None
    sure_actors: tuple[str, ...]
    countries: tuple[str, ...]
    is_state: bool
    only_as_written: bool

    @classmethod
    def of(cls, names: Iterable[Name]) -> Known:
        """Return what these names of one spelling come to."""
        names = tuple(names)
        all_actors = tuple(name for name in names if isinstance(name.record, ActorRecord))
        actors = tuple(name for name in all_actors if "home" not in name.flags)
        sure = [name.record for name in names if not name.flags & (WEAK | {"home"})]
        return cls(
            names,
            tuple(name.record for name in names),
            actors,
            tuple(name for name in names if isinstance(name.record, PlaceRecord)),
            actors[0] if len(actors) == 1 and not actors[0].flags & WEAK else None,
            next((name for name in all_actors if "home" in name.flags), None),
            tuple(record.id for record in sure if isinstance(record, ActorRecord)),
            _countries(sure),
            any(isinstance(name.record, ActorRecord) and name.record.kind == "government" for name in names),
            all("case" in name.flags for name in names),
        )


def _countries(records: Iterable[ActorRecord | PlaceRecord]) -> tuple[str, ...]:
    """Return the countries that a name speaks for: its own, and that of a town where it is a town's name only."""
    known = list(records)
    codes = {
        record.country
        for record in known
        if isinstance(record, ActorRecord) or record.level in ("country", "subdivision", "region")
    }
    towns = {record.country for record in known if isinstance(record, PlaceRecord)} - codes
    if len(towns) == 1 and not codes:
        codes = towns
    return tuple(sorted(code for code in codes if code))
