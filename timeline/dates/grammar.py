"""The rules of dates.toml, compiled: from the words of a passage to readings, stage by stage.

Each stage reads a string of characters (one a token, or one a date that an earlier stage read) and replaces what its rules
find, the longest first, by one character. So "since the third week of March 2019" is read from the inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from timeline.date_refiners.reading import Reading
from timeline.dates.patterns import compile_pattern, literals
from timeline.dates.selection import Rule, Selection, Tries, patterns_of
from timeline.dates.tokens import Alphabet, bare
from timeline.dates.values import build
from timeline.rules import Entry, Rules

__all__ = ["STAGES", "Element", "Grammar", "Rule"]

STAGES = ("date", "phrase", "range", "bound")
# Words stand around words around a date: "early Friday evening, May 27".
_LATER_PASSES = ("phrase", "phrase", "range", "bound")
_KEPT = 50_000
# So many words in a row, and more, are not kept in mind.
_LONG = 40


class Element(NamedTuple):
    """One token, or the tokens ``first`` to ``last`` (excluded) that were read as one date by ``rule``."""

    first: int
    last: int
    reading: Reading | None = None
    rule: str = ""
    parts: tuple[tuple[int, int], ...] = ()


class _Made(NamedTuple):
    """What was made of a match: a reading with its character, or None; ``inner`` are the readings in it."""

    reading: Reading | None
    character: str
    inner: tuple[Reading | None, ...]


Match = tuple[int, int, int, re.Match[str]]
"""What the regex of a number matches: elements from a start to an end (excluded), which come first."""

# The elements of tokens that no rule has read yet, by their places.
_PLAIN = tuple(Element(place, place + 1) for place in range(200))


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
        self.selection = Selection(self.stages, parts, self.alphabet)
        first = self.selection.characters
        others = "".join(self.alphabet.known_characters() - first)
        self._runs = re.compile("[{1}]++(?:([{0}])[{0}{1}]*+)?|([{0}])[{0}{1}]*+".format("".join(first), others))
        self._known: dict[str, Sequence[Element]] = {}
        self._made: dict[tuple[object, ...], _Made] = {}

    def _compiled(self, stage: str, entry: Entry, parts: Mapping[str, str]) -> Rule:
        regexes = tuple(compile_pattern(p, self.alphabet.charset, parts, entry.where) for p in patterns_of(entry))
        constants = entry.get("set", {})
        return Rule(entry["name"], stage, entry.get("shape", "none"), constants, regexes, entry)

    def chunks(self, string: str) -> list[tuple[int, int]]:
        """Return the runs of known characters that hold one by which some rule is looked for."""
        return [run.span() for run in self._runs.finditer(string) if run.lastindex]

    def read(self, tokens: Sequence[str], string: str) -> Sequence[Element]:
        """Return the dates read in some tokens and their characters (in order), each with the numbers of its tokens.

        What was read is kept, for texts that come again; the same words in other tokens cannot have the same characters.
        """
        key = string + "".join(tokens)
        known = self._known.get(key)
        if known is None:
            known = self._read(tokens, string)
            if len(string) <= _LONG:
                if len(self._known) > _KEPT:
                    self._known.clear()
                self._known[key] = known
        return known

    def _read(self, tokens: Sequence[str], string: str) -> Sequence[Element]:
        selection = self.selection
        matches = self._matches(string, selection.tries(string, later=False))
        if not matches:
            return ()
        size = len(string)
        elements: Sequence[Element] = _PLAIN[:size] if size <= len(_PLAIN) else [Element(i, i + 1) for i in range(size)]
        elements, string = self._replaced(elements, string, matches, tokens)
        tries = selection.tries(string, later=True)
        for stage in _LATER_PASSES if tries else ():
            matches = self._matches(string, selection.of_stage(stage, tries))
            if matches:
                elements, string = self._replaced(elements, string, matches, tokens)
                tries = selection.tries(string, later=True)
        return [element for element in elements if element.reading is not None and element.reading.shape != "none"]

    def _matches(self, string: str, tries: Tries) -> list[Match]:
        if not tries:
            return []
        regexes = self.selection.regexes
        return longest(
            [
                (*match.span(), number, match)
                for number in tries
                for match in regexes[number].regex.finditer(string)
                if match.end() > match.start()
            ]
        )

    def _replaced(
        self, elements: Sequence[Element], string: str, matches: Iterable[Match], tokens: Sequence[str]
    ) -> tuple[Sequence[Element], str]:
        """The elements and their characters, with what matched replaced by what it was read as."""
        out: list[Element] = []
        characters = ""
        at = 0
        for start, end, number, match in matches:
            replaced = elements[start:end]
            first, last = replaced[0].first, replaced[-1].last
            reading, character, inner = self._made_of(number, match, replaced, tokens[first:last])
            if reading is None:
                continue
            name = self.selection.regexes[number].rule.name
            parts: tuple[tuple[int, int], ...] = ()
            if reading.shape == "span" or (reading.shape == "nth" and reading.which):
                parts = _ends(elements, self._parts(number, match), first, last)
            if any(inner):
                name = " + ".join([*(element.rule for element in replaced if element.rule), name])
                if not parts and end == start + 1:
                    parts = replaced[0].parts
            out += elements[at:start]
            out.append(Element(first, last, reading, name, parts))
            characters += string[at:start] + character
            at = end
        out += elements[at:]
        return out, characters + string[at:]

    def _parts(self, number: int, match: re.Match[str]) -> dict[str, tuple[int, int]]:
        """The elements of the named parts of a match."""
        spans = [(short, match.span(name)) for name, short in self.selection.regexes[number].groups]
        return {name: span for name, span in spans if span[1] > span[0]}

    def _made_of(self, number: int, match: re.Match[str], elements: Sequence[Element], words: Sequence[str]) -> _Made:
        """What some elements that a regex matched are read as. It is kept, as the same words come again and again."""
        inner = tuple([element.reading for element in elements])
        # A reading is known by its place in memory, which is its own as long as it is kept.
        key = (number, *map(id, inner), *words)
        made = self._made.get(key)
        if made is None:
            made = self._make(number, match, elements, words, inner)
            if len(words) < _LONG:
                if len(self._made) > _KEPT:
                    self._made.clear()
                self._made[key] = made
        return made

    def _make(
        self,
        number: int,
        match: re.Match[str],
        elements: Sequence[Element],
        words: Sequence[str],
        inner: tuple[Reading | None, ...],
    ) -> _Made:
        rule = self.selection.regexes[number].rule
        start, begin = match.start(), elements[0].first
        parts: dict[str, Reading | list[str] | None] = {}
        for name, (first, last) in self._parts(number, match).items():
            if last == first + 1 and inner[first - start] is not None:
                parts[name] = inner[first - start]
            else:
                spoken = words[elements[first - start].first - begin : elements[last - 1 - start].last - begin]
                parts[name] = [bare(word) for word in spoken]
        reading = build(rule.shape, rule.constants, parts, self.classes)
        return _Made(reading, "" if reading is None else self.alphabet.character(classes_of(reading)), inner)


def _ends(
    elements: Sequence[Element], groups: Mapping[str, tuple[int, int]], first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """The tokens of the two ends of a range: its parts a and b, or what stands before and after the word that joins them.

    "The first nine months of 1997" has two parts as well: a length of time and the year.
    """
    if "a" in groups and "b" in groups:
        (a, _), (b, _) = groups["a"], groups["b"]
        return ((elements[a].first, elements[a].last), (elements[b].first, elements[b].last))
    ones = [end for name, (_, end) in groups.items() if not name.endswith("2")]
    twos = [start for name, (start, _) in groups.items() if name.endswith("2")]
    return ((first, elements[max(ones) - 1].last), (elements[min(twos)].first, last)) if ones and twos else ()


def longest(found: list[Match]) -> list[Match]:
    """Return, in order, the matchs that stay when the longest win and, of equals, the rule that stands first."""
    if len(found) < 2:
        return found
    start, end, _, _ = best = max(found, key=_length)
    if all(one < end and other > start for one, other, _, _ in found):
        return [best]
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(found, key=_length, reverse=True):
        places = range(match[0], match[1])
        if taken.isdisjoint(places):
            kept.append(match)
            taken.update(places)
    return sorted(kept, key=itemgetter(0))


def _length(match: Match) -> int:
    return match[1] - match[0]


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
    if reading.shape == "shift" and reading.unit == "month":
        names.add("MONTH_SHIFT")
    if reading.shape == "shift" and reading.unit == "year" and reading.which in ("last", "this", "next"):
        names.add("RELATIVE_YEAR")
    if reading.clock or reading.daytime:
        names.add("TIMED")
        if reading.daytime == "TNI" and "PLACED" in names:
            names.add("NIGHT_POINT")
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
    for year in (None, 2000):
        yield Reading("calendar", year=year, month=1, day=1, daytime="TNI")
        yield Reading("holiday", year=year, daytime="TNI")
        yield Reading("holiday", year=year, holiday="islamic 9")
        yield Reading("holiday", year=year, holiday="hijri 1447")
    yield Reading("weekday", daytime="TNI")
    yield Reading("near", daytime="TNI")
    yield Reading("span", daytime="TNI")
    yield Reading("shift", unit="day", daytime="TNI")
    yield Reading("shift", unit="year", which="last")
    yield Reading("duration", which="first")
    for shape in ("duration", "set", "ref", "none"):
        yield Reading(shape)  # type: ignore[arg-type]
