"""What a country's name, its nationality or its capital stands for where it is: the state, the ground, or only a word about people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from timeline.entities.lexicon import (
    DECISION_VERBS, LOCATIVES, PEOPLE_NOUNS, PLACE_NOUNS, STATE_NOUNS, STATE_PHRASE, TITLES, VIOLENT_NOUNS, VIOLENT_VERBS,
)  # fmt: skip

__all__ = ["Around", "Reading", "read_around", "read_capital", "read_country", "read_nationality"]

Reading = Literal["state", "place", "people", "both", "weak", "none"]
"""state: it acts or is acted upon; place: only where; both: either; people: whose; weak: a bare capital; none: neither."""

_NEXT = re.compile(
    r"(?P<owner>['’]s?)?(?P<joint>[ \u00a0\n]*)(?P<word>[A-Za-z][\w-]*)?(?:[ \u00a0](?P<second>[A-Za-z][\w-]*))?"
)
_BEFORE = re.compile(r"(?:(?P<second>[\w’'-]+)(?P<gap>[ \u00a0\n(“\"‘'—–]+))?(?P<word>[\w’'-]+)(?P<sign>[^\w]*)$")
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
    hyphen_before: bool
    next: str
    second: str
    rest: str
    first: bool


def read_around(text: str, start: int, end: int, floor: int, ceiling: int) -> Around:
    """Return the words around ``text[start:end]`` within the sentence ``text[floor:ceiling]``."""
    left = text[max(floor, start - 48) : start]
    before = _BEFORE.search(left)
    right = text[end : min(ceiling, end + 80)]
    hyphen = re.match(r"-([A-Za-z]+)", right)
    after = _NEXT.match(right)
    assert after is not None
    word = (after["word"] or "") if after["joint"] or after["owner"] else ""
    return Around(
        before["word"] if before else "", (before["second"] or "") if before else "", before["sign"] if before else left,
        bool(after["owner"]), hyphen[1] if hyphen else "", left.endswith("-"), word, (after["second"] or "") if word else "",
        right[after.end("joint") :] if word else "", not left.strip(" “\"‘'•-—\u00a0\n\t"),
    )  # fmt: skip


def is_dateline(text: str, end: int) -> bool:
    """Whether the name that ends at ``end``, at the head of a paragraph, is where the story was filed."""
    return _DATELINE.match(text, end) is not None


def read_country(around: Around) -> Reading:
    """Return what the name of a country stands for."""
    if around.hyphen_after:
        return _hyphenated(around)
    if around.owner or _names_state(around):
        return _owned(around)
    if around.gap.strip(" “\"‘'\u00a0\n") == "" and around.before.lower() in LOCATIVES | {"from"}:
        return "place"
    if around.before.lower() == "the" and around.before_that.lower() in LOCATIVES | {"from"}:
        return "place"
    if around.before.lower() in VIOLENT_VERBS and around.before.lower().startswith(
        ("enter", "visit", "leav", "left", "reach")
    ):
        return "both"
    return "both"


def read_capital(around: Around) -> Reading:
    """Return what the name of a capital stands for: its city or its government."""
    if around.hyphen_after:
        return _hyphenated(around)
    before, that = around.before.lower(), around.before_that.lower()
    tight = around.gap.strip(" “\"‘'\u00a0\n") == ""
    if around.owner:
        return "state" if around.next.lower() in STATE_NOUNS and around.next.lower() not in PLACE_NOUNS else "place"
    if tight and (
        before in LOCATIVES or before in {"from", "of", "capital", "city"} and not _of_government(before, that)
    ):
        return "place"
    if tight and before == "to" and not _speaks_to(that):
        return "place"
    if tight and (before in VIOLENT_VERBS or (before in {"on", "against", "for"} and that in VIOLENT_NOUNS)):
        return "place"
    if _acts(around):
        return "state"
    if tight and before in {"with", "by", "and", "against", "between", "that", "while", "as", "but", "whether", "when", "if", "urged", "accused",
                            "pressed", "press", "asked", "told", "warned", "pressure", "urges", "accuses", "blamed", "told"}:  # fmt: skip
        return "state"
    return "weak"


def read_nationality(around: Around) -> Reading:
    """Return what a nationality stands for: the state before its organs, the ground before soil, people otherwise."""
    if around.hyphen_after and around.hyphen_after.lower() not in STATE_NOUNS:
        return _hyphenated(around)
    word = around.next.lower()
    if word in PLACE_NOUNS and not _state_later(around):
        return "place"
    if word in PEOPLE_NOUNS:
        return "people"
    if (
        word in STATE_NOUNS
        or word in TITLES
        or STATE_PHRASE.match(around.rest.lower() if around.rest[:1].islower() else "")
    ):
        return "state"
    if (
        around.second.lower() in TITLES | {"ministry", "office", "army", "police", "forces"}
        and around.next[:1].isupper()
    ):
        return "state"
    return "people"


def _hyphenated(around: Around) -> Reading:
    after = around.hyphen_after
    if after.lower() in {"based", "born", "style", "wide", "area", "bound", "educated"}:
        return "none" if after.lower() == "based" else "people"
    if after.lower() in {
        "backed",
        "led",
        "sponsored",
        "supported",
        "brokered",
        "mediated",
        "funded",
        "allied",
        "aligned",
        "run",
    }:
        return "state"
    if after.lower() in {"controlled", "held", "ruled", "administered", "occupied"}:
        return "state"
    return "state" if after[:1].isupper() else "people"


def _owned(around: Around) -> Reading:
    word = around.next.lower()
    if word in PLACE_NOUNS or around.second.lower() in PLACE_NOUNS:
        return "state" if _state_later(around) else "place"
    return "state" if word in STATE_NOUNS | TITLES or around.second.lower() in STATE_NOUNS | TITLES else "both"


def _names_state(around: Around) -> bool:
    """Whether a word of the state follows at once: Pakistan army, Kenya police, Ukraine President …"""
    word = around.next.lower()
    return word in STATE_NOUNS | TITLES and word not in DECISION_VERBS | VIOLENT_VERBS and word not in PLACE_NOUNS


def _state_later(around: Around) -> bool:
    """Whether a place word only qualifies an organ of the state: border guards, central bank, provincial government."""
    pair = f"{around.next.lower()} {around.second.lower()}"
    return around.second.lower() in {"guards", "guard", "police", "forces", "troops", "bank", "government", "officials", "minister", "command"} or pair in {
        "border security", "coast guard", "district court"}  # fmt: skip


def _acts(around: Around) -> bool:
    word, second = around.next.lower(), around.second.lower()
    return word in DECISION_VERBS or bool(_ADVERBS.match(word) and (second in DECISION_VERBS or second.endswith("ed")))


def _of_government(before: str, that: str) -> bool:
    return before == "of" and that in {
        "behalf",
        "part",
        "support",
        "accusations",
        "refusal",
        "decision",
        "allies",
        "ally",
        "accused",
        "critical",
    }


def _speaks_to(that: str) -> bool:
    return that in {
        "according",
        "close",
        "loyal",
        "hostile",
        "message",
        "aid",
        "support",
        "response",
        "warning",
        "pressure",
        "sold",
        "sales",
        "due",
    }
