"""The names that the packaged gazetteers give to codes, for showing filters in words and for reading typed names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from types import MappingProxyType

from timeline.rules import columns, packaged

__all__ = ["KnownNames", "known_names", "one_case"]

_SMALL_LETTERS = str.maketrans(ascii_uppercase, ascii_lowercase)


def one_case(name: str) -> str:
    """Return a name as the store compares it: only the letters from A to Z have no case.

    >>> one_case("PÉTA")
    'pÉta'
    """
    return name.translate(_SMALL_LETTERS)


@dataclass(frozen=True, slots=True)
class KnownNames:
    """``regions``: names by ISO 3166-1 or -2 code. ``codes``: codes by name. ``actors``: full names by id or short form.

    ``places``: names of places below the provinces by id. Keys of ``codes``, ``actors`` and ``places`` are casefolded.
    """

    regions: Mapping[str, str]
    codes: Mapping[str, str]
    actors: Mapping[str, str]
    places: Mapping[str, str]

    def region(self, code: str) -> str:
        """Return the name of a country or province, or its code where it has no name here."""
        return self.regions.get(code, code)

    def code(self, typed: str) -> str:
        """Return the code of a typed region: a code in any case, or a name.

        >>> known_names().code("pk-kp")
        'PK-KP'
        """
        return self.codes.get(typed.strip().casefold(), typed.strip())

    def actor(self, typed: str) -> str:
        """Return the full name of an actor typed by short form or id; the words as typed where it is not known."""
        return self.actors.get(typed.strip().casefold(), typed.strip())

    def place(self, typed: str) -> str:
        """Return the name of a place typed by id; the words as typed where no such id is known.

        >>> known_names().place("PK.quetta")
        'Quetta'
        """
        return self.places.get(typed.strip().casefold(), typed.strip())


@cache
def known_names() -> KnownNames:
    """Return the packaged names. They cannot change while the program runs, so they are gathered once."""
    regions: dict[str, str] = {}
    codes: dict[str, str] = {}
    below: dict[str, str] = {}
    places = columns(packaged().rows["places.csv"], "id", "level", "name", "country", "subdivision")
    for identity, level, name, country, subdivision in places:
        if level not in ("country", "subdivision"):
            below[identity.casefold()] = name
        code = {"country": country, "subdivision": subdivision}.get(level)
        if code:
            regions[code] = name
            codes.setdefault(name.casefold(), code)
            codes[code.casefold()] = code
    return KnownNames(*map(MappingProxyType, (regions, codes, _actors(), below)))


def _actors() -> dict[str, str]:
    names: dict[str, str] = {}
    doubtful = set()
    for actor in packaged().rows["actors.csv"]:
        names[actor["id"].casefold()] = actor["name"]
        short = actor.get("short", "").casefold()
        if short and names.setdefault(short, actor["name"]) != actor["name"]:
            doubtful.add(short)
    return {key: name for key, name in names.items() if key not in doubtful}
