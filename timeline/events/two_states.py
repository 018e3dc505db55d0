"""What two states whom a story is about do together: their truce, their talks, their swap of prisoners, their closed border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from timeline.clauses.forms import words
from timeline.events.dated import Dated
from timeline.gazetteer import GROUP_KINDS
from timeline.model import Actor, Role, Row

__all__ = ["with_both_states"]

_OF_BOTH = words(
    "truce truces ceasefire ceasefires cease-fire armistice understanding understandings swap swaps swapped exchange exchanges "
    "exchanged treaty accord pullback hotline de-escalation hostilities"
)
"""Nouns for what two states do or have together."""
_SWAPS = words("swap swaps exchange exchanges")
"""What is counted as theirs, too ("the third such swap")."""
_TYPES = frozenset(("agreement", "breakdown", "meeting", "clash"))
_HOSTILE = words("attack clash military_operation takeover restriction breakdown")
"""Types by one of which two states are seen to be against each other, and not two that mediate, if not all is on their ground."""
_CLOSED = frozenset(("restriction",))
_BORDER = words("crossing crossings border borders frontier")
_ENOUGH, _MORE = 2, 2
"""Rows that name both states, and how many times as many as name another pair."""


def with_both_states(rows: Sequence[Row], dated: Sequence[Dated]) -> list[Row]:
    """Return the rows of an article, what is of both states of its story being of both, whoever mediated or announced it."""
    pair = _pair(rows)
    if not pair:
        return list(rows)
    return [_completed(row, item, pair) for row, item in zip(rows, dated, strict=True)]


def _pair(rows: Sequence[Row]) -> tuple[Actor, ...]:
    """Return the two states that the rows of a story name together, more often than any others; else none."""
    told: Counter[tuple[Actor, ...]] = Counter()
    for row in rows:
        states = sorted({actor for actor in row.actors if actor.kind == "government"}, key=lambda actor: actor.id)
        told.update(combinations(states, 2))
    (first, times), *others = told.most_common(2) or [((), 0)]
    if times < _ENOUGH or (others and times < _MORE * others[0][1]):
        return ()
    hostile = any(row.type in _HOSTILE and set(first) <= set(row.actors) for row in rows)
    grounds = {place.country for row in rows for place in row.places}
    return first if hostile or grounds.issuperset(actor.country for actor in first) else ()


def _completed(row: Row, item: Dated, pair: Sequence[Actor]) -> Row:
    missing = [actor for actor in pair if actor not in row.actors]
    if not missing or row.type not in _TYPES | _CLOSED | {"statistic"}:
        return row
    if row.type in _CLOSED and (len(missing) > 1 or _own_words(item).isdisjoint(_BORDER)):
        return row
    if row.type == "statistic" and _own_words(item).isdisjoint(_SWAPS):
        return row
    if row.type in _TYPES and _own_words(item).isdisjoint(_OF_BOTH):
        return row
    if any(actor.kind in GROUP_KINDS for actor in row.actors):
        return row
    role: Role = "mentioned"
    return replace(row, actors=(*row.actors, *missing), roles=(*row.roles, *[role for _ in missing]))


def _own_words(item: Dated) -> set[str]:
    """Return the words that name a happening, with those of its subject."""
    parse = item.reading.parse
    clause = parse.clauses[item.trigger.clause]
    subject = range(*clause.subject) if item.trigger.part != "noun" else range(0)
    behind = range(
        item.trigger.first - 2 if item.trigger.first > 1 else 0, min(item.trigger.last + 4, len(parse.tokens))
    )
    return {parse.tokens[at].word for at in (*subject, *behind)}
