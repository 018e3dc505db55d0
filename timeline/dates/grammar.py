"""The rules of dates.toml, compiled: from the words of a passage to readings, stage by stage.

Each stage reads a string of characters (one a token, or one a date that an earlier stage read) and replaces what its rules
find, the longest first, by one character. So "since the third week of March 2019" is read from the inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from timeline.date_refiners.reading import Reading
from timeline.dates.patterns import compile_pattern, literals, needed
from timeline.dates.tokens import Alphabet, bare
from timeline.dates.values import build
from timeline.errors import RulesError
from timeline.rules import Entry, Rules

__all__ = ["STAGES", "Element", "Grammar", "Rule"]

STAGES = ("date", "phrase", "range", "bound")
# Words stand around words around a date: "early Friday evening, May 27".
_LATER = ("phrase", "range", "bound")
_LATER_PASSES = ("phrase", "phrase", "range", "bound")
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of dates.toml: ``regexes`` are its compiled patterns, ``constants`` what its meaning says beside the parts."""

    name: str
    stage: str
    shape: str
    constants: Mapping[str, Any]
    regexes: tuple[Any, ...]
    entry: Entry


class Element(NamedTuple):
    """One token, or the tokens ``first`` to ``last`` (excluded) that were read as one date by ``rule``."""

    first: int
    last: int
    character: str
    reading: Reading | None = None
    rule: str = ""
    parts: tuple[tuple[int, int], ...] = ()


class _Tried(NamedTuple):
    """One regex of a rule: its named groups with the names of parts, and the bits of the words that it needs."""

    rule: Rule
    regex: re.Pattern[str]
    groups: tuple[tuple[str, str], ...]
    wants: int


Match = tuple[int, int, Rule, Mapping[str, tuple[int, int]]]


class Grammar:
    """All rules, ready to read; built once from the rules and then unchanged but for its memory of strings seen."""

    def __init__(self, rules: Rules) -> None:
        words = rules.tables.get("words.toml", {})
        self.classes: dict[str, Mapping[str, Any]] = {name: table for name, table in words.items() if name.isupper()}
        flags = words.get("flags", {})
        parts = rules.table("dates.toml", "parts")
        entries = [(stage, entry) for stage in STAGES for entry in rules.entries("dates.toml", stage)]
        mentioned: set[str] = set()
        for _, entry in entries:
            for pattern in patterns_of(entry):
                mentioned |= literals(pattern, parts, entry.where)
        self.alphabet = Alphabet(self.classes, mentioned, flags.get("capital", ()))
        for sample in _samples():
            self.alphabet.character(classes_of(sample))
        self.stages: dict[str, tuple[Rule, ...]] = dict.fromkeys(STAGES, ())
        for stage, entry in entries:
            self.stages[stage] += (self._compiled(stage, entry, parts),)
        self._index_rules(parts)
        first = self._in_stage[STAGES[0]]
        self._first = frozenset(character for character, numbers in self._trying.items() if numbers & first)
        self._triggers = re.compile(f"[{''.join(sorted(self._first))}]")
        self.trigger_words = sorted(word for word in self.alphabet.of_word if self._triggered(word))
        known = self.alphabet.known_characters() | self._first
        self._runs = re.compile(f"[{''.join(sorted(known))}]+")
        self._seen: dict[tuple[str, str], tuple[Match, ...]] = {}
        self._read: dict[tuple[str, ...], tuple[Element, ...]] = {}

    def _triggered(self, word: str) -> bool:
        """Whether a word, however it is written, can be what a rule of the first stage is tried for."""
        forms = (word, word.capitalize(), word.upper())
        return word[0].isalpha() and any(self.alphabet[form] in self._first for form in forms)

    def _index_rules(self, parts: Mapping[str, str]) -> None:
        """Number the regexes in the order of the rules, and note by which characters each can be worth trying.

        A regex is tried where its rarest word stands, and only where something for each of its other words stands too.
        Sets are bits of a number: one bit for each regex, and one for each set of words that some regex needs.
        """
        self._regexes: list[_Tried] = []
        self._in_stage = dict.fromkeys(STAGES, 0)
        self._trying: dict[str, int] = {}
        self._giving: dict[str, int] = {}
        bits: dict[frozenset[str], int] = {}
        for stage, rules in self.stages.items():
            for rule in rules:
                for pattern, regex in zip(patterns_of(rule.entry), rule.regexes, strict=True):
                    rarest, *others = needed(pattern, parts, rule.entry.where)
                    bit = 1 << len(self._regexes)
                    self._in_stage[stage] |= bit
                    for character in set("".join(map(self.alphabet.charset, rarest))):
                        self._trying[character] = self._trying.get(character, 0) | bit
                    wants = 0
                    for names in others:
                        wants |= bits.setdefault(names, 1 << len(bits))
                    groups = tuple((name, name.split("__")[0]) for name in regex.groupindex)
                    self._regexes.append(_Tried(rule, regex, groups, wants))
        for names, bit in bits.items():
            for character in set("".join(map(self.alphabet.charset, names))):
                self._giving[character] = self._giving.get(character, 0) | bit

    def _compiled(self, stage: str, entry: Entry, parts: Mapping[str, str]) -> Rule:
        regexes = tuple(compile_pattern(p, self.alphabet.charset, parts, entry.where) for p in patterns_of(entry))
        constants = entry.get("set", {})
        return Rule(entry["name"], stage, entry.get("shape", "none"), constants, regexes, entry)

    def chunks(self, string: str) -> Iterable[tuple[int, int]]:
        """Return the runs of known characters that hold one by which some rule is worth trying."""
        trigger = self._triggers.search
        return [run.span() for run in self._runs.finditer(string) if trigger(string, *run.span())]

    def read(self, tokens: Sequence[str], string: str, first: int, last: int) -> tuple[Element, ...]:
        """Return the dates read in some tokens and their characters (in order), each with the numbers of its tokens.

        ``first`` to ``last`` (excluded) are the tokens that dates may be made of; the others only stand beside them.
        """
        matches = self._matches("date", string)
        if not matches:
            return ()
        key = (string, *tokens[first:last])
        known = self._read.get(key)
        if known is None:
            known = self._read_new(tokens, string, matches)
            if len(key) <= 40:
                if len(self._read) > _KEPT:
                    self._read.clear()
                self._read[key] = known
        return known

    def _read_new(self, tokens: Sequence[str], string: str, matches: Sequence[Match]) -> tuple[Element, ...]:
        elements = [Element(i, i + 1, character) for i, character in enumerate(string)]
        elements = self._replaced(elements, matches, tokens)
        string = "".join([element.character for element in elements])
        tried = self._tried(string, _LATER)
        for stage in _LATER_PASSES:
            if tried[stage]:
                matches = self._matches(stage, string, tried[stage])
                if matches:
                    elements = self._replaced(elements, matches, tokens)
                    string = "".join([element.character for element in elements])
                    tried = self._tried(string, _LATER)
        return tuple(element for element in elements if element.reading is not None and element.reading.shape != "none")

    def _matches(self, stage: str, string: str, tried: Sequence[int] | None = None) -> tuple[Match, ...]:
        known = self._seen.get((stage, string))
        if known is None:
            known = longest(self._candidates(string, self._tried(string, (stage,))[stage] if tried is None else tried))
            if len(string) <= 60:
                if len(self._seen) > _KEPT:
                    self._seen.clear()
                self._seen[stage, string] = known
        return known

    def _tried(self, string: str, stages: Sequence[str]) -> dict[str, list[int]]:
        """The numbers of the regexes of some stages that are worth trying, by the words that stand in a string."""
        worth = given = 0
        trying, giving = self._trying, self._giving
        for character in set(string):
            worth |= trying.get(character, 0)
            given |= giving.get(character, 0)
        regexes = self._regexes
        tried: dict[str, list[int]] = {}
        for stage in stages:
            left = worth & self._in_stage[stage]
            numbers = tried[stage] = []
            while left:
                lowest = left & -left
                left ^= lowest
                number = lowest.bit_length() - 1
                wants = regexes[number].wants
                if wants & given == wants:
                    numbers.append(number)
        return tried

    def _candidates(self, string: str, tried: Sequence[int]) -> list[Match]:
        found: list[Match] = []
        for number in tried:
            one = self._regexes[number]
            for match in one.regex.finditer(string):
                start, end = match.span()
                if end > start:
                    groups = {short: match.span(name) for name, short in one.groups if match.start(name) >= 0}
                    found.append((start, end, one.rule, groups))
        return found

    def _replaced(self, elements: list[Element], matches: Iterable[Match], tokens: Sequence[str]) -> list[Element]:
        out: list[Element] = []
        at = 0
        for start, end, rule, groups in matches:
            parts = {
                name: (
                    elements[a].reading
                    if b == a + 1 and elements[a].reading
                    else [bare(token) for token in tokens[elements[a].first : elements[b - 1].last]]
                )
                for name, (a, b) in groups.items()
            }
            reading = build(rule.shape, rule.constants, parts, self.classes)
            if reading is None:
                continue
            out += elements[at:start]
            character = self.alphabet.character(classes_of(reading))
            first, last = elements[start].first, elements[end - 1].last
            ends = _ends(reading, elements, groups, first, last)
            if not ends and end == start + 1:
                ends = elements[start].parts
            inner = [element.rule for element in elements[start:end] if element.rule]
            out.append(Element(first, last, character, reading, " + ".join([*inner, rule.name]), ends))
            at = end
        return out + elements[at:]


def _ends(
    reading: Reading, elements: Sequence[Element], groups: Mapping[str, tuple[int, int]], first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """The tokens of the two ends of a range: its parts a and b, or what stands before and after the word that joins them.

    "The first nine months of 1997" has two parts as well: a length of time and the year.
    """
    if reading.shape != "span" and not (reading.shape == "nth" and reading.which):
        return ()
    if "a" in groups and "b" in groups:
        (a, _), (b, _) = groups["a"], groups["b"]
        return ((elements[a].first, elements[a].last), (elements[b].first, elements[b].last))
    ones = [end for name, (_, end) in groups.items() if not name.endswith("2")]
    twos = [start for name, (start, _) in groups.items() if name.endswith("2")]
    return ((first, elements[max(ones) - 1].last), (elements[min(twos)].first, last)) if ones and twos else ()


def patterns_of(entry: Entry) -> tuple[str, ...]:
    """Return the patterns of a rule, which may give one or a list. Raises RulesError where there is none."""
    pattern = entry.get("pattern")
    if isinstance(pattern, str):
        return (pattern,)
    if isinstance(pattern, list) and pattern and all(isinstance(item, str) for item in pattern):
        return tuple(pattern)
    raise RulesError(entry.where, "has no pattern", 'give it a line pattern = "…"')


def longest(found: list[Match]) -> tuple[Match, ...]:
    """Return the matches that stay when the longest win and, of equals, the rule that stands first."""
    if len(found) < 2:
        return tuple(found)
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(found, key=lambda item: item[0] - item[1]):
        if taken.isdisjoint(range(match[0], match[1])):
            kept.append(match)
            taken.update(range(match[0], match[1]))
    return tuple(sorted(kept, key=lambda item: item[0]))


def classes_of(reading: Reading) -> frozenset[str]:
    """Return the classes by which later stages know a reading: POINT, DAY_POINT …, DATED, TIMED, DURATION, SET, REFERENCE."""
    if reading.shape == "none":
        return frozenset({"REFUSED"})
    if not reading.is_point:
        name = {"duration": "DURATION", "set": "SET", "ref": "REFERENCE"}[reading.shape]
        return frozenset({name, "FIRST_" + name} if reading.which else {name})
    names = {"POINT", f"{reading.grain.upper()}_POINT", f"{reading.shape.upper()}_SHAPE"}
    if reading.shape == "calendar":
        names.add("DATED" if reading.year is not None else "UNDATED")
        if reading.day is not None:
            names.add("MONTHDAY")
        if not (reading.clock or reading.daytime) or reading.day is not None or reading.weekday is not None:
            names.add("PLACED")
        else:
            names.add("CLOCK_POINT")
    else:
        names.add("PLACED")
        if reading.shape == "holiday":
            names.add("DATED" if reading.year is not None else "UNDATED")
    if reading.clock or reading.daytime:
        names.add("TIMED")
    return frozenset(names)


def _samples() -> Iterable[Reading]:
    """One reading of every kind that classes_of tells apart, so that all characters exist when rules are compiled."""
    for clock in ("", "T10:00"):
        for year in (None, 2000):
            for part in ("day", "month", "quarter", "half", "decade", "century"):
                yield Reading("calendar", year=year, clock=clock, **{part: 1})  # type: ignore[arg-type]
            yield Reading("calendar", year=year, clock=clock, season="summer")
            yield Reading("calendar", year=year, clock=clock)
        for unit in (
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "weekend",
            "fortnight",
            "month",
            "season",
            "quarter",
            "half",
            "year",
            "decade",
            "century",
            "millennium",
        ):
            yield Reading("shift", unit=unit, clock=clock)
            yield Reading("nth", unit=unit, clock=clock)
        for shape in ("weekday", "window", "span", "holiday", "near"):
            yield Reading(shape, clock=clock)
        yield Reading("holiday", year=2000, clock=clock)
    yield Reading("duration", which="first")
    for shape in ("duration", "set", "ref", "none"):
        yield Reading(shape)  # type: ignore[arg-type]
