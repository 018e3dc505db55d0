"""The words of names.toml by which the place of a happening is told from other places that are named with it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.entities.lexicon.lists import word_lists
from timeline.rules import Rules

__all__ = ["SECTION", "GroundWords"]

SECTION = "ground_words"
_LISTS = {
    "struck": "ground that is struck", "of_countries": "whole countries'", "known_for": "known for", "reactions": "reactions",
    "towns": "towns pointed to", "areas": "areas pointed to", "done_to_places": "done to places", "apart": "set apart",
    "provincial": "provincial capitals", "parts": "parts of towns", "nearby": "nearby", "wide": "wide parts",
    "taken": "held or taken",
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
    wide: frozenset[str]

    @classmethod
    def from_rules(cls, rules: Rules) -> GroundWords:
        """Return the lists of a set of rules. Raises RulesError where one of them is not in order."""
        found = word_lists(rules, SECTION, frozenset(_LISTS.values()))
        return cls(**{name: found[listed] for name, listed in _LISTS.items()})
