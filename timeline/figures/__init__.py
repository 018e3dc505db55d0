"""Counts and amounts in news text: how many, of what, how exactly, and whom they count.

Numbers that count nothing are left alone: dates, ages, distances, times, scores, ordinals, names with numbers in them. The
units and the words around them are data (figures.toml). ``dozens``, ``hundreds`` and the like are given the bounds written there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from timeline.figures.check import check
from timeline.figures.lexicon import Lexicon, lexicon
from timeline.figures.numbers import Number, find_numbers
from timeline.figures.units import unit_of
from timeline.model import Figure, Sentence
from timeline.rules import Rules

__all__ = ["check", "find_figures"]


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
    words = lexicon(rules)
    taken = sorted(skip)
    firsts = [start for start, _ in taken]
    figures: list[Figure] = []
    for sentence, signs in zip(sentences, words.signs_of(text, sentences), strict=True):
        if not any(signs):
            continue
        for number in find_numbers(text, sentence.start, sentence.end, words, signs):
            at = bisect_right(firsts, number.end - 1) - 1
            if at >= 0 and taken[at][1] > number.start:
                continue
            if figure := _figure(text, sentence, number, words):
                figures.append(figure)
    return tuple(figures)


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
