"""Participles that only say of what kind a noun is: "armed men", "those killed", "toppled elected leaders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.clauses.forms import (
    ADVERB,
    AUXILIARY,
    COMMA,
    COORDINATOR,
    DATE,
    DETERMINER,
    GET,
    NAME,
    NOUN,
    NUMBER,
    PREPOSITION,
    QUOTE,
    STOP,
    VERB,
)
from timeline.clauses.tokens import Token

if TYPE_CHECKING:
    from timeline.clauses.groups import Group

__all__ = ["qualifies_an_object", "qualifies_what_is_counted"]

_SHORT_OBJECT = 5
"""Words within which a verb stands before the number of its object."""


def qualifies_an_object(tokens: list[Token], number: int, groups: list[Group]) -> bool:
    """Whether a participle right behind an active verb only says of what kind its object is ("toppled elected leaders")."""
    if not groups or groups[-1].last != number - 1 or number + 1 >= len(tokens):
        return False
    verb = groups[-1]
    if verb.passive or verb.form == "en" or tokens[verb.head].flags & (AUXILIARY | GET):
        return False
    after = tokens[number + 1].flags
    return bool(after & (NOUN | NAME)) and not after & (PREPOSITION | ADVERB | DETERMINER | DATE | QUOTE)


def qualifies_what_is_counted(tokens: list[Token], number: int, groups: list[Group]) -> bool:
    """Whether a participle stands between a number and its noun, in a verb's object ("killed 200 suspected rebels")."""
    if not groups or number + 1 >= len(tokens) or groups[-1].last < number - _SHORT_OBJECT:
        return False
    after, between = tokens[number + 1].flags, tokens[groups[-1].last + 1 : number]
    counted = tokens[number - 1].flags & NUMBER and not tokens[number - 1].flags & DATE
    is_noun = after & NOUN and not after & (NAME | VERB | PREPOSITION | ADVERB | DETERMINER | DATE)
    return bool(counted and is_noun) and not any(token.flags & (COMMA | STOP | COORDINATOR) for token in between)
