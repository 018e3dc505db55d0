"""The words of names.toml by which the place of a happening is told from other places that are named with it."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.entities.lexicon.lists import word_lists
from timeline.rules import Rules

__all__ = ["SECTION", "GroundWords"]

SECTION = "ground_words"
_LISTS = frozenset(
    {
        "ground that is struck", "whole countries'", "known for", "reactions", "towns pointed to", "areas pointed to",
        "done to places", "provincial capitals", "parts of towns", "set apart", "nearby", "wide parts",
    }
)  # fmt: skip


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
    wide: frozenset[str]

    @classmethod
    def from_rules(cls, rules: Rules) -> GroundWords:
        """Return the lists of a set of rules. Raises RulesError where one of them is not in order."""
        found = word_lists(rules, SECTION, _LISTS)
        return cls(
            struck=found["ground that is struck"],
            of_countries=found["whole countries'"],
            known_for=found["known for"],
            reactions=found["reactions"],
            towns=found["towns pointed to"],
            areas=found["areas pointed to"],
            done_to_places=found["done to places"],
            provincial=found["provincial capitals"],
            parts=found["parts of towns"],
            apart=found["set apart"],
            nearby=found["nearby"],
            wide=found["wide parts"],
        )
