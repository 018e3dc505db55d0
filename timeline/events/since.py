"""What has gone on since a dated happening, or come of something from its beginning on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import ADJECTIVE, DETERMINER, NOUN, PHRASE, POSSESSIVE, PREPOSITION, words
from timeline.events.paired import Pairing, is_dated
from timeline.events.triggers import Found
from timeline.interval import Interval

__all__ = ["count_from_the_beginning", "count_since"]

_BEGINS = words("begin start erupt break ignite commence flare launch")
_STATES = words("be have become see make")
"""Verbs that tell of no deed, and what their object says is another's to tell."""
_TOLLS = words("kill displace claim leave injure wound uproot force drive cost")


def count_since(parse: Parse, found: Found, pairs: list[Pairing], published: date | None) -> None:
    """Date what has gone on since a dated happening ("attacks have risen since the truce broke down in May 2023")."""
    if published is None:
        return
    for number, pairing in enumerate(list(pairs)):
        if _is_since_what_was_then(parse, pairing) and (pairing.interval.last or published) < published:
            span = Interval(pairing.interval.first, published, "range", "since", f"{_short(pairing.interval)}/..")
            pairs[number] = replace(pairing, interval=span)
            continue
        opener = _since_before(parse, pairing)
        if opener is None or pairing.interval.first is None:
            continue
        clause = parse.clauses[parse.clause_of[opener]]
        if clause.opener == "since" and clause.parent is not None:
            clause = _gone_on_since(parse, clause)
        trigger = found.of_clause.get(clause.number)
        if trigger is None or trigger is pairing.trigger or clause.group is None or not clause.group.perfect:
            continue
        if trigger.is_neutral:
            inside = [noun for noun in found.nouns if noun.clause == clause.number and noun.head < opener]
            if not inside and (clause.group.negated or clause.group.lemma in _STATES):
                continue
            trigger = inside[0] if inside else trigger
        if pairing.interval.first > published or any(other.trigger is trigger for other in pairs):
            continue
        first = pairing.interval.first
        span = Interval(first, published, "range", "since", f"{_short(pairing.interval)}/..")
        pairs.append(Pairing(trigger, pairing.mention, span, "it has gone on since the dated happening", 0.7))


def _is_since_what_was_then(parse: Parse, pairing: Pairing) -> bool:
    """Whether a verb has its date from a noun behind "since" ("has been in power since the 2013 death of his brother")."""
    clause, at = parse.clauses[pairing.trigger.clause], parse.token_at(pairing.mention.start)
    if pairing.trigger.part == "noun" or clause.group is None or not clause.group.perfect or clause.group.past:
        return False
    if at < clause.group.last:
        return False
    named = at + 1 < len(parse.tokens) and parse.flags[at + 1] & (NOUN | ADJECTIVE)
    behind = at > 1 and parse.tokens[at - 2].word == "since" and bool(parse.flags[at - 1] & DETERMINER)
    return (behind and bool(named)) or _closes_the_phrase_of_since(parse, clause.group.last, at)


def _closes_the_phrase_of_since(parse: Parse, verb: int, at: int) -> bool:
    """Whether a date stands in the phrase that "since" opens behind a verb ("has been away since his surgery last week")."""
    for step in range(at - 1, verb, -1):
        if parse.tokens[step].word == "since":
            return at - step > 1 and not parse.flags[step + 1] & PREPOSITION
        if not parse.flags[step] & (PHRASE | PREPOSITION | POSSESSIVE):
            return False
    return False


def _gone_on_since(parse: Parse, since: Clause) -> Clause:
    """Return the clause that tells what has gone on since something: the one above, or what that says ("said … had fled")."""
    before = parse.clauses[since.number - 1]
    told = before.kind == "complement" and before.group is not None and before.group.perfect
    return before if told or since.parent is None else parse.clauses[since.parent]


def count_from_the_beginning(parse: Parse, found: Found, pairs: list[Pairing], published: date | None) -> None:
    """Date what has come of something from its beginning on ("the war, which began in 2011, has killed 90,000 people")."""
    for pairing in list(pairs):
        mention, first = pairing.mention, pairing.interval.first
        at = parse.clauses[parse.clause_of[parse.token_at(mention.start)]]
        if at.kind != "relative" or at.parent is None or at.group is None or at.group.lemma not in _BEGINS:
            continue
        above = parse.clauses[at.parent]
        trigger = found.of_clause.get(above.number)
        if trigger is None or above.group is None or not above.group.perfect or above.group.past or above.group.negated:
            continue
        known = is_dated(trigger, pairs)
        if known or published is None or first is None or first > published or trigger.lemma.split()[0] not in _TOLLS:
            continue
        span = Interval(first, published, "range", "since", f"{_short(pairing.interval)}/..")
        pairs.append(Pairing(trigger, mention, span, "it has come of it since it began", 0.65))


def _short(interval: Interval) -> str:
    edtf = interval.edtf
    return edtf if edtf and "/" not in edtf and "[" not in edtf else str(interval.first)


def _since_before(parse: Parse, pairing: Pairing) -> int | None:
    """Return the "since" that opens the dated clause or noun phrase, if one does."""
    trigger = pairing.trigger
    if trigger.part != "noun":
        clause = parse.clauses[trigger.clause]
        return clause.start if clause.opener == "since" else None
    for step in range(trigger.first - 1, max(-1, trigger.first - 6), -1):
        token = parse.tokens[step]
        if token.word == "since":
            return step
        if not token.flags & PHRASE or token.flags & PREPOSITION:
            return None
    return None
