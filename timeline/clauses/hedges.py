"""Words that look like verbs and are none: "fired what appeared to be a missile" tells of a missile, "a slew of" of many."""

from __future__ import annotations

from dataclasses import replace

from timeline.clauses.forms import AUXILIARY, BE, DETERMINER, NAME, NOUN, PRONOUN, TO, VERB, words
from timeline.clauses.tokens import Token

__all__ = ["without_hedges", "without_slews"]

_HEDGING = words(
    "say call describe claim appear seem believe term label consider brand dub think know deem characterise characterize"
)
_LONGEST = 8
"""Words that such a phrase has at most."""
_SUBJECT = DETERMINER | NAME | NOUN | PRONOUN
_LINKING = AUXILIARY | BE | TO


def without_hedges(tokens: list[Token], flags: list[int]) -> None:
    """Make the words of each "what it called" or "what police said was" behind a verb no more than an article of its noun."""
    for at in [at for at, token in enumerate(tokens) if token.word == "what"]:
        if not at or not flags[at - 1] & VERB:
            continue
        end = _end_of_hedge(tokens, flags, at)
        for step in range(at, end):
            tokens[step] = replace(tokens[step], flags=DETERMINER, either=None)
            flags[step] = DETERMINER


def without_slews(tokens: list[Token], flags: list[int]) -> None:
    """Make the word in each "a slew of cases" no more than a noun: nobody slew anybody."""
    for at in range(1, len(tokens) - 1):
        if tokens[at].word == "slew" and flags[at - 1] & DETERMINER and tokens[at + 1].word == "of":
            tokens[at] = replace(tokens[at], flags=NOUN, lemma="slew", either=None)
            flags[at] = NOUN


def _end_of_hedge(tokens: list[Token], flags: list[int], at: int) -> int:
    """Return the number of the token after a hedge that begins with "what", or the same number where there is none."""
    step = at + 1
    limit = min(len(tokens), at + _LONGEST)
    while step < limit and tokens[step].lemma not in _HEDGING and flags[step] & (_SUBJECT | AUXILIARY):
        step += 1
    if step >= limit or tokens[step].lemma not in _HEDGING or not flags[step] & VERB:
        return at
    step += 1
    while step < len(tokens) and (flags[step] & _LINKING or tokens[step].word == "as"):
        step += 1
    opens_noun = step < len(tokens) and flags[step] & (DETERMINER | NAME | NOUN) and not flags[step] & PRONOUN
    return step if opens_noun else at
