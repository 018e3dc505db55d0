"""Names that several known places have: an event at one of them may be at another."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from timeline.gazetteer.records import PlaceRecord
from timeline.rules import packaged

__all__ = ["namesakes"]

UNKNOWN = 5_000
"""People where the gazetteer has no figure: a village."""
MUCH_LARGER = 40
"""So many times larger, and nobody who writes the bare name means the smaller place."""


@cache
def namesakes() -> frozenset[str]:
    """Return the names (casefolded) that known places of different provinces or countries have.

    A place much larger than all its namesakes is the one that is meant, and its name is not among them; a town and the province
    around it are no namesakes.

    >>> "kabul" in namesakes()
    False
    """
    people: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for entry in packaged().rows["places.csv"]:
        place = PlaceRecord.read(entry.fields)
        province = (place.country, place.subdivision)
        for name in place.names() if place.level != "country" else ():
            known = people[name.casefold()]
            known[province] = max(known.get(province, 0), place.population or UNKNOWN)
    return frozenset(name for name, sizes in people.items() if _several(sizes))


def _several(sizes: dict[tuple[str, str], int]) -> bool:
    """Return whether the names of several provinces come into question; one that lies in no province may be in any."""
    placed = [size for (_, subdivision), size in sizes.items() if subdivision]
    ranked = sorted(placed if len(placed) > 1 else [], reverse=True)
    return len(ranked) > 1 and ranked[1] * MUCH_LARGER >= ranked[0]
