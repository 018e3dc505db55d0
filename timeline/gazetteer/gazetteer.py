"""The index of known names and its one scan over a text."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping

from ahocorasick_rs import AhoCorasick

from timeline.gazetteer.folding import fold, initials, sound, title_case
from timeline.gazetteer.known import Known
from timeline.gazetteer.place_shelf import PlaceShelf
from timeline.gazetteer.records import FOE, SIDES, ActorRecord, Name, PlaceRecord
from timeline.model import Place
from timeline.records import inner_record
from timeline.rules import Rules, packaged

__all__ = ["Gazetteer", "Hit"]

_CAPITALS = re.compile(r"[A-Z]{2,}(?:[ -][A-Z]{2,})*(?![a-z])")
_CAPITAL_OR_NOT = bytes(ord("A") if chr(byte) in string.ascii_uppercase else ord(" ") for byte in range(256))
_HEADLINE = 4
_MANY_NAMES = 20_000
"""So many different names of persons are remembered at a time, with who they are."""
"""Fewer capitals in a row are an abbreviation."""
_Meanings = Name | int | list[Name | int]
"""What a spelling may stand for: names of actors, and the numbers of places that are not yet read."""
_ARTICLES = frozenset({"al", "Al", "el", "El"})
_LEADING_ARTICLE = re.compile(r"^(?P<article>[AaEe]l)[- ](?=[A-Z])")


@inner_record(frozen=True, slots=True)
class Hit:
    """A known name in the text, and all that it may stand for (``known``)."""

    start: int
    end: int
    text: str
    known: Known

    @property
    def names(self) -> tuple[Name, ...]:
        """The entries that it may stand for, those of higher priority first."""
        return self.known.names

    @property
    def candidates(self) -> tuple[ActorRecord | PlaceRecord, ...]:
        """The records that the words may stand for."""
        return self.known.records


class Gazetteer:
    """All known actors and places, found in a text in one pass. ``rules`` are those that they were read from.

    >>> from timeline import rules
    >>> gazetteer = Gazetteer.from_rules(rules.packaged())
    >>> [hit.text for hit in gazetteer.scan("The TTP’s men fled.", 0, 19)]
    ['TTP']
    """

    def __init__(
        self, actors: Iterable[ActorRecord], places: PlaceShelf | Iterable[PlaceRecord], *, rules: Rules | None = None
    ) -> None:
        self.rules = rules or packaged()
        self.actors = {record.id: record for record in actors}
        self.places = places if isinstance(places, PlaceShelf) else PlaceShelf.of(tuple(places))
        self._countries = _countries(self.actors.values(), self.places.countries())
        index = _index(self.actors.values(), self.places, self._countries.values())
        self._spellings, self._meanings = list(index), list(index.values())
        self._known: list[Known | None] = [None] * len(index)
        self._numbers = {spelling: number for number, spelling in enumerate(index)}
        self._automaton = AhoCorasick(self._spellings or ["\0"], store_patterns=False)
        self._sides = _sides(self.actors.values())
        self._capitals: Mapping[str, int] | None = None
        self._persons = _by_sound(self.actors.values())
        self._initials = {initials(name) for name in self._persons}
        self._person_of: dict[str, ActorRecord | None] = {}

    @classmethod
    def from_rules(cls, rules: Rules) -> Gazetteer:
        """Return the gazetteer of the actors and places in the rules."""
        actors = (ActorRecord.read(entry.fields) for entry in rules.rows.get("actors.csv", ()))
        return cls(actors, PlaceShelf(rules.rows.get("places.csv", ())), rules=rules)

    def scan(self, text: str, start: int, end: int) -> list[Hit]:
        """Return the known names in ``text[start:end]`` in text order, none overlapping: the longest wins."""
        folded = fold(text[start:end])
        found = self._matches(folded, 0)
        for match in _in_capitals(folded):
            if match.end() - match.start() < _HEADLINE or folded[match.start() - 1 : match.start()].isalpha():
                continue
            again = self._matches(title_case(match[0]), match.start())
            found += [(s, e, named) for s, e, known in again if (named := _not_only_as_written(known)) is not None]
        return [Hit(start + s, start + e, text[start + s : start + e], known) for s, e, known in _longest(found)]

    def actor(self, id: str) -> ActorRecord | None:
        """Return the actor of that id, or None."""
        return self.actors.get(id)

    def place(self, id: str) -> PlaceRecord | None:
        """Return the place of that id, or None."""
        return self.places.get(id) or self._countries.get(id)

    def country(self, code: str) -> PlaceRecord | None:
        """Return the country of that ISO 3166-1 alpha-2 code as a place, or None."""
        return self._countries.get(code)

    def capital(self, code: str) -> PlaceRecord | None:
        """Return the capital of the country of that ISO 3166-1 alpha-2 code, or None."""
        if self._capitals is None:
            self._capitals = self.places.capitals()
        number = self._capitals.get(code)
        return None if number is None else self.places.place(number)

    def government(self, code: str) -> ActorRecord | None:
        """Return the country of that ISO 3166-1 alpha-2 code as an actor, or None."""
        found = self.actors.get(code)
        return found if found is not None and found.kind == "government" else None

    def side(self, code: str, flag: str) -> ActorRecord | None:
        """Return the actor that stands for a side of the country of that code (``rebels``, ``opposition``), or None."""
        return self._sides.get((code, flag))

    def foes(self, id: str) -> frozenset[str]:
        """Return the codes of the states that an actor strikes as their enemy, by its flags (``foe_IL``)."""
        record = self.actors.get(id)
        flags = record.flags if record is not None else frozenset()
        return frozenset(flag.removeprefix(FOE) for flag in flags if flag.startswith(FOE))

    def named(self, name: str) -> tuple[Name, ...]:
        """Return the entries that have exactly this name (spelling folded)."""
        number = self._numbers.get(fold(name))
        return () if number is None else self._meaning(number).names

    def person(self, name: str) -> ActorRecord | None:
        """Return the known person of this full name however it is spelled ("Mohammad Yaqub"), or None."""
        if name not in self._person_of:
            if len(self._person_of) > _MANY_NAMES:
                self._person_of.clear()
            self._person_of[name] = self._person(name)
        return self._person_of[name]

    def _person(self, name: str) -> ActorRecord | None:
        for entry in self.named(name):
            if isinstance(entry.record, ActorRecord) and entry.record.kind == "person":
                return entry.record
        return self._persons.get(sound(name)) if " " in name and initials(name) in self._initials else None

    def _matches(self, folded: str, offset: int) -> list[tuple[int, int, Known]]:
        known, size, found = self._known, len(folded), []
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if (end == size or not folded[end].isalnum()) and (start == 0 or not folded[start - 1].isalnum()):
                found.append((offset + start, offset + end, known[pattern] or self._meaning(pattern)))
        return found

    def _meaning(self, number: int) -> Known:
        """Return what the spelling of that number may stand for; its places are read when it is first found."""
        known = self._known[number]
        if known is None:
            known = self._known[number] = Known.of(self._names(self._meanings[number], self._spellings[number]))
        return known

    def _names(self, meanings: _Meanings, spelling: str) -> list[Name]:
        """Return the names of a spelling, one of each entry: actors, places in their order, countries made from actors."""
        several = meanings if isinstance(meanings, list) else [meanings]
        of_entry: dict[int, Name] = {}
        for name in several:
            if isinstance(name, Name):
                of_entry.setdefault(id(name.record), name)
        actors = [name for name in of_entry.values() if isinstance(name.record, ActorRecord)]
        made = [name for name in of_entry.values() if isinstance(name.record, PlaceRecord)]
        numbers = sorted({number for number in several if isinstance(number, int)})
        return [*actors, *(_name_of(self.places.place(number), spelling) for number in numbers), *made]


def _sides(actors: Iterable[ActorRecord]) -> dict[tuple[str, str], ActorRecord]:
    """Return the sides by country and flag; of several, one whose own country it is (the first that it names)."""
    placed = [
        (number, code, flag, record)
        for record in actors
        for flag in record.flags & SIDES
        for number, code in enumerate(record.countries)
    ]
    placed.sort(key=lambda entry: -entry[0])
    return {(code, flag): record for _, code, flag, record in placed}


def _in_capitals(folded: str) -> Iterator[re.Match[str]]:
    """Yield the words in capitals; where two capitals stand side by side is found several times faster in bytes."""
    marks = folded.encode("ascii", "replace").translate(_CAPITAL_OR_NOT)
    at = marks.find(b"AA")
    while at >= 0:
        match = _CAPITALS.match(folded, at)
        if match is not None:
            yield match
        at = marks.find(b"AA", match.end() if match is not None else at + 1)


def _countries(actors: Iterable[ActorRecord], countries: Iterable[PlaceRecord]) -> dict[str, PlaceRecord]:
    """Return each country as a place: that of places.csv, else one made from the government of that code."""
    found = {record.country: record for record in countries}
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


def _index(actors: Iterable[ActorRecord], places: PlaceShelf, countries: Iterable[PlaceRecord]) -> dict[str, _Meanings]:
    """Return what each spelling may stand for: the names of actors, the numbers of places, the countries made from actors."""
    index: dict[str, _Meanings] = {}
    made = (country for country in countries if "made" in country.flags)
    records: tuple[ActorRecord | PlaceRecord, ...] = (*actors, *made)
    for record in records:
        for text, flags in record.names().items():
            for spelling in _spellings(fold(text), "case" in flags):
                _enter(index, spelling, Name(text, record, flags))
    for number, text, as_written in places.spelled():
        if text[:2] in _ARTICLES:
            for spelling in _spellings(text, as_written):
                _enter(index, spelling, number)
        else:
            _enter(index, text, number)
    return index


def _enter(index: dict[str, _Meanings], spelling: str, meaning: Name | int) -> None:
    known = index.get(spelling)
    if known is None:
        index[spelling] = meaning
    elif isinstance(known, list):
        known.append(meaning)
    else:
        index[spelling] = [known, meaning]


def _name_of(record: PlaceRecord, spelling: str) -> Name:
    """Return the first of a place's names that is spelled so."""
    return next(
        Name(text, record, flags)
        for text, flags in record.names().items()
        if spelling in _spellings(fold(text), "case" in flags)
    )


def _spellings(name: str, as_written: bool) -> set[str]:
    """Return the ways a name is written beside its own: al-X, Al-X, al X, Al X (or el-X …)."""
    if as_written:
        return {name}
    if name.startswith("UN "):
        return {name, f"U.N. {name[3:]}"}
    article = _LEADING_ARTICLE.match(name)
    if article is None:
        return {name}
    rest = name[article.end() :]
    written = article["article"].lower()
    return {f"{word}{joint}{rest}" for word in (written, written.title()) for joint in "- "}


def _not_only_as_written(known: Known) -> Known | None:
    """Return what a name may stand for in capitals."""
    if not any("case" in name.flags for name in known.names):
        return known
    names = [name for name in known.names if "case" not in name.flags]
    return Known.of(names) if names else None


def _longest(found: list[tuple[int, int, Known]]) -> list[tuple[int, int, Known]]:
    """Return the matches that do not overlap, the longer of two winning, the earlier of equals."""
    kept: list[tuple[int, int, Known]] = []
    for match in sorted(found, key=lambda match: (match[0], -match[1])):
        if kept and match[0] < kept[-1][1]:
            if match[1] - match[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = match
        else:
            kept.append(match)
    return kept
