"""The state on whose ground there is fighting or a town is taken, where only its foe is named, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from timeline.clauses.forms import words
from timeline.entities.anaphora import UNDER_OTHERS
from timeline.events.dated import Dated
from timeline.events.involved import Countries
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, Row

__all__ = ["with_home_states"]

_STANDS = frozenset(
    ("hold", "control", "rule", "retreat", "return", "occupy", "occupation", "suffer", "violence", "hostility", "war")
)
"""What somebody does with ground that he has, and what is of a whole time."""
_FIGHTING = words("fighting clashes battle battles combat gunfight firefight shelling hostilities skirmishes")
_FOUGHT = frozenset(("clash", "military_operation"))
_BETWEEN = frozenset(("between", "with", "among", "by"))
_SINCE = {"afghan-taliban": date(2021, 8, 1), "hts": date(2024, 12, 1)}
"""Groups that are a state's own rulers, and since when."""


def with_home_states(rows: Sequence[Row], dated: Sequence[Dated], countries: Countries) -> list[Row]:
    """Return the rows of an article with the states in whose countries a group takes something, or in which people fight."""
    done = [_completed(row, item, countries) for row, item in zip(rows, dated, strict=True)]
    return [_with_whose_men(row, countries) if row.type in _FOUGHT else row for row in done]


def _with_whose_men(row: Row, countries: Countries) -> Row:
    """Return the row, a fight of one of a state's forces being one of that state's, unless they are a side of their own."""
    for actor, role in zip(row.actors, row.roles, strict=True):
        state = countries.government(actor.country or "") if actor.kind == "security_force" else None
        if state is None or state.actor in row.actors or actor.country in UNDER_OTHERS:
            continue
        army = countries.side(actor.country or "", "army")
        if army is None or army.actor != actor:
            return replace(row, actors=(*row.actors, state.actor), roles=(*row.roles, role))
    return row


def _completed(row: Row, item: Dated, countries: Countries) -> Row:
    codes = {place.country for place in row.places if place.country}
    if len(codes) != 1 or row.type not in ("takeover", "clash"):
        return row
    state = countries.government(next(iter(codes)))
    if state is None or state.actor.country in UNDER_OTHERS or not _takes_part(row, item, state.actor):
        return row
    return replace(row, actors=(*row.actors, state.actor), roles=(*row.roles, "mentioned"))


def _is_of_nobody(item: Dated) -> bool:
    """Whether fighting is told without those who fight ("Fighting intensified", no "hunters clashed with herders")."""
    parse = item.reading.parse
    subject = {parse.tokens[at].word for at in range(*parse.clauses[item.trigger.clause].subject)}
    behind = {token.word for token in parse.tokens[item.trigger.last + 1 : item.trigger.last + 3]}
    return (item.trigger.part == "noun" or not subject.isdisjoint(_FIGHTING)) and behind.isdisjoint(_BETWEEN)


def _takes_part(row: Row, item: Dated, state: Actor) -> bool:
    """Whether nobody is named for fighting, or only one group for what it takes from somebody."""
    if item.trigger.lemma.split()[0] in _STANDS:
        return False
    if row.type == "clash":
        return not row.actors and _is_of_nobody(item)
    if len(row.actors) != 1 or row.actors[0].kind not in GROUP_KINDS:
        return False
    group = row.actors[0]
    if group.country not in (state.country, "", None):
        return False
    since, last = _SINCE.get(group.id), row.interval.last
    return since is None or (last is not None and last < since)
