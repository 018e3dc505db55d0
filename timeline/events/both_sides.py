"""Whom "both sides", "the two rivals" and "the warring parties" mean: the two that the story tells to be against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, Role, Row

__all__ = ["with_both_sides"]

_BOTH, _WARRING = words("both two each"), words("warring opposing rival belligerent feuding")
_THE = frozenset(("the",))
_SIDES = words(
    "side sides rivals foes enemies adversaries belligerents combatants neighbours neighbors parties factions armies militaries "
    "capitals arch-rivals arch-foes countries nations governments states"
)
_OPPOSED = words("rivals foes enemies adversaries belligerents combatants neighbours neighbors arch-rivals arch-foes")
"""Of these, "the" alone says that the two are meant ("the neighbours agreed …")."""
_BETWEEN = 2
"""Words that may stand between the two ("the two nuclear-armed neighbours")."""
_KINDS = GROUP_KINDS | {"government", "security_force"}
_HOSTILE = words("attack clash military_operation takeover breakdown restriction")
_SETTLED = words("agreement breakdown meeting")
_TALKS = words("truce truces ceasefire ceasefires cease-fire talks negotiations")
_MEDIATORS = frozenset(("igo", "person"))
_PAIR, _MORE = 2, 2
"""How many times as many rows as any other pair must name those who are meant."""


def with_both_sides(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows of an article, what "both sides" do being done by the two that most of its violence is between."""
    at_war = _together([row for row in rows if row.type in _HOSTILE])
    pair = at_war or _together(rows)
    done: list[Row] = []
    for row, item in zip(rows, dated, strict=True):
        meant = pair and (_says(_BOTH, _SIDES, item) or _says(_THE, _OPPOSED, item))
        if _settles_it(row, item) and (talking := _at_talks(done, at_war)):
            done.append(_with(row, talking))
            continue
        done.append(_with(row, pair) if meant or (at_war and _says(_WARRING, _SIDES, item)) else row)
    return done


def _says(opening: Container[str], nouns: frozenset[str], item: Dated) -> bool:
    """Whether the clause of a happening has both sides in it, with one of the words that open such a phrase."""
    parse = item.reading.parse
    own = parse.own_tokens(parse.clauses[item.trigger.clause])
    said = [parse.tokens[at].word for at in own]
    return any(
        word in opening and not nouns.isdisjoint(said[at + 1 : at + 2 + _BETWEEN]) for at, word in enumerate(said)
    )


def _settles_it(row: Row, item: Dated) -> bool:
    """Whether it is a truce or talks of which nobody but mediators are named: those of the two who fight."""
    if row.type not in _SETTLED or any(actor.kind not in _MEDIATORS for actor in row.actors):
        return False
    parse = item.reading.parse
    subject = parse.clauses[item.trigger.clause].subject if item.trigger.part != "noun" else (0, 0)
    own = range(max(0, item.trigger.first - 1), item.trigger.last + 1)
    return any(parse.tokens[at].word in _TALKS for at in (*own, *range(*subject)))


def _at_talks(told: Sequence[Row], at_war: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return the two that were told last to talk or to have a truce, else those at war, one of which is a state."""
    for row in reversed(told):
        sides = tuple(actor for actor in row.actors if actor.kind in _KINDS)
        if row.type in _SETTLED and len(sides) == _PAIR and not set(sides).isdisjoint(at_war):
            return sides
    return at_war if any(actor.kind not in GROUP_KINDS for actor in at_war) else ()


def _together(rows: Sequence[Row]) -> tuple[Actor, ...]:
    """Return the two sides that some rows name together, twice as often as any others; else none."""
    told: Counter[tuple[Actor, ...]] = Counter()
    for row in rows:
        sides = sorted({actor for actor in row.actors if actor.kind in _KINDS}, key=lambda actor: actor.id)
        if len(sides) == _PAIR:
            told.update([tuple(sides)])
    (first, times), *others = told.most_common(_PAIR) or [((), 0)]
    return () if others and times < _MORE * others[0][1] else first


def _with(row: Row, pair: Sequence[Actor]) -> Row:
    """Return the row with the two, where it names neither of them, or one of them and no other side."""
    missing = [actor for actor in pair if actor not in row.actors]
    if len(missing) < _PAIR and any(actor.kind in _KINDS and actor not in pair for actor in row.actors):
        return row
    role: Role = "source"
    return replace(row, actors=(*row.actors, *missing), roles=(*row.roles, *[role for _ in missing]))
