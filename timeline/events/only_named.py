"""What only names: dates of things, nouns in the names of offices, and what is said of somebody between commas."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.clauses.forms import COMMA, DATE, NAME, NOUN, NUMBER, PHRASE, words
from timeline.events.comparing import is_explained
from timeline.events.triggers import Trigger

__all__ = ["is_of_a_thing", "is_of_an_office", "opens_aside"]

_TO_OF = 2
_LONGEST_ASIDE = 6
_TIMES_OF = words(
    "start beginning end middle half part month months week weeks day days morning evening night afternoon quarter "
    "summer winter spring autumn fall eve hours weekend period course rest most many much remainder late early mid close "
    "opening date deadline"
)
"""Nouns before "of" and a date that are times themselves ("the end of May")."""


def is_of_a_thing(parse: Parse, at: int) -> bool:
    """Whether a date only says which thing is meant ("ratified the decisions of May 13")."""
    tokens = parse.tokens
    if at < _TO_OF or at + 1 >= len(tokens):
        return False
    thing = tokens[at - 2]
    if tokens[at - 1].word != "of" or is_explained(parse, at):
        return False
    if tokens[at].word.startswith("the ") or tokens[at].word.endswith("0s"):
        return False
    return bool(thing.flags & NOUN) and not thing.flags & DATE and thing.word not in _TIMES_OF


def is_of_an_office(parse: Parse, noun: Trigger) -> bool:
    """Whether a noun in capitals belongs to the name of an office ("the Director General of Military Operations")."""
    tokens, at = parse.tokens, noun.head
    if not tokens[at].written[:1].isupper():
        return False
    while at > 1 and tokens[at - 1].written[:1].isupper():
        at -= 1
    return at > 1 and tokens[at - 1].word in ("of", "for") and tokens[at - 2].written[:1].isupper()


def opens_aside(parse: Parse, at: int) -> int | None:
    """Return the comma that opens what is said of somebody right before a date ("the fall of Omar Dia, a general, in 2003")."""
    if at < _TO_OF or not parse.flags[at - 1] & COMMA:
        return None
    for step in range(at - 2, max(0, at - 2 - _LONGEST_ASIDE), -1):
        if parse.flags[step] & COMMA:
            named = parse.flags[step + 1] & NAME  # "at a forum in Gao, Mali, on Sunday"
            return step if parse.flags[step - 1] & (NOUN | NAME) and step < at - 2 and not named else None
        if not parse.flags[step] & (PHRASE | NUMBER):
            return None
    return None
