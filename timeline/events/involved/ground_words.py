"""The words of names.toml by which the place of a happening is told from other places that are named with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.entities.lexicon.lists import word_lists
from timeline.errors import RulesError
from timeline.rules import Rules

__all__ = ["SECTION", "GroundWords"]

SECTION = "ground_words"
_LISTS = {
    "struck": "ground that is struck", "of_countries": "whole countries'", "known_for": "known for", "reactions": "reactions",
    "towns": "towns pointed to", "areas": "areas pointed to", "done_to_places": "done to places", "apart": "set apart",
    "provincial": "provincial capitals", "parts": "parts of towns", "nearby": "nearby", "wide": "wide parts",
    "taken": "held or taken", "ways": "roads and goods", "leaving": "leaving",
    "tried": "weapons tried", "visits": "going to places", "abroad": "imposed on strangers", "known_days": "known days",
    "houses": "houses of a state",
}  # fmt: skip
"""What the lists are called here, and in the file."""


@dataclass(frozen=True, slots=True)
class GroundWords:
    """The lists, each as a set of words."""

    struck: frozenset[str]
    of_countries: frozenset[str]
    known_for: frozenset[str]
    reactions: frozenset[str]
    towns: frozenset[str]
    areas: frozenset[str]
    done_to_places: frozenset[str]
    provincial: frozenset[str]
    parts: frozenset[str]
    apart: frozenset[str]
    nearby: frozenset[str]
    taken: frozenset[str]
    ways: frozenset[str]
    leaving: frozenset[str]
    tried: frozenset[str]
    visits: frozenset[str]
    abroad: frozenset[str]
    houses: frozenset[str]
    known_days: Mapping[date, str]
    wide: frozenset[str]

    @classmethod
    def from_rules(cls, rules: Rules) -> GroundWords:
        """Return the lists of a set of rules. Raises RulesError where one of them is not in order."""
        found = word_lists(rules, SECTION, frozenset(_LISTS.values()))
        lists: dict[str, Any] = {name: found[listed] for name, listed in _LISTS.items()}
        return cls(**{**lists, "known_days": dict(_day_and_place(entry) for entry in lists["known_days"])})


def _day_and_place(entry: str) -> tuple[date, str]:
    """Return a day and the id of its place: "2001-09-11=US"."""
    day, _, place = entry.partition("=")
    try:
        return date.fromisoformat(day), place
    except ValueError:
        raise RulesError(
            f"names.toml: known days: {entry!r} is no day and place", "write it as 2001-09-11=US"
        ) from None
