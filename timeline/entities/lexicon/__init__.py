"""The words of names.toml made ready for the finders: titles, verbs of speech, head nouns, and the patterns made of them."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from timeline.entities.lexicon.body_words import BodyWords
from timeline.entities.lexicon.lists import FILE, word_lists
from timeline.entities.lexicon.person_words import PersonWords
from timeline.entities.lexicon.place_words import PlaceWords
from timeline.entities.lexicon.side_words import SideWords
from timeline.entities.lexicon.stand_in_words import StandIn, StandInWords
from timeline.entities.lexicon.state_words import StateWords
from timeline.gazetteer import Gazetteer
from timeline.rules import Rules

__all__ = [
    "FILE",
    "BodyWords",
    "Lexicon",
    "PersonWords",
    "PlaceWords",
    "SideWords",
    "StandIn",
    "StandInWords",
    "StateWords",
    "lexicon_of",
]


class Lexicon:
    """The words of one set of rules, by the finder that they serve. Raises RulesError where names.toml is not in order."""

    def __init__(self, rules: Rules) -> None:
        lists = word_lists(rules)
        self.persons = PersonWords(lists)
        self.bodies = BodyWords(lists)
        self.states = StateWords(lists)
        self.stand_ins = StandInWords(lists)
        self.sides = SideWords(lists)
        self.places = PlaceWords(lists, rules)


def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """Return the words of the rules that a gazetteer was made from; they are made ready once for each gazetteer."""
    found = _READY.get(gazetteer)
    if found is None:
        found = _READY[gazetteer] = Lexicon(gazetteer.rules)
    return found


_READY: WeakKeyDictionary[Gazetteer, Lexicon] = WeakKeyDictionary()
