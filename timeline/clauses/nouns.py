"""Whether a word that can be a verb is a noun, or only says of what kind a noun is, by the words beside it."""

from __future__ import annotations

from timeline.clauses.forms import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    COMMA,
    DATE,
    DETERMINER,
    HAVE,
    MODAL,
    NAME,
    NOUN,
    NUMBER,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    STOP,
    SUBORDINATOR,
    THIRD,
    TO,
    VERB,
    words,
)
from timeline.clauses.tokens import Token

__all__ = [
    "describes_a_noun",
    "has_its_verb_behind",
    "is_compound",
    "is_dated_noun",
    "later_plain_verb",
    "noun_as_verb",
    "opens_with_a_noun",
    "qualifies_a_subject",
]

_MANY = ("men", "people", "women", "children")
_DESCRIBED = {
    "with": words("armed equipped loaded packed filled rigged laced laden strewn littered charged infected"),
    "in": words("dressed clothed disguised clad wrapped draped involved"),
    "as": words("disguised dressed known identified described"),
    "of": words("suspected accused composed"),
    "to": words("linked affiliated connected attached assigned"),
}
"""By the preposition right behind them, the participles that behind a noun then only describe it ("men armed with rifles …")."""
_SHORT_SUBJECT = 4
_LONGEST_PHRASE = 5
"""Words back to the date that may open a noun's phrase."""


def is_compound(tokens: list[Token], number: int) -> bool:
    """Whether a noun that could be a verb is held by the noun after it ("drone strike", "Strike Group")."""
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    return after is not None and bool(after.flags & PREPOSITION) and after.word not in ("to", "at", "against")


def is_dated_noun(tokens: list[Token], number: int) -> bool:
    """Whether a noun that could be a verb closes a phrase that a date opens ("the 2008 Port Ville attacks")."""
    for at in range(number - 1, max(0, number - _LONGEST_PHRASE), -1):
        if tokens[at].flags & DATE:
            return bool(tokens[at - 1].flags & DETERMINER)
        if not tokens[at].flags & (NAME | NOUN | ADJECTIVE):
            return False
    return False


def noun_as_verb(before: Token, flags: int, after: Token | None) -> bool:
    """Whether a word that is a noun elsewhere is the verb here ("they attack", "rebels attack the town")."""
    if before.flags & PRONOUN and before.word not in ("him", "them", "us", "me", "one", "others"):
        return True
    if before.flags & RELATIVE and before.word not in ("what", "that", "whose"):
        return True
    if (
        after is None
        or not after.flags & (DETERMINER | PRONOUN | NAME | NUMBER | TO | QUOTE)
        or after.word in ("there", "at")
    ):
        return False
    if flags & BASE:
        return bool(before.flags & PLURAL)
    return (
        bool(before.flags & (NAME | NOUN))
        and not before.flags & PLURAL
        and bool(after.flags & (DETERMINER | PRONOUN | QUOTE))
    )


def later_plain_verb(tokens: list[Token], number: int) -> bool:
    """Whether a word that can hardly be anything but a finite verb comes later in the headline's clause."""
    for token in tokens[number:]:
        if token.flags & (STOP | SUBORDINATOR | RELATIVE | COMMA | TO):
            return False
        if token.flags & (THIRD | BASE) and not token.flags & (NOUN | PREPOSITION | ADVERB):
            return True
        if token.flags & (BE | HAVE):
            return True
    return False


def qualifies_a_subject(tokens: list[Token], number: int) -> bool:
    """Whether a participle only says of what kind the people are whose verb follows ("as suspected rebels attacked …")."""
    for at in range(number + 1, min(number + 4, len(tokens) - 1)):
        token = tokens[at]
        if token.flags & PLURAL or token.word.endswith(_MANY):
            return bool(tokens[at + 1].flags & (PAST | BE | HAVE | MODAL))
        if not token.flags & (NOUN | ADJECTIVE | NAME):
            return False
    return False


def describes_a_noun(tokens: list[Token], number: int) -> bool:
    """Whether a participle behind a noun only says what kind of people or things it names ("gunmen dressed in black …")."""
    if not 0 < number < len(tokens) - 1:
        return False
    before, token, after = tokens[number - 1 : number + 2]
    if any(earlier.flags & RELATIVE for earlier in tokens[max(0, number - _SHORT_SUBJECT) : number]):
        return False  # "a blast that the police linked to rebels"
    named = before.flags & (NOUN | NAME) and not before.flags & (DATE | PRONOUN | RELATIVE)
    return bool(named) and token.word in _DESCRIBED.get(after.word, ())


_OF_WARNING = ("shot", "shots", "fire", "sign", "signs", "strike", "strikes")


def has_its_verb_behind(tokens: list[Token], number: int) -> bool:
    """Whether a finite verb follows right behind a word in -ing, so that it is what does it ("where heavy fighting resumed")."""
    before, after = tokens[number - 1].flags, tokens[number + 1].flags if number + 1 < len(tokens) else 0
    if tokens[number].word == "warning" and number + 1 < len(tokens) and tokens[number + 1].word in _OF_WARNING:
        return True  # "fired warning shots"
    return bool(after & PAST) and not before & (PLURAL | PRONOUN | COMMA | VERB | BE)


def opens_with_a_noun(tokens: list[Token], number: int) -> bool:
    """Whether a sentence's first word in -ing is its subject: its verb comes before any comma ("Fighting in … erupted")."""
    for at in range(number + 1, len(tokens)):
        flags = tokens[at].flags
        if flags & (COMMA | STOP | RELATIVE | SUBORDINATOR | QUOTE) and not flags & PREPOSITION:
            return False
        if at == number + 1 and not flags & (PREPOSITION | ADVERB | HAVE):
            return False
        if flags & (HAVE | MODAL) or (flags & PAST and not tokens[at - 1].flags & DETERMINER):
            return True
    return False
