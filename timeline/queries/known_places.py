"""The places below the provinces that a store knows: districts, towns, crossings, sites, and the region that each lies in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.queries.known_names import one_case
from timeline.store import Store

__all__ = ["BELOW_PROVINCES", "PLACE_VALUE", "KnownPlace", "KnownPlaces", "read_places"]

BELOW_PROVINCES = "p.level NOT IN ('country', 'subdivision')"
"""The condition in SQL that a line ``p`` of the table of places is neither a country nor a province: those are regions."""

PLACE_VALUE = "coalesce(nullif(p.id, ''), p.name)"
"""What a place is called in a filter, in SQL: its id, or its name where it has none, as when somebody typed it."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """One place: ``value`` stands for it in a filter; ``country`` and ``subdivision`` are codes, empty where not known."""

    value: str
    name: str
    country: str
    subdivision: str

    @property
    def region(self) -> str:
        """The code of its province, else of its country; empty where neither is known."""
        return self.subdivision or self.country


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """``by_value`` are the places by value, ``meant`` gives the values that a name or id stands for; keys are in one case."""

    by_value: Mapping[str, KnownPlace]
    meant: Mapping[str, tuple[str, ...]]

    def values(self, typed: str) -> tuple[str, ...]:
        """Return the values, in one case, of all places of this name or id."""
        return self.meant.get(one_case(typed), ())

    def within(self, regions: Iterable[str]) -> frozenset[str]:
        """Return the values, in one case, of the places that lie in any of these countries and provinces."""
        wanted = frozenset(regions)
        return frozenset(
            value for value, place in self.by_value.items() if not wanted.isdisjoint((place.country, place.subdivision))
        )


def read_places(store: Store) -> KnownPlaces:
    """Return all places below the provinces that some event of the store has or had."""
    sql = f"SELECT {PLACE_VALUE}, p.name, p.country, p.subdivision FROM places p WHERE {BELOW_PROVINCES} ORDER BY p.key"
    places: dict[str, KnownPlace] = {}
    meant: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for value, name, country, subdivision in store.select(sql):
        alike = one_case(value)
        places[alike] = KnownPlace(value, name, country, subdivision)  # as it was called last
        meant[alike][alike] = None
        meant[one_case(name)][alike] = None
    return KnownPlaces(places, {name: tuple(values) for name, values in meant.items()})
