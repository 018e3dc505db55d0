"""What is done by announcing it: a pact left, a border closed, a law passed, told as what somebody said on a day."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADVERB, DATE, PREPOSITION, words
from timeline.events.triggers import Trigger, clause_trigger
from timeline.events.types import MAKES_KNOWN, TypeTable

__all__ = ["type_announced"]

_DONE_BY_SAYING = words("breakdown restriction political agreement takeover aid legal displacement military_operation")
"""Types of what somebody does who announces it; a meeting or a protest that is announced is not held by that."""
_ORDERED = frozenset(("restriction", "political", "breakdown", "legal"))
"""Types of what is done to others by announcing it ("announced that schools would be closed")."""
_PROMISES = frozenset(("promise", "pledge", "vow", "commit", "offer"))
"""Verbs by which help is given: whoever promises it is told as giving it; what else is promised is only said."""
_CUTS_SHORT = frozenset(("cut", "cancel", "postpone", "curtail"))
"""Verbs of what is done to a visit or a meeting by announcing it."""
_MEANT = words("intention intent plan plans decision move readiness")
"""Nouns between "announced" and "to" for what will be done: "announced its decision to leave the pact"."""
_OWN = words("it they he she we that")
_SHORT = 2
"""Words of "that it"."""
_TO_COME = frozenset(("will", "would", "'ll", "’ll", "'d", "’d"))


def type_announced(parse: Parse, trigger: Trigger, table: TypeTable) -> str:
    """Return the type of what a verb of saying announces as its speaker's own doing, or nothing."""
    if trigger.part != "verb":
        return ""
    told = _what_is_told(parse, trigger)
    if trigger.lemma in _PROMISES:
        return "aid" if told is not None and _is_help(parse, told, table) else ""
    if told is not None and told.kind == "infinitive":
        return _type_of(parse, told, table)
    if told is None or told.group is None or told.group.negated:
        return ""
    if told.group.lemma == "decide" and _is_speakers_own(parse, told):
        return _type_below(parse, told, table)
    if trigger.lemma != "announce":
        return ""
    named = clause_trigger(parse, told, table)
    if named is None:
        return ""
    if _is_speakers_own(parse, told) and _is_being_done(told):
        done = named.type in _DONE_BY_SAYING or named.lemma.split()[0] in _CUTS_SHORT
        return named.type if done else ""
    ordered = told.group.passive and told.group.modal in _TO_COME and named.type in _ORDERED
    return named.type if ordered else ""


def _is_help(parse: Parse, told: Clause, table: TypeTable) -> bool:
    """Whether what is promised is help or money ("pledged to provide 300 million", "promised they would fund the army")."""
    if told.group is None or told.group.negated or not (told.kind == "infinitive" or _is_speakers_own(parse, told)):
        return False
    named = clause_trigger(parse, told, table)
    return named is not None and named.type == "aid"


def _what_is_told(parse: Parse, trigger: Trigger) -> Clause | None:
    """Return the clause that a verb of saying goes on with: with "that", with a pronoun, or with "to" behind what is meant."""
    after = trigger.clause + 1
    told = parse.clauses[after] if after < len(parse.clauses) else None
    if told is not None and told.kind == "infinitive" and told.parent == trigger.clause:
        if trigger.lemma in _PROMISES:
            return told
        return told if trigger.lemma in MAKES_KNOWN and parse.tokens[told.start - 1].word in _MEANT else None
    if told is None or (told.kind == "complement" and told.parent == trigger.clause):
        return told
    goes_on = told.kind == "main" and parse.tokens[told.start].word in _OWN
    return told if goes_on and parse.clause_of[told.start - 1] == trigger.clause else None


def _is_speakers_own(parse: Parse, told: Clause) -> bool:
    """Whether the subject of what is told is the speaker again ("it", "they")."""
    assert told.group is not None
    subject = [
        token.word
        for token in parse.tokens[told.start : told.group.first]
        if not token.flags & (DATE | PREPOSITION | ADVERB)
    ]
    return 0 < len(subject) <= _SHORT and all(word in _OWN for word in subject)


def _is_being_done(told: Clause) -> bool:
    """Whether a verb tells what begins with the saying, or had just been done: "was leaving", "would leave", "had left"."""
    assert told.group is not None
    return told.group.progressive or told.group.perfect or told.group.modal in _TO_COME


def _type_below(parse: Parse, told: Clause, table: TypeTable) -> str:
    """Return the type of what was decided ("had decided to close the border")."""
    below = next((c for c in parse.clauses if c.parent == told.number and c.kind == "infinitive"), None)
    return _type_of(parse, below, table) if below is not None else ""


def _type_of(parse: Parse, clause: Clause, table: TypeTable) -> str:
    """Return the type of a clause where it tells what is done by saying so."""
    named = clause_trigger(parse, clause, table)
    return named.type if named is not None and named.type in _DONE_BY_SAYING else ""
