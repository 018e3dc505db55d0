"""The verb of a sentence whose subject a clause tells more of: "The bomb that exploded on Monday killed ten"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses.forms import COMMA, COORDINATOR, NAME, NOUN, QUOTE, RELATIVE, STOP, SUBORDINATOR, TO, words
from timeline.clauses.participles import opens_an_object
from timeline.clauses.tokens import Token

__all__ = ["ALWAYS_FINITE", "SUBJECTS", "TAKES_CLAUSE", "is_verb_of_the_subject"]

SUBJECTS = frozenset(("he", "she", "they", "we", "i"))
"""Pronouns that are only subjects, so that a verb behind one begins a clause."""
TAKES_CLAUSE = words(
    "say claim report believe allege think state announce confirm estimate tell add note warn admit show hope fear know reveal "
    "insist argue suggest feel realise realize conclude doubt complain learn"
)
"""Verbs that tell what somebody says or thinks."""
ALWAYS_FINITE = TAKES_CLAUSE | words("arrive die happen occur erupt emerge travel")
"""Verbs that are not read as participles for a verb that comes later: of saying, or without an object, ever."""
_NO_OBJECT = ALWAYS_FINITE | words(
    "collapse fail end surrender resign return appear escape explode crash land retreat advance continue resume start open close "
    "pass remain stay move reach vote march protest subside survive disappear agree refuse vow decide try manage threaten"
)
"""Verbs that have their sense without an object, so that no noun is meant before them to which it was done."""
_FROM_NOUN = 6
"""Words from "that" to the verb of its clause, at the most."""
_BREAKS = COMMA | STOP | QUOTE


def is_verb_of_the_subject(tokens: list[Token], number: int, finite: Sequence[tuple[int, int]]) -> bool:
    """Whether a past form is the verb of a subject that a clause with "who" or "that" tells more of, right behind that clause.

    ``finite`` are the tokens of the finite verbs before it, which must all be that clause's.
    """
    if not finite or tokens[number - 1].flags & (COORDINATOR | _BREAKS):
        return False
    relative = _relative_before(tokens, finite[0][0])
    if relative is None or any(token.flags & _BREAKS for token in tokens[relative:number]):
        return False
    for first, _ in finite[1:]:
        if not tokens[first - 1].flags & COORDINATOR:
            return False
    if any(token.flags & SUBORDINATOR and not token.flags & RELATIVE for token in tokens[finite[-1][1] + 1 : number]):
        return False
    token = tokens[number]
    return token.lemma in _NO_OBJECT or (opens_an_object(tokens, number + 1) and not tokens[number + 1].flags & TO)


def _relative_before(tokens: list[Token], verb: int) -> int | None:
    """Return the "who" or "that" right behind the subject of the sentence that opens the clause of a verb."""
    for at in range(verb - 1, max(0, verb - _FROM_NOUN), -1):
        if tokens[at].flags & RELATIVE and tokens[at].word in ("who", "that", "which", "whom"):
            return at if tokens[at - 1].flags & (NOUN | NAME) and not tokens[at - 1].flags & _BREAKS else None
    return None
