"""What one line of actors.csv or places.csv says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.model import Actor, Place

__all__ = [
    "ACTOR_COLUMNS",
    "ALIAS_FLAGS",
    "FOE",
    "GROUP_KINDS",
    "KINDS",
    "LEVELS",
    "PLACE_COLUMNS",
    "SIDES",
    "ActorRecord",
    "Alias",
    "Name",
    "PlaceRecord",
]

ACTOR_COLUMNS = (
    "id", "name", "short", "kind", "country", "aliases", "part_of", "split_from", "merged_into", "active_from", "active_to",
    "source", "example", "flags",
)  # fmt: skip
PLACE_COLUMNS = (
    "id", "name", "level", "country", "subdivision", "lat", "lon", "population", "aliases", "within", "flags", "source",
)  # fmt: skip
KINDS = frozenset(
    {
        "government",
        "security_force",
        "armed_group",
        "igo",
        "ngo",
        "party",
        "media",
        "company",
        "court",
        "parliament",
        "person",
        "movement",
    }
)
GROUP_KINDS = frozenset(("armed_group", "movement"))
"""Kinds of those who fight or act without being a state's: the others are states, their bodies, firms, persons."""
LEVELS = frozenset({"country", "subdivision", "district", "region", "town", "crossing", "site"})
ALIAS_FLAGS = {
    "case": "only as written, never in capitals",
    "context": "only where the article also names the same actor otherwise, or its country",
    "ambiguous": "other entries may have the same alias; the article's countries decide",
    "home": "instead of another entry's name, where the article is about the actor's first country and names it otherwise",
    "adjective": "the nationality (Pakistani)",
    "people": "the people of a country (Pakistanis)",
    "capital": "a capital that stands for its government",
    "office": "an office or a building that stands for it, and is not the country as a place",
}

SIDES = frozenset({"rebels", "separatists", "opposition", "army", "army_foe", "kurds"})
"""Flags of actors: what they stand for in their country where these are named without it."""

FOE = "foe_"
"""What the flags of an actor begin with that name the code of a state which it strikes as its enemy."""

_ALIAS = re.compile(r"^(?P<text>[^{}]+?)\s*(?:\{(?P<flags>[^{}]*)\})?$")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, and the conditions under which it counts.

    >>> alias = Alias.read("AA{case,context}")
    >>> alias.text, sorted(alias.flags)
    ('AA', ['case', 'context'])
    """

    text: str
    flags: frozenset[str] = frozenset()

    @classmethod
    def read(cls, cell: str) -> Alias:
        """Return the alias written in a cell; braces that are not closed stay part of the text (``check`` reports them)."""
        if "{" not in cell:
            return cls(cell.strip())
        match = _ALIAS.match(cell.strip())
        if match is None:
            return cls(cell.strip())
        flags = (flag.strip() for flag in (match["flags"] or "").split(","))
        return cls(match["text"], frozenset(flag for flag in flags if flag))


def _aliases(cell: str) -> tuple[Alias, ...]:
    return tuple(Alias.read(part) for part in cell.split("|") if part.strip()) if cell else ()


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()


def _number(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """One known actor. ``country`` is its first ISO 3166-1 code; ``countries`` all of them; days are ISO, as coarse as known.

    A person's ``actor`` has a country only where the person speaks for that state (it is among ``part_of``).
    """

    id: str
    name: str
    short: str
    kind: str
    countries: tuple[str, ...]
    aliases: tuple[Alias, ...]
    part_of: tuple[str, ...]
    split_from: tuple[str, ...]
    merged_into: tuple[str, ...]
    active_from: str
    active_to: str
    flags: frozenset[str]
    actor: Actor

    @property
    def country(self) -> str:
        """The ISO 3166-1 code of the country it belongs to or mainly acts in; empty for international bodies."""
        return self.countries[0] if self.countries else ""

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> ActorRecord:
        """Return the actor of one line of actors.csv."""
        countries = _list(entry.get("country", ""))
        name, short, kind = entry["name"], entry.get("short", ""), entry.get("kind", "") or "other"
        part_of = _list(entry.get("part_of", ""))
        speaks_for = kind != "person" or bool(set(countries) & set(part_of))
        return cls(
            entry["id"], name, short, kind, countries, _aliases(entry.get("aliases", "")), part_of,
            _list(entry.get("split_from", "")), _list(entry.get("merged_into", "")), entry.get("active_from", ""),
            entry.get("active_to", ""), frozenset(_list(entry.get("flags", ""))),
            Actor(entry["id"], name, short, kind, countries[0] if countries and speaks_for else ""),
        )  # fmt: skip

    def names(self) -> dict[str, frozenset[str]]:
        """Return every name with its flags: the full name, the short form, the aliases (flags of an alias win)."""
        found = {name: frozenset[str]() for name in (self.name, self.short) if name}
        found.update((alias.text, alias.flags) for alias in self.aliases)
        return found


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """One known place; ``population`` is 0 where it is not known, ``within`` the ids of the places that hold it."""

    id: str
    name: str
    level: str
    country: str
    subdivision: str
    population: int
    aliases: tuple[Alias, ...]
    within: tuple[str, ...]
    flags: frozenset[str]
    place: Place

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> PlaceRecord:
        """Return the place of one line of places.csv; a figure that cannot be read counts as unknown."""
        name, level = entry["name"], entry.get("level", "") or "town"
        country, subdivision = entry.get("country", ""), entry.get("subdivision", "")
        lat, lon = _number(entry.get("lat", "")), _number(entry.get("lon", ""))
        place = Place(name, country or None, subdivision or None, lat, lon, level, entry["id"])
        return cls(
            entry["id"], name, level, country, subdivision, int(_number(entry.get("population", "")) or 0),
            _aliases(entry.get("aliases", "")), _list(entry.get("within", "")),
            frozenset(_list(entry.get("flags", ""))), place,
        )  # fmt: skip

    def names(self) -> dict[str, frozenset[str]]:
        """Return every name with its flags."""
        return {self.name: frozenset[str](), **{alias.text: alias.flags for alias in self.aliases}}


@dataclass(frozen=True, slots=True)
class Name:
    """One name as it stands in the index: whose it is, and under which conditions it counts."""

    text: str
    record: ActorRecord | PlaceRecord
    flags: frozenset[str]
