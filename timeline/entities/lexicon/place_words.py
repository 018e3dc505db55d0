"""The words by which English news says that a name is a place, and what sort of place."""

from __future__ import annotations

import re

from timeline.entities.lexicon.lists import FILE, Lists, any_of
from timeline.errors import RulesError
from timeline.gazetteer import LEVELS
from timeline.rules import Rules

__all__ = ["AREAS", "PlaceWords"]

AREAS = frozenset({"subdivision", "region", "country"})
_CASE = re.IGNORECASE


class PlaceWords:
    """The lists that place names are read by, and the patterns made of them.

    ``levels_of`` says which levels of place a type word beside a name speaks for; ``unsure_cues`` are those under which a name
    that is also a word or a person's is not taken for a place.
    """

    def __init__(self, lists: Lists, rules: Rules) -> None:
        self.levels_of = _levels(rules)
        self.prepositions = lists["prepositions of place"]
        self.other_prepositions = lists["other prepositions"]
        self.unsure_cues = self.other_prepositions | {"bare", "name", "based"}
        self.passing_cues = self.unsure_cues - {"name"}
        self.passed_on_cues = self.prepositions | self.other_prepositions | {"beside"}
        self.homes, self.kinds = lists["words of home"], lists["kinds before names"]
        self.adjectives = lists["adjectives before places"]
        self.described_before = re.compile(
            rf"\b([a-z]+) (?:the )?(?:(?:(?:(?-i:[A-Z])[a-z]+ ){{0,2}}[a-z]+-[a-z]+|{any_of(self.adjectives)}),? )+$",
            _CASE,
        )
        """Between a preposition and a name, what the place is like: "in the rebel-held, besieged Aleppo"."""
        self.away_before = re.compile(
            rf"(?:\bto the |(?<!the )\b)(?:{any_of(lists['directions'])}) of (?:the )?$", _CASE
        )
        """Before a place that something is beside: "north of Baghdad", not "the north of Baghdad"."""
        between = rf"(?: (?!{any_of(self.prepositions)}\b)[\w’'-]+){{0,4}}?"
        self.apposed_before = re.compile(
            rf"\b([a-z]+) (?:the|its|their|an?|[a-z]+[’']s){between} (?:{any_of(self.kinds)})(?: city)?(?:,| of)? $",
            _CASE,
        )
        """Between a preposition and a name, what the place is: "in the capital, Ankara", "on the resort island of Bali"."""
        self.institutions = lists["institutions in towns"]
        self.institutions_only = self.institutions - self.levels_of.keys()
        self.waters_before, self.waters_after = lists["waters before names"], lists["waters after names"]
        self.missions = lists["missions"]
        self.carriers, self.followers = lists["carriers"], lists["followers"]
        types = any_of(self.levels_of)
        self.type_after = re.compile(
            rf"(?:[’']s)?[ -](?:tribal |border |autonomous |capital )?({types})(s|es)?\b(?![’'-])", _CASE
        )
        self.type_in_list_before = re.compile(
            rf"\b({types})(?:s|es)? of (?:the )?(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?:, | and |, and ))+$", _CASE
        )
        self.type_before = re.compile(
            rf"\b({types})(?:s|es)? of (?:the )?$|\b(province|district|tehsil|village|town|city|camp) $", _CASE
        )
        self.longest_type = max(map(len, self.levels_of), default=0) + len("es of the ") + 2
        """Letters before a name that the pattern above can hold: further back it need not be tried."""
        adjective = rf"(?:[a-z-]+ern|[a-z]+-[a-z]+|{any_of(lists['place adjectives'])})"
        self.container_between = re.compile(
            r"(?:,| in| inside| within|(?:[’']s)?(?: [A-Za-z-]+){1,3}? (?:in|of|inside|within))"
            rf"(?: (?:{adjective}|an?|in|near|its)){{0,7}} ?"
        )
        """Between the narrower and the wider place: "Mir Ali, North Waziristan", "Quetta in south-western Pakistan"."""
        self.nation_between = re.compile(rf"(?:-[a-z]+)?(?: {adjective}){{0,6}} ")
        """Between a nationality and the place it speaks of: "the Afghan border city of Kandahar"."""


def singular(word: str) -> str:
    """Return the singular of a type word: cities, city."""
    return word[:-3] + "y" if word.endswith("ies") else word


def _levels(rules: Rules) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in rules.entries(FILE, "type_words"):
        words, levels = entry.get("words"), entry.get("levels")
        if not isinstance(words, str) or not isinstance(levels, str) or not set(levels.split()) <= LEVELS:
            known = ", ".join(sorted(LEVELS))
            raise RulesError(entry.where, "has no words or no levels", f'write words = "…" and levels = "…" of {known}')
        found.update(dict.fromkeys(words.split(), frozenset(levels.split())))
    return found
