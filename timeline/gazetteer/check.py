"""What is wrong in actors.csv and places.csv, said so that it can be mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.errors import Problem
from timeline.gazetteer.folding import fold
from timeline.gazetteer.gazetteer import Gazetteer
from timeline.gazetteer.records import (
    ACTOR_COLUMNS,
    ALIAS_FLAGS,
    KINDS,
    LEVELS,
    PLACE_COLUMNS,
    ActorRecord,
    PlaceRecord,
)
from timeline.rules import Rules

__all__ = ["check"]

_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")
_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._:-]*$")
_COUNTRY = re.compile(r"^[A-Z]{2}$")
_SUBDIVISION = re.compile(r"^[A-Z]{2}-[A-Z0-9]{1,3}$")
_SHORT = 3
"""Shorter aliases are everywhere in a text, so they must say that they need context."""


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong in the gazetteers, packaged and laid over; empty when all is well."""
    actors, places = rules.rows.get("actors.csv", ()), rules.rows.get("places.csv", ())
    problems = [*_columns(actors, ACTOR_COLUMNS), *_columns(places, PLACE_COLUMNS)]
    if problems:
        return problems
    records = [(ActorRecord.read(entry), entry) for entry in actors]
    for record, entry in records:
        problems += _actor(record, entry, {known.id for known, _ in records})
    codes = {record.id for record, _ in records if record.kind == "government"}
    codes |= {entry["country"] for entry in places if entry["level"] == "country"}
    ids = {entry["id"] for entry in places}
    for entry in places:
        problems += _place(PlaceRecord.read(entry), entry, ids, codes)
    problems += _doubles(records)
    if rules.overlay is None:
        problems += _order(actors)
    return [*problems, *_examples(records, Gazetteer.from_rules(rules))]


def _columns(entries: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> list[Problem]:
    for entry in entries:
        missing = [column for column in columns if column not in entry]
        if missing:
            where = getattr(entry, "where", "line")
            return [Problem(where, f"the columns {', '.join(missing)} are missing", "keep the packaged file's header")]
    return []


def _actor(record: ActorRecord, entry: Any, ids: set[str]) -> Iterator[Problem]:
    if not _ID.match(record.id):
        yield Problem(entry.where, f"the id {record.id!r} has a space or a sign in it", "use letters, digits, . _ : -")
    if not record.name:
        yield Problem(entry.where, "has no name", "give the common full English name")
    if record.kind not in KINDS:
        yield Problem(entry.where, f"the kind {record.kind!r} is not known", f"use one of {', '.join(sorted(KINDS))}")
    for code in record.countries:
        if not _COUNTRY.match(code):
            yield Problem(
                entry.where, f"the country {code!r} is no ISO 3166-1 code of two letters", "write PK, AF|PK …"
            )
    for column in ("part_of", "split_from", "merged_into"):
        for parent in getattr(record, column):
            if parent not in ids:
                yield Problem(
                    entry.where, f"{column} names {parent!r}, which is no id in actors.csv", "add it or correct it"
                )
    yield from _days(record, entry)
    yield from _alias_problems(record.names(), entry)
    if not entry["source"]:
        yield Problem(entry.where, "has no source", "say where this can be looked up")


def _days(record: ActorRecord, entry: Any) -> Iterator[Problem]:
    given = [day for day in (record.active_from, record.active_to) if day]
    for day in given:
        if not _DAY.match(day):
            yield Problem(entry.where, f"the date {day!r} is not written as 2007, 2007-12 or 2007-12-14", "write it so")
    if len(given) == 2 and given[0][:4] > given[1][:4]:
        yield Problem(entry.where, f"it ends ({given[1]}) before it begins ({given[0]})", "correct one of them")


def _alias_problems(names: Mapping[str, frozenset[str]], entry: Any) -> Iterator[Problem]:
    for text, flags in names.items():
        if unknown := sorted(flags - ALIAS_FLAGS.keys()):
            yield Problem(
                entry.where, f"{text!r} has the unknown flag {unknown[0]!r}", f"known: {', '.join(ALIAS_FLAGS)}"
            )
        if "{" in text or "}" in text:
            yield Problem(entry.where, f"{text!r} has a brace that is not closed", "write flags as ABC{context}")
        if len(text) < _SHORT and not flags & {"context", "case"}:
            yield Problem(entry.where, f"the alias {text!r} is too short to stand alone", f"write {text}{{context}}")


def _place(record: PlaceRecord, entry: Any, ids: set[str], codes: set[str]) -> Iterator[Problem]:
    if record.level not in LEVELS:
        yield Problem(
            entry.where, f"the level {record.level!r} is not known", f"use one of {', '.join(sorted(LEVELS))}"
        )
    if record.country and record.country not in codes:
        yield Problem(entry.where, f"the country {record.country!r} is not in places.csv", "correct the code")
    if record.subdivision and not _SUBDIVISION.match(record.subdivision):
        yield Problem(entry.where, f"{record.subdivision!r} is no ISO 3166-2 code", "write it as PK-KP")
    elif record.subdivision and record.subdivision[:2] != record.country:
        yield Problem(entry.where, f"{record.subdivision} is not in {record.country}", "correct one of them")
    for column, limit in (("lat", 90.0), ("lon", 180.0)):
        value = getattr(record.place, column)
        if (value is None) != (not entry[column]) or (value is not None and abs(value) > limit):
            yield Problem(
                entry.where, f"{column} {entry[column]!r} is not between -{limit:g} and {limit:g}", "use degrees"
            )
    for parent in record.within:
        if parent not in ids and parent not in codes:
            yield Problem(
                entry.where, f"it lies within {parent!r}, which is no id in places.csv", "add it or correct it"
            )


def _doubles(records: list[tuple[ActorRecord, Any]]) -> Iterator[Problem]:
    """Say which alias stands for two actors although neither entry marks it as ambiguous, nor as one for its own country."""
    owner: dict[str, tuple[ActorRecord, Any, frozenset[str]]] = {}
    for record, entry in records:
        for text, flags in record.names().items():
            if "home" in flags:
                continue
            other = owner.setdefault(fold(text), (record, entry, flags))
            if other[0] is not record and not ("ambiguous" in flags and "ambiguous" in other[2]):
                what = f"{text!r} also stands for {other[0].name} ({other[1].where})"
                yield Problem(entry.where, what, f"write {text}{{ambiguous}} in both, or take it from one")


def _order(entries: Iterable[Any]) -> Iterator[Problem]:
    last = ""
    for entry in entries:
        if entry["id"] < last:
            yield Problem(entry.where, f"{entry['id']!r} stands after {last!r}", "sort the lines by id")
            return
        last = entry["id"]


def _examples(records: list[tuple[ActorRecord, Any]], gazetteer: Gazetteer) -> Iterator[Problem]:
    for record, entry in records:
        example = entry["example"]
        hits = gazetteer.scan(example, 0, len(example)) if example else ()
        if example and all(record.id not in {known.id for known in hit.candidates} for hit in hits):
            yield Problem(
                entry.where, f"{record.name} is not found in its own example", "correct the example or the names"
            )
