"""What a country's name, its nationality or its capital stands for: the state, the ground, or a word about people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline.entities.lexicon import (
    ALLIES,
    AT_THE_BORDER,
    BACKED,
    BORDERLANDS,
    DECISION_VERBS,
    ENVOYS,
    GIVEN_TO,
    LOCATIVES,
    ON_BEHALF,
    ORGANS_OF_PLACES,
    PARTS,
    PEOPLE_NOUNS,
    PLACE_NOUNS,
    PUBLIC_TITLES,
    SENT_BY_STATES,
    SPOKEN_TO,
    STATE_BODIES,
    STATE_NOUNS,
    STATE_PHRASE,
    TITLE_MODIFIERS,
    URBAN_NOUNS,
    VIOLENT_NOUNS,
    VIOLENT_VERBS,
)

__all__ = ["Around", "Reading", "read_around", "read_capital", "read_country", "read_nationality"]

Reading = Literal["state", "place", "people", "aside", "both", "weak", "none", "office", "dateline"]
"""What the words stand for: the state (it acts or is acted upon), only the place, the nationality of people, a country named
aside (an ally of …, the ambassador to …), state and place both, a bare capital, nothing, an office, a dateline."""

_NEXT = re.compile(
    r"(?P<owner>['’]s?)?(?P<joint>[ \u00a0\n]*)(?P<word>[A-Za-z][\w-]*)?(?:[ \u00a0](?P<second>[A-Za-z][\w-]*))?"
)
_MARKS = " \u00a0\n\t(“\"‘'—–[•"
_BEFORE_GROUND = LOCATIVES | AT_THE_BORDER | {"from"}
_BEFORE_TOWNS = LOCATIVES | {"from", "a", "an", "downtown", "greater"}
_PARTS = PARTS | {"out"}
_ASIDE = ALLIES | PEOPLE_NOUNS
_ORGANS = PUBLIC_TITLES | {"ministry", "office", "army", "police", "forces"}
_HYPHEN = re.compile(r"-([A-Za-z]+)(?: ([a-z]+))?")
_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{2,30})?(?: \([A-Za-z ]{2,20}\))?(?:, (?:[A-Z][a-z]+\.? \d{1,2}))?(?: ?(?::|—|–|--|-{1,2} ))"
)
_ADVERBS = re.compile(
    r"^(?:also|later|has|had|have|reportedly|then|now|again|still|repeatedly|frequently|jointly|never|often|long|already|recently"
    r"|previously|initially|strongly|quickly|officially|publicly|formally|immediately|last|this|earlier|itself|meanwhile)$"
)


@dataclass(frozen=True, slots=True)
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
    """Return the words around ``text[start:end]`` within the sentence ``text[floor:ceiling]``."""
    left = text[max(floor, start - 48) : start]
    bare = left.rstrip(_MARKS + ",;:.)]”-")
    words = bare.split()[-2:]
    before = words[-1].lstrip(_MARKS) if words else ""
    before_that = words[-2].strip(_MARKS) if len(words) > 1 and words[-2][-1] not in ",;:.)”" else ""
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


def read_country(around: Around) -> Reading:
    """Return what the name of a country stands for."""
    if around.hyphen_after:
        return _hyphenated(around)
    before, that = _before(around)
    if around.owner or _names_state(around):
        reading = _owned(around)
        return "place" if reading == "both" and before in LOCATIVES else reading
    if before == "in" and that in STATE_BODIES:
        return "both"
    if before == "from" and that in SENT_BY_STATES:
        return "both"
    if before in _BEFORE_GROUND or around.next.lower() in BORDERLANDS:
        return "place"
    if before == "with" and that in BORDERLANDS:
        return "place"
    if before in {"to", "for"} and that in ENVOYS:
        return "aside"
    if before == "to":
        return "aside" if that == "linked" else "both" if that in GIVEN_TO else "place"
    if before == "of":
        return "place" if that in _PARTS else "aside" if that in _ASIDE else "both"
    return "both"


def read_capital(around: Around) -> Reading:
    """Return what the name of a capital stands for: its city or its government."""
    if around.hyphen_after:
        return _hyphenated(around)
    if around.owner:
        return (
            "place"
            if {around.next.lower(), around.second.lower()} & URBAN_NOUNS or around.next[:1].isupper()
            else "state"
        )
    before, that = _before(around)
    if around.before.lower() in {"capital", "city"}:
        return "place"
    if before in {"in", "with", "to"} and that in {"faith", "confidence", "trust", "loyal", "close"}:
        return "state"
    if before == "in" and that in STATE_BODIES - {"forces", "troops", "police", "soldiers", "court", "officials"}:
        return "state"
    if before in _BEFORE_TOWNS:
        return "place"
    if before in {"of", "to"}:
        return "state" if that in (GIVEN_TO if before == "to" else ON_BEHALF) else "place"
    if before in VIOLENT_VERBS or (before in {"on", "against", "for"} and that in VIOLENT_NOUNS):
        return "place"
    return _read_bare_capital(around, before)


def _read_bare_capital(around: Around, before: str) -> Reading:
    """Return what a capital without a preposition stands for, by the word after it and then by the word before."""
    word = around.next.lower()
    if _acts(around) or (word in STATE_NOUNS - URBAN_NOUNS - VIOLENT_NOUNS and around.next.islower()):
        return "state"
    if word in URBAN_NOUNS | VIOLENT_NOUNS or around.next[:1].isupper():
        return "place"
    return "state" if before in SPOKEN_TO else "weak"


def read_nationality(around: Around) -> Reading:
    """Return what a nationality stands for: the state before its organs, the ground before soil, people otherwise."""
    if around.hyphen_after and around.hyphen_after.lower() not in STATE_NOUNS:
        return _hyphenated(around)
    word = around.next.lower()
    if word in PLACE_NOUNS and not _state_later(around):
        return "place"
    if word in PEOPLE_NOUNS:
        return "people"
    if word in STATE_NOUNS | PUBLIC_TITLES or (around.rest[:1].islower() and STATE_PHRASE.match(around.rest)):
        return "state"
    organ = around.second.lower() in _ORGANS
    return "state" if organ and around.next[:1].isupper() else "people"


def _hyphenated(around: Around) -> Reading:
    """Return what a name before a hyphen stands for: Ankara-based (nothing), Iran-backed (aside), Ankara-Baku (the state)."""
    after = around.hyphen_after
    if after == "based":
        return "none"
    if around.after_hyphenated in BORDERLANDS:
        return "place"
    return "state" if after[:1].isupper() else "aside" if after.lower() in BACKED else "people"


def _owned(around: Around) -> Reading:
    word = around.next.lower()
    if word in PLACE_NOUNS or around.second.lower() in PLACE_NOUNS:
        return "state" if _state_later(around) else "place"
    beside = {word, around.second.lower() if around.next.islower() or around.next.lower() in TITLE_MODIFIERS else ""}
    return "state" if beside & (STATE_NOUNS | PUBLIC_TITLES) else "both"


def _names_state(around: Around) -> bool:
    """Whether a word of the state follows at once: Pakistan army, Kenya police, Ukraine President …"""
    word = around.next.lower()
    return (
        word in STATE_NOUNS | PUBLIC_TITLES and word not in DECISION_VERBS | VIOLENT_VERBS and word not in PLACE_NOUNS
    )


def _state_later(around: Around) -> bool:
    """Whether a place word only qualifies an organ of the state: border guards, central bank, provincial government."""
    return around.second.lower() in ORGANS_OF_PLACES


def _acts(around: Around) -> bool:
    word, second = around.next.lower(), around.second.lower()
    return word in DECISION_VERBS or bool(_ADVERBS.match(word) and (second in DECISION_VERBS or second.endswith("ed")))


def _before(around: Around) -> tuple[str, str]:
    """Return the two words before, without "the" and without what a comma or a bracket parts from the name."""
    if around.gap.strip(" “\"‘'\u00a0\n["):
        return "", ""
    if around.before.lower() == "the":
        return around.before_that.lower(), ""
    return around.before.lower(), around.before_that.lower()
