"""How known groups hang together: what a group is part of, split from, merged into, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from timeline.gazetteer.records import ActorRecord
from timeline.rules import packaged

__all__ = ["Relations", "family", "relations", "with_splinters"]

MOST_KIN = 40
"""Groups of one family at most; the nearest come first."""


@dataclass(frozen=True, slots=True)
class Relations:
    """One known actor and the names of those it has to do with; ``people`` are known persons who belong to it.

    ``active_from`` and ``active_to`` are ISO days, as coarse as known; empty where not known.
    """

    name: str
    short: str
    kind: str
    countries: tuple[str, ...]
    active_from: str
    active_to: str
    part_of: tuple[str, ...]
    parts: tuple[str, ...]
    people: tuple[str, ...]
    split_from: tuple[str, ...]
    splinters: tuple[str, ...]
    merged_into: tuple[str, ...]
    absorbed: tuple[str, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The names of all that it has to do with, each once."""
        every = (
            self.part_of,
            self.parts,
            self.people,
            self.split_from,
            self.splinters,
            self.merged_into,
            self.absorbed,
        )
        return tuple(dict.fromkeys(name for names in every for name in names))


def relations(name: str) -> Relations | None:
    """Return what the packaged gazetteer knows of the actor of this full name; None where it does not know it.

    >>> relations("Jamaat-ul-Ahrar").split_from
    ('Tehreek-e-Taliban Pakistan',)
    >>> relations("Nobody Known") is None
    True
    """
    return _known().get(name.casefold())


def family(name: str) -> tuple[Relations, ...]:
    """Return the group of this full name and all that split from, merged into or came of one another with it, nearest first.

    Empty for a name that the packaged gazetteer does not know.

    >>> [one.name for one in family("Jamaat-ul-Ahrar")][:2]
    ['Jamaat-ul-Ahrar', 'Tehreek-e-Taliban Pakistan']
    """
    found: dict[str, Relations] = {}
    waiting = [name]
    while waiting and len(found) < MOST_KIN:
        known = relations(waiting.pop(0))
        if known is None or known.name in found:
            continue
        found[known.name] = known
        waiting += [*known.split_from, *known.merged_into, *known.splinters, *known.absorbed]
    return tuple(found.values())


def with_splinters(name: str) -> tuple[str, ...]:
    """Return the name and those of all groups that came of it: its parts, its splinters, those that merged into it, and theirs.

    Persons are not among them. A name that the packaged gazetteer does not know stands alone.

    >>> with_splinters("Tehreek-e-Taliban Pakistan")[:2]
    ('Tehreek-e-Taliban Pakistan', 'Jamaat-ul-Ahrar')
    """
    found: list[str] = []
    waiting = [name]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found.append(one)
            known = relations(one)
            waiting += (*known.parts, *known.splinters, *known.absorbed) if known else ()
    return tuple(found)


@cache
def _known() -> Mapping[str, Relations]:
    records = [ActorRecord.read(entry.fields) for entry in packaged().rows["actors.csv"]]
    names = {record.id: record.name for record in records}
    parts, people, splinters, absorbed = _turned(records)
    found: dict[str, Relations] = {}
    for record in records:
        known = Relations(
            record.name, record.short, record.kind, record.countries, record.active_from, record.active_to,
            _named(record.part_of, names), parts.get(record.id, ()), people.get(record.id, ()), _named(record.split_from, names),
            splinters.get(record.id, ()), _named(record.merged_into, names), absorbed.get(record.id, ()),
        )  # fmt: skip
        found.setdefault(record.name.casefold(), known)
    return MappingProxyType(found)


Turned = dict[str, tuple[str, ...]]


def _turned(records: list[ActorRecord]) -> tuple[Turned, Turned, Turned, Turned]:
    """Return the relations seen from the other side: parts, people, splinters, those that merged into it, by its id."""
    parts, people, splinters, absorbed = Turned(), Turned(), Turned(), Turned()
    for record in records:
        held = people if record.kind == "person" else parts
        for turned, ids in ((held, record.part_of), (splinters, record.split_from), (absorbed, record.merged_into)):
            for identity in ids:
                turned[identity] = (*turned.get(identity, ()), record.name)
    return parts, people, splinters, absorbed


def _named(ids: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(identity, identity) for identity in ids)
