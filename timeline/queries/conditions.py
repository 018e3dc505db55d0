"""A filter in SQL: conditions on one line of the table ``events``, called ``e``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.queries.filter import Filter
from timeline.queries.known_places import BELOW_PROVINCES, PLACE_VALUE
from timeline.store.spellings import one_spelling

__all__ = ["HAPPENINGS", "STATISTICS", "Condition", "conditions", "words_to_match"]

HAPPENINGS = "e.type <> 'statistic'"
STATISTICS = "e.type = 'statistic'"

_TOKEN = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Condition:
    """Text of SQL and the values for its question marks, in order."""

    sql: str
    values: tuple[object, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        """Return the condition that both hold."""
        return Condition(f"{self.sql} AND {other.sql}", self.values + other.values)


def conditions(filter: Filter, kind: str = HAPPENINGS) -> Condition:
    """Return the condition that an event passes the filter; ``kind`` chooses between happenings and statistics."""
    whole = Condition(kind)
    for part in (
        _days(filter),
        _actors(filter),
        _regions(filter),
        _places(filter),
        _choice("e.type", filter.types if kind == HAPPENINGS else ()),
        _choice("e.precision", filter.precisions),
        _choice("e.status", filter.statuses),
        _sources(filter),
        _words(filter),
        _confidence(filter),
        _reviews(filter),
    ):
        if part is not None:
            whole &= part
    return whole


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)


def _choice(column: str, values: Sequence[str]) -> Condition | None:
    return Condition(f"{column} IN ({_marks(values)})", tuple(values)) if values else None


def _days(filter: Filter) -> Condition | None:
    tests: list[str] = []
    values: list[object] = []
    certainly = filter.in_range == "certainly"
    # an open end may reach any day: it is possibly, and never certainly, within
    if filter.since is not None:
        tests.append("e.first >= ?" if certainly else "(e.last IS NULL OR e.last >= ?)")
        values.append(filter.since.isoformat())
    if filter.until is not None:
        tests.append("e.last <= ?" if certainly else "(e.first IS NULL OR e.first <= ?)")
        values.append(filter.until.isoformat())
    within = " AND ".join(["e.day IS NOT NULL", *tests])
    if filter.undated:
        return Condition(f"(e.day IS NULL OR ({within}))", tuple(values)) if tests else None
    return Condition(within, tuple(values))


def _actors(filter: Filter) -> Condition | None:
    if not filter.actors:
        return None
    named = """e.key IN (SELECT event FROM event_actors WHERE actor IN
        (SELECT key FROM actors WHERE name IN ({0}) OR short IN ({0}) OR id IN ({0})))"""
    groups = filter.actor_groups
    if filter.match == "any":
        groups = (tuple(dict.fromkeys(name for group in groups for name in group)),)
    sql = " AND ".join(named.format(_marks(group)) for group in groups)
    return Condition(sql, tuple(name for group in groups for name in group * 3))


def _regions(filter: Filter) -> Condition | None:
    if not filter.regions:
        return None
    sql = f"e.key IN (SELECT event FROM event_regions WHERE region IN ({_marks(filter.regions)}))"
    return Condition(sql, filter.regions)


def _places(filter: Filter) -> Condition | None:
    if not filter.places:
        return None
    marks = _marks(filter.places)
    # a name stands for every place that has or had it, an id for the place whatever it was called
    sql = f"""e.key IN (SELECT event FROM event_places WHERE place IN (SELECT p.key FROM places p WHERE {BELOW_PROVINCES}
        AND {PLACE_VALUE} COLLATE NOCASE IN (SELECT {PLACE_VALUE} FROM places p WHERE {BELOW_PROVINCES}
        AND (p.name COLLATE NOCASE IN ({marks}) OR {PLACE_VALUE} COLLATE NOCASE IN ({marks})))))"""
    return Condition(sql, filter.places * 2)


def _sources(filter: Filter) -> Condition | None:
    if not filter.sources:
        return None
    marks = _marks(filter.sources)
    sql = f"""(e.key IN (SELECT event FROM event_publishers WHERE publisher IN ({marks}))
        OR e.key IN (SELECT event FROM event_rows WHERE document IN ({marks})))"""
    return Condition(sql, filter.sources * 2)


def _words(filter: Filter) -> Condition | None:
    if not filter.words:
        return None
    wanted, unwanted = words_to_match(filter.words)
    found = "e.key {0} (SELECT rowid FROM words WHERE words MATCH ?)"
    parts = [Condition(found.format("IN"), (wanted,))] if wanted else []
    parts += [Condition(found.format("NOT IN"), (unwanted,))] if unwanted else []
    if not parts:  # only punctuation was typed: nothing can hold it
        return Condition("0")
    return parts[0] if len(parts) == 1 else parts[0] & parts[1]


def words_to_match(typed: str) -> tuple[str, str]:
    """Return what was typed as a full-text query of what must be there and one of what must not, each perhaps empty.

    Everything is quoted, so that nothing typed is read as the query language's own words or signs.

    A single word is also looked for among the names, which the store keeps in one spelling.

    >>> words_to_match('"army post" un* -Khurasan')
    ('{title evidence} : "army post" AND {title evidence} : "un"*', '({title evidence} : "Khurasan" OR names : "kurasan")')
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for token in _TOKEN.finditer(typed):
        text = token["phrase"] if token["phrase"] is not None else token["word"]
        if re.search(r"\w", text):
            (unwanted if token["minus"] else wanted).append(_to_match(text, is_phrase=token["phrase"] is not None))
    return " AND ".join(wanted), " OR ".join(unwanted)


def _to_match(text: str, *, is_phrase: bool) -> str:
    star = "*" if text.endswith("*") and not is_phrase else ""
    word = text.rstrip("*").replace('"', "")
    told = '{title evidence} : "' + word + '"' + star
    name = "" if is_phrase else one_spelling(word)
    return f'({told} OR names : "{name}"{star})' if name else told


def _reviews(filter: Filter) -> Condition | None:
    if not filter.reviews:
        return Condition("e.review <> 'rejected'")
    return None if len(filter.reviews) == 3 else _choice("e.review", filter.reviews)


def _confidence(filter: Filter) -> Condition | None:
    return Condition("e.confidence >= ?", (filter.min_confidence,)) if filter.min_confidence else None
