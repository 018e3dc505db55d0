"""The words of names.toml by which those who take part in a happening are told from others who are named with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from timeline.entities.lexicon.lists import word_lists
from timeline.rules import Rules

__all__ = ["SECTION", "PartyWords"]

SECTION = "party_words"
_LISTS = frozenset(
    {
        "people of a nation", "ground of states", "missions of states", "beside", "distances",
        "envoys of somebody", "visits", "blamed by", "blamed on", "blamed to", "claimed", "deaths", "taking part in",
        "moves without an enemy", "invasions", "strikes of states", "fighters of the story", "forces of the story",
        "public offices", "armed people",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The lists, each as a set of words; ``blamed`` says which word must follow a verb before who did it."""

    people: frozenset[str]
    ground: frozenset[str]
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
    public_offices: frozenset[str]
    armed_people: frozenset[str]

    @classmethod
    def from_rules(cls, rules: Rules) -> PartyWords:
        """Return the lists of a set of rules. Raises RulesError where one of them is not in order."""
        found = word_lists(rules, SECTION, _LISTS)
        return cls(
            people=found["people of a nation"],
            ground=found["ground of states"],
            missions=found["missions of states"],
            beside=found["beside"],
            distances=found["distances"],
            envoys=found["envoys of somebody"],
            visits=found["visits"],
            blamed={verb: word for word in ("by", "on", "to") for verb in found[f"blamed {word}"]},
            claimed=found["claimed"],
            deaths=found["deaths"],
            taking_part=found["taking part in"],
            moves=found["moves without an enemy"],
            invasions=found["invasions"],
            strikes=found["strikes of states"],
            fighters=found["fighters of the story"],
            forces=found["forces of the story"],
            public_offices=found["public offices"],
            armed_people=found["armed people"],
        )
