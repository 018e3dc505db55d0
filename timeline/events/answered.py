"""What a deed only answers: "in retaliation for Sunday's launch"."""

from __future__ import annotations

from timeline.clauses import Parse
from timeline.clauses.forms import ADJECTIVE, NOUN, PHRASE, POSSESSIVE, PREPOSITION, words
from timeline.events.triggers import Trigger

__all__ = ["is_answered", "what_was_answered"]

_ANSWERS = frozenset(
    (noun, word)
    for word in ("for", "to", "over", "against")
    for noun in words(
        "retaliation revenge response answer reprisal punishment reaction protest payback retribution blame anger"
    )
)
"""Words before what a deed only answers."""
_NEAR = 6


def what_was_answered(parse: Parse, at: int) -> Trigger | None:
    """Return the noun of a date's own that a deed only answers ("in retaliation for Sunday's launch"), which no table knows."""
    tokens = parse.tokens
    apart = bool(tokens[at + 1 : at + 2]) and bool(tokens[at + 1].flags & POSSESSIVE)
    before = tuple(other.word for other in tokens[max(0, at - 2) : at])
    if before not in _ANSWERS or not (apart or tokens[at].word.endswith(("'s", "’s"))):
        return None
    first = last = at + 1 + apart
    while last < len(tokens) and tokens[last].flags & (NOUN | ADJECTIVE) and not tokens[last].flags & PREPOSITION:
        last += 1
    if last == first:
        return None
    return Trigger(first, last - 1, last - 1, parse.clause_of[last - 1], "noun", "", tokens[last - 1].lemma)


def is_answered(parse: Parse, noun: Trigger) -> bool:
    """Whether a noun names what a deed only answers ("in response to a drone strike on Sunday")."""
    tokens = parse.tokens
    for step in range(noun.first - 1, max(0, noun.first - _NEAR), -1):
        if (tokens[step - 1].word, tokens[step].word) in _ANSWERS:
            return True
        if not parse.flags[step] & PHRASE or parse.flags[step] & PREPOSITION:
            return False
    return False
