"""Whom an article means that names nobody for a happening: those that nearly all it tells of is done by or to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.model import Actor, Role, Row

__all__ = ["with_story_parties"]

_OF_THE_STORY = words("clash military_operation political breakdown takeover")
"""Types that those do whom a story is about; who attacks or protests is often not known to anybody."""
_OF_BOTH_SIDES = words("clash breakdown")
"""Types that need two sides, so that a story's own are meant sooner."""
_OF_A_CONFLICT = words("attack clash military_operation takeover breakdown agreement displacement")
"""Types of which a part of a story must be, so that it is one of sides."""
_MOST, _GOOD_PART = 0.6, 0.5
_ENOUGH = 3
"""Rows that name somebody from which on they tell whom an article is about."""
_FIFTH = 0.2
_PAIR = 2
_PARTIES = frozenset(("government", "security_force", "armed_group", "movement", "party"))
"""Kinds of those whom a whole story is about: no persons, no bodies that watch or mediate."""
_ARMED = _PARTIES - {"party"}
_BESIDE = frozenset(("person", "media", "ngo"))
"""Kinds of those whom a sentence may name beside what a story's own parties did: who says so."""


def with_story_parties(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows of an article, those that name nobody with the one or two that most of the others name."""
    named = [row for row in rows if row.actors]
    if len(named) < _ENOUGH or len(named) == len(rows) or not _is_of_a_conflict(rows):
        return list(rows)
    told = Counter(actor for row in named for actor in row.actors if actor.kind in _PARTIES)
    shares = [(actor, times / len(named)) for actor, times in told.most_common(_PAIR)]
    return [
        _completed(row, item, shares) if not row.actors and row.type in _OF_THE_STORY else row
        for row, item in zip(rows, dated, strict=True)
    ]


def _is_of_a_conflict(rows: Sequence[Row]) -> bool:
    """Whether a good part of a story is what states and armed people do to each other, or fighting whoever is in it."""
    told = (
        row.type == "clash" or (row.type in _OF_A_CONFLICT and any(actor.kind in _ARMED for actor in row.actors))
        for row in rows
    )
    return sum(told) >= _FIFTH * len(rows)


def _completed(row: Row, item: Dated, shares: Sequence[tuple[Actor, float]]) -> Row:
    share = _GOOD_PART if row.type in _OF_BOTH_SIDES else _MOST
    meant = tuple(actor for actor, part in shares if part >= share)
    if not meant or _names_others(item, meant) or _is_elsewhere(row, meant):
        return row
    mentioned: Role = "mentioned"
    return replace(row, actors=meant, roles=(mentioned,) * len(meant))


def _names_others(item: Dated, meant: Sequence[Actor]) -> bool:
    """Whether the sentence names others, so that it may be theirs ("ties with Iran have frozen since the deal"), not only a
    body of those who are meant ("a source in Kenya's intelligence service said …")."""
    others = (mention.actor for mention in item.reading.actors if mention.actor not in meant)
    own = {actor.country for actor in meant if actor.kind == "government"}
    return any(actor.kind not in _BESIDE and actor.country not in own for actor in others)


def _is_elsewhere(row: Row, meant: Sequence[Actor]) -> bool:
    """Whether a happening was in countries none of which is that of those who are meant."""
    where = {place.country for place in row.places if place.country}
    return bool(where) and where.isdisjoint(actor.country for actor in meant)
