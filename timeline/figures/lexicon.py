"""The words of figures.toml, made ready for looking up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from timeline.errors import RulesError
from timeline.rules import Rules

__all__ = ["FILE", "SMALL", "TENS", "Lexicon", "Phrases", "Signs", "last_words", "lexicon"]

_SMALL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL, TENS = _SMALL_WORDS.split(), _TENS_WORDS.split()
"""The words for 1 to 19 and for 20, 30 … 90."""

FILE = "figures.toml"
Means = Literal["at least", "at most", "about"]
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word -> (all words, unit), longest first."""


class Signs(NamedTuple):
    """Whether a sentence has digits and verbs that can count one person, and the stretches of text with number words."""

    digits: bool
    words: tuple[tuple[int, int], ...]
    verbs: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Compiled words: what may stand before, in and after a counted number."""

    active: re.Pattern[str]
    active_unit: Mapping[str, str]
    passive: Phrases
    subject: frozenset[str]
    totals: re.Pattern[str]
    totals_unit: Mapping[str, str]
    nouns: Phrases
    people: frozenset[str]
    singular: frozenset[str]
    person: re.Pattern[str]
    money: re.Pattern[str]
    money_unit: Mapping[str, str]
    money_words: Phrases
    modifier: re.Pattern[str]
    suffix: re.Pattern[str]
    means: Mapping[str, Means]
    vague: Mapping[str, tuple[float, float]]
    digits: re.Pattern[str]
    number: re.Pattern[str]
    never_after: frozenset[str]
    never_before: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    breaks: frozenset[str]
    objects: frozenset[str]
    number_words: frozenset[str]
    verb_words: frozenset[str]
    active_ends: frozenset[str]
    totals_ends: frozenset[str]
    modifier_ends: frozenset[str]
    money_ends: frozenset[str]
    """The last words of what the patterns of these names find, and the last letters of money: where none of them stands, the
    slow pattern need not be tried."""

    signs: AhoCorasick

    def signs_of(self, text: str, start: int, end: int) -> Signs:
        """Return what a sentence has that may be counted; where there is nothing, it need not be looked at."""
        lowered = text[start:end].lower()
        digits = _DIGIT.search(text, start, end) is not None
        stretches: list[tuple[int, int]] = []
        verbs = False
        for _, first, last in self.signs.find_matches_as_indexes(lowered):
            if "a" <= lowered[last : last + 1] <= "z" or (first and "a" <= lowered[first - 1] <= "z"):
                continue
            word = lowered[first:last]
            verbs = verbs or word in self.verb_words
            if word in self.number_words:
                _stretch(stretches, max(start, start + first - _LEAD), min(end, start + last + 1))
        if stretches and len(lowered) != end - start:  # a letter whose small form is longer: offsets would be wrong
            stretches = [(start, end)]
        return Signs(digits, tuple(stretches), verbs)


def _stretch(stretches: list[tuple[int, int]], first: int, last: int) -> None:
    """Add a stretch of text to those before it, as a part of the last one where the two touch."""
    if stretches and first <= stretches[-1][1]:
        first = stretches.pop()[0]
    stretches.append((first, last))


def last_words(text: str, most: int) -> list[str]:
    """Return the last words of a text in small letters, the very last first, each without the marks before it.

    >>> last_words("They (about ", 2)
    ['about', 'they']
    """
    pieces = text.lower().split()[: -most - 1 : -1]
    return [match.group() for piece in pieces if (match := _WORD.search(piece))]


_WORD = re.compile(r"\w+$")
_LEAD = 24
"""Letters that a number in words may have before the word that is known as one ("half a hundred")."""
_BEFORE_A_TOTAL = "to|from|at|of|reached|reaches|hit|is|was|were|by|exceeded|passed|than|above|topped"
_JUST = "just|only|now"
_DIGIT = re.compile(r"\d")
_KNOWN: dict[str, Lexicon] = {}


def lexicon(rules: Rules) -> Lexicon:
    """Return the words of the rules made ready. The same texts (``rules.version``) are made ready once."""
    if rules.version not in _KNOWN:
        if len(_KNOWN) > 8:
            _KNOWN.clear()
        _KNOWN[rules.version] = _compile(rules)
    return _KNOWN[rules.version]


def _compile(rules: Rules) -> Lexicon:
    units, money = rules.entries(FILE, "unit"), rules.entries(FILE, "currency")
    active = {word.lower(): unit["name"] for unit in units for word in unit.get("active", ())}
    totals = {word.lower(): unit["name"] for unit in units for word in unit.get("totals", ())}
    signs = {sign.lower(): entry["name"] for entry in money for sign in entry.get("signs", ())}
    means, suffixes = _modifiers(rules)
    vague = {e["name"].lower(): (float(e["low"]), float(e["high"])) for e in rules.entries(FILE, "vague")}
    people, never, grammar = (rules.table(FILE, name) for name in ("people", "not_counts", "grammar"))
    passive = _phrases((word, unit["name"]) for unit in units for word in unit.get("passive", ()))
    singular = _words(people, "singular")
    number_words = frozenset(
        (*SMALL, *TENS, "hundred", "thousand", "million", "billion", "dozen", *" ".join(vague).split())
    ) - {"of"}
    verb_words = frozenset(word.split()[0] for word in active) | passive.keys()
    return Lexicon(
        active=re.compile(
            rf"\b({_any(active)})\s+(?:(?:the|his|her|their|its|another|a further|all|those|as)\s+){{0,2}}$", re.I
        ),
        active_unit=active,
        passive=passive,
        subject=frozenset(word for unit in units for word in unit.get("subject", ())),
        totals=re.compile(
            rf"\b({_any(totals)})\b[^.;:!?]*?\b(?:{_BEFORE_A_TOTAL})\s+(?:{_JUST})?\s*$",
            re.I,
        ),
        totals_unit=totals,
        nouns=_phrases((word, unit["name"]) for unit in units for word in unit.get("nouns", ())),
        people=_words(people, "plural") | _people_nouns(rules),
        singular=singular,
        person=re.compile(
            rf"\b(?:an?|another)\s+(?:(?!an?\b|the\b|and\b|or\b|in\b|of\b|for\b|to\b|was\b|were\b|that\b|who\b)[\w'’-]+\s+){{0,4}}?(?:{_any(singular)})\b",
            re.I,
        ),
        money=re.compile(rf"(?:(?<![A-Za-z])(?:{_any(signs)}))\s?$", re.I),
        money_unit=signs,
        money_words=_phrases((word, entry["name"]) for entry in money for word in entry.get("words", ())),
        modifier=re.compile(rf"\b({_any(means)})\s+(?:(?:an?|another|the)\s+(?=$|half))?$", re.I),
        suffix=re.compile(rf"\s*(?:\b({_any(suffixes)})\b|(\+)|(-plus)\b)", re.I),
        means=means | suffixes | {"+": "at least", "-plus": "at least"},
        vague=vague,
        digits=_digits_pattern(),
        number=_words_pattern(vague),
        never_after=_words(never, "after"),
        never_before=_words(never, "before"),
        auxiliaries=_words(grammar, "auxiliaries"),
        prepositions=_words(grammar, "prepositions"),
        breaks=_words(grammar, "breaks"),
        objects=_words(grammar, "objects"),
        number_words=number_words,
        verb_words=verb_words,
        active_ends=frozenset(word for phrase in active for word in last_words(phrase, 1)),
        totals_ends=frozenset(f"{_BEFORE_A_TOTAL}|{_JUST}".split("|")),
        modifier_ends=frozenset(word for phrase in means for word in last_words(phrase, 1)),
        money_ends=frozenset(sign[-1] for sign in signs),
        signs=AhoCorasick(
            sorted(number_words | verb_words),
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,  # twice as fast as what is chosen for so few words
        ),
    )


def _words(table: Mapping[str, object], name: str) -> frozenset[str]:
    return frozenset(str(table.get(name, "")).split())


def _digits_pattern() -> re.Pattern[str]:
    """Return a pattern for numbers in digits with their scale; it begins with a digit, so that a scan is quick."""
    digits = r"\d(?:\d{0,2}(?:,\d{2,3})+(?:\.\d+)?|\d*(?:\.\d+)?)"
    long = "hundred|thousand|million|billion|trillion|lakh|crore|mln|bln|dozen"
    scale = rf"(?:[\s-](?:{long})|\s?(?:bn|tn|m|k))(?![\w’'])"
    end = r"(?![\dA-Za-z])(?!-(?!plus\b)[A-Za-z]|[:/]\d|,\d|\.\d)"
    return re.compile(rf"(?P<figure>{digits})(?P<scale>{scale})?{end}", re.I)


def _words_pattern(vague: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for numbers in words: "twenty-five", "a hundred", "half a million", "dozens"."""
    small, tens = "|".join(SMALL[::-1]), "|".join(TENS)
    word = rf"(?:(?:{tens})(?:[-\s](?:{small}))?|(?:{small}))"
    scale = "hundred|thousand|million|billion|dozen"
    named = rf"(?P<word>{word})\s+(?P<wordscale>{scale})|an?\s+(?P<singlescale>{scale})|(?P<plain>{word})"
    return re.compile(rf"\b(?<!-)(?:(?P<half>half\s)?(?:{named})|(?P<vague>{_any(vague)}))(?![\w-])", re.I)


def _modifiers(rules: Rules) -> tuple[dict[str, Means], dict[str, Means]]:
    before: dict[str, Means] = {}
    after: dict[str, Means] = {}
    for entry in rules.entries(FILE, "modifier"):
        means = entry.get("means")
        if means not in ("at least", "at most", "about"):
            raise RulesError(entry.where, f"means {means!r} is unknown", 'use "at least", "at most" or "about"')
        before |= dict.fromkeys((word.lower() for word in entry.get("words", ())), means)
        after |= dict.fromkeys((word.lower() for word in entry.get("after", ())), means)
    return before, after


def _people_nouns(rules: Rules) -> frozenset[str]:
    """Return the nouns of units that are people, such as fighters: the last word of each."""
    kinds = {"fighters", "troops", "refugees", "prisoners", "protesters"}
    units = (unit for unit in rules.entries(FILE, "unit") if unit["name"] in kinds or unit.get("people"))
    return frozenset(noun.split()[-1] for unit in units for noun in unit.get("nouns", ()))


def _phrases(pairs: Iterable[tuple[str, str]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, unit in pairs:
        words = tuple(phrase.lower().split())
        found.setdefault(words[0], []).append((words, unit))
    return {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()}


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; one that never matches where there are none."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest) or r"(?!)"
