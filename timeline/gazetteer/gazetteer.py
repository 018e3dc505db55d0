"""The index of known names and its one scan over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from timeline.gazetteer.folding import fold, sound, title_case
from timeline.gazetteer.records import ActorRecord, Name, PlaceRecord
from timeline.model import Place
from timeline.rules import Rules

__all__ = ["Gazetteer", "Hit"]

_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ -][A-Z]{2,})*(?![a-z])")
_HEADLINE = 4
"""Fewer capitals in a row are an abbreviation."""
_LEADING_ARTICLE = re.compile(r"^(?P<article>[Aa]l)[- ](?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text: ``names`` are all entries it may stand for, those of higher priority first."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]

    @property
    def candidates(self) -> tuple[ActorRecord | PlaceRecord, ...]:
        """The records that the words may stand for."""
        return tuple(name.record for name in self.names)


class Gazetteer:
    """All known actors and places, found in a text in one pass.

    >>> from timeline import rules
    >>> gazetteer = Gazetteer.from_rules(rules.packaged())
    >>> [hit.text for hit in gazetteer.scan("The TTP’s men fled.", 0, 19)]
    ['TTP']
    """

    def __init__(self, actors: Iterable[ActorRecord], places: Iterable[PlaceRecord]) -> None:
        self.actors = {record.id: record for record in actors}
        self.places = {record.id: record for record in places}
        self._countries = _countries(self.actors.values(), self.places.values())
        index: dict[str, list[Name]] = {}
        known: tuple[Iterable[ActorRecord | PlaceRecord], ...] = (self.actors.values(), self.places.values())
        for records in (*known, self._countries.values()):
            for record in records:
                _enter(index, record)
        self._names = [tuple(names) for names in index.values()]
        self._automaton = AhoCorasick(list(index) or ["\0"], store_patterns=False)
        self._persons = _by_sound(self.actors.values())
        self.by_name = dict(zip(index, self._names, strict=True))

    @classmethod
    def from_rules(cls, rules: Rules) -> Gazetteer:
        """Return the gazetteer of the actors and places in the rules."""
        actors = (ActorRecord.read(entry.fields) for entry in rules.rows.get("actors.csv", ()))
        places = (PlaceRecord.read(entry.fields) for entry in rules.rows.get("places.csv", ()))
        return cls(actors, places)

    def scan(self, text: str, start: int, end: int) -> list[Hit]:
        """Return the known names in ``text[start:end]`` in text order, none overlapping: the longest wins."""
        folded = fold(text[start:end])
        found = list(self._matches(folded, 0))
        for match in _CAPITALS.finditer(folded):
            if len(match[0]) < _HEADLINE or folded[match.start() - 1 : match.start()].isalpha():
                continue
            again = self._matches(title_case(match[0]), match.start())
            found += [(s, e, named) for s, e, names in again if (named := _not_only_as_written(names))]
        return [Hit(start + s, start + e, text[start + s : start + e], names) for s, e, names in _longest(found)]

    def actor(self, id: str) -> ActorRecord | None:
        """Return the actor of that id, or None."""
        return self.actors.get(id)

    def place(self, id: str) -> PlaceRecord | None:
        """Return the place of that id, or None."""
        return self.places.get(id) or self._countries.get(id)

    def country(self, code: str) -> PlaceRecord | None:
        """Return the country of that ISO 3166-1 alpha-2 code as a place, or None."""
        return self._countries.get(code)

    def government(self, code: str) -> ActorRecord | None:
        """Return the country of that ISO 3166-1 alpha-2 code as an actor, or None."""
        found = self.actors.get(code)
        return found if found is not None and found.kind == "government" else None

    def named(self, name: str) -> tuple[Name, ...]:
        """Return the entries that have exactly this name (spelling folded)."""
        return self.by_name.get(fold(name), ())

    def person(self, name: str) -> ActorRecord | None:
        """Return the known person of this full name however it is spelled ("Mohammad Yaqub"), or None."""
        for entry in self.named(name):
            if isinstance(entry.record, ActorRecord) and entry.record.kind == "person":
                return entry.record
        return self._persons.get(sound(name)) if " " in name else None

    def _matches(self, folded: str, offset: int) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
        names, size = self._names, len(folded)
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (end == size or not folded[end].isalnum()) and (start == 0 or not folded[start - 1].isalnum()):
                yield offset + start, offset + end, names[pattern]


def _countries(actors: Iterable[ActorRecord], places: Iterable[PlaceRecord]) -> dict[str, PlaceRecord]:
    """Return each country as a place: that of places.csv, else one made from the government of that code."""
    found = {record.country: record for record in places if record.level == "country"}
    for actor in actors:
        if actor.kind == "government" and actor.id not in found and len(actor.id) == 2:
            plain = tuple(
                alias for alias in actor.aliases if not alias.flags & {"adjective", "people", "capital", "office"}
            )
            place = Place(actor.name, actor.id, None, None, None, "country", actor.id)
            found[actor.id] = PlaceRecord(
                actor.id, actor.name, "country", actor.id, "", 0, plain, (), frozenset({"made"}), place
            )
    return found


def _by_sound(actors: Iterable[ActorRecord]) -> dict[str, ActorRecord]:
    """Return the persons by the sound of their full names, where one person alone sounds so."""
    found: dict[str, ActorRecord | None] = {}
    for record in actors:
        if record.kind == "person":
            for key in {sound(name) for name in record.names() if " " in name}:
                found[key] = None if key in found and found[key] is not record else record
    return {key: record for key, record in found.items() if record is not None}


def _enter(index: dict[str, list[Name]], record: ActorRecord | PlaceRecord) -> None:
    for text, flags in record.names().items():
        for spelling in _spellings(fold(text), flags):
            names = index.setdefault(spelling, [])
            if all(name.record is not record for name in names):
                names.append(Name(text, record, flags))


def _spellings(name: str, flags: frozenset[str]) -> set[str]:
    """Return the ways a name is written beside its own: al-X, Al-X, al X, Al X; hyphens and apostrophes left out."""
    if "case" in flags:
        return {name}
    article = _LEADING_ARTICLE.match(name)
    if article is None:
        return {name}
    rest = name[article.end() :]
    return {f"{word}{joint}{rest}" for word in ("al", "Al") for joint in "- "}


def _not_only_as_written(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the names that also count in capitals."""
    return tuple(name for name in names if "case" not in name.flags)


def _longest(found: list[tuple[int, int, tuple[Name, ...]]]) -> list[tuple[int, int, tuple[Name, ...]]]:
    """Return the matches that do not overlap, the longer of two winning, the earlier of equals."""
    kept: list[tuple[int, int, tuple[Name, ...]]] = []
    for match in sorted(found, key=lambda match: (match[0], -match[1])):
        if kept and match[0] < kept[-1][1]:
            if match[1] - match[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = match
        else:
            kept.append(match)
    return kept
