"""The words by which a country's name, its nationality or its capital is the state, the ground, or a word about people."""

from __future__ import annotations

import re

from timeline.entities.lexicon.lists import Lists, any_of

__all__ = ["StateWords"]


class StateWords:
    """The lists that say what a mention of a state stands for, joined as the grammar asks for them."""

    def __init__(self, lists: Lists) -> None:
        speech = lists["speech verbs"]
        self.decisions = lists["decision verbs"] | speech
        self.violent_verbs, self.violent_nouns = lists["violent verbs"], lists["violent nouns"]
        self.locatives = lists["locatives"]
        self.before_ground = self.locatives | lists["at the border"] | {"from"}
        self.before_towns = self.locatives | {"from", "a", "an", "downtown", "greater"}
        self.borderlands = lists["borderlands"]
        self.state_bodies = lists["state bodies"]
        self.state_bodies_in_capitals = self.state_bodies - lists["state bodies of towns"]
        self.sent_by_states, self.envoys = lists["sent by states"], lists["envoys"]
        self.given_to, self.on_behalf, self.trusting = lists["given to"], lists["on behalf"], lists["trusting"]
        self.backed, self.spoken_to = lists["backed"], lists["spoken to"]
        self.backing = self.backed - {"led"} - lists["mediating"]
        """… of a group, whose leading is its own doing: the Taliban-led government."""
        self.parts = lists["parts"] | {"out"}
        self.people = lists["people nouns"]
        self.waters_before, self.waters_after = lists["waters before names"], lists["waters after names"]
        self.named_after_states = lists["named after states"]
        self.against = lists["opponents of states"]
        self.asides = lists["allies"] | self.people
        self.places = lists["place nouns"]
        self.urban = self.places | lists["urban nouns"]
        self.of_towns = self.urban | self.violent_nouns | lists["gatherings in towns"]
        public = lists["public titles"] | lists["state offices"]
        self.states = lists["state nouns"]
        self.states_or_titles = self.states | public
        self.names_state = self.states_or_titles - self.decisions - self.violent_verbs - self.places
        self.after_capitals = self.states - self.of_towns
        self.organs = public | lists["organs after an adjective"]
        self.organs_of_places = lists["organs of places"]
        self.title_modifiers = lists["title modifiers"]
        self.no_names = lists["words of no name"]
        self.not_in_names = lists["before countries"] | lists["titles"] | self.title_modifiers
        self.phrase = re.compile(rf"(?:[a-z][\w'-]*,? ){{0,2}}?(?:{any_of(lists['state nouns after other words'])})\b")
