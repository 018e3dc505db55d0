"""The other side of violence that names one only, where the article tells against whom that one fights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.model import Actor, Role, Row

__all__ = ["with_other_side"]

_GROUPS = frozenset(("armed_group", "movement"))
_SIDES = _GROUPS | {"government", "security_force"}
_MOVES = words("station deploy redeploy deployment mobilise mobilize exercise drill")
"""What soldiers do without an enemy."""
_FOUGHT = frozenset(("clash", "military_operation"))


def with_other_side(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows of an article, fighting of which one side is named with the only other side that it has in the article.

    A strike that nobody is named for is by the only state whose strikes the article tells of in that country.
    """
    foes, strikers = _foes(rows), _strikers(rows)
    return [
        _completed(row, foes, strikers) if row.type in _FOUGHT and item.trigger.lemma not in _MOVES else row
        for row, item in zip(rows, dated, strict=True)
    ]


def _completed(row: Row, foes: dict[str, dict[str, Actor]], strikers: dict[str, dict[str, Actor]]) -> Row:
    sides = _sides(row)
    more: list[tuple[Actor, Role]] = []
    if row.type == "military_operation" and not any(_is_state(actor) for actor in sides) and "source" not in row.roles:
        by = list(strikers.get(_country(row), {}).values())
        if len(by) == 1:
            more.append((by[0], "source"))
    elif len(sides) == 1:
        others = list(foes.get(sides[0].id, {}).values())
        if len(others) == 1 and _may_meet(row, sides[0], others[0]):
            more.append((others[0], "mentioned"))
    if not more:
        return row
    return replace(row, actors=(*row.actors, *(a for a, _ in more)), roles=(*row.roles, *(r for _, r in more)))


def _foes(rows: Sequence[Row]) -> dict[str, dict[str, Actor]]:
    """Return for each side those that it fights in rows that name two sides."""
    found: dict[str, dict[str, Actor]] = {}
    for row in rows:
        sides = _sides(row) if row.type in _FOUGHT else []
        if len(sides) == 2:
            for one, other in (sides, sides[::-1]):
                found.setdefault(one.id, {})[other.id] = other
    return found


def _strikers(rows: Sequence[Row]) -> dict[str, dict[str, Actor]]:
    """Return for each country the states whose military operations there the article tells of."""
    found: dict[str, dict[str, Actor]] = {}
    for row in rows:
        for actor, role in zip(row.actors, row.roles, strict=True):
            if row.type == "military_operation" and role == "source" and _is_state(actor):
                found.setdefault(_country(row), {})[actor.id] = actor
    return found


def _may_meet(row: Row, one: Actor, other: Actor) -> bool:
    """Whether the two can have met where the row places it: a state's own ground or that of its foe, a group's anywhere."""
    where = _country(row)
    if _is_state(one):
        return not _is_state(other) or where in ("", one.country, other.country)
    return row.type != "clash" or where in ("", other.country)


def _sides(row: Row) -> list[Actor]:
    return [actor for actor in row.actors if actor.kind in _SIDES]


def _is_state(actor: Actor) -> bool:
    return actor.kind in ("government", "security_force")


def _country(row: Row) -> str:
    """Return the one country of a row's places, or nothing."""
    codes = {place.country for place in row.places if place.country}
    return next(iter(codes)) or "" if len(codes) == 1 else ""
