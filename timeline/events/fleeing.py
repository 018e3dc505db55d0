"""Who fled: from what, where the flight is dated, and when, where what drove people out is."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import COMMA, PREPOSITION, words
from timeline.events.opening import opener
from timeline.events.paired import Pairing, is_dated
from timeline.events.triggers import VIOLENCE, Found, Trigger

__all__ = ["FORCES", "LASTING", "what_they_fled", "who_fled"]

LASTING = words("war conflict insurgency militancy violence hostility")
"""Nouns of what goes on for long."""
FORCES = words("force cause lead push drive send prompt compel leave oblige order make allow")
"""Verbs of what brings people to do something."""
_FLED = frozenset(("during", "from", "by", "amid", "in", "to"))
_DRIVES_OUT = frozenset((*VIOLENCE, "takeover", "breakdown", "restriction", "protest", "other"))
"""Types of what people are driven out by."""
_UPROOTS = words("displace uproot evict expel")
_ON_THE_RUN = words("fleeing streaming pouring")
"""Participles of those who flee, behind a verb that says what made them ("sent thousands fleeing")."""
_REACH = 9
"""Words within which such a participle follows the verb."""
_FAR_DOWN = 4
"""Clauses up from one that tells of a flight, within which what drove people out is told."""


def what_they_fled(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the violence from which people fled then ("fled during fighting last week", "crossed … to escape raids")."""
    for pairing in list(pairs):
        if pairing.trigger.type != "displacement" or pairing.trigger.part == "noun":
            continue
        clause = parse.clauses[pairing.trigger.clause]
        dated = {other.trigger.head for other in pairs}
        for noun in found.nouns:
            if noun.type not in VIOLENCE or noun.lemma.split()[-1] in LASTING or noun.head in dated:
                continue
            own = noun.clause == clause.number and _is_its_cause(parse, clause, noun)
            if own or _is_escaped(parse, clause, noun):
                pairs.append(Pairing(noun, pairing.mention, pairing.interval, "they fled from it then", 0.6))
                break


def _is_its_cause(parse: Parse, clause: Clause, noun: Trigger) -> bool:
    """Whether a noun says what people fled from: behind "during", "from" …, or as the subject of what displaced them."""
    group = clause.group
    if group is None or group.negated or group.modal:
        return False
    if noun.head < group.first:
        return group.lemma in ("displace", "uproot", "drive", "force") and not group.passive
    told = opener(parse, noun)
    return told in _FLED or (told == "of" and "during" in {t.word for t in parse.tokens[group.last : noun.first]})


def _is_escaped(parse: Parse, clause: Clause, noun: Trigger) -> bool:
    """Whether a clause below tells with "escape" or "flee" what people fled from."""
    below = parse.clauses[noun.clause]
    if below.parent != clause.number or below.group is None or below.kind not in ("infinitive", "participle"):
        return False
    between = parse.flags[below.group.last + 1 : noun.head]
    is_object = noun.head > below.group.last and not any(flags & PREPOSITION for flags in between)
    return below.group.lemma in ("escape", "flee", "avoid") and is_object


def who_fled(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date the flight that something dated brought about ("Monday's raid sent hundreds fleeing", "a raid that forced …")."""
    for pairing in list(pairs):
        if pairing.trigger.type not in _DRIVES_OUT or not pairing.interval.is_known:
            continue
        for clause in parse.clauses:
            flight = _flight(parse, found, clause) if _is_told_of(parse, clause, pairing.trigger) else None
            if flight is not None and not is_dated(flight, pairs):
                pairs.append(Pairing(flight, pairing.mention, pairing.interval, "it drove them out", 0.65))


def _is_told_of(parse: Parse, clause: Clause, trigger: Trigger) -> bool:
    """Whether a clause tells what a happening did: its own verb, or one that tells more of it behind."""
    group = clause.group
    if group is None or group.negated or group.modal or group.passive or group.lemma not in FORCES | _UPROOTS:
        return False
    if clause.number == trigger.clause:
        return trigger.head < group.first
    if clause.start < trigger.head:
        return False
    told = clause.opener in ("that", "which") if clause.kind == "relative" else group.form == "ing"
    is_behind = clause.kind == "participle" and any(f & COMMA for f in parse.flags[clause.start - 1 : clause.start + 1])
    return told and (clause.kind == "relative" or is_behind) and trigger.clause in _above(parse, clause)


def _above(parse: Parse, clause: Clause) -> Iterator[int]:
    """Yield the clauses that a clause hangs on, up to the first with a finite verb."""
    number = clause.number
    for _ in range(_FAR_DOWN):
        if clause.parent is None:
            break
        clause = parse.clauses[clause.parent]
        yield clause.number
        if clause.group is not None and clause.group.finite:
            break
    before = reversed(
        parse.clauses[:number]
    )  # "comes after rebels attacked a post on Friday, sending hundreds fleeing"
    yield from [one.number for one in before if one.group is not None and one.group.finite][:1]


def _flight(parse: Parse, found: Found, clause: Clause) -> Trigger | None:
    """Return the flight that a clause tells: its own verb's, what its verb made people do, or as what it sent them off."""
    group, own = clause.group, found.of_clause.get(clause.number)
    if group is None:
        return None
    if group.lemma in _UPROOTS:
        return own if own is not None and own.type == "displacement" else None
    for other in parse.clauses[clause.number + 1 :]:
        below = found.of_clause.get(other.number)
        goes_on = other.parent == clause.number and other.kind in ("participle", "infinitive")
        if goes_on and below is not None and below.type == "displacement":
            return below
    for at in range(group.last + 1, min(group.last + _REACH, len(parse.tokens))):
        if parse.tokens[at].word in _ON_THE_RUN:
            return Trigger(at, at, at, parse.clause_of[at], "verb", "displacement", "flee")
    return None
