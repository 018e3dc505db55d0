"""Which words make a passage worth reading, and which regexes are worth trying on it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from timeline.dates.patterns import OF_DIGITS, Needs, commonness, needed
from timeline.dates.tokens import Alphabet
from timeline.errors import RulesError
from timeline.rules import Entry

__all__ = ["Rule", "Selection", "Tried", "Tries", "patterns_of"]

_KEPT = 2_000
# Numbers that are found by their digits, wherever they stand; of other numbers only those beside a word that counts.
_FOUND = frozenset(
    {"YEAR", "MODERN", "CLOCK4", "CLOCK", "ISO", "SLASHED", "SHORT_YEAR", "ORDINAL_DAY", "ORDINAL", "DECADE"}
)

# Words that nearly every sentence has, and how many rare words one of them weighs up.
_WORDS_EVERYWHERE = """
    the a an of in to and or at on for by that this from is as it his her their my your our its he she they
"""
_EVERYWHERE = frozenset(_WORDS_EVERYWHERE.split())
_WEIGHT = 1000


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of dates.toml: ``regexes`` are its compiled patterns, ``constants`` what its meaning says beside the parts."""

    name: str
    stage: str
    shape: str
    constants: Mapping[str, Any]
    regexes: tuple[Any, ...]
    entry: Entry


class Tried(NamedTuple):
    """One regex of a rule, with the names of the parts that its named groups stand for."""

    rule: Rule
    regex: re.Pattern[str]
    groups: tuple[tuple[str, str], ...]


class _Plan(NamedTuple):
    """The regexes whose rarest words are given, with the bits of what else each wants, and the bits that matter to any.

    ``known`` are those to try, by what of these bits is given.
    """

    heeds: int
    regexes: tuple[tuple[int, int], ...]
    known: dict[int, Tries]


Tries = Sequence[int]
"""Numbers of the regexes to try, in the order of the rules."""


class Selection:
    """All regexes, by what each of them needs; built once from the rules.

    A regex is tried where its rarest word stands, and only where something for each of its other words stands too. Sets are
    bits of a number: one bit for each regex, and above them one for each set of words that some regex needs.

    ``words`` are those to look for in a text, lower case, ``beside_numbers`` those of them that only count where a number is
    near, ``characters`` what all these and the numbers found by their digits are in the rules' alphabet.
    """

    def __init__(self, stages: Mapping[str, Sequence[Rule]], parts: Mapping[str, str], alphabet: Alphabet) -> None:
        self.regexes: list[Tried] = []
        needs: list[Needs] = []
        self._ranges: dict[str, tuple[int, int]] = {}
        for stage, rules in stages.items():
            begin = len(needs)
            for rule in rules:
                for pattern, regex in zip(patterns_of(rule.entry), rule.regexes, strict=True):
                    groups = tuple((name, name.split("__")[0]) for name in regex.groupindex)
                    self.regexes.append(Tried(rule, regex, groups))
                    needs.append(needed(pattern, parts, rule.entry.where))
            self._ranges[stage] = (begin, len(needs))
        of_first = next(iter(self._ranges.values()))[1]
        self._first = (1 << of_first) - 1
        self._later = (1 << len(needs)) - 1 - self._first
        self._index(needs, alphabet)
        self.words, self.beside_numbers, self.characters = _looked_for(needs[:of_first], alphabet)
        self._plans: dict[int, _Plan] = {}

    def _index(self, needs: Sequence[Needs], alphabet: Alphabet) -> None:
        self._bits: defaultdict[str, int] = defaultdict(int)
        self._wants: list[int] = []
        bits: dict[frozenset[str], int] = {}
        for number, need in enumerate(needs):
            rarest, *others = (*(need.inside or (frozenset(),)), *need.beside)
            for character in _characters(rarest, alphabet):
                self._bits[character] |= 1 << number
            wants = 0
            for names in others:
                wants |= bits.setdefault(names, 1 << (len(needs) + len(bits)))
            self._wants.append(wants)
        for names, bit in bits.items():
            for character in _characters(names, alphabet):
                self._bits[character] |= bit

    def tries(self, string: str, *, later: bool) -> Tries:
        """Return the regexes of the first or of the later stages that are worth trying on a string of characters."""
        given = reduce(or_, map(self._bits.__getitem__, set(string)))
        worth = given & (self._later if later else self._first)
        if not worth:
            return ()
        plan = self._plans.get(worth)
        if plan is None:
            if len(self._plans) > _KEPT:
                self._plans.clear()
            plan = self._plans[worth] = self._planned(worth)
        given &= plan.heeds
        tries = plan.known.get(given)
        if tries is None:
            if len(plan.known) > _KEPT:
                plan.known.clear()
            tries = plan.known[given] = [number for number, wants in plan.regexes if wants & given == wants]
        return tries

    def of_stage(self, stage: str, tries: Tries) -> Tries:
        """Return those of some regexes that belong to a stage."""
        begin, end = self._ranges[stage]
        return [number for number in tries if begin <= number < end]

    def _planned(self, worth: int) -> _Plan:
        numbers = []
        while worth:
            numbers.append((worth & -worth).bit_length() - 1)
            worth &= worth - 1
        return _Plan(
            reduce(or_, (self._wants[number] for number in numbers)),
            tuple((number, self._wants[number]) for number in numbers),
            {},
        )


def patterns_of(entry: Entry) -> tuple[str, ...]:
    """Return the patterns of a rule, which may give one or a list. Raises RulesError where there is none."""
    pattern = entry.get("pattern")
    if isinstance(pattern, str):
        return (pattern,)
    if isinstance(pattern, list) and pattern and all(isinstance(item, str) for item in pattern):
        return tuple(pattern)
    raise RulesError(entry.where, "has no pattern", 'give it a line pattern = "…"')


def _characters(names: Iterable[str], alphabet: Alphabet) -> frozenset[str]:
    """The characters of some classes of words."""
    return frozenset("".join(map(alphabet.charset, names)))


def _looked_for(needs: Sequence[Needs], alphabet: Alphabet) -> tuple[list[str], list[str], frozenset[str]]:
    """The words to look for, those of them that need a number near, and the characters of them and of what else to look for.

    Each regex is looked for by one of the sets of words that it needs, so chosen that few and rare words are.
    """
    words = _words_of(alphabet)
    sets = {names: _characters(names, alphabet) for need in needs for names in need.inside}
    findable = {
        names
        for names in sets
        if all(name in _FOUND or all(c in words for c in alphabet.charset(name)) for name in names)
    }
    taken: set[str] = set()
    known: set[str] = set()
    lone: set[str] = set()

    def words_in(names: frozenset[str]) -> set[str]:
        return {word for character in sets[names] for word in words.get(character, ())}

    def cost(names: frozenset[str]) -> int:
        new = words_in(names) - known
        return sum(_WEIGHT if word in _EVERYWHERE else commonness(frozenset({"=" + word})) for word in new)

    options = [[names for names in need.inside if names in findable] or list(need.inside[:1]) for need in needs]
    # Those that leave no choice first: what they take costs the others nothing.
    for need, choice in sorted(zip(needs, options, strict=True), key=lambda item: len(item[1]) > 1):
        if not choice:
            continue
        names = min(choice, key=cost)
        taken |= sets[names]
        known |= words_in(names)
        if not any(other <= OF_DIGITS for other in need.inside):
            lone |= words_in(names)
    return sorted(known), sorted(known - lone), frozenset(taken)


def _words_of(alphabet: Alphabet) -> dict[str, list[str]]:
    """The words that begin with a letter, by the characters that they have, however they are written."""
    words: dict[str, list[str]] = {}
    for word in alphabet.of_word:
        if word[0].isalpha():
            for character in {alphabet[form] for form in (word, word.capitalize(), word.upper())}:
                words.setdefault(character, []).append(word)
    return words
