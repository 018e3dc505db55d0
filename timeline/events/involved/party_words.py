"""The words of names.toml by which those who take part in a happening are told from others who are named with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.entities.lexicon.lists import word_lists
from timeline.rules import Rules

__all__ = ["SECTION", "PartyWords"]

SECTION = "party_words"
_LISTS = {
    "people": "people of a nation", "ground": "ground of states", "held_by_forces": "held by forces",
    "missions": "missions of states", "beside": "beside",
    "distances": "distances", "envoys": "envoys of somebody", "visits": "visits", "claimed": "claimed",
    "deaths": "deaths", "taking_part": "taking part in", "moves": "moves without an enemy", "invasions": "invasions",
    "strikes": "strikes of states", "fighters": "fighters of the story", "forces": "forces of the story",
    "no_forces": "after forces", "others_forces": "before others' forces",
    "truces": "truces", "talks": "talks", "driven_out": "driven out", "deeds": "deeds of violence",
    "public_offices": "public offices", "armed_people": "armed people", "crossings": "border crossings",
}  # fmt: skip
"""What the lists are called here, and in the file."""
_BLAMED = {"by": "blamed by", "on": "blamed on", "to": "blamed to"}
"""The lists of verbs by the word that must follow them before who did it."""


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The lists, each as a set of words; ``blamed`` says which word must follow a verb before who did it.

    ``crossings`` gives for the ids of towns on a border the code of the country on its other side.
    """

    people: frozenset[str]
    ground: frozenset[str]
    held_by_forces: frozenset[str]
    missions: frozenset[str]
    beside: frozenset[str]
    distances: frozenset[str]
    envoys: frozenset[str]
    visits: frozenset[str]
    blamed: Mapping[str, str]
    claimed: frozenset[str]
    deaths: frozenset[str]
    taking_part: frozenset[str]
    moves: frozenset[str]
    invasions: frozenset[str]
    strikes: frozenset[str]
    fighters: frozenset[str]
    forces: frozenset[str]
    no_forces: frozenset[str]
    others_forces: frozenset[str]
    truces: frozenset[str]
    talks: frozenset[str]
    driven_out: frozenset[str]
    deeds: frozenset[str]
    public_offices: frozenset[str]
    armed_people: frozenset[str]
    crossings: Mapping[str, str]

    @classmethod
    def from_rules(cls, rules: Rules) -> PartyWords:
        """Return the lists of a set of rules. Raises RulesError where one of them is not in order."""
        found = word_lists(rules, SECTION, frozenset((*_LISTS.values(), *_BLAMED.values())))
        blamed = {verb: word for word, listed in _BLAMED.items() for verb in found[listed]}
        lists: dict[str, Any] = {name: found[listed] for name, listed in _LISTS.items()}
        return cls(
            blamed=blamed, **{**lists, "crossings": dict(_place_and_code(entry) for entry in lists["crossings"])}
        )


def _place_and_code(entry: str) -> tuple[str, str]:
    """Return the id of a town and the code of the country across: "PK.torkham=AF"."""
    place, _, code = entry.partition("=")
    return place, code
