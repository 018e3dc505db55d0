"""The rules of pages.toml, compiled: what is furniture, what opens a list of other stories, where a page says its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ahocorasick_rs import AhoCorasick, Implementation

from timeline.day_reader import Order, read_published
from timeline.errors import Problem, RulesError
from timeline.rules import Entry, Rules

__all__ = ["PageRule", "PageRules", "check", "page_rules"]

Reach = Literal["line", "part", "paragraph", "rest", "title", "dateline"]

FILE = "pages.toml"
LONGEST_LINE = 420
"""Characters beyond which a line is a paragraph of prose and is not tried against the rules for whole lines."""

_REACHES: dict[str, tuple[str, ...]] = {
    "furniture": ("line", "part", "paragraph", "rest"),
    "marker": ("line",),
    "published": ("title", "line", "dateline"),
    "publisher": ("title", "line", "dateline"),
}


@dataclass(frozen=True, slots=True)
class PageRule:
    """One rule: ``pattern`` must match a whole line (reach line, paragraph, rest), or be found (part, title, dateline)."""

    name: str
    reach: Reach
    pattern: re.Pattern[str]
    says: str = ""
    order: Order | None = None
    beside_title: bool = False
    at_foot: bool = False
    needs: tuple[str, ...] = ()

    def may_match(self, lowered: str) -> bool:
        """Whether a line or text, in small letters, has one of the words that the rule needs."""
        return not self.needs or any(word in lowered for word in self.needs)

    def match(self, words: str) -> re.Match[str] | None:
        """Return the match in a line, by the reach of the rule."""
        if self.reach in ("line", "paragraph", "rest"):
            return self.pattern.fullmatch(words) if len(words) <= LONGEST_LINE else None
        if self.reach == "dateline":
            return self.pattern.match(words)
        return self.pattern.search(words)

    def day(self, words: str) -> tuple[date, str] | None:
        """Return the day that a publication rule reads in a line, and the words that state it."""
        match = self.match(words) if _DIGIT.search(words) else None
        day = read_published(match["day"], order=self.order) if match else None
        return (day, match["day"].strip(" `")) if match and day else None


@dataclass(frozen=True, slots=True)
class PageRules:
    """All rules for pages, by section."""

    furniture: tuple[PageRule, ...]
    marker: tuple[PageRule, ...]
    published: tuple[PageRule, ...]
    publisher: tuple[PageRule, ...]
    source: Rules
    needing: tuple[tuple[PageRule, ...], ...]
    """The furniture rules that need one of certain words, by the numbers of the words in ``any_needed``."""
    any_furniture: re.Pattern[str]
    any_needed: AhoCorasick
    any_marker: re.Pattern[str]
    stamps: tuple[PageRule, ...]

    def furniture_of(self, words: str) -> PageRule | None:
        """Return the first furniture rule that takes the whole line."""
        if len(words) > LONGEST_LINE:
            return None
        lowered = words.lower()
        rules = self.furniture
        if not self.any_furniture.fullmatch(words):  # nearly every line: then only a rule that needs words can take it
            found = self.any_needed.find_matches_as_indexes(lowered, overlapping=True)
            if not found:
                return None
            needed = {rule.name for word, _, _ in found for rule in self.needing[word]}
            rules = tuple([rule for rule in rules if rule.name in needed])
        return next((rule for rule in rules if rule.may_match(lowered) and rule.pattern.fullmatch(words)), None)

    def furniture_parts(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the spans of furniture inside paragraphs."""
        lowered = text[start:end].lower()
        for rule in self.furniture:
            if rule.reach == "part" and rule.may_match(lowered):
                yield from (match.span() for match in rule.pattern.finditer(text, start, end))

    def may_stamp(self, words: str) -> bool:
        """Whether a rule for lines that state the day of publication takes the whole line; most that have a digit do not."""
        return any(rule.pattern.fullmatch(words) for rule in self.stamps)

    def is_marker(self, words: str) -> bool:
        """Whether a line opens a list of other stories."""
        return len(words) <= 80 and self.any_marker.fullmatch(words) is not None


_DIGIT = re.compile(r"\d")
_COMPILED: dict[str, PageRules] = {}


def page_rules(rules: Rules) -> PageRules:
    """Return the compiled rules for pages. The same texts (``rules.version``) are compiled once."""
    if rules.version not in _COMPILED:
        if len(_COMPILED) > 8:
            _COMPILED.clear()
        compiled = {name: tuple(_rule(entry, name) for entry in rules.entries(FILE, name)) for name in _REACHES}
        furniture = compiled["furniture"]
        needed = sorted({word for rule in furniture for word in rule.needs})
        _COMPILED[rules.version] = PageRules(
            **compiled,
            source=rules,
            needing=tuple(tuple(rule for rule in furniture if word in rule.needs) for word in needed),
            any_furniture=_any([rule for rule in furniture if not rule.needs]),
            any_needed=AhoCorasick(needed, implementation=Implementation.DFA),
            any_marker=_any(compiled["marker"]),
            stamps=tuple(rule for rule in compiled["published"] if rule.reach == "line"),
        )
    return _COMPILED[rules.version]


def _any(rules: Iterable[PageRule]) -> re.Pattern[str]:
    """Return one pattern for all of them, so that a line that matches none is done with at once."""
    patterns = [rule.pattern for rule in rules]
    ways = (f"(?{'i' if pattern.flags & re.IGNORECASE else '-i'}:{pattern.pattern})" for pattern in patterns)
    return re.compile("|".join(ways) or "(?!)", re.IGNORECASE)


def _rule(entry: Entry, section: str) -> PageRule:
    reach = entry.get("reach", _REACHES[section][0])
    if reach not in _REACHES[section]:
        raise RulesError(entry.where, f"the reach {reach!r} is unknown", "use one of " + ", ".join(_REACHES[section]))
    try:
        pattern = re.compile(entry["pattern"], 0 if entry.get("case") else re.IGNORECASE)
    except KeyError as error:
        raise RulesError(entry.where, "has no pattern", "give it one") from error
    except re.error as error:
        raise RulesError(entry.where, f"its pattern cannot be used: {error}", "correct the pattern") from error
    part = {"published": "day", "publisher": "publisher"}.get(section)
    if part and part not in pattern.groupindex:
        raise RulesError(entry.where, f"its pattern has no part named {part}", f"mark it as (?P<{part}>…)")
    beside_title, at_foot = bool(entry.get("beside_title")), bool(entry.get("at_foot"))
    says, order, needs = str(entry.get("says", "")), entry.get("order"), tuple(entry.get("needs", ()))
    return PageRule(entry["name"], reach, pattern, says, order, beside_title, at_foot, needs)


def check(rules: Rules) -> list[Problem]:
    """Return what is wrong with pages.toml: bad patterns, examples not found, refusals found."""
    problems: list[Problem] = []
    for section in _REACHES:
        for entry in rules.entries(FILE, section):
            try:
                problems += _tried(entry, _rule(entry, section), section)
            except RulesError as error:
                problems.append(Problem.of(error))
    return problems


def _tried(entry: Entry, rule: PageRule, section: str) -> Iterator[Problem]:
    for wanted in ("finds", "skips"):
        if not entry.get(wanted):
            yield Problem(entry.where, f"has no examples in {wanted}", "give it at least one")
    for example in entry.get("finds", ()):
        words = example if isinstance(example, str) else example.get("text", "")
        if (got := _found(rule, words, section)) != (want := _wanted(example, section)):
            yield Problem(
                entry.where, f"{words!r} should give {want!r}, but gives {got!r}", "correct the pattern or the example"
            )
    for words in entry.get("skips", ()):
        if (got := _found(rule, words, section)) is not None:
            yield Problem(entry.where, f"{words!r} should be left alone, but gives {got!r}", "narrow the pattern")


def _found(rule: PageRule, words: str, section: str) -> str | None:
    if section == "published":
        read = rule.day(words)
        return read[0].isoformat() if read else None
    match = rule.match(words) if rule.may_match(words.lower()) else None
    if match is None:
        return None
    return match["publisher"] if section == "publisher" else "found"


def _wanted(example: object, section: str) -> str:
    if isinstance(example, dict):
        return str(example.get("day") or example.get("publisher") or "found")
    return "found"
