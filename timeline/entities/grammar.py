"""What a country's name, its nationality or its capital stands for: the state, the ground, or a word about people."""

from __future__ import annotations

import re
from typing import Literal

from timeline.entities.lexicon import StateWords
from timeline.records import inner_record

__all__ = ["Around", "Grammar", "Reading", "is_dateline", "read_around"]

Reading = Literal["state", "place", "people", "aside", "both", "weak", "none", "office", "dateline"]
"""What the words stand for: the state (it acts or is acted upon), only the place, the nationality of people, a country named
aside (an ally of …, the ambassador to …), state and place both, a bare capital, nothing, an office, a dateline."""

_NEXT = re.compile(
    r"(?P<owner>['’]s?)?(?P<joint>[ \u00a0\n]*)(?P<word>[A-Za-z][\w-]*)?(?:[ \u00a0](?P<second>[A-Za-z][\w-]*))?"
)
_MARKS = " \u00a0\n\t(“\"‘'—–[•"
_ENDS = ",;:.)”"
"""Marks that part a word from what follows it."""
_TO_TOWNS = frozenset(("to", "from", "on", "along"))
_HYPHEN = re.compile(r"-([A-Za-z]+)(?: ([a-z]+))?")
_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{2,30})?(?: \([A-Za-z ]{2,20}\))?(?:, (?:[A-Z][a-z]+\.? \d{1,2}))?(?: ?(?::|—|–|--|-{1,2} ))"
)
_ADVERBS = re.compile(
    r"^(?:also|later|has|had|have|reportedly|then|now|again|still|repeatedly|frequently|jointly|never|often|long|already|recently"
    r"|previously|initially|strongly|quickly|officially|publicly|formally|immediately|last|this|earlier|itself|meanwhile)$"
)


@inner_record(frozen=True, slots=True)
class Around:
    """The words on both sides of a mention, inside its sentence; empty strings where there are none."""

    before: str
    before_that: str
    gap: str
    owner: bool
    hyphen_after: str
    after_hyphenated: str
    next: str
    second: str
    rest: str


def read_around(text: str, start: int, end: int, floor: int, ceiling: int) -> Around:
    """Return the words around ``text[start:end]`` within the sentence ``text[floor:ceiling]``, past a "the" before them."""
    left = text[max(floor, start - 48) : start]
    bare = left.rstrip(_MARKS + ",;:.)]”-")
    words = bare.rsplit(None, 3)[-3:]
    if len(words) > 1 and words[-1].lower().lstrip(_MARKS) == "the":
        words = words[:-1] if words[-2][-1] not in _ENDS else []
    before = words[-1].lstrip(_MARKS) if words else ""
    before_that = words[-2].strip(_MARKS) if len(words) > 1 and words[-2][-1] not in _ENDS else ""
    right = text[end : min(ceiling, end + 80)]
    hyphen = _HYPHEN.match(right)
    after = _NEXT.match(right)
    assert after is not None
    word = (after["word"] or "") if after["joint"] or after["owner"] else ""
    return Around(
        before, before_that, left[len(bare) :], bool(after["owner"]), hyphen[1] if hyphen else "",
        (hyphen[2] or "") if hyphen else "", word,
        (after["second"] or "") if word else "", right[after.end("joint") :] if word else "",
    )  # fmt: skip


def is_dateline(text: str, end: int) -> bool:
    """Whether the name that ends at ``end``, at the head of a paragraph, is where the story was filed."""
    return _DATELINE.match(text, end) is not None


class Grammar:
    """Says by the words around it what a mention of a state stands for."""

    def __init__(self, words: StateWords) -> None:
        self._words = words

    def country(self, around: Around) -> Reading:
        """Return what the name of a country stands for."""
        if around.hyphen_after:
            return self._hyphenated(around)
        words, (before, that) = self._words, _before(around)
        if self._is_of_water(around):
            return "none"
        if around.next in words.named_after_states and not around.owner:
            return "aside"
        if around.owner or around.next.lower() in words.names_state or around.next.lower() in words.against:
            reading = self._owned(around)
            to_town = before in _TO_TOWNS or (before == "of" and that in words.parts)
            to_town = to_town and around.owner and around.next[:1].isupper()
            return "place" if reading == "both" and (before in words.locatives or to_town) else reading
        if (before == "in" and that in words.state_bodies) or (before == "from" and that in words.sent_by_states):
            return "both"
        if before in words.before_ground or around.next.lower() in words.borderlands:
            return "place"
        if before == "with" and that in words.borderlands:
            return "place"
        if before in {"to", "for"} and that in words.envoys:
            return "aside"
        if before == "to":
            return "aside" if that == "linked" else "both" if that in words.given_to else "place"
        if before == "of":
            return "place" if that in words.parts else "aside" if that in words.asides else "both"
        return "both"

    def capital(self, around: Around) -> Reading:
        """Return what the name of a capital stands for: its city or its government."""
        if around.hyphen_after:
            return self._hyphenated(around)
        words = self._words
        if around.owner:
            urban = around.next.lower() in words.urban or around.second.lower() in words.urban
            if not urban and _before(around)[0] in _TO_TOWNS | words.before_towns:
                urban = not {around.next.lower(), around.second.lower()} & words.states_or_titles
            return "place" if urban or around.next[:1].isupper() else "state"
        before, that = _before(around)
        if around.before.lower() in {"capital", "city"}:
            return "place"
        if before in {"in", "with", "to"} and that in words.trusting:
            return "state"
        if before == "in" and that in words.state_bodies_in_capitals:
            return "state"
        if before in words.before_towns:
            return "place"
        if before in {"of", "to"}:
            return "state" if that in (words.given_to if before == "to" else words.on_behalf) else "place"
        if before in words.violent_verbs or (before in {"on", "against", "for"} and that in words.violent_nouns):
            return "place"
        return self._bare_capital(around, before)

    def _bare_capital(self, around: Around, before: str) -> Reading:
        """Return what a capital without a preposition stands for, by the word after it and then by the word before."""
        words, word = self._words, around.next.lower()
        if self._acts(around) or (word in words.after_capitals and around.next.islower()):
            return "state"
        if word in words.of_towns or around.next[:1].isupper():
            return "place"
        if before in words.spoken_to:
            return "state"
        return "place" if around.next.islower() and before in _TO_TOWNS else "weak"

    def nationality(self, around: Around) -> Reading:
        """Return what a nationality stands for: the state before its organs, the ground before soil, people otherwise."""
        words = self._words
        if around.hyphen_after and around.hyphen_after.lower() not in words.states:
            return self._hyphenated(around)
        if not around.next and not around.hyphen_after and _before(around)[0] in words.locatives:
            return "place"  # "in Saudi": the adjective for the country
        word = around.next.lower()
        if word in words.places and not self._state_later(around):
            return "place"
        if word in words.people or word in words.against:
            return "people"
        if word in words.states_or_titles or (around.rest[:1].islower() and words.phrase.match(around.rest)):
            return "state"
        organ = around.second.lower() in words.organs
        return "state" if organ and around.next[:1].isupper() else "people"

    def _hyphenated(self, around: Around) -> Reading:
        """Return what a name before a hyphen is: Ankara-based (nothing), Iran-backed (aside), Ankara-Baku (the state)."""
        after = around.hyphen_after
        if after == "based":
            return "none"
        if around.after_hyphenated in self._words.borderlands:
            return "place"
        if after[:1].isupper() or after.lower() not in self._words.backing:
            return "state" if after[:1].isupper() or after.lower() in self._words.backed else "people"
        return "aside"

    def _owned(self, around: Around) -> Reading:
        words, word, second = self._words, around.next.lower(), around.second.lower()
        if word in words.against:
            return "aside"
        if word in words.places or second in words.places:
            return "state" if self._state_later(around) else "place"
        beside = second if around.next.islower() or word in words.title_modifiers else ""
        return "state" if word in words.states_or_titles or beside in words.states_or_titles else "both"

    def _state_later(self, around: Around) -> bool:
        """Whether a place word only qualifies an organ of the state: border guards, central bank, provincial government."""
        return around.second.lower() in self._words.organs_of_places

    def _is_of_water(self, around: Around) -> bool:
        """Whether a country's name is a word of a river's, a lake's or a street's: the Niger River."""
        after, before = around.next, around.before
        if after[:1].isupper() and not around.owner and after.lower() in self._words.waters_after:
            return True
        return not around.gap.strip() and before[:1].isupper() and before.lower() in self._words.waters_before

    def _acts(self, around: Around) -> bool:
        word, second, decisions = around.next.lower(), around.second.lower(), self._words.decisions
        return word in decisions or bool(_ADVERBS.match(word) and (second in decisions or second.endswith("ed")))


def _before(around: Around) -> tuple[str, str]:
    """Return the two words before, without what a comma or a bracket parts from the name."""
    if around.gap.strip(" “\"‘'\u00a0\n["):
        return "", ""
    return around.before.lower(), around.before_that.lower()
