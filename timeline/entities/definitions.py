"""Abbreviations that the text defines itself: "Long Name (ABBR)" and "ABBR (Long Name)". They win over the gazetteer."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Definition", "find_definitions"]

_SHORT_IN_BRACKETS = re.compile(
    r"\((?:the |or |also |hereafter )?[\"'“‘]?(?P<short>[A-Z][A-Za-z0-9/&.-]{1,11})[\"'”’]?\)"
)
_LONG_IN_BRACKETS = re.compile(r"\((?P<long>[A-Z][^()\n]{6,90})\)")
_TICKER = re.compile(r"\.[A-Z]{1,2}$")
"""A share on an exchange (BABA.N), which abbreviates nothing."""
_PARTS = re.compile(r"[\s/-]+")
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "des", "e", "i", "al", "ul", "against", "with"}
)
_WORD = re.compile(r"[\w'’&./-]+")


@dataclass(frozen=True, slots=True)
class Definition:
    """``short`` stands for ``text[start:end]`` (the long name) in this article; ``at`` is where the short form is given."""

    short: str
    start: int
    end: int
    at: int


def find_definitions(text: str, start: int, end: int, *, no_names: frozenset[str] = frozenset()) -> list[Definition]:
    """Return the abbreviations defined in ``text[start:end]``, each once, the first definition winning.

    ``no_names`` are capitalised words with which no name begins.

    >>> text = "Reporters without Borders (RSF) and the PMO (Prime Minister’s Office)"
    >>> [(d.short, text[d.start : d.end]) for d in find_definitions(text, 0, len(text))]
    [('RSF', 'Reporters without Borders'), ('PMO', 'Prime Minister’s Office')]
    """
    found: dict[str, Definition] = {}
    for match in _SHORT_IN_BRACKETS.finditer(text, start, end):
        short = match["short"].rstrip("s") if match["short"][:-1].isupper() else match["short"]
        if sum(letter.isupper() for letter in short) < 2 or _TICKER.search(short):
            continue
        long = _long_form(text, max(start, text.rfind("\n", start, match.start()) + 1), match.start(), short, no_names)
        if long is not None:
            found.setdefault(short, Definition(short, *long, match.start("short")))
    for match in _LONG_IN_BRACKETS.finditer(text, start, end):
        words = text[max(start, match.start() - 12) : match.start()].split()
        short = words[-1] if words and words[-1].isupper() and 1 < len(words[-1]) < 10 else ""
        if short and text[match.start() - 1] == " " and _covers(match["long"], short):
            found.setdefault(short, Definition(short, *match.span("long"), match.start() - 1 - len(short)))
    return list(found.values())


def _long_form(text: str, start: int, end: int, short: str, no_names: frozenset[str]) -> tuple[int, int] | None:
    """Return the words before the bracket that the letters of the short form stand for: the fewest that fit."""
    words = list(_WORD.finditer(text, max(start, end - 120), end))
    letters = [letter.lower() for letter in short if letter.isalnum()]
    best: tuple[int, int] | None = None
    for count in range(1, min(len(letters) * 2 + 3, len(words)) + 1):
        first = words[-count]
        if first[0][:1].lower() != letters[0] or first[0].lower() in _SMALL:
            continue
        if words[-1][0][:1].isupper() and not first[0][:1].isupper():
            continue  # "increase pressure on ISIL (ISIS)"
        if not text[first.end() : words[-1].start()].strip(" \u00a0") and count > 1:
            continue
        long = text[first.start() : words[-1].end()]
        if _covers(long, short) and len(long) > len(short) + 2:
            best = (first.start(), words[-1].end())
            break
    return best or _translated(text, words, short, no_names)


def _translated(text: str, words: list[re.Match[str]], short: str, no_names: frozenset[str]) -> tuple[int, int] | None:
    """Return the capitalised words before the bracket where the short form is that of another language (RSF, MSF, CNDD)."""
    if not short.isupper() or len(short) < 3 or (words and words[-1][0].isupper()):
        return None  # what one abbreviation is explained by is no long name
    first = len(words)
    while first > 0 and (
        words[first - 1][0][:1].isupper() or (words[first - 1][0] in _SMALL | {"without"} and first < len(words))
    ):
        if first < len(words) and text[words[first - 1].end() : words[first].start()] != " ":
            break
        first -= 1
    while first < len(words) and (not words[first][0][:1].isupper() or words[first][0] in no_names):
        first += 1
    return (words[first].start(), words[-1].end()) if len(words) - first >= 2 else None


def _covers(long: str, short: str) -> bool:
    """Whether the short form's letters are found in order, each starting a word or following one that does."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    parts = [part for part in _PARTS.split(long) if part and part[0].isalnum()]
    initials = [part[0].lower() for part in parts]
    main = [part[0].lower() for part in parts if part.lower() not in _SMALL]
    if letters in (initials, main):
        return True
    return _in_order(letters, long.lower()) and len(main) * 2 >= len(letters) >= len(main) - 1


def _in_order(letters: list[str], long: str) -> bool:
    at = 0 if long[:1] == letters[0] else -1
    if at < 0:
        return False
    for letter in letters[1:]:
        at = long.find(letter, at + 1)
        if at < 0:
            return False
    return True
