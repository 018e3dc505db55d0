"""Violence of one day told by several sentences: whose deed it was is said by one of them and holds for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.events.doers import HARMS, by_a_group, by_a_state
from timeline.events.fighting import FIGHTERS
from timeline.events.involved import PartyWords
from timeline.interval import Interval
from timeline.model import Row

__all__ = ["by_the_same"]

_ONE_SIDED = ("attack", "military_operation")
_DEEDS = HARMS | words(
    "die hit strike attack explosion blast rocket missile drone raid bombing bomb explode crash fall dead"
)
"""Verbs and nouns by which a deed is told again without its doer."""
_OF_GROUPS = FIGHTERS | words("suicide bomber bombers ied mine landmine planted grenade grenades hostage hostages")
_POLICE = words("police officer officers trooper troopers deputy deputies cop cops policeman policemen")
"""Those who end an attack on its day: what they do says nothing of who began it."""
_SHORT = 2
"""Days within which two sentences tell of one deed."""


def by_the_same(rows: Sequence[Row], dated: Sequence[Dated], party_words: PartyWords) -> list[Row]:
    """Return the rows, violence that says nothing of its doer being of the type of that of the same days whose doer is told."""
    told = [_told_by(row, item, party_words) for row, item in zip(rows, dated, strict=True)]
    known: dict[Interval, set[str]] = {}
    for row, type_name in zip(rows, told, strict=True):
        if type_name:
            known.setdefault(row.interval, set()).add(type_name)
    done = []
    for row, item, type_name in zip(rows, dated, told, strict=True):
        types = known.get(row.interval, set())
        open_type = row.type in _ONE_SIDED or (row.type == "other" and item.trigger.lemma == "die")
        if not type_name and len(types) == 1 and open_type and _is_anybodys(item):
            row = replace(row, type=next(iter(types)))
        done.append(row)
    return done


def _told_by(row: Row, item: Dated, party_words: PartyWords) -> str:
    """Return the type that violence has by who did it, where its own words say who that was; else nothing."""
    if row.type not in _ONE_SIDED or not _is_of_a_day(row) or not _is_a_deed(item):
        return ""
    parse, actors = item.reading.parse, item.reading.actors
    if by_a_group(parse, item.trigger, actors):
        return "attack" if row.type == "attack" else ""
    if row.type != "military_operation" or not _POLICE.isdisjoint(parse.own_words(parse.clauses[item.trigger.clause])):
        return ""
    return row.type if by_a_state(parse, item.trigger, actors, party_words) else ""


def _is_of_a_day(row: Row) -> bool:
    return row.is_dated and (row.interval.days or _SHORT + 1) <= _SHORT


def _is_a_deed(item: Dated) -> bool:
    """Whether a word that strikes and attacks have in common tells it."""
    said = item.trigger.lemma.split()
    return not _DEEDS.isdisjoint((said[0], said[-1]))


def _is_anybodys(item: Dated) -> bool:
    """Whether the words of a deed fit whoever did it: no gunmen, no bomber, no mine."""
    parse = item.reading.parse
    return _is_a_deed(item) and _OF_GROUPS.isdisjoint(parse.own_words(parse.clauses[item.trigger.clause]))
