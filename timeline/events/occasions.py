"""What was done on an occasion that opens the sentence with its day ("At a meeting on Monday, ministers approved …")."""

from __future__ import annotations

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, words
from timeline.events.paired import Pairing
from timeline.events.telling import TALK
from timeline.events.triggers import VIOLENCE, Found, Trigger, family

__all__ = ["on_the_occasion"]

_ON = words("at during in")
"""Prepositions that open a sentence with an occasion."""
_SHORT = 3
"""Days of an occasion up to which what was done on it has its days."""
_BACK = words("recall remember remind look say tell")
"""Verbs of what is only told on an occasion."""


def on_the_occasion(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what was done on a dated occasion named before it."""
    for pairing in list(pairs):
        noun = pairing.trigger
        own = found.of_clause.get(noun.clause)
        if noun.part != "noun" or own is None or own.type in TALK or (pairing.interval.days or 99) > _SHORT:
            continue
        clause = parse.clauses[noun.clause]
        dated = any(other.trigger.clause == noun.clause and other.trigger.head >= own.first for other in pairs)
        if (
            not dated
            and _opens(parse, noun, clause, parse.token_at(pairing.mention.start))
            and _was_done(own, clause, noun)
        ):
            pairs.append(Pairing(own, pairing.mention, pairing.interval, "it was done on that occasion", 0.65))


def _opens(parse: Parse, noun: Trigger, clause: Clause, at: int) -> bool:
    """Whether a clause begins with the occasion and its date, and a comma parts both from what was done."""
    group, tokens = clause.group, parse.tokens
    if group is None or clause.kind not in ("main", "complement", "coordinate") or noun.head > group.first:
        return False
    first = next((step for step in range(clause.start, noun.first) if tokens[step].word in _ON), None)
    if first is None or first - clause.start > 1 or any(flags & COMMA for flags in parse.flags[first : noun.first]):
        return False
    return any(flags & COMMA for flags in parse.flags[max(noun.last, at) + 1 : group.first])


def _was_done(own: Trigger, clause: Clause, noun: Trigger) -> bool:
    """Whether a verb in the past tells another kind of deed than the occasion is."""
    group = clause.group
    assert group is not None
    told = group.finite and group.past and not (group.perfect or group.modal or group.negated or group.progressive)
    if not told or own.type == noun.type or family(own.type) == family(noun.type) or group.lemma in _BACK:
        return False
    return not (noun.type in VIOLENCE and own.type in ("displacement", "takeover"))
