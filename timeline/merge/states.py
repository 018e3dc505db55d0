"""What merging knows of states: their seats, and the words that name them and their people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from timeline import rules
from timeline.model import Place

__all__ = ["is_seat", "state_words"]

_ALIAS_FLAGS = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def is_seat(place: Place) -> bool:
    """Whether a place is the capital of its country, so that who takes it has taken the country ("the fall of Kabul").

    >>> is_seat(Place("Kabul", "AF", "AF-KAB", id="AF.kabul")), is_seat(Place("Kunduz", "AF", "AF-KDZ", id="AF.kunduz"))
    (True, False)
    """
    return (place.name, place.country) in _seats()


@cache
def state_words() -> frozenset[str]:
    """Return the words, in small letters, by which states, their capitals and their people are named: most texts have them.

    >>> {"kenyan", "kenya", "nairobi"} <= state_words(), "mombasa" in state_words()
    (True, False)
    """
    return frozenset(word.lower() for names in _names_of_states() for word in _WORD.findall(names))


@cache
def _seats() -> frozenset[tuple[str, str | None]]:
    lines = rules.packaged().rows["places.csv"]
    columns = rules.columns(lines, "name", "country", "flags")
    return frozenset((name, country) for name, country, flags in columns if "capital" in flags.split("|"))


def _names_of_states() -> Iterator[str]:
    lines = rules.packaged().rows["actors.csv"]
    for name, short, kind, aliases in rules.columns(lines, "name", "short", "kind", "aliases"):
        if kind == "government":
            yield f"{name} {short} {_ALIAS_FLAGS.sub(' ', aliases)}"
