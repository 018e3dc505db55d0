"""What a dated deed came after: it was done in the same month or year, or on the same day where the one led to the other."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.clauses import Clause, Parse
from timeline.clauses.forms import DETERMINER, POSSESSIVE, words
from timeline.events.opening import opener
from timeline.events.paired import Pairing, is_dated
from timeline.events.telling import TALK
from timeline.events.triggers import VIOLENCE, Found, Trigger

__all__ = ["FOLLOWED", "what_came_first", "what_it_followed"]

FOLLOWED = frozenset((*VIOLENCE, "protest", "takeover", "political", "breakdown"))
"""Types of what other deeds follow."""
_LONG = frozenset(("war", "civil war", "insurgency", "militancy", "violence"))
_SEVERAL = words("several many numerous days weeks years decades months series string repeated recent")
_A_MONTH, _A_YEAR, _TWO_DAYS = 28, 366, 2
_FOUGHT = words("fighting battle gunfight gunbattle firefight shootout clash skirmish fire")
"""Last words of nouns for fighting, at the end of which something is taken or somebody seized."""
_MET_AT_ONCE = frozenset(("restriction", "displacement"))
"""Types of what is done as soon as there is violence: people flee, roads are closed."""
_COMES_HOME = words("arrive return land fly come reunite touch step walk")
"""Verbs of coming home, right after having been set free or sent away."""
_SET_FREE = words(
    "release rescue liberation swap exchange deportation expulsion extradition repatriation acquittal pardon"
)
_FREED = words("free release rescue deport expel extradite repatriate pardon swap exchange liberate evacuate")
_AFTER = frozenset(("after", "following"))
_NEAR = 5
_KNOWN = words("the this that its their last previous earlier")
"""Words before a noun that names what was told before."""


def what_it_followed(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what came before a deed of a whole month or year ("took power in 2013 following mass protests")."""
    for pairing in list(pairs):
        clause, one = parse.clauses[pairing.trigger.clause], pairing.trigger
        days = pairing.interval.days or 0
        if not _A_MONTH <= days <= _A_YEAR or one.part == "noun" or clause.group is None or not clause.group.past:
            continue
        dated = {other.trigger.head for other in pairs}
        for noun in found.nouns:
            if noun.clause != clause.number or noun.head in dated or noun.head < clause.group.last or noun.type in TALK:
                continue
            if noun.type == one.type or noun.type not in FOLLOWED or noun.lemma in _LONG or _is_many(parse, noun):
                continue
            if opener(parse, noun) not in (*_AFTER, "amid"):
                continue
            pairs.append(Pairing(noun, pairing.mention, pairing.interval, "the dated deed followed it", 0.55))


def _is_many(parse: Parse, noun: Trigger) -> bool:
    """Whether there were several of what a noun names, over who knows what time."""
    before = parse.tokens[max(0, noun.first - 3) : noun.head]
    return any(token.word.split()[-1] in _SEVERAL for token in before)  # "the weeks" is one word of time


def what_came_first(parse: Parse, found: Found, pairs: list[Pairing]) -> None:
    """Date what came right before a deed of a day ("took the town on Sunday after heavy fighting", "landed after her …")."""
    for pairing in list(pairs):
        clause, one = parse.clauses[pairing.trigger.clause], pairing.trigger
        group = clause.group
        if (pairing.interval.days or 99) > _TWO_DAYS or group is None or not group.past or group.negated or group.modal:
            continue
        for before in _right_before(parse, found, clause, one):
            if not is_dated(before, pairs):
                pairs.append(
                    Pairing(before, pairing.mention, pairing.interval, "it came right before the dated deed", 0.6)
                )
                break


def _right_before(parse: Parse, found: Found, clause: Clause, one: Trigger) -> Iterator[Trigger]:
    """Yield what a clause says, behind "after", to have come right before its own deed."""
    group = clause.group
    assert group is not None
    home = group.lemma in _COMES_HOME
    for noun in found.nouns:
        behind = noun.clause == clause.number and noun.head > group.last and noun.head != one.head
        if behind and opener(parse, noun) in _AFTER and not _is_many(parse, noun):
            known = any(token.word in _KNOWN for token in parse.tokens[max(0, noun.first - 3) : noun.first])
            said = noun.lemma.split()[-1]
            fought = said in _FOUGHT and one.type in ("takeover", "legal") and noun.type in VIOLENCE
            met = one.type in _MET_AT_ONCE and noun.type in VIOLENCE and noun.lemma not in _LONG
            if (home and said in _SET_FREE) or ((fought or met) and not known):
                yield noun
    release = _release(parse, clause) if home else None
    if release is not None:
        yield release
    for other in parse.clauses[clause.number + 1 :] if home else ():
        freed = found.of_clause.get(other.number)
        after = other.parent == clause.number and parse.tokens[other.start].word in _AFTER
        after = after or (other.start > 0 and parse.tokens[other.start - 1].word in _AFTER)
        if after and other.group is not None and other.group.lemma in _FREED and freed is not None and freed.type:
            yield freed


def _release(parse: Parse, clause: Clause) -> Trigger | None:
    """Return "her release", which is none of the nouns of happenings, as what somebody came home after."""
    assert clause.group is not None
    for at in range(clause.group.last + 1, len(parse.tokens) - 1):
        before = parse.tokens[at - 1]
        if parse.tokens[at].word == "release" and before.flags & (POSSESSIVE | DETERMINER):
            after = any(token.word in _AFTER for token in parse.tokens[max(0, at - _NEAR) : at])
            return Trigger(at, at, at, parse.clause_of[at], "noun", "legal", "release") if after else None
    return None
