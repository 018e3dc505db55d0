"""Who took part in a happening, where it was, and the figures told with it: by clause and grammar."""

from timeline.events.involved.actors import actors_of, with_states
from timeline.events.involved.called import of_what_it_is_called
from timeline.events.involved.counted import figures_of
from timeline.events.involved.countries import Countries
from timeline.events.involved.ground_words import GroundWords
from timeline.events.involved.no_party import is_people
from timeline.events.involved.of_sentence import named_by_sentence
from timeline.events.involved.party_words import PartyWords
from timeline.events.involved.places import NOT_WHERE, from_dateline, is_border, places_of
from timeline.events.involved.pointed import FAR, pointed_to
from timeline.events.involved.scopes import APART, scope_of
from timeline.events.involved.state_ground import own_ground

__all__ = [
    "APART",
    "FAR",
    "NOT_WHERE",
    "Countries",
    "GroundWords",
    "PartyWords",
    "actors_of",
    "figures_of",
    "from_dateline",
    "is_border",
    "is_people",
    "named_by_sentence",
    "of_what_it_is_called",
    "own_ground",
    "places_of",
    "pointed_to",
    "scope_of",
    "with_states",
]
