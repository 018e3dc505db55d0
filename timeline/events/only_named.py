"""Dates that only say which thing is meant, and nouns that only stand in the name of an office: none tells of a happening."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.clauses.forms import DATE, NOUN, words
from timeline.events.comparing import is_explained
from timeline.events.triggers import Trigger

__all__ = ["is_of_a_thing", "is_of_an_office"]

_TO_OF = 2
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
