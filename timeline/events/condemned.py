"""Executions: whether somebody was put to death by a state after its law, or murdered."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.clauses import Parse
from timeline.clauses.forms import words
from timeline.events.doers import STATES, by_a_group, named_doers
from timeline.events.triggers import Trigger
from timeline.model import ActorMention

__all__ = ["is_put_to_death_by_law"]

_EXECUTES = frozenset(("execute", "execution"))
_SENTENCED = words(
    "convict convicts convicted prisoner prisoners inmate inmates sentenced condemned murderer murderers jailed trafficker "
    "traffickers smuggler smugglers spy spies"
)
_NOT_BY_LAW = words(
    "militants gunmen rebels insurgents jihadists terrorists fighters captives captive hostages hostage villagers civilians "
    "villager civilian soldiers troops extrajudicially summarily massacre"
)


def is_put_to_death_by_law(parse: Parse, trigger: Trigger, actors: Sequence[ActorMention]) -> bool:
    """Whether an execution is that of a sentence: a government did it, or it was for a crime, or of somebody convicted."""
    clause = parse.clauses[trigger.clause]
    if trigger.lemma not in _EXECUTES or not _NOT_BY_LAW.isdisjoint(parse.own_words(clause)):
        return False
    if by_a_group(parse, trigger, actors):
        return False
    if any(mention.actor.kind in STATES for mention in named_doers(parse, trigger, actors)):
        return True
    group = clause.group
    if group is None or not (group.passive or group.form == "en"):
        return False
    subject = {parse.tokens[at].word for at in range(*clause.subject)}
    return not _SENTENCED.isdisjoint(subject) or _is_for_a_crime(parse, trigger)


def _is_for_a_crime(parse: Parse, trigger: Trigger) -> bool:
    """Whether what the punishment is for is told behind it ("executed on Monday for shooting the mayor")."""
    below = (c for c in parse.clauses if c.parent == trigger.clause and c.kind == "participle")
    return any(c.opener == "for" for c in below)
