"""Numbers in a stretch of text, in digits or words, with what the words around them allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.figures.lexicon import SMALL, TENS, Lexicon, Signs, last_words

__all__ = ["Number", "find_numbers"]

_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "mln": 1e6, "bln": 1e9, "dozen": 12, "bn": 1e9, "tn": 1e12, "m": 1e6, "k": 1e3,
}  # fmt: skip
_WORDS = {word: number for number, word in enumerate(SMALL, 1)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
_GLUED = re.compile(r"[\w.,/:#-]")
_TO = re.compile(r"\s*(?:-|–|—|\bto\b|\bor\b)\s*$", re.I)
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)
_ARTICLES = ("a", "an", "another", "the")
_PARTS = re.compile(r"[-\s]+")
_AND = re.compile(r"\s+and\s+$", re.I)


class Number(NamedTuple):
    """A number: ``start``/``end`` of the number itself, ``before``/``after`` with the words that say how exact it is."""

    start: int
    end: int
    before: int
    after: int
    value: float
    low: float | None
    high: float | None
    approximate: bool = False
    sign: str = ""
    kind: str = "digits"
    text: str = ""


def find_numbers(text: str, start: int, end: int, words: Lexicon, signs: Signs) -> Iterator[Number]:
    """Yield the numbers of a sentence in order; "20 to 30" and "between 20 and 30" are one number with two bounds."""
    found = list(_in_digits(text, start, end, words)) if signs.digits else []
    if signs.words:
        stretches = (words.number.finditer(text, first, last) for first, last in signs.words)
        found += [_in_words(match, words) for stretch in stretches for match in stretch]
        found.sort(key=lambda number: number.start)
    waiting: Number | None = None
    for each in found:
        number = _with_words(text, start, end, each, words)
        if waiting and (joined := _range(text, start, waiting, number)):
            waiting = joined
            continue
        if waiting:
            yield waiting
        waiting = number
    if waiting:
        yield waiting
    if signs.verbs:
        yield from (_person(match) for match in words.person.finditer(text, start, end))


def _in_digits(text: str, start: int, end: int, words: Lexicon) -> Iterator[Number]:
    for match in words.digits.finditer(text, start, end):
        first, last = match.span()
        paid = text[max(start, first - 2) : first].rstrip()[-1:].lower() in words.money_ends
        sign = words.money.search(text, max(start, first - 5), first) if paid else None
        if not sign and first and _GLUED.match(text, first - 1):
            continue
        value = float(match["figure"].replace(",", "")) * _scale(match["scale"])
        first = sign.start() if sign else first
        unit = sign.group().strip().lower() if sign else ""
        yield Number(first, last, first, last, value, value, value, False, unit, text=match.group())


def _in_words(match: re.Match[str], words: Lexicon) -> Number:
    first, last, said = match.start(), match.end(), match.group()
    if match["vague"]:
        low, high = words.vague[" ".join(match["vague"].lower().split())]
        return Number(first, last, first, last, low, low, high, True, kind="vague", text=said)
    value = _value(match["word"] or match["plain"]) * _scale(match["wordscale"] or match["singlescale"])
    value = value / 2 if match["half"] else value
    return Number(first, last, first, last, value, value, value, kind="words", text=said)


def _person(match: re.Match[str]) -> Number:
    first, last = match.span()
    return Number(first, first + 1, first, last, 1.0, 1.0, 1.0, kind="person", text=match.group())


def _scale(word: str | None) -> float:
    return _SCALES[word.strip(" -\t\n\r\u00a0").lower()] if word else 1.0


def _value(words: str | None) -> float:
    return float(sum(_WORDS[word] for word in _PARTS.split(words.lower()))) if words else 1.0


def _with_words(text: str, start: int, end: int, number: Number, words: Lexicon) -> Number:
    """Return the number with its bounds as the words next to it give them."""
    left = _modifier(text, start, number, words)
    right = words.suffix.match(text, number.end, end)
    said = left[1] if left else next((group for group in right.groups() if group), None) if right else None
    if said is None:
        return number
    before, after = left.start() if left else number.start, right.end() if right and not left else number.end
    low, high, approximate = number.low, number.high, number.approximate
    match words.means[" ".join(said.lower().split())]:
        case "at least":
            high = None
        case "at most":
            low = None
        case _:
            approximate = True
    return Number(
        number.start,
        number.end,
        before,
        after,
        number.value,
        low,
        high,
        approximate,
        number.sign,
        number.kind,
        number.text,
    )


def _modifier(text: str, start: int, number: Number, words: Lexicon) -> re.Match[str] | None:
    """Return the words before a number that say how exact it is. Most numbers have none, which their last word tells."""
    at = max(start, number.start - 40)
    if not text[at : number.start][-1:].isspace():
        return None
    near = last_words(text[at : number.start], 2)
    if near and near[0] in _ARTICLES:
        del near[0]
    return words.modifier.search(text, at, number.start) if near and near[0] in words.modifier_ends else None


def _range(text: str, start: int, first: Number, second: Number) -> Number | None:
    """Return two numbers as one with two bounds, where the words between them say so."""
    between = text[first.after : second.before]
    joined = _TO.fullmatch(between) is not None
    if not joined and _AND.fullmatch(between):
        joined = _BETWEEN.search(text, max(start, first.before - 10), first.before) is not None
    if not joined or second.value <= first.value or first.kind != second.kind:
        return None
    return Number(
        first.start, second.end, first.before, second.after, first.value, first.value, second.value, True,
        first.sign or second.sign, first.kind, text[first.start : second.end],
    )  # fmt: skip
