"""Counts and amounts in news text: how many, of what, how exactly, and whom they count.

Numbers that count nothing are left alone: dates, ages, distances, times, scores, ordinals, names with numbers in them. The
units and the words around them are data (figures.toml). ``dozens``, ``hundreds`` and the like are given the bounds written there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from timeline.figures.check import check
from timeline.figures.lexicon import Lexicon, lexicon
from timeline.figures.numbers import Number, find_numbers
from timeline.figures.units import unit_of
from timeline.model import Figure, Sentence
from timeline.rules import Rules

__all__ = ["ArticleFigures", "check", "find_figures"]


def find_figures(
    text: str, sentences: Sequence[Sentence], rules: Rules, *, skip: Iterable[tuple[int, int]] = ()
) -> tuple[Figure, ...]:
    """Return the figures in the sentences, in text order.

    ``skip`` are spans of the text that are dates; no figure is read from a number that overlaps one. Low and high are what the
    words allow: "more than 2,500" is 2500 and up (high None), "dozens" 24 to 99.

    >>> from timeline.rules import packaged
    >>> text = "More than 2,500 civilians were killed."
    >>> [(f.low, f.high, f.unit, f.counts) for f in find_figures(text, [Sentence(0, len(text))], packaged())]
    [(2500.0, None, 'killed', 'civilians')]
    """
    return tuple(ArticleFigures(text, sentences, rules, skip=skip))


class ArticleFigures:
    """The figures of one article, each sentence read when it is first asked for: most are never asked for.

    Going through it yields them all in text order; options as for find_figures.
    """

    def __init__(
        self, text: str, sentences: Sequence[Sentence], rules: Rules, *, skip: Iterable[tuple[int, int]] = ()
    ) -> None:
        self._text, self._sentences, self._words = text, sentences, lexicon(rules)
        self._starts = [sentence.start for sentence in sentences]
        self._taken = sorted(skip)
        self._firsts = [start for start, _ in self._taken]
        self._read: dict[int, tuple[Figure, ...]] = {}

    def __iter__(self) -> Iterator[Figure]:
        for number in range(len(self._sentences)):
            yield from self._of(number)

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        """Return the figures that begin in ``text[start:end]``, in text order."""
        numbers = range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end))
        found = [figure for number in numbers for figure in self._of(number) if start <= figure.start < end]
        return tuple(sorted(found, key=lambda figure: figure.start))

    def _of(self, number: int) -> tuple[Figure, ...]:
        """Return the figures of one sentence."""
        if number not in self._read:
            self._read[number] = tuple(self._find(self._sentences[number]))
        return self._read[number]

    def _find(self, sentence: Sentence) -> Iterator[Figure]:
        text, words = self._text, self._words
        signs = words.signs_of(text, sentence.start, sentence.end)
        for number in find_numbers(text, sentence.start, sentence.end, words, signs) if any(signs) else ():
            at = bisect_right(self._firsts, number.end - 1) - 1
            if at >= 0 and self._taken[at][1] > number.start:
                continue
            if figure := _figure(text, sentence, number, words):
                yield figure


def _figure(text: str, sentence: Sentence, number: Number, words: Lexicon) -> Figure | None:
    found = unit_of(text, sentence.start, sentence.end, number, words)
    if found is None:
        return None
    end = max(found.end, number.after)
    quote = text[number.before : end]
    counts = found.counts
    return Figure(
        number.before, end, quote, number.value, number.low, number.high, found.unit, number.approximate, counts
    )
