"""Who did a strike or a blast that nobody is named for, where the story lays all of that day's to one group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.dated import Dated
from timeline.events.doers import HARMS
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, Role, Row

__all__ = ["with_perpetrators"]

_DEEDS = frozenset(("attack", "military_operation"))
_OTHER_DEEDS = frozenset(
    ("kidnap", "abduct", "seize", "hijack", "behead", "execute", "shell", "kidnapping", "abduction")
)
"""What is seldom a part of the attack that a story is about."""


def with_perpetrators(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows of an article, the attacks and strikes that nobody is named for with the only group that is said to have
    attacked in the same country on the same day ("… drone strikes blamed on the RSF. Another drone hit a depot").

    Who was only killed or hurt is left alone: who did that is often not known.
    """
    if not any(row.type in _DEEDS and "source" not in row.roles for row in rows):
        return list(rows)
    laid_to: dict[object, dict[str, Actor]] = {}
    for row in rows:
        for actor, role in zip(row.actors, row.roles, strict=True):
            if row.type in _DEEDS and role == "source" and row.interval.first is not None and row.status != "denied":
                laid_to.setdefault(row.interval.first, {})[actor.id] = actor
    if not laid_to:
        return list(rows)
    grounds = {code for row in rows if row.type in _DEEDS for code in _grounds(row)}
    return [
        _completed(row, item, laid_to.get(row.interval.first, {}), grounds)
        for row, item in zip(rows, dated, strict=True)
    ]


def _completed(row: Row, item: Dated, known: dict[str, Actor], grounds: set[str]) -> Row:
    groups = [actor for actor in known.values() if actor.kind in GROUP_KINDS]
    if row.type not in _DEEDS or "source" in row.roles or len(groups) != 1 or len(grounds) > 1:
        return row
    lemma = item.trigger.lemma.split()[0]
    if lemma in HARMS or lemma in _OTHER_DEEDS or any(actor.kind in GROUP_KINDS for actor in row.actors):
        return row
    role: Role = "source"
    return replace(row, actors=(*row.actors, groups[0]), roles=(*row.roles, role))


def _grounds(row: Row) -> set[str]:
    return {place.country for place in row.places if place.country}
