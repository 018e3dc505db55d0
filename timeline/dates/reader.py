"""Finds the dates of a passage: a cheap scan for words that dates are made of, then the rules where there are any."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import accumulate

import ahocorasick_rs

from timeline.date_refiners import Found, Passage, refine
from timeline.dates.grammar import Grammar
from timeline.dates.tokens import TOKEN
from timeline.model import DateMention, Sentence
from timeline.rules import Rules, packaged

__all__ = ["DateReader", "packaged_reader"]

# Numbers that may be a date by themselves; others only count beside a word that does.
_DIGITS = re.compile(r"[0-9](?:[0-9]{3}|[:/.-][0-9]|(?:st|nd|rd|th|s)\b)")
_SHORT_YEARS = re.compile(r"['’`][0-9][0-9]")
# How much of a sentence is read around such words, in characters; the longest dates are shorter.
_AROUND = 50
_CONTEXT = 2


class DateReader:
    """Reads dates by one set of rules. Build it once: compiling the rules takes longer than reading an article.

    >>> from timeline.sentences import split
    >>> reader = DateReader(packaged())
    >>> text = "It ended last Friday."
    >>> [mention.edtf for mention in reader.find(text, split(text, 0, len(text)), published=date(2024, 3, 12))]
    ['2024-03-08']
    """

    def __init__(self, rules: Rules) -> None:
        self.grammar = Grammar(rules)
        self._scanner = ahocorasick_rs.AhoCorasick(
            self.grammar.trigger_words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def find(self, text: str, sentences: Sequence[Sentence], *, published: date | None) -> tuple[DateMention, ...]:
        """Return the dates (and durations and sets) in some sentences of a text, in order.

        ``published`` is the article's own day, from which relative dates are counted; without it they have no days.
        """
        found = list(self._found(text, sentences))
        return refine(found, Passage(text, sentences, published))

    def _found(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Found]:
        for number, start, end in self._worth_reading(text, sentences):
            yield from self._in_part(text, start, end, number)

    def _worth_reading(self, text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
        """The parts of sentences that hold a word or number that a date may be made of, with their sentence's number."""
        if not sentences:
            return
        offset, last = sentences[0].start, sentences[-1].end
        folded = fold(text[offset:last])
        places = [
            start for _, start, end in self._scanner.find_matches_as_indexes(folded) if _is_word(folded, start, end)
        ]
        places += [match.start() for match in _DIGITS.finditer(folded)]
        places += [match.start() for match in _SHORT_YEARS.finditer(folded)]
        places.sort()
        at, count = 0, len(places)
        for number, sentence in enumerate(sentences):
            start, end = sentence.start - offset, sentence.end - offset
            while at < count and places[at] < start:
                at += 1
            while at < count and places[at] < end:
                first = farthest = places[at]
                while at < count and places[at] < end and places[at] - farthest < 2 * _AROUND:
                    farthest = places[at]
                    at += 1
                yield number, *_part(folded, first, farthest, start, end, offset)

    def _in_part(self, text: str, start: int, end: int, number: int) -> Iterator[Found]:
        tokens = TOKEN.findall(text, start, end)
        grammar = self.grammar
        string = "".join(map(grammar.alphabet.__getitem__, tokens))
        offsets: list[int] = []
        for first, last in grammar.chunks(string):
            a, b = max(0, first - _CONTEXT), min(len(tokens), last + _CONTEXT)
            for element in grammar.read(tokens[a:b], string[a:b], first - a, last - a):
                if not first <= a + element.first < last or element.reading is None:
                    continue
                if not offsets:
                    offsets = list(accumulate(map(len, tokens), initial=start))
                parts = tuple(_span(tokens, offsets, a + one, a + other) for one, other in element.parts)
                span = _span(tokens, offsets, a + element.first, a + element.last)
                yield Found(*span, number, element.rule, element.reading, parts)


def _part(text: str, first: int, last: int, start: int, end: int, offset: int) -> tuple[int, int]:
    """The part of a sentence around some places, cut at blanks."""
    if first - start > _AROUND:
        start = max(start, text.rfind(" ", start, first - _AROUND) + 1) or start
    if end - last > _AROUND:
        blank = text.find(" ", last + _AROUND, end)
        end = blank if blank >= 0 else end
    return start + offset, end + offset


def _span(tokens: Sequence[str], offsets: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """The offsets of some tokens, less the blanks after the last."""
    return offsets[first], offsets[last - 1] + len(tokens[last - 1].rstrip())


def fold(text: str) -> str:
    """Return the text in lower case with every character in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _is_word(text: str, start: int, end: int) -> bool:
    return not (start > 0 and text[start - 1].isalpha()) and not (
        end < len(text) and text[end].isalpha() and text[end - 1].isalpha()
    )


@cache
def packaged_reader() -> DateReader:
    """Return the reader with the packaged rules, which cannot change while the program runs."""
    return DateReader(packaged())
