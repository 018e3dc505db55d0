"""The pattern language of dates.toml, compiled to regexes over the characters of :mod:`timeline.dates.tokens`.

    the? day:DAY of? month:MONTH year:YEAR      words and punctuation as they are; CLASSES in capitals; name:part
    (last|this|next) unit:UNIT                  alternatives; ? + and * (at most four) after an item
    in < year:YEAR > !PLURAL                    what stands before and after, outside the words of the date; ! refuses

What stands before (left of ``<``) must have a fixed number of items. ``{Name}`` puts in a named part of ``[parts]``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from timeline.errors import RulesError

__all__ = ["OF_DIGITS", "Needs", "commonness", "compile_pattern", "literals", "needed"]

_ITEM = re.compile(
    r"\s*(?:(?P<name>[a-z_]+[0-9]?):(?=[\w({']))?(?:(?P<part>\{\w+\})|(?P<class>[A-Z][A-Z_0-9]*)|(?P<word>\\[^\w\s]|[^\s()|?+*<>{}!:\\]+|:)|(?P<mark>[()|?+*<>!]))"
)
_MOST = 4


def literals(pattern: str, parts: Mapping[str, str], where: str = "") -> set[str]:
    """Return the words and punctuation that a pattern mentions as they are.

    >>> sorted(literals("the? day:DAY ,? {Tail}", {"Tail": "of year:YEAR"}))
    [',', 'of', 'the']
    """
    return {match["word"].removeprefix("\\") for match in _items(pattern, parts, where) if match["word"]}


def _items(pattern: str, parts: Mapping[str, str], where: str) -> list[re.Match[str]]:
    for _ in range(5):
        if "{" not in pattern:
            break
        pattern = re.sub(r"\{(\w+)\}", lambda match: _part(match[1], parts, where), pattern)
    found: list[re.Match[str]] = []
    at = 0
    pattern = pattern.rstrip()
    while at < len(pattern):
        match = _ITEM.match(pattern, at)
        if match is None:
            raise RulesError(
                where,
                f"the pattern cannot be read from {pattern[at : at + 20]!r} on",
                "see docs/how-to-add-a-date-rule.md",
            )
        found.append(match)
        at = match.end()
    return found


def _part(name: str, parts: Mapping[str, str], where: str) -> str:
    if name not in parts:
        raise RulesError(where, f"there is no part named {name!r}", "define it in [parts] or correct the name")
    return f"({parts[name]})"


def compile_pattern(
    pattern: str, charset: Callable[[str], str], parts: Mapping[str, str], where: str
) -> re.Pattern[str]:
    """Return the regex of a pattern; ``charset`` gives the characters of a class (a literal word's class is ``=word``).
    A name that stands twice is told apart by a number after two underscores.

    Raises RulesError, naming ``where``, for what cannot be read.
    """
    before, body, after = _sides(_items(pattern, parts, where))
    source = _context(before, charset, where, "(?<=", "(?<!") + _sequence(body, charset, where)
    source += _context(after, charset, where, "(?=", "(?!")
    count = itertools.count()
    source = re.sub(r"\(\?P<(\w+)>", lambda match: f"(?P<{match[1]}__{next(count)}>", source)
    try:
        return re.compile(source)
    except re.error as error:
        raise RulesError(
            where, f"the pattern {pattern!r} cannot be compiled: {error}", "check its brackets and names"
        ) from error


def _sides(items: list[re.Match[str]]) -> tuple[list[re.Match[str]], list[re.Match[str]], list[re.Match[str]]]:
    marks = [match["mark"] for match in items]
    left = marks.index("<") if "<" in marks else -1
    right = marks.index(">") if ">" in marks else len(items)
    return items[: max(left, 0)], items[left + 1 : right], items[right + 1 :]


def _context(items: list[re.Match[str]], charset: Callable[[str], str], where: str, yes: str, no: str) -> str:
    """Each alternative at the top of a context becomes a look-around of its own, so that lengths may differ."""
    if not items:
        return ""
    opening = yes
    if items[0]["mark"] == "!":
        opening, items = no, items[1:]
    branches = _branches(_unwrapped(items))
    looks = [f"{opening}{_sequence(branch, charset, where)})" for branch in branches]
    return "".join(looks) if opening == no else f"(?:{'|'.join(looks)})"


def _unwrapped(items: list[re.Match[str]]) -> list[re.Match[str]]:
    """The items without one pair of brackets around them all."""
    if len(items) < 2 or items[0]["mark"] != "(" or items[-1]["mark"] != ")":
        return items
    depth = 0
    for match in items[:-1]:
        depth += {"(": 1, ")": -1}.get(match["mark"] or "", 0)
        if depth == 0:
            return items
    return items[1:-1]


def _branches(items: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    branches: list[list[re.Match[str]]] = [[]]
    depth = 0
    for match in items:
        depth += {"(": 1, ")": -1}.get(match["mark"] or "", 0)
        if match["mark"] == "|" and depth == 0:
            branches.append([])
        else:
            branches[-1].append(match)
    return branches


def _sequence(items: list[re.Match[str]], charset: Callable[[str], str], where: str) -> str:
    source = ""
    closing: list[str] = []
    for match in items:
        mark = match["mark"]
        if mark == "(":
            source += f"(?P<{match['name']}>(?:" if match["name"] else "(?:"
            closing.append("))" if match["name"] else ")")
        elif mark == ")":
            if not closing:
                raise RulesError(where, "the pattern closes a bracket that it never opened", "check its brackets")
            source += closing.pop()
        elif mark in ("?", "|"):
            source += mark
        elif mark in ("+", "*"):
            source += f"{{{1 if mark == '+' else 0},{_MOST}}}"
        elif mark:
            raise RulesError(
                where, f"{mark!r} stands where it means nothing", "use < and > once each, ! only at the start of a side"
            )
        else:
            source += _one(match, charset, where)
    return source


def _one(match: re.Match[str], charset: Callable[[str], str], where: str) -> str:
    name = match["class"] or "=" + match["word"].removeprefix("\\")
    characters = charset(name)
    if not characters:
        raise RulesError(
            where, f"there is no class of words named {name!r}", "define it in words.toml or correct the name"
        )
    piece = f"[{characters}]"
    return f"(?P<{match['name']}>{piece})" if match["name"] else piece


class Needs(NamedTuple):
    """Sets of classes (``=word`` for a literal) of which every match of a pattern has one each: in its own words, rarest
    set first, and beside them.
    """

    inside: tuple[frozenset[str], ...]
    beside: tuple[frozenset[str], ...]


def needed(pattern: str, parts: Mapping[str, str], where: str) -> Needs:
    """Return what every match of a pattern has, in it and beside it.

    >>> needs = needed("in < the? day:DAY of? (month:MONTH|season:SEASON)", {}, "")
    >>> [sorted(names) for names in needs.inside], [sorted(names) for names in needs.beside]
    ([['DAY'], ['MONTH', 'SEASON']], [['=in']])
    """
    before, body, after = _sides(_items(pattern, parts, where))
    inside = sorted(_required(body), key=commonness)
    beside = [
        names for side in (before, after) if side and side[0]["mark"] != "!" for names in _required(_unwrapped(side))
    ]
    return Needs(tuple(inside), tuple(beside))


def _required(items: list[re.Match[str]]) -> list[frozenset[str]]:
    """The sets of classes of which a sequence must hold one each; nothing where everything is optional."""
    branches = _branches(items)
    if len(branches) > 1:
        sets = [_required(branch) for branch in branches]
        if not all(sets):
            return []
        rarest = frozenset().union(*(min(required, key=commonness) for required in sets))
        numbers = frozenset().union(*(min(required, key=_is_no_number) for required in sets))
        return [rarest] if rarest == numbers else [rarest, numbers]
    found: list[frozenset[str]] = []
    at = 0
    while at < len(items):
        end = _closing(items, at) if items[at]["mark"] == "(" else at
        optional = end + 1 < len(items) and items[end + 1]["mark"] in ("?", "*")
        if not optional:
            found += _required(items[at + 1 : end]) if end > at else _class_of(items[at])
        at = end + 1
    return found


def _class_of(match: re.Match[str]) -> list[frozenset[str]]:
    if match["mark"]:
        return []
    return [frozenset({match["class"] or "=" + match["word"].removeprefix("\\")})]


def _closing(items: list[re.Match[str]], at: int) -> int:
    depth = 0
    for place in range(at, len(items)):
        depth += {"(": 1, ")": -1}.get(items[place]["mark"] or "", 0)
        if depth == 0:
            return place
    return len(items) - 1


_COMMON_WORDS = """
    the a an of in to and or at on for by - , 's that this from is as ( ) new good end full long each may two later last next per
    times night ago world
"""
_COMMON = frozenset("=" + word for word in _COMMON_WORDS.split())
_COMMON_CLASSES = """
    DAY INT NUMBER ORD ORDINAL ORDINAL_DAY COUNT HOUR YY CAP LOW WHICH MOD APPROX PREP PART EDGE POINT
"""
_NUMBERS = frozenset(_COMMON_CLASSES.split())
# What nearly every date is made of.
_USUAL_CLASSES = """
    UNIT UNITS DATE_UNIT MONTH WEEKDAY YEAR MODERN AMPM CLOCK CLOCK4
"""
_USUAL = frozenset(_USUAL_CLASSES.split())
_CLASSES_OF_DIGITS = """
    YEAR MODERN CLOCK4 CLOCK ISO SLASHED SHORT_YEAR ORDINAL_DAY ORDINAL YEAR3 INT DAY HOUR YY DOTTED_CLOCK
"""
OF_DIGITS = frozenset(_CLASSES_OF_DIGITS.split())
"""The classes of numbers in digits."""


def _is_no_number(names: frozenset[str]) -> bool:
    return not names <= OF_DIGITS


def commonness(names: frozenset[str]) -> int:
    """Return a number that is the greater, the more often one may meet one of some classes in a text.

    >>> commonness(frozenset({"=the"})) > commonness(frozenset({"=ensuing", "=prior"}))
    True
    """
    return sum(10 if name in _COMMON else 4 if name in _NUMBERS else 3 if name in _USUAL else 1 for name in names)
