"""Names in a filter that name nothing: an actor, region, place, type or source that neither the store nor the program knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from timeline.queries.filter import Filter
from timeline.queries.known_names import known_names
from timeline.queries.known_places import read_places
from timeline.rules import packaged
from timeline.store import Store

__all__ = ["UnknownChoice", "unknown_choices"]

MOST_NEAR = 3
FEW_NAMES = 10_000
LIKE_ENOUGH = 0.75  # share of letters in common; below it "did you mean" would be noise


@dataclass(frozen=True, slots=True)
class UnknownChoice:
    """One name that names nothing: the ``part`` of the filter in one word, what was typed, and known names like it."""

    part: str
    typed: str
    near: tuple[str, ...]

    @property
    def what(self) -> str:
        """What is wrong with it, such as: no region is called 'Atlantis'."""
        return f"no {self.part} is called {self.typed!r}"

    @property
    def do(self) -> str:
        """What to do about it, such as: did you mean 'Atlántico (CO-ATL)'?"""
        if self.part == "place" and (region := known_names().code(self.typed)) in known_names().regions:
            return f"countries and provinces are regions: filter by the region {region} instead"
        if not self.near:
            return "check how it is spelt, or see what there is in the dashboard's filter"
        *others, last = (repr(name) for name in self.near)
        return f"did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


def unknown_choices(store: Store, filter: Filter) -> list[UnknownChoice]:
    """Return the names in the filter that neither the store nor the packaged lists know, each with those most like it.

    A name that is known but has no event here is none of them: that is an answer, not a typing error.
    """
    parts: tuple[tuple[str, tuple[str, ...], Callable[[Store], Mapping[str, str]]], ...] = (
        ("actor", filter.actors, _actors),
        ("region", filter.regions, _regions),
        ("place", filter.places, _places),
        ("type", filter.types, _types),
        ("source", filter.sources, _sources),
    )
    found = []
    for part, typed, names_in in parts:
        if not typed:
            continue
        names = names_in(store)
        found += [UnknownChoice(part, one, _near(one, names)) for one in typed if one.casefold() not in names]
    return found


def _near(typed: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names most like what was typed, best first, those that hold its words before those that look like it."""
    wanted = typed.casefold()
    holding = sorted((name for name in names if len(wanted) > 2 and wanted in name), key=len)
    # of many thousand names only those of about the same length that begin alike: to hold the others against it takes seconds
    some = names if len(names) < FEW_NAMES else [name for name in names if _may_be_like(name, wanted)]
    like = get_close_matches(wanted, some, n=MOST_NEAR, cutoff=LIKE_ENOUGH)
    return tuple(dict.fromkeys(names[name] for name in (*holding, *like)))[:MOST_NEAR]


def _may_be_like(name: str, wanted: str) -> bool:
    return name[:1] == wanted[:1] and 3 * abs(len(name) - len(wanted)) <= len(wanted)


def _by_folded(names: Iterable[str]) -> dict[str, str]:
    return {name.casefold(): name for name in names if name}


def _actors(store: Store) -> Mapping[str, str]:
    told = store.select("SELECT name, short, id FROM actors")
    packaged_names = known_names().actors
    return {
        **packaged_names,
        **_by_folded(packaged_names.values()),
        **{
            folded: name
            for name, short, identity in told
            for folded in (short.casefold(), identity.casefold())
            if folded
        },
        **_by_folded(name for name, _, _ in told),
    }


def _regions(store: Store) -> Mapping[str, str]:
    known = known_names()
    shown = {code: f"{name} ({code})" for code, name in known.regions.items()}
    told = {code.casefold(): code for (code,) in store.select("SELECT DISTINCT region FROM event_regions")}
    return {**told, **{folded: shown.get(code, code) for folded, code in known.codes.items()}}


def _places(store: Store) -> Mapping[str, str]:
    told = {value: place.name for value, place in read_places(store).by_value.items()}
    packaged_names = known_names().places
    return {**packaged_names, **_by_folded(packaged_names.values()), **_by_folded([*told, *told.values()]), **told}


def _types(store: Store) -> Mapping[str, str]:
    told = store.select("SELECT DISTINCT type FROM events")
    return MappingProxyType(
        _by_folded([*(name for (name,) in told), *(one["name"] for one in packaged().entries("types.toml", "type"))])
    )


def _sources(store: Store) -> Mapping[str, str]:
    publishers = store.select("SELECT DISTINCT publisher FROM event_publishers")
    return _by_folded([*(name for (name,) in publishers), *store.document_ids()])
